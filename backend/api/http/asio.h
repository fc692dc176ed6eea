#pragma once

// Boost.Asio, and the short names that the files of this server use for its parts. Only these files may include it, and
// headers that they offer to other code may not: it takes seconds to compile, and its types would tie every route to
// one library.

#include <utility> // std::exchange, which Boost 1.74's awaitable.hpp uses without including it

#include <boost/asio.hpp>

namespace campanile {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

// GCC 12 miscompiles some conditions that join a co_await with && or ||, where the branch awaits again: the coroutine
// then crashes. So every awaited result is stored in a named variable first.

/// Makes an operation awaitable that stores its error in `ec` instead of throwing it.
inline auto toResult(error_code &ec)
{
    return net::redirect_error(net::use_awaitable, ec);
}

} // namespace campanile
