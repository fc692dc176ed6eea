#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace campanile {

/// An error with SQLite's message and the statement that failed.
struct SqliteError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One row of an answer; columns are counted from 0.
class SqliteRow {
public:
    explicit SqliteRow(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    [[nodiscard]] std::int64_t integer(int column) const; ///< 0 for NULL
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    sqlite3_stmt *const m_statement;
};

/// Reads a database with SQLite alone, without the product's storage. Use it on copies, because opening a database that
/// a killed process left replays its log.
class SqliteReader {
public:
    /// Throws SqliteError when it cannot be opened.
    explicit SqliteReader(const std::filesystem::path &database);
    ~SqliteReader();
    SqliteReader(const SqliteReader &) = delete;
    SqliteReader &operator=(const SqliteReader &) = delete;

    /// Calls `take` for each row of the answer. Throws SqliteError.
    void each(const char *sql, const std::function<void(const SqliteRow &)> &take) const;
    /// The first column of the first row; `otherwise` when there is no row.
    [[nodiscard]] std::int64_t integer(const char *sql, std::int64_t otherwise = 0) const;
    [[nodiscard]] std::string text(const char *sql) const;
    [[nodiscard]] bool hasTable(const std::string &name) const;

private:
    sqlite3 *m_handle = nullptr;
};

/// Copies a database that no process has open, with the log beside it, into `folder`, which is emptied. Answers the
/// copy's path; throws std::filesystem::filesystem_error. Nothing is copied when there is no database yet: look with
/// exists.
std::filesystem::path copyDatabase(const std::filesystem::path &database, const std::filesystem::path &folder);

} // namespace campanile
