#include "sqlite_reader.h"

#include <sqlite3.h>

#include <memory>
#include <utility>

namespace campanile {

namespace fs = std::filesystem;

std::int64_t SqliteRow::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

bool SqliteRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::string SqliteRow::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return text == nullptr ? std::string() : std::string(text);
}

SqliteReader::SqliteReader(const fs::path &database)
{
    if (sqlite3_open_v2(database.c_str(), &m_handle, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
        const std::string words = sqlite3_errmsg(m_handle);
        sqlite3_close(m_handle);
        throw SqliteError(database.string() + ": " + words);
    }
}

SqliteReader::~SqliteReader()
{
    sqlite3_close(m_handle);
}

void SqliteReader::each(const char *sql, const std::function<void(const SqliteRow &)> &take) const
{
    sqlite3_stmt *prepared = nullptr;
    int code = sqlite3_prepare_v2(m_handle, sql, -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> statement(prepared, sqlite3_finalize);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement.get());
        if (code == SQLITE_ROW) {
            take(SqliteRow(statement.get()));
        }
    }
    if (code != SQLITE_DONE) {
        throw SqliteError(std::string(sqlite3_errmsg(m_handle)) + ", while " + sql);
    }
}

std::int64_t SqliteReader::integer(const char *sql, std::int64_t otherwise) const
{
    bool first = true;
    each(sql, [&](const SqliteRow &row) {
        if (std::exchange(first, false)) {
            otherwise = row.integer(0);
        }
    });
    return otherwise;
}

std::string SqliteReader::text(const char *sql) const
{
    std::string all;
    each(sql, [&](const SqliteRow &row) { all += (all.empty() ? "" : "; ") + row.text(0); });
    return all;
}

bool SqliteReader::hasTable(const std::string &name) const
{
    bool found = false;
    each("SELECT name FROM sqlite_schema WHERE type = 'table'",
         [&](const SqliteRow &row) { found = found || row.text(0) == name; });
    return found;
}

fs::path copyDatabase(const fs::path &database, const fs::path &folder)
{
    fs::remove_all(folder);
    fs::create_directories(folder);
    fs::path copy = folder / database.filename();
    for (const char *part : {"", "-wal", "-journal"}) {
        fs::path source = database;
        source += part;
        fs::path target = copy;
        target += part;
        if (fs::exists(source)) {
            fs::copy_file(source, target);
        }
    }
    return copy;
}

} // namespace campanile
