#include "api/http/multipart_filter.h"

#include "api/http/request_head.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr std::size_t maxPartHead = std::size_t{8} * 1024; // the same limit as for the header fields of a request
constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view headEnd = "\r\n\r\n";

Error invalid(const char *message)
{
    return {ErrorCode::InvalidInput, QString::fromLatin1(message), {}};
}

/// The value of a field in the head of a part; empty when it has no such field.
/// @param name  in lower case, with its colon
std::string_view fieldOf(std::string_view head, std::string_view name)
{
    while (!head.empty()) {
        const std::size_t end = std::min(head.find(lineEnd), head.size());
        const std::string_view line = head.substr(0, end);
        bool isIt = line.size() >= name.size();
        for (std::size_t i = 0; isIt && i < name.size(); ++i) {
            isIt = (line[i] | ('a' - 'A')) == (name[i] | ('a' - 'A')); // compares ASCII letters without regard to case
        }
        if (isIt) {
            return line.substr(name.size());
        }
        head.remove_prefix(std::min(end + lineEnd.size(), head.size()));
    }
    return {};
}

} // namespace

MultipartFilter::MultipartFilter(const std::string &boundary)
    : m_delimiter("\r\n--" + boundary)
    , m_pending(lineEnd) // so that a delimiter at the very beginning looks like the others
{
}

bool MultipartFilter::readUntilDelimiter(std::string *out)
{
    const std::size_t found = m_pending.find(m_delimiter, m_position);
    // When there is no delimiter, all bytes are passed on except those that may be the beginning of one.
    const std::size_t kept = std::min(m_delimiter.size() - 1, m_pending.size() - m_position);
    const std::size_t end = found == std::string::npos ? m_pending.size() - kept : found;
    if (out) {
        out->append(m_pending, m_position, end - m_position);
    }
    m_position = end;
    if (found == std::string::npos) {
        return false;
    }
    m_position += m_delimiter.size();
    m_state = State::AfterDelimiter;
    return true;
}

Result<bool> MultipartFilter::readDelimiterEnd()
{
    while (m_position < m_pending.size() && (m_pending[m_position] == ' ' || m_pending[m_position] == '\t')) {
        ++m_position;
    }
    if (m_pending.size() - m_position < lineEnd.size()) {
        return false;
    }
    const std::string_view two = std::string_view(m_pending).substr(m_position, lineEnd.size());
    if (two == "--") {
        m_state = State::Epilogue;
    } else if (two != lineEnd) {
        return invalid("The multipart body has a delimiter that does not end its line.");
    } else if (m_hasFile) {
        return invalid("The form must have exactly one part, the file; it has another one.");
    } else {
        m_state = State::PartHead;
        return true; // this line end may be the first half of the head's end
    }
    m_position += lineEnd.size();
    return true;
}

Result<bool> MultipartFilter::readPartHead()
{
    const std::size_t end = m_pending.find(headEnd, m_position);
    if (end == std::string::npos) {
        if (m_pending.size() - m_position > maxPartHead) {
            return invalid("The multipart body has a part whose head is too long.");
        }
        return false;
    }
    const std::string_view head = std::string_view(m_pending).substr(m_position, end - m_position);
    const std::string_view disposition = fieldOf(head, "content-disposition:");
    const std::size_t semicolon = disposition.find(';');
    const auto parameters =
        semicolon == std::string_view::npos ? std::nullopt : parseParameters(disposition.substr(semicolon + 1));
    if (!parameters) {
        return invalid("The multipart body has a part without a proper Content-Disposition field.");
    }
    const MediaType named{{}, *parameters};
    const std::string *fileName = named.parameter("filename");
    if (!fileName) {
        return invalid("The form must have exactly one part, the file; this part has no file name.");
    }
    m_fileName = *fileName;
    m_contentType = fieldOf(head, "content-type:");
    m_hasFile = true;
    m_position = end + headEnd.size();
    m_state = State::Data;
    return true;
}

Result<bool> MultipartFilter::step(std::string &out)
{
    switch (m_state) {
    case State::Preamble:
        return readUntilDelimiter(nullptr);
    case State::AfterDelimiter:
        return readDelimiterEnd();
    case State::PartHead:
        return readPartHead();
    case State::Data:
        return readUntilDelimiter(&out);
    case State::Epilogue:
        m_position = m_pending.size();
        return false;
    }
    return false;
}

Result<void> MultipartFilter::feed(std::string_view in, std::string &out)
{
    m_pending.append(in);
    for (;;) {
        const Result<bool> went = step(out);
        if (!went.ok()) {
            return went.error();
        }
        if (!*went) {
            break;
        }
    }
    m_pending.erase(0, m_position);
    m_position = 0;
    return {};
}

Result<void> MultipartFilter::finish()
{
    if (m_state != State::Epilogue) {
        return invalid("The multipart body ends before its last delimiter.");
    }
    if (!m_hasFile) {
        return invalid("The form has no file.");
    }
    return {};
}

} // namespace campanile
