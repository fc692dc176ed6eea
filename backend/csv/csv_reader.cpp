#include "csv/csv_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

// How much is asked of the source at once; see blockBytes in csv_source.cpp.
constexpr std::size_t readBytes = std::size_t{256} * 1024;
// Of a record with a problem, what is kept for the list of rejects.
constexpr std::size_t rawBytesOfProblem = 1024;
constexpr std::size_t maskBytes = 64; // one bit of a std::uint64_t for each

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// The bits of the 64 bytes at `p` that are the delimiter, LF or CR.
std::uint64_t separatorsIn(const char *p, char delimiter)
{
#if defined(__SSE2__)
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i lineFeeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    std::uint64_t mask = 0;
    for (std::size_t at = 0; at < maskBytes; at += sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + at));
        const __m128i hits =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, lineFeeds), _mm_cmpeq_epi8(bytes, returns)));
        mask |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(hits))} << at;
    }
    return mask;
#else
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < maskBytes; ++i) {
        mask |= std::uint64_t{p[i] == delimiter || isLineEnd(p[i])} << i;
    }
    return mask;
#endif
}

/// The first LF or CR in [p, end), or end.
const char *lineEndFrom(const char *p, const char *end)
{
    for (; end - p >= static_cast<std::ptrdiff_t>(maskBytes); p += maskBytes) {
        if (const std::uint64_t mask = separatorsIn(p, '\n'); mask != 0) {
            return p + std::countr_zero(mask);
        }
    }
    return std::find_if(p, end, isLineEnd);
}

/// Line ends within a text: LF, CRLF and CR are one each.
std::int64_t countLineEnds(std::string_view text)
{
    std::int64_t count = std::ranges::count(text, '\n');
    for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
        count += at + 1 < text.size() && text[at + 1] == '\n' ? 0 : 1;
    }
    return count;
}

bool isBlank(std::string_view field)
{
    return field.find_first_not_of(" \t") == std::string_view::npos;
}

/// The beginning of a text, cut between characters.
std::string_view beginningOf(std::string_view text)
{
    if (text.size() <= rawBytesOfProblem) {
        return text;
    }
    std::size_t end = rawBytesOfProblem;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return text.substr(0, end);
}

} // namespace

/// The text at hand is the window [m_at, m_end): the rest of a buffer that is refilled from the source, or the whole
/// text when it lies in memory. A record that the window does not hold completely is scanned again when there is more.
class CsvReader::Scanner {
public:
    Scanner(CsvSource source, CsvDialect dialect)
        : m_source(std::move(source))
        , m_delimiter(dialect.delimiter)
        , m_skipLine(dialect.hasSeparatorLine)
        , m_fields(CsvLimits::columns)
    {
        if (const auto whole = m_source.takeWhole()) {
            m_at = whole->data();
            m_end = m_at + whole->size();
            m_complete = true;
        }
    }

    Step next(CsvRecord &record);

    [[nodiscard]] const CsvSource &source() const { return m_source; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] std::int64_t blankRecords() const { return m_blankRecords; }
    [[nodiscard]] std::int64_t bytesConsumed() const
    {
        return std::max<std::int64_t>(0, m_source.bytesRead() - (m_end - m_at));
    }

private:
    enum class Scan { Complete, NeedsMore, Problem };
    /// What scanning found; valid until the next.
    struct Found {
        std::size_t columns = 0;
        const char *end = nullptr;  // behind the record's text
        const char *next = nullptr; // where the next one begins
        std::int64_t lines = 0;     // line ends up to `next`
        CsvProblem problem = CsvProblem::None;
        const char *quote = nullptr; // UnclosedQuote: where it is
        std::int64_t linesBeforeQuote = 0;
    };
    enum class Field { Complete, NeedsMore, Unclosed };

    bool skipSeparatorLine();
    Scan scanWhole();
    Scan scan();
    Field scanQuoted(const char *&p, std::string_view &field);
    Scan finish(const char *p);
    [[nodiscard]] const char *separatorFrom(const char *p);
    [[nodiscard]] bool atLimit(const char *p) const
    {
        return p - m_at > static_cast<std::ptrdiff_t>(CsvLimits::recordBytes);
    }
    void keep(std::string_view field);
    std::string_view unescaped(std::string_view quoted, std::string_view behind);
    bool refill();
    bool skipBeyondLine(const char *from, std::int64_t linesBefore);
    [[nodiscard]] bool isBlankRecord() const;
    void passRecord();
    void takeRecord(CsvRecord &record);
    Step takeUnreadable(CsvRecord &record);
    void fillProblem(CsvRecord &record, std::int64_t line);

    CsvSource m_source;
    std::optional<Error> m_error;
    const char m_delimiter;
    bool m_skipLine;

    std::vector<char> m_buffer;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    bool m_complete = false; // nothing comes behind m_end

    std::uint64_t m_mask = 0;       // separators in the 64 bytes from m_maskAt on
    const char *m_maskAt = nullptr; // null: none known
    std::vector<std::string_view> m_fields;
    std::vector<char> m_scratch; // fields whose quotes had to be undoubled
    std::size_t m_scratchUsed = 0;
    Found m_found;
    std::string m_raw; // of a record with a problem

    std::int64_t m_line = 1;
    std::int64_t m_records = 0;
    std::int64_t m_blankRecords = 0;
};

/// The first delimiter or line end at or behind `p`; m_end when there is none.
const char *CsvReader::Scanner::separatorFrom(const char *p)
{
    if (m_maskAt != nullptr && p < m_maskAt + maskBytes) { // p never lies before m_maskAt
        const auto skip = static_cast<unsigned>(p - m_maskAt);
        if (const std::uint64_t rest = m_mask >> skip; rest != 0) {
            return std::min(p + std::countr_zero(rest), m_end);
        }
        p = m_maskAt + maskBytes;
    }
    for (; p < m_end; p += maskBytes) {
        if (static_cast<std::size_t>(m_end - p) >= maskBytes) {
            m_mask = separatorsIn(p, m_delimiter);
        } else { // behind the end of a caller's text nothing may be read
            std::array<char, maskBytes> tail{};
            std::memcpy(tail.data(), p, static_cast<std::size_t>(m_end - p));
            m_mask = separatorsIn(tail.data(), m_delimiter);
        }
        m_maskAt = p;
        if (m_mask != 0) {
            return std::min(p + std::countr_zero(m_mask), m_end);
        }
    }
    return m_end;
}

void CsvReader::Scanner::keep(std::string_view field)
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
std::string_view CsvReader::Scanner::unescaped(std::string_view quoted, std::string_view behind)
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
CsvReader::Scanner::Field CsvReader::Scanner::scanQuoted(const char *&p, std::string_view &field)
{
    const char *const begin = p + 1;
    const char *const limit =
        m_end - m_at > static_cast<std::ptrdiff_t>(CsvLimits::recordBytes) ? m_at + CsvLimits::recordBytes + 1 : m_end;
    const auto unfinished = [this, limit] {
        return limit < m_end || m_complete || atLimit(limit) ? Field::Unclosed : Field::NeedsMore;
    };
    m_found.quote = p;
    m_found.linesBeforeQuote = m_found.lines;
    const char *close = begin;
    bool doubled = false;
    for (;; close += 2) {
        close = close < limit
                    ? static_cast<const char *>(std::memchr(close, '"', static_cast<std::size_t>(limit - close)))
                    : nullptr;
        if (close == nullptr || (close + 1 == m_end && !m_complete)) {
            return unfinished();
        }
        if (close + 1 == m_end || close[1] != '"') {
            break;
        }
        doubled = true;
    }
    const std::string_view quoted(begin, static_cast<std::size_t>(close - begin));
    const std::int64_t lines = countLineEnds(quoted);
    const char *const after = close + 1;
    if (after == m_end || *after == m_delimiter || isLineEnd(*after)) {
        field = doubled ? unescaped(quoted, {}) : quoted;
        p = after;
    } else if (lines > 0) {
        return Field::Unclosed;
    } else {
        p = separatorFrom(after);
        if (atLimit(p)) {
            return Field::Complete; // the caller sees that the record is too long
        }
        if (p == m_end && !m_complete) {
            return Field::NeedsMore;
        }
        field = unescaped(quoted, {after, static_cast<std::size_t>(p - after)});
    }
    m_found.lines += lines;
    return Field::Complete;
}

/// Reads the record at m_at into m_fields and m_found.
CsvReader::Scanner::Scan CsvReader::Scanner::scan()
{
    m_found = {};
    m_scratchUsed = 0;
    const char *p = m_at;
    for (;;) {
        std::string_view field;
        if (p < m_end && *p == '"') {
            switch (scanQuoted(p, field)) {
            case Field::NeedsMore:
                return Scan::NeedsMore;
            case Field::Unclosed:
                m_found.problem = CsvProblem::UnclosedQuote;
                return Scan::Problem;
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
            return Scan::Problem;
        }
        if (p == m_end && !m_complete) {
            return Scan::NeedsMore;
        }
        keep(field);
        if (p == m_end || *p != m_delimiter) {
            return finish(p);
        }
        ++p;
    }
}

/// The record's text ends at `p`, at a line end or at the end of everything.
CsvReader::Scanner::Scan CsvReader::Scanner::finish(const char *p)
{
    m_found.end = p;
    m_found.next = p;
    if (p < m_end) {
        if (*p == '\r' && p + 1 == m_end && !m_complete) {
            return Scan::NeedsMore; // the LF of a CRLF may follow
        }
        const bool pair = *p == '\r' && p + 1 < m_end && p[1] == '\n';
        m_found.next = p + (pair ? 2 : 1);
        ++m_found.lines;
    }
    const auto size = static_cast<std::size_t>(p - m_at);
    if (m_found.problem == CsvProblem::None && m_source.sawNul() && std::memchr(m_at, '\0', size) != nullptr) {
        m_found.problem = CsvProblem::NulByte;
    }
    return Scan::Complete;
}

/// Puts more text behind the window; false when there is no more, or the source failed.
bool CsvReader::Scanner::refill()
{
    if (m_complete || m_error) {
        return false;
    }
    const auto have = static_cast<std::size_t>(m_end - m_at);
    if (have > 0) {
        std::memmove(m_buffer.data(), m_at, have);
    }
    if (m_buffer.size() < have + readBytes) {
        m_buffer.resize(std::max(have + readBytes, m_buffer.size() * 2));
    }
    m_maskAt = nullptr;
    m_at = m_buffer.data();
    m_end = m_at + have;
    const auto got = m_source.read(std::span(m_buffer).subspan(have, readBytes));
    if (!got) {
        m_error = got.error();
        return false;
    }
    m_end += *got;
    m_complete = *got == 0;
    return !m_complete;
}

/// Goes on with the line behind the one `from` lies on, of which `linesBefore` line ends of the record come first;
/// forgets what it passes, so that a line may have any length. False when the source failed.
bool CsvReader::Scanner::skipBeyondLine(const char *from, std::int64_t linesBefore)
{
    m_at = from;
    do {
        m_at = lineEndFrom(m_at, m_end);
        if (m_at < m_end && (*m_at == '\n' || m_at + 1 < m_end || m_complete)) {
            const bool pair = *m_at == '\r' && m_at + 1 < m_end && m_at[1] == '\n';
            m_at += pair ? 2 : 1;
            m_line += linesBefore + 1;
            break;
        }
    } while (refill() || (m_complete && m_at < m_end));
    m_maskAt = nullptr;
    return !m_error;
}

bool CsvReader::Scanner::isBlankRecord() const
{
    if (m_found.problem != CsvProblem::None || !isBlank(m_fields[0])) {
        return false;
    }
    return std::all_of(m_fields.begin(), m_fields.begin() + static_cast<std::ptrdiff_t>(m_found.columns), isBlank);
}

/// Goes on behind the record that was found.
void CsvReader::Scanner::passRecord()
{
    m_at = m_found.next;
    m_line += m_found.lines;
}

void CsvReader::Scanner::fillProblem(CsvRecord &record, std::int64_t line)
{
    record.fields = {};
    record.raw = m_raw;
    record.problem = m_found.problem;
    record.problemLine = line;
}

/// Hands out a record whose end was found, and goes on behind it.
void CsvReader::Scanner::takeRecord(CsvRecord &record)
{
    const std::string_view raw(m_at, static_cast<std::size_t>(m_found.end - m_at));
    record.number = ++m_records;
    record.line = m_line;
    passRecord();
    if (m_found.problem != CsvProblem::None) {
        m_raw = beginningOf(raw);
        fillProblem(record, record.line);
        return;
    }
    record.fields = std::span<const std::string_view>(m_fields.data(), m_found.columns);
    record.raw = raw;
    record.problem = CsvProblem::None;
    record.problemLine = record.line;
}

/// Hands out one that has no end, or none that may be looked for, and goes on with the line behind its trouble.
CsvReader::Step CsvReader::Scanner::takeUnreadable(CsvRecord &record)
{
    const bool unclosed = m_found.problem == CsvProblem::UnclosedQuote;
    const char *const trouble = unclosed ? m_found.quote : m_at;
    const std::int64_t linesBefore = unclosed ? m_found.linesBeforeQuote : 0;
    const char *const stop = m_at + std::min<std::ptrdiff_t>(m_end - m_at, rawBytesOfProblem + 1);
    const char *const lineEnd = trouble < stop ? lineEndFrom(trouble, stop) : stop;
    m_raw = beginningOf({m_at, static_cast<std::size_t>(lineEnd - m_at)});
    record.number = ++m_records;
    record.line = m_line;
    fillProblem(record, m_line + linesBefore);
    return skipBeyondLine(trouble, linesBefore) ? Step::Record : Step::Failed;
}

/// Before the first record: the line that names the separator. False when the source failed.
bool CsvReader::Scanner::skipSeparatorLine()
{
    return !std::exchange(m_skipLine, false) || skipBeyondLine(m_at, 0);
}

/// Scans with as much text as the record takes; NeedsMore: there is no record any more, or the source failed.
CsvReader::Scanner::Scan CsvReader::Scanner::scanWhole()
{
    while (m_at < m_end || refill()) {
        const Scan result = scan();
        if (result != Scan::NeedsMore) {
            return result;
        }
        if (!refill() && m_error) {
            break;
        }
    }
    return Scan::NeedsMore;
}

CsvReader::Step CsvReader::Scanner::next(CsvRecord &record)
{
    if (m_error || !skipSeparatorLine()) {
        return Step::Failed;
    }
    for (;;) {
        switch (scanWhole()) {
        case Scan::NeedsMore:
            return m_error ? Step::Failed : Step::End;
        case Scan::Problem:
            return takeUnreadable(record);
        case Scan::Complete:
            break;
        }
        if (!isBlankRecord()) {
            takeRecord(record);
            return Step::Record;
        }
        ++m_blankRecords;
        passRecord();
    }
}

CsvReader::CsvReader(CsvSource source, CsvDialect dialect)
    : m_scanner(std::make_unique<Scanner>(std::move(source), dialect))
{
}

CsvReader::CsvReader(CsvReader &&) noexcept = default;
CsvReader &CsvReader::operator=(CsvReader &&) noexcept = default;
CsvReader::~CsvReader() = default;

CsvReader::Step CsvReader::next(CsvRecord &record)
{
    return m_scanner->next(record);
}

const std::optional<Error> &CsvReader::error() const
{
    return m_scanner->error();
}

std::int64_t CsvReader::blankRecords() const
{
    return m_scanner->blankRecords();
}

std::int64_t CsvReader::bytesConsumed() const
{
    return m_scanner->bytesConsumed();
}

std::int64_t CsvReader::bytesTotal() const
{
    return m_scanner->source().bytesTotal();
}

const CsvSource &CsvReader::source() const
{
    return m_scanner->source();
}

QString problemText(const CsvRecord &record)
{
    switch (record.problem) {
    case CsvProblem::None:
        return {};
    case CsvProblem::UnclosedQuote:
        return QStringLiteral("The quote that opens on line %1 is never closed; close it, double it, or remove it.")
            .arg(record.problemLine);
    case CsvProblem::FieldTooLong:
        return QStringLiteral("A field of the record on line %1 is longer than 64 KiB; shorten it.").arg(record.line);
    case CsvProblem::TooManyColumns:
        return QStringLiteral(
                   "The record on line %1 has more than %2 columns; remove some, or choose another delimiter.")
            .arg(record.line)
            .arg(CsvLimits::columns);
    case CsvProblem::RecordTooLong:
        return QStringLiteral("The record on line %1 is longer than 1 MiB; shorten it, or check its line ends.")
            .arg(record.line);
    case CsvProblem::NulByte:
        return QStringLiteral(
                   "The record on line %1 contains a NUL character; the file is damaged there, export it again.")
            .arg(record.line);
    }
    return {};
}

} // namespace campanile
