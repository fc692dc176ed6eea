#pragma once

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace campanile {

/// Beast's parser of requests; the body goes through our own buffer. It is a type of its own, so that headers can name
/// it without including Beast.
class HttpParser final : public boost::beast::http::request_parser<boost::beast::http::buffer_body> {};

} // namespace campanile
