#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "core/ids.h"
#include "storage/sql.h"
#include "storage/storage_error.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>

namespace campanile {

/// The rows of a query, one after the other. The statement goes back to its connection when this goes out of scope, so
/// that no unfinished query ever pins the write-ahead log.
/// Thread: its connection's.
class Rows {
public:
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;
    Rows(const Rows &) = delete;
    ~Rows();

    /// Steps to the next row; false after the last. Throws StorageError (Cancelled when interrupted).
    bool next();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] int small(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    /// Valid until the next step.
    [[nodiscard]] std::string_view utf8(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] WallTime time(int column) const { return {integer(column)}; }
    [[nodiscard]] E164 number(int column) const { return {integer(column)}; }
    template<class IdType>
    [[nodiscard]] IdType id(int column) const
    {
        return IdType{integer(column)};
    }
    template<class Enum>
    [[nodiscard]] Enum as(int column) const
    {
        return static_cast<Enum>(integer(column));
    }

private:
    friend class Connection;
    struct Statement;
    Rows(class Connection &connection, Statement &statement);

    class Connection *m_connection;
    Statement *m_statement;
    void *m_native; // the statement as the library knows it: every column of every row asks for it
};

/// One connection to the database. Statements are prepared once and kept. What is said here in SQL keeps to what
/// SQLite and PostgreSQL both accept (ARCHITECTURE.md, decision 31); today's engine is SQLite, opened through Qt SQL,
/// which finds the driver, and driven by its native handle (decision 3).
/// Thread: one, the thread that opened it.
class Connection {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Opens the database file: synchronous=FULL, foreign keys, defensive, no automatic checkpoints (the writer takes
    /// them between groups). Changes nothing in the file; `migrate` puts it into WAL mode. The program opens its
    /// connections with `Database::open`, which alone knows where the data are. Throws StorageError.
    Connection(const QString &path, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a statement that returns no rows; answers how many rows it changed. Throws StorageError; Internal among
    /// them, when the statement is still being read.
    template<class... Values>
    std::int64_t execute(Sql<sizeof...(Values)> sql, const Values &...values)
    {
        Statement &statement = prepare(sql.text());
        bindAll<TextBytes::Borrowed>(statement, values...); // it runs before they can go
        return run(statement);
    }

    /// Starts a query. One statement has only one set of Rows at a time: a second one, and any other use of the
    /// statement meanwhile, is refused with Internal. Throws StorageError.
    template<class... Values>
    [[nodiscard]] Rows query(Sql<sizeof...(Values)> sql, const Values &...values)
    {
        Statement &statement = prepare(sql.text());
        bindAll<TextBytes::Copied>(statement, values...);
        return Rows(*this, statement);
    }

    /// The single value of the first row, or nothing when there is no row or the value is NULL.
    template<class... Values>
    std::optional<std::int64_t> integer(Sql<sizeof...(Values)> sql, const Values &...values)
    {
        Rows rows = query(sql, values...);
        if (!rows.next() || rows.isNull(0)) {
            return std::nullopt;
        }
        return rows.integer(0);
    }

    void begin();  ///< takes the right to write at once on a writer; a snapshot on a reader
    void commit(); ///< throws StorageError; the transaction is then rolled back
    void rollback() noexcept;
    [[nodiscard]] bool inTransaction() const;

    /// Rows changed by this connection since it was opened: tells whether a piece of work has written anything.
    [[nodiscard]] std::int64_t totalChanges() const;

    /// From now on queries end with Cancelled as soon as `stop` is requested, and so do those that begin after it. Very
    /// short queries may finish before the token is checked. Holds until another token takes its place.
    void cancelOn(std::stop_token stop);

    /// Keeps the database's log short; the writer calls this between two groups. Does not wait for readers.
    void keepLogShort();

    // The functions below exist for SQLite alone. Only opening, migrating, backing up, checking and tests use them.

    /// Runs several statements of SQLite's dialect without values, as migrations do. Throws StorageError.
    void script(const QByteArray &sql);
    /// Moves what readers no longer need from the write-ahead log into the database, without waiting for anybody.
    /// Answers the number of frames left in the log.
    int checkpoint();
    /// Frames (pages) in the write-ahead log after this connection's last commit.
    [[nodiscard]] int logFrames() const;
    /// Whether a backup may take the place of a file of its name.
    enum class Existing { Keep, Replace };
    /// Copies the whole database, as it is at one moment, to a file with mode 0600, while others go on reading and
    /// writing; the log grows as long as that takes. The file has the name `path` only when it is whole: a copy that is
    /// interrupted leaves at most a file `path`.partial-…, which nobody needs. Throws StorageError, Cancelled among
    /// them.
    void backupTo(const QString &path, const std::stop_token &stop = {}, Existing existing = Existing::Keep);
    /// Copies the whole database, as it is at one moment, over the database at `path`. Throws StorageError.
    void copyInto(const QString &path, const std::stop_token &stop = {});
    /// Allows a power cut to lose what this connection writes from now on; for copies that nobody needs afterwards.
    void giveUpDurability();
    /// Reads the whole file. Returns the first damage that it finds, or an empty text when the file is sound.
    [[nodiscard]] QString firstDamage();
    [[nodiscard]] static QString libraryVersion();

private:
    friend class Rows;
    using Statement = Rows::Statement;

    /// A transaction for reading that ends with the scope; none of its own when the connection is in one already.
    class Snapshot {
    public:
        explicit Snapshot(Connection &connection);
        Snapshot(const Snapshot &) = delete;
        Snapshot &operator=(const Snapshot &) = delete;
        ~Snapshot();

    private:
        Connection &m_connection;
        const bool m_isOwn;
    };

    Statement &prepare(const char *sql);
    std::int64_t run(Statement &statement);
    [[noreturn]] void fail(int code, const char *doing);

    static void bindInteger(Statement &statement, int index, std::int64_t value);
    static void bindReal(Statement &statement, int index, double value);
    enum class TextBytes { Borrowed, Copied };
    static void bindText(Statement &statement, int index, std::string_view value, TextBytes bytes);
    static void bindNull(Statement &statement, int index);

    template<TextBytes Bytes, class Value>
    static void bindOne(Statement &statement, int index, const Value &value)
    {
        if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
            bindInteger(statement, index, static_cast<std::int64_t>(value));
        } else if constexpr (std::is_floating_point_v<Value>) {
            bindReal(statement, index, static_cast<double>(value));
        } else if constexpr (std::is_same_v<Value, QString>) {
            const QByteArray utf8 = value.toUtf8();
            bindText(statement, index, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())),
                     TextBytes::Copied);
        } else if constexpr (std::is_convertible_v<const Value &, std::string_view>) {
            bindText(statement, index, std::string_view(value), Bytes);
        } else if constexpr (std::is_same_v<Value, std::nullopt_t>) {
            bindNull(statement, index);
        } else if constexpr (requires { value.has_value(); }) {
            if (value.has_value()) {
                bindOne<Bytes>(statement, index, *value);
            } else {
                bindNull(statement, index);
            }
        } else if constexpr (requires { value.digits; }) {
            bindInteger(statement, index, value.digits);
        } else if constexpr (requires { value.micros; }) {
            bindInteger(statement, index, value.micros);
        } else if constexpr (requires { value.ms; }) {
            bindInteger(statement, index, value.ms);
        } else if constexpr (requires { value.count(); }) {
            bindInteger(statement, index, value.count());
        } else {
            bindInteger(statement, index, value.value); // Id
        }
    }

    template<TextBytes Bytes, class... Values>
    static void bindAll([[maybe_unused]] Statement &statement, const Values &...values)
    {
        int index = 0;
        (bindOne<Bytes>(statement, ++index, values), ...);
    }

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace campanile
