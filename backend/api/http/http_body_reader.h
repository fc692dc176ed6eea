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

/// Reads the body of one admitted request into memory, or through the admission's filter into a file. The body may not
/// be larger than admitted and not slower than HttpLimits allow. The reader borrows everything it is given.
/// Thread: the io thread; files are written on the disk thread.
class HttpBodyReader {
public:
    HttpBodyReader(HttpServer::Core &core, HttpConnection &connection, HttpParser &parser, HttpExchange &exchange);

    /// Reads the whole body. Call it once.
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
    // The parser keeps a reference to it.
    std::function<void(std::uint64_t, boost::beast::string_view, error_code &)> m_checkChunk;
    std::vector<char> m_piece;
    std::uint64_t m_received = 0;
    std::chrono::steady_clock::time_point m_since;
};

} // namespace campanile
