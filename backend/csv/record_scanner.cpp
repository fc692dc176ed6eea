#include "csv/record_scanner.h"

#include "csv/separators.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace campanile {

namespace {

bool isBlankField(std::string_view field)
{
    return field.find_first_not_of(" \t") == std::string_view::npos;
}

} // namespace

RecordScanner::RecordScanner(char delimiter)
    : m_delimiter(delimiter)
    , m_fields(CsvLimits::columns)
{
}

/// The first delimiter or line end at or behind `p`; m_text.end when there is none.
const char *RecordScanner::separatorFrom(const char *p)
{
    if (m_maskAt != nullptr && p < m_maskAt + maskBytes) { // p never lies before m_maskAt
        const auto skip = static_cast<unsigned>(p - m_maskAt);
        if (const std::uint64_t rest = m_mask >> skip; rest != 0) {
            return std::min(p + std::countr_zero(rest), m_text.end);
        }
        p = m_maskAt + maskBytes;
    }
    for (; p < m_text.end; p += maskBytes) {
        if (static_cast<std::size_t>(m_text.end - p) >= maskBytes) {
            m_mask = separatorsIn(p, m_delimiter);
        } else { // behind the end of a caller's text nothing may be read
            std::array<char, maskBytes> tail{};
            std::memcpy(tail.data(), p, static_cast<std::size_t>(m_text.end - p));
            m_mask = separatorsIn(tail.data(), m_delimiter);
        }
        m_maskAt = p;
        if (m_mask != 0) {
            return std::min(p + std::countr_zero(m_mask), m_text.end);
        }
    }
    return m_text.end;
}

void RecordScanner::keep(std::string_view field)
{
    if (field.size() > CsvLimits::fieldBytes && m_found.problem == CsvProblem::None) {
        m_found.problem = CsvProblem::FieldTooLong;
    }
    if (m_found.columns == CsvLimits::columns) {
        m_found.problem = CsvProblem::TooManyColumns;
        return;
    }
    m_fields[m_found.columns++] = field;
}

/// A quoted field with its doubled quotes undone, and what stands behind its closing quote.
std::string_view RecordScanner::unescaped(std::string_view quoted, std::string_view behind)
{
    if (m_scratch.empty()) {
        // Undoubling only shortens, so the fields of one record never need more than the longest record.
        m_scratch.resize(CsvLimits::recordBytes + maskBytes);
    }
    char *const begin = m_scratch.data() + m_scratchUsed;
    char *to = begin;
    for (;;) {
        const std::size_t at = quoted.find('"'); // each one left is the first of a pair
        to = std::copy_n(quoted.data(), std::min(quoted.size(), at == std::string_view::npos ? at : at + 1), to);
        if (at == std::string_view::npos) {
            break;
        }
        quoted.remove_prefix(at + 2);
    }
    to = std::copy_n(behind.data(), behind.size(), to);
    const auto size = static_cast<std::size_t>(to - begin);
    m_scratchUsed += size;
    return {begin, size};
}

/// Reads the quoted field at `p` and moves `p` behind it.
RecordScanner::Field RecordScanner::scanQuoted(const char *&p, std::string_view &field)
{
    const char *const begin = p + 1;
    const char *const limit = m_text.end - m_text.begin > static_cast<std::ptrdiff_t>(CsvLimits::recordBytes)
                                  ? m_text.begin + CsvLimits::recordBytes + 1
                                  : m_text.end;
    const auto unfinished = [this, limit] {
        return limit < m_text.end || m_text.isLast || atLimit(limit) ? Field::Unclosed : Field::NeedsMore;
    };
    m_found.quote = p;
    m_found.linesBeforeQuote = m_found.lines;
    const char *close = begin;
    bool doubled = false;
    for (;; close += 2) {
        close = close < limit
                    ? static_cast<const char *>(std::memchr(close, '"', static_cast<std::size_t>(limit - close)))
                    : nullptr;
        if (close == nullptr || (close + 1 == m_text.end && !m_text.isLast)) {
            return unfinished();
        }
        if (close + 1 == m_text.end || close[1] != '"') {
            break;
        }
        doubled = true;
    }
    const std::string_view quoted(begin, static_cast<std::size_t>(close - begin));
    const std::int64_t lines = countLineEnds(quoted);
    const char *const after = close + 1;
    if (after == m_text.end || *after == m_delimiter || isLineEnd(*after)) {
        field = doubled ? unescaped(quoted, {}) : quoted;
        p = after;
    } else if (lines > 0) {
        return Field::Unclosed;
    } else {
        p = separatorFrom(after);
        if (atLimit(p)) {
            return Field::Complete; // the caller sees that the record is too long
        }
        if (p == m_text.end && !m_text.isLast) {
            return Field::NeedsMore;
        }
        field = unescaped(quoted, {after, static_cast<std::size_t>(p - after)});
    }
    m_found.lines += lines;
    return Field::Complete;
}

RecordScanner::Step RecordScanner::scan(const Text &text)
{
    m_text = text;
    m_found = {};
    m_scratchUsed = 0;
    const char *p = m_text.begin;
    for (;;) {
        std::string_view field;
        if (p < m_text.end && *p == '"') {
            switch (scanQuoted(p, field)) {
            case Field::NeedsMore:
                return Step::NeedsMore;
            case Field::Unclosed:
                m_found.problem = CsvProblem::UnclosedQuote;
                return Step::Unreadable;
            case Field::Complete:
                break;
            }
        } else {
            const char *const begin = p;
            p = separatorFrom(p);
            field = {begin, static_cast<std::size_t>(p - begin)};
        }
        if (atLimit(p)) {
            m_found.problem = CsvProblem::RecordTooLong;
            return Step::Unreadable;
        }
        if (p == m_text.end && !m_text.isLast) {
            return Step::NeedsMore;
        }
        keep(field);
        if (p == m_text.end || *p != m_delimiter) {
            return finish(p);
        }
        ++p;
    }
}

/// The record's text ends at `p`, at a line end or at the end of everything.
RecordScanner::Step RecordScanner::finish(const char *p)
{
    m_found.end = p;
    m_found.next = p;
    if (p < m_text.end) {
        if (*p == '\r' && p + 1 == m_text.end && !m_text.isLast) {
            return Step::NeedsMore; // the LF of a CRLF may follow
        }
        const bool pair = *p == '\r' && p + 1 < m_text.end && p[1] == '\n';
        m_found.next = p + (pair ? 2 : 1);
        ++m_found.lines;
    }
    const auto size = static_cast<std::size_t>(p - m_text.begin);
    if (m_found.problem == CsvProblem::None && m_text.mayHoldNul && std::memchr(m_text.begin, '\0', size) != nullptr) {
        m_found.problem = CsvProblem::NulByte;
    }
    return Step::Complete;
}

bool RecordScanner::isBlank() const
{
    if (m_found.problem != CsvProblem::None || !isBlankField(m_fields[0])) {
        return false;
    }
    return std::all_of(m_fields.begin(), m_fields.begin() + static_cast<std::ptrdiff_t>(m_found.columns), isBlankField);
}

} // namespace campanile
