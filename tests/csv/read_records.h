#pragma once

#include "csv/csv_reader.h"

#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include <string>
#include <string_view>
#include <vector>

namespace campanile::test {

/// What a CsvRecord was, to keep.
struct Read {
    std::vector<std::string> fields;
    std::int64_t number = 0;
    std::int64_t line = 0;
    CsvProblem problem = CsvProblem::None;
    std::int64_t problemLine = 0;
    std::string raw;

    friend bool operator==(const Read &, const Read &) = default;
};

/// Everything that is left; progress must never go back meanwhile.
inline std::vector<Read> readAll(CsvReader &reader)
{
    std::vector<Read> records;
    CsvRecord record;
    std::int64_t consumed = 0;
    while (reader.next(record) == CsvReader::Step::Record) {
        records.push_back({{record.fields.begin(), record.fields.end()},
                           record.number,
                           record.line,
                           record.problem,
                           record.problemLine,
                           std::string(record.raw)});
        if (reader.bytesConsumed() < consumed) {
            qFatal("The progress of the reader went back.");
        }
        consumed = reader.bytesConsumed();
    }
    return records;
}

/// All records of a text in memory.
inline std::vector<Read> readText(std::string_view text, CsvDialect dialect = {})
{
    auto source = CsvSource::fromBytes(text);
    if (!source) {
        return {};
    }
    CsvReader reader(std::move(source.value()), dialect);
    return readAll(reader);
}

/// Fields as one line that is easy to compare: "a|b / c" are two records.
inline QString joined(const std::vector<Read> &records)
{
    QStringList lines;
    for (const Read &record : records) {
        QStringList fields;
        for (const std::string &field : record.fields) {
            fields += QString::fromStdString(field);
        }
        lines += record.problem == CsvProblem::None ? fields.join(u'|') : QStringLiteral("!");
    }
    return lines.join(QStringLiteral(" / "));
}

/// A list on the disk, until it goes.
class ListFile {
public:
    explicit ListFile(std::string_view bytes)
        : path(m_directory.filePath(QStringLiteral("list.csv")))
    {
        QFile file(path);
        const auto size = static_cast<qint64>(bytes.size());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), size) != size) {
            qFatal("The test could not write its list.");
        }
    }

private:
    const QTemporaryDir m_directory;

public:
    const QString path;
};

/// As readText, but in the blocks in which a file is read.
inline std::vector<Read> readFile(std::string_view bytes)
{
    const ListFile list(bytes);
    auto source = CsvSource::openFile(list.path);
    if (!source) {
        return {};
    }
    CsvReader reader(std::move(source.value()), {});
    return readAll(reader);
}

} // namespace campanile::test
