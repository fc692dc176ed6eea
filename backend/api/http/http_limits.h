#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace campanile {

/// What one HTTP client may cost. Every limit is inclusive: the value itself is accepted, one more is refused.
/// The numbers are those of the reliability plan; each bounds memory, descriptors or time that a stranger can take.
struct HttpLimits {
    /// The request line without its CRLF; beyond it 414. RFC 9112 section 3 asks for at least 8,000 octets of a public
    /// server; no target of this API comes near half of the value here.
    std::size_t requestLineBytes = std::size_t{4} * 1024;
    /// All header fields with their CRLFs and the empty line behind them; beyond it 431.
    std::size_t headerBytes = std::size_t{8} * 1024;
    /// Header fields; beyond it 431.
    std::size_t headerFields = 64;
    /// One chunk's extensions; beyond it 400. Nobody uses them but those who look for gaps between two parsers.
    std::size_t chunkExtensionBytes = 256;
    /// Connections at once; the next one is closed as soon as it is accepted.
    std::size_t connections = 1'024;

    /// From connecting, or from the first byte of a later request, to the end of its header; then 408.
    std::chrono::milliseconds headerTime{10'000};
    /// For a whole body that is kept in memory; then 408.
    std::chrono::milliseconds bodyTime{30'000};
    /// The slowest a body may come on average, counted after bodyGrace; slower ones get 408.
    std::uint64_t bodyBytesPerSecond = 1'024;
    /// How long a body may stand still or be slower than the above at its beginning.
    std::chrono::milliseconds bodyGrace{5'000};
    /// Between two reads of an upload, whose whole time is not limited; then 408.
    std::chrono::milliseconds uploadStall{30'000};
    /// Between two requests of one connection; then it is closed.
    std::chrono::milliseconds idleTime{60'000};
    /// For each piece of a response of at most 64 KiB to be taken by the client; then the connection is closed.
    std::chrono::milliseconds writeTime{10'000};
    /// For the handler to answer, unless it names another time; then 504.
    std::chrono::milliseconds answerTime{60'000};
    /// How long accepting rests after descriptors ran out, so that it does not spin.
    std::chrono::milliseconds acceptBackOff{100};
};

} // namespace campanile
