// One SQL text for two engines: every statement of backend/storage is prepared on a real PostgreSQL, on the schema that
// the migrations make, with the types that the program binds and reads.

#include "postgres/postgres_cluster.h"
#include "postgres/postgres_schema.h"
#include "postgres/statement_reader.h"
#include "storage/sql_names.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>
#include <vector>

using namespace campanile;
using namespace campanile::test;

namespace {

// What opens, migrates and backs up a database belongs to its engine.
const QStringList sqliteOnly = {QStringLiteral("connection.cpp"), QStringLiteral("migrations.cpp")};
// Fewer than this would mean that the sources are no longer read as they are written.
constexpr std::size_t leastStatements = 150;

// Of PostgreSQL's catalogue of types.
constexpr Oid boolean = 16;
constexpr Oid bigint = 20;
constexpr Oid smallint = 21;
constexpr Oid integer = 23;
constexpr Oid text = 25;
constexpr Oid real = 701;

std::vector<SourceStatement> neutralStatements()
{
    std::vector<SourceStatement> statements;
    for (SourceStatement &statement : StatementsOfFolder(QStringLiteral(CAMPANILE_STORAGE_DIR)).statements) {
        if (!sqliteOnly.contains(statement.file)) {
            statements.push_back(std::move(statement));
        }
    }
    return statements;
}

QString sqlOf(const SourceStatement &statement)
{
    return QString::fromStdString(withNumbers(statement.text.toStdString()));
}

/// Prepares statements on a database that has the schema.
class Preparing {
public:
    explicit Preparing(PGconn *connection)
        : m_connection(connection)
    {
    }

    /// What is wrong with the statement; nothing when the program could use it as it is.
    std::optional<QString> problemOf(const QString &sqlite)
    {
        const QByteArray sql = postgresStatement(sqlite).toUtf8();
        // Once to learn which types PostgreSQL itself takes the values for, …
        if (const auto refusal = prepare(sql, {})) {
            return refusal;
        }
        std::vector<Oid> types;
        const PostgresResult inferred = describe();
        for (int i = 0; i < PQnparams(inferred.get()); ++i) {
            const std::optional<Oid> bound = boundAs(PQparamtype(inferred.get(), i));
            if (!bound) {
                return QStringLiteral("value %1 is taken for a boolean, or for another type that is never bound")
                    .arg(i + 1);
            }
            types.push_back(*bound);
        }
        // … and once with the types that they are bound with.
        if (const auto refusal = prepare(sql, types)) {
            return refusal;
        }
        const PostgresResult columns = describe();
        for (int i = 0; i < PQnfields(columns.get()); ++i) {
            const Oid type = PQftype(columns.get(), i);
            if (type != bigint && type != integer && type != text && type != real) {
                return QStringLiteral("column %1 is neither a whole number nor text (type %2); sums need"
                                      " CAST(… AS BIGINT)")
                    .arg(i + 1)
                    .arg(type);
            }
        }
        return std::nullopt;
    }

private:
    /// Whole numbers are always bound as 64 bits.
    static std::optional<Oid> boundAs(Oid inferred)
    {
        switch (inferred) {
        case smallint:
        case integer:
        case bigint:
            return bigint;
        case text:
        case real:
            return inferred;
        case boolean:
        default:
            return std::nullopt;
        }
    }

    std::optional<QString> prepare(const QByteArray &sql, const std::vector<Oid> &types)
    {
        const PostgresResult result(
            PQprepare(m_connection, "", sql.constData(), static_cast<int>(types.size()), types.data()), &PQclear);
        return PQresultStatus(result.get()) == PGRES_COMMAND_OK
                   ? std::nullopt
                   : std::optional(QString::fromUtf8(PQresultErrorMessage(result.get())).trimmed());
    }
    PostgresResult describe() { return {PQdescribePrepared(m_connection, ""), &PQclear}; }

    PGconn *m_connection;
};

} // namespace

class PostgresStatementsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cluster.reset(); }

    void everyStatementIsFound();
    void theSchemaCanBeMade();
    void everyStatementCanBePrepared_data();
    void everyStatementCanBePrepared();
    void theQueueIsReadInTheOrderOfItsIndexes();
    void whatMeansSomethingElseIsNotWritten();
    void numbersOfEnumsAreNamed();
    void aWrongStatementIsNoticed_data();
    void aWrongStatementIsNoticed();

private:
    std::unique_ptr<PostgresCluster> m_cluster;
    PostgresConnection m_connection{nullptr, &PQfinish};
};

void PostgresStatementsTest::initTestCase()
{
    m_cluster = std::make_unique<PostgresCluster>();
    QVERIFY2(m_cluster->error().isEmpty(), qPrintable(m_cluster->error()));
    m_connection = m_cluster->connect();
    QVERIFY2(PQstatus(m_connection.get()) == CONNECTION_OK, PQerrorMessage(m_connection.get()));
    for (const QString &statement : postgresSchema()) {
        const PostgresResult made(PQexec(m_connection.get(), statement.toUtf8().constData()), &PQclear);
        QVERIFY2(PQresultStatus(made.get()) == PGRES_COMMAND_OK,
                 qPrintable(statement + u'\n' + QString::fromUtf8(PQresultErrorMessage(made.get()))));
    }
}

void PostgresStatementsTest::everyStatementIsFound()
{
    const StatementsOfFolder found(QStringLiteral(CAMPANILE_STORAGE_DIR));
    QVERIFY2(found.unreadable.isEmpty(),
             qPrintable(QStringLiteral("The statements of these calls are no literals that can be read: ") +
                        found.unreadable.join(QStringLiteral(", "))));
    QVERIFY(neutralStatements().size() >= leastStatements);
}

void PostgresStatementsTest::theSchemaCanBeMade()
{
    const PostgresResult tables(
        PQexec(m_connection.get(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), &PQclear);
    QVERIFY(QByteArray(PQgetvalue(tables.get(), 0, 0)).toInt() >= 20);
}

void PostgresStatementsTest::everyStatementCanBePrepared_data()
{
    QTest::addColumn<QString>("sql");
    for (const SourceStatement &statement : neutralStatements()) {
        QTest::newRow(qPrintable(statement.place())) << sqlOf(statement);
    }
}

void PostgresStatementsTest::everyStatementCanBePrepared()
{
    QFETCH(const QString, sql);
    const std::optional<QString> problem = Preparing(m_connection.get()).problemOf(sql);
    QVERIFY2(!problem, qPrintable(problem.value_or(QString()) + QStringLiteral("\n  in: ") + sql));
}

/// A pass reads the few rows that are due next. Without an index in that very order it would sort all that wait.
void PostgresStatementsTest::theQueueIsReadInTheOrderOfItsIndexes()
{
    const auto run = [this](const QString &sql) -> QString {
        const PostgresResult result(PQexec(m_connection.get(), sql.toUtf8().constData()), &PQclear);
        QString lines = QString::fromUtf8(PQresultErrorMessage(result.get()));
        for (int i = 0; i < PQntuples(result.get()); ++i) {
            lines += QString::fromUtf8(PQgetvalue(result.get(), i, 0)) + u'\n';
        }
        return lines;
    };
    // On empty tables everything is cheap: what can be avoided is forbidden instead.
    QCOMPARE(
        run(QStringLiteral("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
                           "SET enable_bitmapscan = off; SET enable_sort = off; SET enable_incremental_sort = off")),
        QString());
    int seen = 0;
    for (const SourceStatement &statement : neutralStatements()) {
        if (!statement.text.contains(QStringLiteral("ORDER BY due_at, id LIMIT"))) {
            continue;
        }
        ++seen;
        const qsizetype values = statement.text.count(u'?');
        QCOMPARE(run(QStringLiteral("PREPARE due AS ") + postgresStatement(sqlOf(statement))), QString());
        const QString plan =
            run(QStringLiteral("EXPLAIN EXECUTE due (%1)").arg(QStringList(values, QStringLiteral("0")).join(u',')));
        QVERIFY2(plan.contains(QStringLiteral("Index Scan")) && !plan.contains(QStringLiteral("Sort")),
                 qPrintable(statement.place() + u'\n' + plan));
        QCOMPARE(run(QStringLiteral("DEALLOCATE due")), QString());
    }
    QVERIFY(seen >= 3);
    run(QStringLiteral("RESET ALL"));
}

/// What both engines accept, and take for different things or refuse only when it runs.
void PostgresStatementsTest::whatMeansSomethingElseIsNotWritten()
{
    const QRegularExpression negativeLimit(QStringLiteral("\\bLIMIT\\s+-"));
    const QRegularExpression like(QStringLiteral("\\bLIKE\\b"));
    const QRegularExpression foldedLike(QStringLiteral("AS TEXT\\) LIKE \\?|\\bLIKE lower\\(\\?\\)"));
    for (const SourceStatement &statement : neutralStatements()) {
        QVERIFY2(!statement.text.contains(negativeLimit), qPrintable(statement.place()));
        // PostgreSQL's LIKE tells capitals from small letters.
        QVERIFY2(statement.text.count(like) == statement.text.count(foldedLike), qPrintable(statement.place()));
    }
}

void PostgresStatementsTest::numbersOfEnumsAreNamed()
{
    const QRegularExpression bare(
        QStringLiteral("\\b(status|state|kind|type|scope|end_reason|last_error|last_outcome)\\s*"
                       "(=|<>|<=|>=|<|>|(NOT )?IN \\()\\s*[0-9]"));
    QStringList found;
    for (const SourceStatement &statement : neutralStatements()) {
        // A kept request's status is that of HTTP, and no enum.
        if (statement.text.contains(bare) && !statement.text.contains(QStringLiteral(" idempotency_keys "))) {
            found << statement.place() + QStringLiteral(": ") + statement.text;
        }
    }
    QVERIFY2(found.isEmpty(),
             qPrintable(QStringLiteral("Name these numbers as storage/sql_names.h does:\n") + found.join(u'\n')));
}

void PostgresStatementsTest::aWrongStatementIsNoticed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("a conflict without its columns")
        << QStringLiteral("INSERT INTO buckets (scope, scope_id, tat) VALUES (?, ?, ?)"
                          " ON CONFLICT DO UPDATE SET tat = excluded.tat");
    QTest::newRow("max of two") << QStringLiteral("UPDATE buckets SET tat = max(tat, ?)");
    QTest::newRow("LIKE of a number") << QStringLiteral("SELECT id FROM targets WHERE number LIKE ?");
    QTest::newRow("a value as a boolean") << QStringLiteral("SELECT id FROM targets WHERE ?");
    QTest::newRow("a boolean column") << QStringLiteral("SELECT id > 0 FROM targets");
    QTest::newRow("a sum as it is") << QStringLiteral("SELECT sum(tat) FROM buckets");
    QTest::newRow("a bare column beside a group") << QStringLiteral("SELECT tat, scope FROM buckets GROUP BY scope");
    QTest::newRow("iif") << QStringLiteral("SELECT iif(tat > 0, 1, 0) FROM buckets");
    QTest::newRow("an index by its name")
        << QStringLiteral("SELECT id FROM attempts INDEXED BY attempts_live WHERE state < 4");
}

void PostgresStatementsTest::aWrongStatementIsNoticed()
{
    QFETCH(const QString, sql);
    QVERIFY(Preparing(m_connection.get()).problemOf(sql).has_value());
}

QTEST_GUILESS_MAIN(PostgresStatementsTest)
#include "postgres_statements_test.moc"
