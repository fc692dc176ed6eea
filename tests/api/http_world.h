#pragma once

#include "api/http/http_server.h"
#include "api/http/upload_file.h"
#include "api/raw_client.h"

#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>

#include <memory>
#include <mutex>
#include <thread>

namespace campanile::test {

/// A body of `pieces` pieces of 100,000 bytes; fails instead of ending when told so.
class Pieces final : public HttpBodySource {
public:
    Pieces(int pieces, bool fails)
        : m_left(pieces)
        , m_fails(fails)
    {
    }
    Pieces(const Pieces &) = delete;
    Pieces &operator=(const Pieces &) = delete;
    ~Pieces() override
    {
        if (whenLetGo) {
            whenLetGo();
        }
    }

    std::function<void()> whenLetGo;

    void next(Reply<std::string> piece) override
    {
        if (m_left-- > 0) {
            std::thread([piece] { piece(std::string(100'000, 'x')); }).detach();
        } else if (m_fails) {
            piece(Error{ErrorCode::Internal, {}, {}});
        } else {
            piece(std::string());
        }
    }

private:
    int m_left;
    const bool m_fails;
};

/// Serves what the tests need, by path.
class TestHandler final : public HttpHandler {
public:
    std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) override
    {
        if (head.path == "/refused") {
            return response(401, "refused");
        }
        HttpAdmission admission;
        admission.bodyLimit = 1'000;
        if (head.path == "/upload") {
            admission.body = HttpAdmission::Body::File;
            admission.bodyLimit = 100'000'000;
        }
        if (head.path == "/slow") {
            admission.answerWithin = std::chrono::milliseconds(50);
        }
        admission.answer = [this](const std::shared_ptr<const HttpRequest> &request, HttpReply reply) {
            answer(request, std::move(reply));
        };
        return admission;
    }
    HttpResponse refused(const HttpRefusal &refusal, const std::string &) override
    {
        return response(refusal.status, refusal.code);
    }
    HttpResponse failed(const Error &error, const std::string &) override
    {
        return response(500, error.message.toStdString());
    }

    /// Returns once so many requests wait on /wait or /slow.
    void awaitRequests(int n = 1)
    {
        m_waiting.acquire(n);
        m_waiting.release(n);
    }
    /// Answers the oldest of them, from this thread.
    void release(const std::string &body)
    {
        m_waiting.acquire();
        HttpReply reply;
        {
            const std::scoped_lock lock(m_mutex);
            reply = std::move(m_replies.front());
            m_replies.erase(m_replies.begin());
        }
        reply(response(200, body));
    }

    /// Where the last upload lay.
    QString lastUpload()
    {
        const std::scoped_lock lock(m_mutex);
        return m_lastUpload;
    }

    QSemaphore endlessLetGo; ///< released when nobody reads on in /endless

private:
    static HttpResponse response(int status, std::string body)
    {
        HttpResponse made;
        made.status = status;
        made.contentType = "text/plain";
        made.body = std::move(body);
        return made;
    }

    void answer(const std::shared_ptr<const HttpRequest> &request, HttpReply reply)
    {
        if (request->path == "/wait" || request->path == "/slow") {
            const std::scoped_lock lock(m_mutex);
            m_replies.push_back(std::move(reply));
            m_waiting.release();
        } else if (request->path == "/drop") {
            return;
        } else if (request->path == "/throw") {
            throw std::runtime_error("thrown");
        } else if (request->path == "/big") {
            reply(response(200, std::string(3'000'000, 'b')));
        } else if (request->path == "/stream" || request->path == "/broken-stream") {
            HttpResponse streamed;
            streamed.source = std::make_shared<Pieces>(5, request->path == "/broken-stream");
            reply(std::move(streamed));
        } else if (request->path == "/endless") {
            const auto endless = std::make_shared<Pieces>(1'000'000, false);
            endless->whenLetGo = [this] { endlessLetGo.release(); };
            HttpResponse streamed;
            streamed.source = endless;
            reply(std::move(streamed));
        } else if (request->path == "/upload") {
            const QString path = QString::fromStdString(request->upload->path());
            QFile file(path);
            const bool opened = file.open(QIODevice::ReadOnly);
            const bool isPrivate =
                file.permissions() == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
            const std::scoped_lock lock(m_mutex);
            m_lastUpload = path;
            reply(response(opened && isPrivate ? 200 : 500, std::to_string(file.size())));
        } else {
            reply(response(200, request->method + " " + request->path + " " + request->body));
        }
    }

    QSemaphore m_waiting;
    std::mutex m_mutex; // guards the members below
    std::vector<HttpReply> m_replies;
    QString m_lastUpload;
};

/// A server of its own that serves a TestHandler, and the requests for it.
class HttpWorld {
public:
    HttpWorld()
    {
        options.uploadDirectory = uploads().toStdString();
        start();
    }

    /// Begins anew, with the options as they are now.
    void start()
    {
        server.reset();
        handler = std::make_unique<TestHandler>();
        auto started = HttpServer::start(options, *handler);
        if (!started) {
            qFatal("The server of the test did not start: %s", qPrintable(started.error().message));
        }
        server = std::move(started).value();
    }

    [[nodiscard]] std::uint16_t port() const { return server->port(); }
    [[nodiscard]] QString uploads() const { return folder.filePath(QStringLiteral("uploads")); }
    /// The head of a request that is in order, with these fields more.
    [[nodiscard]] std::string head(const std::string &requestLine, const std::string &fields = {}) const
    {
        return requestLine + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) + "\r\n" + fields + "\r\n";
    }
    /// What these bytes are answered with, over a connection of their own.
    [[nodiscard]] RawAnswer ask(const std::string &bytes) const
    {
        RawClient client(port());
        client.send(bytes);
        return client.answer();
    }

    QTemporaryDir folder;
    HttpServerOptions options;
    std::unique_ptr<TestHandler> handler;
    std::unique_ptr<HttpServer> server; // goes first: it still calls its handler
};

} // namespace campanile::test
