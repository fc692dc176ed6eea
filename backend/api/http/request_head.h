#pragma once

#include "api/http/http_limits.h"
#include "api/http/http_message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Checks a request's head for everything that two parsers may read differently and that the parser itself does not
/// refuse, because such differences allow request smuggling (RFC 9112 sections 2.2, 5, 6 and 11.2). These are plain
/// functions of plain values without I/O. Thread: any.
namespace campanile {

/// Finds the end of a head in bytes that arrive in pieces, and refuses lines that are not well formed.
class HeadScanner {
public:
    enum class State { Incomplete, Complete, Refused };

    /// Borrows `limits`.
    explicit HeadScanner(const HttpLimits &limits)
        : m_limits(limits)
    {
    }

    /// @param bytes all bytes since the end of the previous request; the bytes of the last call stay at the front,
    /// unchanged.
    State scan(std::string_view bytes);

    /// Where the request line begins; one empty line before it is skipped (RFC 9112 section 2.2).
    [[nodiscard]] std::size_t begin() const { return m_begin; }
    /// Where the head ends: after its empty line. Valid only when Complete.
    [[nodiscard]] std::size_t end() const { return m_position; }
    /// The refusal. Valid only when Refused.
    [[nodiscard]] const HttpRefusal &refusal() const { return m_refusal; }

private:
    bool takeLine(std::string_view line);
    bool isTooLong();
    bool refuse(int status, const char *code, const char *detail);

    const HttpLimits &m_limits;
    std::size_t m_begin = 0;
    std::size_t m_position = 0;
    std::size_t m_lineBegin = 0;
    std::size_t m_fieldsBegin = 0; // 0 until the request line has ended
    std::size_t m_fields = 0;
    bool m_isComplete = false;
    HttpRefusal m_refusal;
};

/// The values of Host that mean this server: each of `names` with the port, and without it when the port is 80.
std::vector<std::string> hostValues(std::vector<std::string> names, std::uint16_t port);

/// Reads framing (Content-Length, Transfer-Encoding) from request.headers into the request, and refuses what is
/// ambiguous, foreign or not supported.
/// @param httpMinor 0 or 1.
/// @param hosts     see hostValues.
std::optional<HttpRefusal> checkHead(HttpRequest &request, int httpMinor, const std::vector<std::string> &hosts);

/// Reads the target ("/v1/calls?limit=5", or the same behind "http://" and one of our hosts) into path, segments and
/// query. Refuses other forms, malformed percent-encoding, and what does not decode to UTF-8 without NUL.
std::optional<HttpRefusal> readTarget(std::string_view target, HttpRequest &request,
                                      const std::vector<std::string> &hosts);

/// 1 to 64 characters of RFC 9110's token.
bool isRequestId(std::string_view text);

/// Reads `a=1; b="2"`: names in lower case, quotes removed from values. Returns nothing when the text is malformed.
std::optional<std::vector<HttpField>> parseParameters(std::string_view text);

/// A media type with its parameters, such as: multipart/form-data; boundary=x.
struct MediaType {
    std::string type;                  ///< lower case, without parameters; empty when malformed or absent
    std::vector<HttpField> parameters; ///< see parseParameters

    [[nodiscard]] const std::string *parameter(std::string_view name) const;
};
MediaType parseMediaType(std::string_view value);

/// Whether the bytes are well-formed UTF-8 (RFC 3629).
bool isUtf8(std::string_view bytes);

} // namespace campanile
