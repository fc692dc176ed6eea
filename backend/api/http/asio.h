#pragma once

// Boost.Asio, and the names that the files of this server have for its parts. Only they may include it, and none of
// what they offer to the rest: it takes seconds to compile, and its types would tie every route to one library.

#include <utility> // std::exchange, which Boost 1.74's awaitable.hpp uses without including it

#include <boost/asio.hpp>

namespace campanile {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

// GCC 12 miscompiles some conditions that join a co_await with && or ||, where the branch awaits again: the coroutine
// runs into a trap. So what is awaited gets a name first.

/// Makes an operation awaitable that leaves its error in `ec`, in place of throwing it.
inline auto toResult(error_code &ec)
{
    return net::redirect_error(net::use_awaitable, ec);
}

} // namespace campanile
