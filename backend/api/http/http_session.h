#pragma once

#include "api/http/alarm.h"
#include "api/http/arrival.h"
#include "api/http/http_connection.h"
#include "api/http/http_exchange.h"
#include "api/http/request_head.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace campanile {

class HttpParser;

/// One connection and the requests on it, one after the other. Its coroutine `run` owns it. Thread: the io thread.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
public:
    HttpSession(HttpServer::Core &core, tcp::socket socket);

    net::awaitable<void> run();

    /// The server stops: an idle connection is closed now, a busy one after its response.
    void finishSoon();
    /// Closes the connection now, even during a request.
    void abort();

private:
    enum class Next { KeepAlive, Close };

    net::awaitable<Next> serveOne();
    net::awaitable<HttpReceived> readHead(HttpParser &parser, HttpExchange &exchange);
    net::awaitable<HttpReceived> receiveHead(HeadScanner &scanner, HttpExchange &exchange);
    bool parseHead(HttpParser &parser, const HeadScanner &scanner, HttpExchange &exchange);
    bool takeHead(const HttpParser &parser, HttpExchange &exchange);
    bool admit(HttpExchange &exchange);
    net::awaitable<bool> passCheck(HttpExchange &exchange);
    HttpReply makeReply(const std::string &requestId);
    net::awaitable<void> awaitAnswer(HttpExchange &exchange);
    net::awaitable<Next> end(HttpReceived received, const HttpExchange &exchange);
    net::awaitable<bool> respond(const HttpExchange &exchange, bool close);
    net::awaitable<bool> sendSource(HttpBodySource &source, bool chunked);
    net::awaitable<std::optional<std::string>> nextPiece(HttpBodySource &source);
    net::awaitable<bool> sendInPieces(std::string_view bytes);

    HttpServer::Core &m_core;
    HttpConnection m_connection;
    Alarm m_answerLate; // fires when the handler, or the source of a response, takes too long
    bool m_isFirst = true;
    bool m_isIdle = false; // between two requests, and no byte of the next request has arrived
    std::shared_ptr<Arrival<std::optional<HttpResponse>>> m_verdict;
    std::shared_ptr<Arrival<HttpResponse>> m_answer;
    std::shared_ptr<Arrival<Result<std::string>>> m_piece;
};

} // namespace campanile
