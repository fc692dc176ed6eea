// How SQLite goes about each statement: tables that grow with every call are read by an index, never from end to end.

#include "postgres/statement_reader.h"
#include "storage/database.h"
#include "storage/sql_names.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

// What opens, migrates and backs up a database is no part of this.
const QStringList left = {QStringLiteral("connection.cpp"), QStringLiteral("migrations.cpp")};

/// Statements that may read a whole table, by a piece of their text, and why.
const QStringList whole = {
    QStringLiteral("AS BIGINT) FROM attempts WHERE state <>"), // of tests and checks
    QStringLiteral("SELECT count(*) FROM events"),             // of tests
    QStringLiteral("WHERE status = ? AND campaign_id = 0"),    // of a rehearsal's copy, once
};

class Plans {
public:
    explicit Plans(const QString &file) { sqlite3_open(file.toUtf8().constData(), &m_database); }
    ~Plans() { sqlite3_close(m_database); }
    Plans(const Plans &) = delete;
    Plans &operator=(const Plans &) = delete;

    /// The plan, a step a line; of a statement that SQLite refuses, "refused: " and why.
    [[nodiscard]] QString of(const QString &sql) const
    {
        sqlite3_stmt *statement = nullptr;
        const QByteArray explain = "EXPLAIN QUERY PLAN " + sql.toUtf8();
        if (sqlite3_prepare_v2(m_database, explain.constData(), -1, &statement, nullptr) != SQLITE_OK) {
            return QStringLiteral("refused: ") + QString::fromUtf8(sqlite3_errmsg(m_database));
        }
        QString plan;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            plan += QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 3))) + u'\n';
        }
        sqlite3_finalize(statement);
        return plan;
    }

private:
    sqlite3 *m_database = nullptr;
};

} // namespace

class QueryPlansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tablesThatGrowAreNotReadWhole();
    void theQueueIsReadInTheOrderOfItsIndexes();
    void theShortIndexesAreUsed_data();
    void theShortIndexesAreUsed();

private:
    [[nodiscard]] static QString sqlOf(const SourceStatement &statement)
    {
        return QString::fromStdString(withNumbers(statement.text.toStdString()));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Plans> m_plans;
    std::vector<SourceStatement> m_statements;
};

void QueryPlansTest::initTestCase()
{
    const QString file = m_folder.filePath(QStringLiteral("plans.sqlite"));
    static_cast<void>(Database(file).openUpToDate());
    m_plans = std::make_unique<Plans>(file);
    for (SourceStatement &statement : StatementsOfFolder(QStringLiteral(CAMPANILE_STORAGE_DIR)).statements) {
        if (!left.contains(statement.file) && !statement.text.contains(QStringLiteral("PRAGMA"))) {
            m_statements.push_back(std::move(statement));
        }
    }
    QVERIFY(m_statements.size() > 100);
}

void QueryPlansTest::tablesThatGrowAreNotReadWhole()
{
    const QRegularExpression scan(
        QStringLiteral("SCAN (scheduled_calls|attempts|a|targets|t|target_numbers|dial_ledger|conversations|events)$"),
        QRegularExpression::MultilineOption);
    QStringList found;
    for (const SourceStatement &statement : m_statements) {
        const bool allowed =
            std::ranges::any_of(whole, [&statement](const QString &piece) { return statement.text.contains(piece); });
        const QString plan = m_plans->of(sqlOf(statement));
        if ((!allowed && plan.contains(scan)) || plan.startsWith(QStringLiteral("refused"))) {
            found << statement.place() + u'\n' + statement.text + u'\n' + plan;
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void QueryPlansTest::theQueueIsReadInTheOrderOfItsIndexes()
{
    int seen = 0;
    for (const SourceStatement &statement : m_statements) {
        if (statement.text.contains(QStringLiteral("ORDER BY due_at, id"))) {
            ++seen;
            const QString plan = m_plans->of(sqlOf(statement));
            QVERIFY2(plan.contains(QStringLiteral("USING INDEX scheduled_calls_")) &&
                         !plan.contains(QStringLiteral("TEMP B-TREE")),
                     qPrintable(statement.place() + u'\n' + plan));
        }
    }
    QVERIFY(seen >= 3);
}

void QueryPlansTest::theShortIndexesAreUsed_data()
{
    QTest::addColumn<QString>("piece"); // of a statement's text
    QTest::addColumn<QString>("index");
    QTest::newRow("what is on the wire")
        << QStringLiteral("SELECT id FROM attempts WHERE state < {attempt.ended} AND workspace_id")
        << QStringLiteral("attempts_live");
    QTest::newRow("calls at once by trunk and workspace")
        << QStringLiteral("SELECT trunk_id, workspace_id, count(*) FROM attempts WHERE state < {attempt.ended}")
        << QStringLiteral("attempts_live");
    QTest::newRow("a campaign's calls on the wire")
        << QStringLiteral("state < {attempt.ended} AND +campaign_id") << QStringLiteral("attempts_live");
    QTest::newRow("the calls before and after one of a campaign")
        << QStringLiteral("SELECT id, state, end_reason, ended_by FROM attempts WHERE campaign_id")
        << QStringLiteral("attempts_by_campaign");
    QTest::newRow("what is being resolved")
        << QStringLiteral("SELECT count(*) FROM attempts WHERE state = {attempt.resolving}")
        << QStringLiteral("attempts_resolving");
    QTest::newRow("targets that wait") << QStringLiteral("status = {target.pending} AND id < ?")
                                       << QStringLiteral("targets_by_status");
}

/// Partial indexes are used only for the very digits that they say, which the statements name.
void QueryPlansTest::theShortIndexesAreUsed()
{
    QFETCH(const QString, piece);
    QFETCH(const QString, index);
    int seen = 0;
    for (const SourceStatement &statement : m_statements) {
        if (statement.text.contains(piece)) {
            ++seen;
            const QString plan = m_plans->of(sqlOf(statement));
            QVERIFY2(plan.contains(index), qPrintable(statement.place() + u'\n' + plan));
        }
    }
    QVERIFY(seen > 0);
}

QTEST_GUILESS_MAIN(QueryPlansTest)
#include "query_plans_test.moc"
