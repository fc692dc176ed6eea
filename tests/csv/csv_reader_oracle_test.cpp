// CsvReader against the same grammar read one character at a time.

#include "csv/read_records.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace campanile;
using namespace campanile::test;

namespace {

/// The same grammar read one character at a time, without a thought for speed; limits are left out.
class PlainReader {
public:
    explicit PlainReader(std::string_view text)
        : m_text(text)
    {
    }
    std::vector<Read> all()
    {
        std::vector<Read> records;
        while (m_at < m_text.size()) {
            Read record = next();
            const bool blank =
                record.problem == CsvProblem::None && std::ranges::all_of(record.fields, [](const std::string &field) {
                    return field.find_first_not_of(" \t") == std::string::npos;
                });
            if (!blank) {
                record.number = static_cast<std::int64_t>(records.size()) + 1;
                records.push_back(std::move(record));
            }
        }
        return records;
    }

private:
    Read next()
    {
        Read record;
        record.line = m_line;
        record.problemLine = m_line;
        const std::size_t begin = m_at;
        for (;;) {
            std::string field;
            if (peek() == '"' && !quoted(field)) { // the position is still at the quote
                record = {{}, 0, record.line, CsvProblem::UnclosedQuote, m_line, {}};
                while (m_at < m_text.size() && peek() != '\n' && peek() != '\r') {
                    ++m_at;
                }
                record.raw = m_text.substr(begin, m_at - begin);
                lineEnd();
                return record;
            }
            while (m_at < m_text.size() && peek() != ',' && peek() != '\n' && peek() != '\r') {
                field += m_text[m_at++];
            }
            record.fields.push_back(field);
            if (peek() != ',' || m_at == m_text.size()) {
                record.raw = m_text.substr(begin, m_at - begin);
                lineEnd();
                return record;
            }
            ++m_at;
        }
    }
    bool quoted(std::string &field)
    {
        const std::size_t begin = m_at;
        const std::int64_t line = m_line;
        for (++m_at; m_at < m_text.size();) {
            if (peek() == '"') {
                ++m_at;
                if (peek() != '"') {
                    const bool proper = m_at == m_text.size() || peek() == ',' || peek() == '\n' || peek() == '\r';
                    if (proper || m_line == line) {
                        return true;
                    }
                    break;
                }
                field += m_text[m_at++];
            } else if (peek() == '\n' || peek() == '\r') {
                const std::size_t from = m_at;
                lineEnd(m_text.substr(0, m_text.find('"', m_at)).size());
                field += m_text.substr(from, m_at - from);
            } else {
                field += m_text[m_at++];
            }
        }
        m_at = begin;
        m_line = line;
        return false;
    }
    void lineEnd(std::size_t limit = std::string_view::npos)
    {
        if (m_at < m_text.size()) {
            m_at += peek() == '\r' && m_at + 1 < std::min(limit, m_text.size()) && m_text[m_at + 1] == '\n' ? 2 : 1;
            ++m_line;
        }
    }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

} // namespace

class CsvReaderOracleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAPlainReaderOnRandomText();
};

void CsvReaderOracleTest::agreesWithAPlainReaderOnRandomText()
{
    std::mt19937 random(20260101);
    const std::string_view alphabets[] = {"ab,\"\n", "a,\"\n\r \t", "abcdefgh,\"\n\r;", "\",\"\"\n"};
    for (int round = 0; round < 4000; ++round) {
        const std::string_view alphabet = alphabets[round % 4];
        // Now and then longer than the blocks that a file is read in.
        const std::size_t size = round % 200 == 0 ? 600'000 : random() % 300;
        std::string text;
        for (std::size_t i = 0; i < size; ++i) {
            text += alphabet[random() % alphabet.size()];
            if (size > 1000 && i % 97 == 0) { // an unclosed quote must not make the plain reader quadratic
                text += "\"\n";
            }
        }
        const auto expected = PlainReader(text).all();
        const auto found = readText(text);
        if (!text.empty() && found != expected) {
            const auto differs = std::ranges::mismatch(found, expected);
            QFAIL(qPrintable(QStringLiteral("round %1, record %2 of %3 (expected %4), text %5")
                                 .arg(round)
                                 .arg(differs.in1 - found.begin())
                                 .arg(found.size())
                                 .arg(expected.size())
                                 .arg(QString::fromStdString(text.substr(0, 300)))));
        }
        if (size > 1000) {
            QVERIFY(readFile(text) == found);
        }
    }
}

QTEST_APPLESS_MAIN(CsvReaderOracleTest)
#include "csv_reader_oracle_test.moc"
