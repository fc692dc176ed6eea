#include "api/http/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace campanile {

namespace {

constexpr std::size_t maxRequestIdLength = 64;
constexpr std::string_view ownScheme = "http://";

bool isAlphaNumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// RFC 9110 section 5.6.2.
bool isTokenCharacter(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return isAlphaNumeric(c) || marks.find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

HttpRefusal badRequest(const char *detail)
{
    return {400, "bad_request", detail};
}

std::vector<const std::string *> valuesOf(const HttpRequest &request, std::string_view name)
{
    std::vector<const std::string *> values;
    for (const HttpField &field : request.headers) {
        if (field.name == name) {
            values.push_back(&field.value);
        }
    }
    return values;
}

std::optional<HttpRefusal> readFraming(HttpRequest &request, int httpMinor)
{
    const auto lengths = valuesOf(request, "content-length");
    const auto codings = valuesOf(request, "transfer-encoding");
    if (!lengths.empty() && !codings.empty()) {
        return badRequest("The request has both Content-Length and Transfer-Encoding.");
    }
    if (!codings.empty()) {
        if (codings.size() > 1 || lowered(*codings.front()) != "chunked" || httpMinor == 0) {
            return badRequest("The only transfer coding understood here is \"chunked\", in HTTP/1.1.");
        }
        request.chunked = true;
    }
    if (lengths.empty()) {
        return std::nullopt;
    }
    const std::string &text = *lengths.front();
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (lengths.size() > 1 || text.empty() || error != std::errc() || end != text.data() + text.size()) {
        return badRequest("Content-Length must be given once, as a decimal number.");
    }
    request.contentLength = length;
    return std::nullopt;
}

bool isOwn(std::string_view host, const std::vector<std::string> &hosts)
{
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

HttpRefusal misdirected()
{
    return {421, "misdirected_request",
            "The Host field does not name this server; use 127.0.0.1, localhost or [::1] with its port."};
}

std::optional<HttpRefusal> checkOrigin(const HttpRequest &request, const std::vector<std::string> &hosts)
{
    const HttpRefusal foreign{403, "foreign_origin", "Requests from web pages of another origin are not served."};
    for (const std::string *origin : valuesOf(request, "origin")) {
        if (!origin->starts_with(ownScheme) || !isOwn(std::string_view(*origin).substr(ownScheme.size()), hosts)) {
            return foreign;
        }
    }
    for (const std::string *site : valuesOf(request, "sec-fetch-site")) {
        if (lowered(*site) == "cross-site") {
            return foreign;
        }
    }
    return std::nullopt;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum class Plus { IsPlus, IsSpace };

/// Decodes percent-encoding; returns nothing when an escape is malformed, or when the result is not UTF-8 or has a NUL.
std::optional<std::string> percentDecoded(std::string_view text, Plus plus)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i] == '+' && plus == Plus::IsSpace ? ' ' : text[i];
        }
    }
    if (result.find('\0') != std::string::npos || !isUtf8(result)) {
        return std::nullopt;
    }
    return result;
}

/// Calls `take` for each part between separators; an empty text has no part.
template<class Take>
bool split(std::string_view text, char separator, Take take)
{
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        if (!take(text.substr(0, end))) {
            return false;
        }
        if (end == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(end + 1);
        if (text.empty()) {
            return take(text);
        }
    }
    return true;
}

/// Reads a quoted-string at the beginning of `text`. Returns its length, or nothing when it does not end.
std::optional<std::size_t> readQuoted(std::string_view text, std::string &value)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            return i + 1;
        }
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
        }
        value += text[i];
    }
    return std::nullopt;
}

std::optional<std::size_t> readPlain(std::string_view text, std::string &value)
{
    const std::size_t end = std::min(text.find(';'), text.size());
    value = std::string(trimmed(text.substr(0, end)));
    return end;
}

} // namespace

bool HeadScanner::refuse(int status, const char *code, const char *detail)
{
    m_refusal = {status, code, detail};
    return false;
}

bool HeadScanner::isTooLong()
{
    if (m_fieldsBegin == 0) {
        // The CR that ends the line stands at the limit, so the line itself is known to be longer one byte later.
        if (m_position - m_lineBegin > m_limits.requestLineBytes + 1) {
            refuse(414, "uri_too_long", "The request line is too long.");
            return true;
        }
    } else if (m_position - m_fieldsBegin >= m_limits.headerBytes) {
        refuse(431, "headers_too_large", "The header fields are too large.");
        return true;
    }
    return false;
}

bool HeadScanner::takeLine(std::string_view line)
{
    if (m_fieldsBegin == 0) {
        if (line.size() > m_limits.requestLineBytes) {
            return refuse(414, "uri_too_long", "The request line is too long.");
        }
        if (line.empty()) {
            if (m_begin > 0) {
                return refuse(400, "bad_request", "There are empty lines before the request line.");
            }
            m_begin = m_position + 1;
            return true;
        }
        if (std::any_of(line.begin(), line.end(), [](char c) { return c < ' ' || c > '~'; })) {
            return refuse(400, "bad_request", "The request line has characters that are not printable ASCII.");
        }
        m_fieldsBegin = m_position + 1;
        return true;
    }
    if (line.empty()) {
        m_isComplete = true;
        return true;
    }
    if (++m_fields > m_limits.headerFields) {
        return refuse(431, "headers_too_large", "There are too many header fields.");
    }
    if (line.front() == ' ' || line.front() == '\t') {
        return refuse(400, "bad_request", "A header field is folded over two lines.");
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) {
        return refuse(400, "bad_request", "A header field has no name, or one that is not a token.");
    }
    return true;
}

HeadScanner::State HeadScanner::scan(std::string_view bytes)
{
    for (; m_position < bytes.size(); ++m_position) {
        const char c = bytes[m_position];
        const bool afterCr = m_position > m_lineBegin && bytes[m_position - 1] == '\r';
        bool good = !isTooLong();
        if (good && afterCr != (c == '\n')) {
            good = refuse(400, "bad_request", "A line does not end with CR and LF.");
        } else if (good && c == '\n') {
            good = takeLine(bytes.substr(m_lineBegin, m_position - 1 - m_lineBegin));
            m_lineBegin = m_position + 1;
        } else if (good && c != '\r' && c != '\t' && ((c >= 0 && c < ' ') || c == '\x7f')) {
            good = refuse(400, "bad_request", "The header has control characters.");
        }
        if (!good) {
            return State::Refused;
        }
        if (m_isComplete) {
            ++m_position;
            return State::Complete;
        }
    }
    return State::Incomplete;
}

std::vector<std::string> hostValues(std::vector<std::string> names, std::uint16_t port)
{
    constexpr std::uint16_t defaultPort = 80; // clients leave this port out of Host (RFC 9110 section 7.2)
    std::vector<std::string> values;
    for (std::string &name : names) {
        values.push_back(name + ':' + std::to_string(port));
        if (port == defaultPort) {
            values.push_back(std::move(name));
        }
    }
    return values;
}

std::optional<HttpRefusal> checkHead(HttpRequest &request, int httpMinor, const std::vector<std::string> &hosts)
{
    if (auto refusal = readFraming(request, httpMinor)) {
        return refusal;
    }
    const auto host = valuesOf(request, "host");
    if (host.size() != 1) {
        return badRequest("The request must have exactly one Host field.");
    }
    if (!isOwn(*host.front(), hosts)) {
        return misdirected();
    }
    if (auto refusal = checkOrigin(request, hosts)) {
        return refusal;
    }
    for (const std::string *expectation : valuesOf(request, "expect")) {
        if (lowered(*expectation) != "100-continue") {
            return HttpRefusal{417, "expectation_failed", "The only expectation understood here is 100-continue."};
        }
    }
    return std::nullopt;
}

std::optional<HttpRefusal> readTarget(std::string_view target, HttpRequest &request,
                                      const std::vector<std::string> &hosts)
{
    if (lowered(target.substr(0, ownScheme.size())) == ownScheme) {
        // The absolute form (RFC 9112 section 3.2.2); its authority must be ours as Host must.
        target.remove_prefix(ownScheme.size());
        const std::size_t end = std::min(target.find_first_of("/?"), target.size());
        if (!isOwn(target.substr(0, end), hosts)) {
            return misdirected();
        }
        target.remove_prefix(end);
        if (!target.starts_with('/')) {
            return badRequest("The request target has no path.");
        }
    }
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
        return badRequest("The request target must be a path that begins with '/'.");
    }
    const std::size_t mark = target.find('?');
    request.path = std::string(target.substr(0, mark));
    const std::string_view query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);

    const bool pathDecodes = split(std::string_view(request.path).substr(1), '/', [&](std::string_view part) {
        auto decoded = percentDecoded(part, Plus::IsPlus);
        request.segments.push_back(decoded.value_or(std::string()));
        return decoded.has_value();
    });
    const bool queryDecodes = split(query, '&', [&](std::string_view part) {
        if (part.empty()) {
            return true;
        }
        const std::size_t equals = part.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        auto decodedName = percentDecoded(part.substr(0, equals), Plus::IsSpace);
        auto decodedValue = percentDecoded(value, Plus::IsSpace);
        if (!decodedName || !decodedValue) {
            return false;
        }
        request.query.push_back({std::move(*decodedName), std::move(*decodedValue)});
        return true;
    });
    if (!pathDecodes || !queryDecodes) {
        return badRequest("The request target is not percent-encoded UTF-8.");
    }
    return std::nullopt;
}

bool isRequestId(std::string_view text)
{
    return text.size() <= maxRequestIdLength && isToken(text);
}

const std::string *MediaType::parameter(std::string_view name) const
{
    for (const HttpField &field : parameters) {
        if (field.name == name) {
            return &field.value;
        }
    }
    return nullptr;
}

std::optional<std::vector<HttpField>> parseParameters(std::string_view text)
{
    std::vector<HttpField> parameters;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos || !isToken(text.substr(0, equals))) {
            return std::nullopt;
        }
        HttpField parameter{lowered(text.substr(0, equals)), {}};
        text.remove_prefix(equals + 1);
        const auto length =
            text.starts_with('"') ? readQuoted(text, parameter.value) : readPlain(text, parameter.value);
        if (!length) {
            return std::nullopt;
        }
        parameters.push_back(std::move(parameter));
        text = trimmed(text.substr(*length));
        if (!text.empty() && text.front() != ';') {
            return std::nullopt;
        }
        text.remove_prefix(text.empty() ? 0 : 1);
    }
    return parameters;
}

MediaType parseMediaType(std::string_view value)
{
    const std::size_t semicolon = std::min(value.find(';'), value.size());
    const std::string_view type = trimmed(value.substr(0, semicolon));
    const std::size_t slash = type.find('/');
    if (slash == std::string_view::npos || !isToken(type.substr(0, slash)) || !isToken(type.substr(slash + 1))) {
        return {};
    }
    auto parameters = parseParameters(value.substr(std::min(semicolon + 1, value.size())));
    if (!parameters) {
        return {};
    }
    return {lowered(type), std::move(*parameters)};
}

bool isUtf8(std::string_view bytes)
{
    // The table of RFC 3629 section 4: lead byte range, number of tail bytes, range of the first tail byte.
    struct Form {
        unsigned char leadFirst, leadLast;
        int tails;
        unsigned char tailFirst, tailLast;
    };
    static constexpr std::array<Form, 9> forms = {{{0x00, 0x7f, 0, 0, 0},
                                                   {0xc2, 0xdf, 1, 0x80, 0xbf},
                                                   {0xe0, 0xe0, 2, 0xa0, 0xbf},
                                                   {0xe1, 0xec, 2, 0x80, 0xbf},
                                                   {0xed, 0xed, 2, 0x80, 0x9f},
                                                   {0xee, 0xef, 2, 0x80, 0xbf},
                                                   {0xf0, 0xf0, 3, 0x90, 0xbf},
                                                   {0xf1, 0xf3, 3, 0x80, 0xbf},
                                                   {0xf4, 0xf4, 3, 0x80, 0x8f}}};
    const auto byteAt = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned char lead = byteAt(i);
        const auto *const form = std::find_if(
            forms.begin(), forms.end(), [lead](const Form &f) { return lead >= f.leadFirst && lead <= f.leadLast; });
        if (form == forms.end() || i + static_cast<std::size_t>(form->tails) >= bytes.size()) {
            return false;
        }
        for (int tail = 1; tail <= form->tails; ++tail) {
            const unsigned char b = byteAt(i + static_cast<std::size_t>(tail));
            const bool isFirst = tail == 1;
            if (b < (isFirst ? form->tailFirst : 0x80) || b > (isFirst ? form->tailLast : 0xbf)) {
                return false;
            }
        }
        i += static_cast<std::size_t>(form->tails) + 1;
    }
    return true;
}

} // namespace campanile
