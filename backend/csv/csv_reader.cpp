#include "csv/csv_reader.h"

#include "csv/record_scanner.h"
#include "csv/separators.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace campanile {

namespace {

// How much is asked of the source at once; see blockBytes in csv_source.cpp.
constexpr std::size_t readBytes = std::size_t{256} * 1024;
// Of a record with a problem, what is kept for the list of rejects.
constexpr std::size_t rawBytesOfProblem = 1024;

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
class CsvReader::Window {
public:
    Window(CsvSource source, CsvDialect dialect)
        : m_source(std::move(source))
        , m_skipLine(dialect.hasSeparatorLine)
        , m_scanner(dialect.delimiter)
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
    bool skipSeparatorLine();
    RecordScanner::Step scanWhole();
    bool refill();
    bool skipBeyondLine(const char *from, std::int64_t linesBefore);
    void passRecord();
    void takeRecord(CsvRecord &record);
    Step takeUnreadable(CsvRecord &record);
    void fillProblem(CsvRecord &record, std::int64_t line);

    CsvSource m_source;
    std::optional<Error> m_error;
    bool m_skipLine;

    std::vector<char> m_buffer;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    bool m_complete = false; // nothing comes behind m_end

    RecordScanner m_scanner;
    std::string m_raw; // of a record with a problem

    std::int64_t m_line = 1;
    std::int64_t m_records = 0;
    std::int64_t m_blankRecords = 0;
};

/// Puts more text behind the window; false when there is no more, or the source failed.
bool CsvReader::Window::refill()
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
    m_scanner.forget();
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
bool CsvReader::Window::skipBeyondLine(const char *from, std::int64_t linesBefore)
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
    m_scanner.forget();
    return !m_error;
}

/// Goes on behind the record that was found.
void CsvReader::Window::passRecord()
{
    m_at = m_scanner.found().next;
    m_line += m_scanner.found().lines;
}

void CsvReader::Window::fillProblem(CsvRecord &record, std::int64_t line)
{
    record.fields = {};
    record.raw = m_raw;
    record.problem = m_scanner.found().problem;
    record.problemLine = line;
}

/// Hands out a record whose end was found, and goes on behind it.
void CsvReader::Window::takeRecord(CsvRecord &record)
{
    const std::string_view raw(m_at, static_cast<std::size_t>(m_scanner.found().end - m_at));
    record.number = ++m_records;
    record.line = m_line;
    passRecord();
    if (m_scanner.found().problem != CsvProblem::None) {
        m_raw = beginningOf(raw);
        const bool isNul = m_scanner.found().problem == CsvProblem::NulByte;
        fillProblem(record, record.line + (isNul ? countLineEnds(raw.substr(0, raw.find('\0'))) : 0));
        return;
    }
    record.fields = m_scanner.fields();
    record.raw = raw;
    record.problem = CsvProblem::None;
    record.problemLine = record.line;
}

/// Hands out one that has no end, or none that may be looked for, and goes on with the line behind its trouble.
CsvReader::Step CsvReader::Window::takeUnreadable(CsvRecord &record)
{
    const RecordScanner::Found &found = m_scanner.found();
    const bool unclosed = found.problem == CsvProblem::UnclosedQuote;
    const char *const trouble = unclosed ? found.quote : m_at;
    const std::int64_t linesBefore = unclosed ? found.linesBeforeQuote : 0;
    const char *const stop = m_at + std::min<std::ptrdiff_t>(m_end - m_at, rawBytesOfProblem + 1);
    const char *const lineEnd = trouble < stop ? lineEndFrom(trouble, stop) : stop;
    m_raw = beginningOf({m_at, static_cast<std::size_t>(lineEnd - m_at)});
    record.number = ++m_records;
    record.line = m_line;
    fillProblem(record, m_line + linesBefore);
    return skipBeyondLine(trouble, linesBefore) ? Step::Record : Step::Failed;
}

/// Before the first record: the line that names the separator. False when the source failed.
bool CsvReader::Window::skipSeparatorLine()
{
    return !std::exchange(m_skipLine, false) || skipBeyondLine(m_at, 0);
}

/// Scans with as much text as the record takes; NeedsMore: there is no record any more, or the source failed.
RecordScanner::Step CsvReader::Window::scanWhole()
{
    while (m_at < m_end || refill()) {
        const RecordScanner::Step result = m_scanner.scan({m_at, m_end, m_complete, m_source.sawNul()});
        if (result != RecordScanner::Step::NeedsMore) {
            return result;
        }
        if (!refill() && m_error) {
            break;
        }
    }
    return RecordScanner::Step::NeedsMore;
}

CsvReader::Step CsvReader::Window::next(CsvRecord &record)
{
    if (m_error || !skipSeparatorLine()) {
        return Step::Failed;
    }
    for (;;) {
        switch (scanWhole()) {
        case RecordScanner::Step::NeedsMore:
            return m_error ? Step::Failed : Step::End;
        case RecordScanner::Step::Unreadable:
            return takeUnreadable(record);
        case RecordScanner::Step::Complete:
            break;
        }
        if (!m_scanner.isBlank()) {
            takeRecord(record);
            return Step::Record;
        }
        ++m_blankRecords;
        passRecord();
    }
}

CsvReader::CsvReader(CsvSource source, CsvDialect dialect)
    : m_window(std::make_unique<Window>(std::move(source), dialect))
{
}

CsvReader::CsvReader(CsvReader &&) noexcept = default;
CsvReader &CsvReader::operator=(CsvReader &&) noexcept = default;
CsvReader::~CsvReader() = default;

CsvReader::Step CsvReader::next(CsvRecord &record)
{
    return m_window->next(record);
}

const std::optional<Error> &CsvReader::error() const
{
    return m_window->error();
}

std::int64_t CsvReader::blankRecords() const
{
    return m_window->blankRecords();
}

std::int64_t CsvReader::bytesConsumed() const
{
    return m_window->bytesConsumed();
}

std::int64_t CsvReader::bytesTotal() const
{
    return m_window->source().bytesTotal();
}

const CsvSource &CsvReader::source() const
{
    return m_window->source();
}

} // namespace campanile
