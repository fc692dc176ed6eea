#pragma once

#include "api/http/http_connection.h"
#include "api/http/http_exchange.h"

#include <boost/beast/core/string_type.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

class HttpParser;
class UploadFile;

/// Takes the body of one admitted request in: into memory, or through the admission's filter into a file; no larger
/// than admitted and no slower than HttpLimits allow. Borrows everything it is given.
/// Thread: the io thread; files are written on that of the disk.
class HttpBodyReader {
public:
    HttpBodyReader(HttpServer::Core &core, HttpConnection &connection, HttpParser &parser, HttpExchange &exchange);

    /// The whole body. Once.
    net::awaitable<HttpReceived> read();

private:
    bool openFile();
    net::awaitable<bool> sendContinue();
    void limitChunkExtensions();
    net::awaitable<HttpReceived> readPiece();
    HttpReceived failedToRead(error_code ec);
    net::awaitable<bool> keep(std::string_view bytes);
    net::awaitable<bool> write(std::string_view bytes);
    bool finishFile();
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;

    HttpServer::Core &m_core;
    HttpConnection &m_connection;
    HttpParser &m_parser;
    HttpExchange &m_exchange;
    const HttpRequest &m_request;
    const HttpAdmission &m_admission;
    std::shared_ptr<UploadFile> m_file; // null: the body goes into memory
    std::function<void(std::uint64_t, boost::beast::string_view, error_code &)> m_checkChunk; // the parser keeps it
    std::vector<char> m_piece;
    std::uint64_t m_received = 0;
    std::chrono::steady_clock::time_point m_since;
};

} // namespace campanile
