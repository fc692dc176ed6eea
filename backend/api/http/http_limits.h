#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace campanile {

/// The limits of one HTTP client. Every limit is inclusive: the value itself is accepted, one more is refused. Each
/// limit bounds the memory, the descriptors or the time that an unknown client can take.
struct HttpLimits {
    /// The length of the request line without its CRLF; a longer one is answered with 414. RFC 9112 section 3
    /// recommends at least 8,000 octets for a public server, but no target of this API has even half of the bytes
    /// allowed here.
    std::size_t requestLineBytes = std::size_t{4} * 1024;
    /// The length of all header fields with their CRLFs and the empty line after them; more are answered with 431.
    std::size_t headerBytes = std::size_t{8} * 1024;
    /// The number of header fields; more are answered with 431.
    std::size_t headerFields = 64;
    /// The length of one chunk's extensions; longer ones are answered with 400. Only clients that look for differences
    /// between two parsers use them.
    std::size_t chunkExtensionBytes = 256;
    /// Connections at once; the next one is closed as soon as it is accepted.
    std::size_t connections = 1'024;

    /// The time from the connection, or from the first byte of a later request, to the end of its header; after it, the
    /// answer is 408.
    std::chrono::milliseconds headerTime{10'000};
    /// The time for a whole body that is kept in memory; after it, the answer is 408.
    std::chrono::milliseconds bodyTime{30'000};
    /// The lowest average speed of a body, measured after bodyGrace; slower bodies are answered with 408.
    std::uint64_t bodyBytesPerSecond = 1'024;
    /// How long a body may pause, or be slower than that at its beginning.
    std::chrono::milliseconds bodyGrace{5'000};
    /// The time between two reads of an upload, whose whole time is not limited; after it, the answer is 408.
    std::chrono::milliseconds uploadStall{30'000};
    /// The time between two requests of one connection; after it, the connection is closed.
    std::chrono::milliseconds idleTime{60'000};
    /// The time for the client to take each piece of a response (at most 64 KiB); after it, the connection is closed.
    std::chrono::milliseconds writeTime{10'000};
    /// The time for the handler to answer, unless the handler names another time; after it, the answer is 504.
    std::chrono::milliseconds answerTime{60'000};
    /// How long the server waits to accept again after it had no free descriptor, so that it does not spin.
    std::chrono::milliseconds acceptBackOff{100};
};

} // namespace campanile
