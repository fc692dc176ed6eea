// ThreadedWriter and InlineWriter: groups of jobs, each of which is on the disk before its reply, or undone by itself.

#include "storage/campaign_store.h"
#include "storage/migrations.h"
#include "storage/writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace campanile;

namespace {

/// A database file with a writer on a thread, and what it published.
class WriterWorld {
public:
    explicit WriterWorld(int pagesToSpare = 0)
    {
        Connection db(path, Connection::Access::ReadWrite);
        migrate(db, path);
        db.checkpoint();
        const std::int64_t pages = db.integer("PRAGMA page_count").value();
        writer.emplace(
            [this, pages, pagesToSpare] {
                auto connection = std::make_unique<Connection>(path, Connection::Access::ReadWrite);
                if (pagesToSpare > 0) { // a disk that is full after so many pages
                    connection->script(QStringLiteral("PRAGMA max_page_count=%1").arg(pages + pagesToSpare).toLatin1());
                }
                return connection;
            },
            ids, clock, [this](const ChangeSet &changes) { published.push_back(changes); });
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("test.sqlite"));
    SystemClock clock;
    IdSource ids{clock, 1};
    std::vector<ChangeSet> published; // by the writer's thread; read it when that has ended
    std::optional<ThreadedWriter> writer;

    /// Holds the writer at a job until it is let go, so that what is submitted meanwhile forms the next groups.
    class Gate {
    public:
        explicit Gate(Writer &writer)
        {
            std::promise<void> reached;
            writer.submit<bool>(
                WritePriority::Outcomes,
                [this, &reached](WriteTransaction &) -> Result<bool> {
                    reached.set_value();
                    m_open.get_future().wait();
                    return true;
                },
                [](const Result<bool> &) {});
            reached.get_future().wait();
        }
        void open() { m_open.set_value(); }

    private:
        std::promise<void> m_open;
    };

    /// Waits until everything submitted so far is written and answered, and ends the writer.
    void finish() { writer.reset(); }

    std::int64_t rows()
    {
        Connection reader(path, Connection::Access::ReadOnly);
        return reader.integer("SELECT count(*) FROM buckets").value();
    }
};

Result<bool> insertRow(WriteTransaction &transaction, int id)
{
    transaction.db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, ?, 0)", id);
    transaction.changes.calls = true;
    return true;
}

std::function<Result<bool>(WriteTransaction &)> inserts(int id)
{
    return [id](WriteTransaction &transaction) { return insertRow(transaction, id); };
}

} // namespace

class WriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theReplyComesAfterTheCommit();
    void whatWaitsIsCommittedTogether();
    void aJobThatFailsUndoesOnlyItself();
    void aJobThatBreaksARuleOfTheDatabaseUndoesOnlyItself();
    void repliesComeInTheOrderOfTheJobs();
    void outcomesGoBeforeAllElse();
    void oneImportJobAGroup();
    void aFullDiskFailsTheOffenderAlone();
    void afterAFullDiskItGoesOn();
    void countersMoveWithTheirJob();
    void changesArePublishedAfterTheCommit();
    void whatWasSubmittedIsFinishedAtTheEnd();
    void whatComesAfterTheEndIsRefused();
    void theLogDoesNotGrowWithoutBounds();
    void theInlineWriterAnswersBeforeItReturns();
};

void WriterTest::theReplyComesAfterTheCommit()
{
    WriterWorld world;
    std::promise<std::int64_t> seen;
    world.writer->submit<bool>(WritePriority::Commands, inserts(1),
                               [&](const Result<bool> &) { seen.set_value(world.rows()); });
    QCOMPARE(seen.get_future().get(), 1); // another connection sees it by then
}

void WriterTest::whatWaitsIsCommittedTogether()
{
    WriterWorld world;
    WriterWorld::Gate gate(*world.writer);
    std::vector<std::int64_t> seen;
    for (int i = 0; i < 100; ++i) {
        world.writer->submit<bool>(WritePriority::Commands, inserts(i), [&](const Result<bool> &) {
            if (seen.empty()) {
                seen.push_back(world.rows());
            }
        });
    }
    gate.open();
    world.finish();
    QCOMPARE(seen, std::vector<std::int64_t>{100}); // the first reply finds all of them
    QCOMPARE(world.published.size(), 1U);
}

void WriterTest::aJobThatFailsUndoesOnlyItself()
{
    WriterWorld world;
    WriterWorld::Gate gate(*world.writer);
    std::vector<std::optional<ErrorCode>> answers;
    for (int i = 0; i < 5; ++i) {
        world.writer->submit<bool>(
            WritePriority::Commands,
            [i](WriteTransaction &transaction) -> Result<bool> {
                [[maybe_unused]] const Result<bool> inserted = insertRow(transaction, i);
                if (i == 2) {
                    return {ErrorCode::Conflict, QStringLiteral("No.")};
                }
                return true;
            },
            [&](const Result<bool> &result) {
                answers.push_back(result ? std::nullopt : std::optional(result.error().code));
            });
    }
    gate.open();
    world.finish();
    QCOMPARE(answers, (std::vector<std::optional<ErrorCode>>{{}, {}, ErrorCode::Conflict, {}, {}}));
    QCOMPARE(world.rows(), 4);
}

void WriterTest::aJobThatBreaksARuleOfTheDatabaseUndoesOnlyItself()
{
    WriterWorld world;
    WriterWorld::Gate gate(*world.writer);
    std::vector<bool> answers;
    for (const int id : {1, 2, 2, 3}) {
        world.writer->submit<bool>(
            WritePriority::Commands,
            [id](WriteTransaction &transaction) -> Result<bool> {
                transaction.db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (1, ?, 0)", id);
                return insertRow(transaction, id); // 2 is there already
            },
            [&](const Result<bool> &result) { answers.push_back(result.ok()); });
    }
    gate.open();
    world.finish();
    QCOMPARE(answers, (std::vector<bool>{true, true, false, true}));
    QCOMPARE(world.rows(), 6);
}

void WriterTest::repliesComeInTheOrderOfTheJobs()
{
    WriterWorld world;
    std::vector<int> order;
    for (int i = 0; i < 2'000; ++i) { // several groups
        world.writer->submit<bool>(WritePriority::Commands, inserts(i),
                                   [&order, i](const Result<bool> &) { order.push_back(i); });
    }
    world.finish();
    QCOMPARE(order.size(), 2'000U);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QCOMPARE(world.rows(), 2'000);
}

void WriterTest::outcomesGoBeforeAllElse()
{
    WriterWorld world;
    WriterWorld::Gate gate(*world.writer);
    std::vector<WritePriority> order;
    for (const WritePriority priority : {WritePriority::Imports, WritePriority::Webhooks, WritePriority::Commands,
                                         WritePriority::Gate, WritePriority::Outcomes}) {
        world.writer->submit<bool>(
            priority,
            [&order, priority](WriteTransaction &) -> Result<bool> {
                order.push_back(priority);
                return true;
            },
            [](const Result<bool> &) {});
    }
    gate.open();
    world.finish();
    QCOMPARE(order, (std::vector<WritePriority>{WritePriority::Outcomes, WritePriority::Gate, WritePriority::Commands,
                                                WritePriority::Webhooks, WritePriority::Imports}));
}

void WriterTest::oneImportJobAGroup()
{
    WriterWorld world;
    WriterWorld::Gate gate(*world.writer);
    for (int i = 0; i < 4; ++i) {
        world.writer->submit<bool>(WritePriority::Imports, inserts(i), [](const Result<bool> &) {});
    }
    world.writer->submit<bool>(WritePriority::Gate, inserts(100), [](const Result<bool> &) {});
    gate.open();
    world.finish();
    QCOMPARE(world.published.size(), 4U); // the gate's job went with the first
    QCOMPARE(world.rows(), 5);
}

void WriterTest::aFullDiskFailsTheOffenderAlone()
{
    WriterWorld world(20);
    WriterWorld::Gate gate(*world.writer);
    std::map<int, std::optional<Error>> answers;
    for (int i = 0; i < 9; ++i) {
        world.writer->submit<bool>(
            WritePriority::Commands,
            [i](WriteTransaction &transaction) -> Result<bool> {
                if (i == 4) {
                    transaction.db.execute("INSERT INTO do_not_call (workspace_id, number, source, added_at)"
                                           " VALUES (1, 1, hex(zeroblob(1000000)), 0)");
                }
                return insertRow(transaction, i);
            },
            [&answers, i](const Result<bool> &result) {
                answers[i] = result ? std::nullopt : std::optional(result.error());
            });
    }
    gate.open();
    world.finish();
    QCOMPARE(answers.size(), 9U); // every job is answered once
    for (const auto &[i, error] : answers) {
        QCOMPARE(error.has_value(), i == 4);
    }
    QCOMPARE(answers[4]->code, ErrorCode::StorageFull);
    QCOMPARE(world.rows(), 8);
}

void WriterTest::afterAFullDiskItGoesOn()
{
    WriterWorld world(20);
    std::vector<bool> answers;
    for (int i = 0; i < 6; ++i) {
        std::promise<bool> answer;
        world.writer->submit<bool>(
            WritePriority::Commands,
            [i](WriteTransaction &transaction) -> Result<bool> {
                if (i % 2 == 1) {
                    transaction.db.execute("INSERT INTO do_not_call (workspace_id, number, source, added_at)"
                                           " VALUES (1, ?, hex(zeroblob(1000000)), 0)",
                                           i);
                }
                return insertRow(transaction, i);
            },
            [&answer](const Result<bool> &result) { answer.set_value(result.ok()); });
        answers.push_back(answer.get_future().get());
    }
    QCOMPARE(answers, (std::vector<bool>{true, false, true, false, true, false}));
}

void WriterTest::countersMoveWithTheirJob()
{
    WriterWorld world;
    {
        Connection db(world.path, Connection::Access::ReadWrite);
        db.script("PRAGMA foreign_keys=OFF; INSERT INTO campaigns (id, workspace_id, name, description, agent_id,"
                  " phone_number_id, status, rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at)"
                  " VALUES (5, 1, '', '', 1, 1, 1, 0, 0, 1, 0, 0)");
    }
    const CampaignId campaign{5};
    for (const bool fails : {false, true, false}) {
        world.writer->submit<bool>(
            WritePriority::Commands,
            [campaign, fails](WriteTransaction &transaction) -> Result<bool> {
                transaction.count(campaign, CounterKind::Attempts, 0, 2);
                transaction.countTarget(campaign, TargetStatus::Pending, TargetStatus::Scheduled, 3);
                transaction.flushCounts(); // as a job that must read them does
                transaction.count(campaign, CounterKind::Attempts, 0, 5);
                transaction.count({}, CounterKind::Attempts, 0, 1); // one-off calls have no counters
                if (fails) {
                    return {ErrorCode::Conflict, {}};
                }
                return true;
            },
            [](const Result<bool> &) {});
    }
    world.finish();
    Connection db(world.path, Connection::Access::ReadOnly);
    const CampaignStats stats = CampaignStore(db).stats(campaign);
    QCOMPARE(stats.attempts, 14);
    QCOMPARE(stats.of(TargetStatus::Scheduled), 6);
    QCOMPARE(stats.of(TargetStatus::Pending), -6);
    QCOMPARE(stats.total(), 0);
    QCOMPARE(db.integer("SELECT count(*) FROM campaign_counts WHERE campaign_id <> 5"), std::optional<std::int64_t>(0));
    QVERIFY(world.published.back().campaigns.contains(campaign));
}

void WriterTest::changesArePublishedAfterTheCommit()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("test.sqlite"));
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    Connection reader(path, Connection::Access::ReadOnly);
    SystemClock clock;
    IdSource ids(clock, 1);
    std::vector<std::int64_t> seen;
    InlineWriter writer(db, ids, clock, [&](const ChangeSet &changes) {
        QVERIFY(changes.targets.contains(CampaignId{9}));
        seen.push_back(reader.integer("SELECT count(*) FROM buckets").value());
    });
    const auto submit = [&writer](int id, bool changes, bool fails) {
        writer.submit<bool>(
            WritePriority::Commands,
            [=](WriteTransaction &transaction) -> Result<bool> {
                transaction.db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, ?, 0)", id);
                if (changes) {
                    transaction.changes.targets.insert(CampaignId{9});
                }
                return fails ? Result<bool>(ErrorCode::Conflict, QString()) : Result<bool>(true);
            },
            [](const Result<bool> &) {});
    };
    submit(1, true, false);
    submit(2, true, true);   // nothing that did not happen is told
    submit(3, false, false); // nor that nothing changed
    submit(4, true, false);
    QCOMPARE(seen, (std::vector<std::int64_t>{1, 3}));
}

void WriterTest::whatWasSubmittedIsFinishedAtTheEnd()
{
    WriterWorld world;
    int answered = 0;
    for (int i = 0; i < 50; ++i) {
        world.writer->submit<bool>(i % 2 == 0 ? WritePriority::Imports : WritePriority::Outcomes, inserts(i),
                                   [&answered](const Result<bool> &result) { answered += result.ok() ? 1 : 0; });
    }
    world.finish();
    QCOMPARE(answered, 50);
    QCOMPARE(world.rows(), 50);
}

void WriterTest::whatComesAfterTheEndIsRefused()
{
    WriterWorld world;
    world.writer->submit<bool>(WritePriority::Imports, inserts(1), [](const Result<bool> &) {});
    world.writer->finish();
    QCOMPARE(world.rows(), 1);
    std::optional<Result<bool>> late;
    world.writer->submit<bool>(WritePriority::Outcomes, inserts(2), [&](const Result<bool> &result) { late = result; });
    QVERIFY(late.has_value()); // at once, and on this thread
    QCOMPARE(late->error().code, ErrorCode::ShuttingDown);
    QCOMPARE(world.rows(), 1);
}

void WriterTest::theLogDoesNotGrowWithoutBounds()
{
    WriterWorld world;
    for (int i = 0; i < 60; ++i) { // 60 times a megabyte
        std::promise<void> written;
        world.writer->submit<bool>(
            WritePriority::Commands,
            [i](WriteTransaction &transaction) -> Result<bool> {
                transaction.db.execute("INSERT OR REPLACE INTO do_not_call (workspace_id, number, source, added_at)"
                                       " VALUES (1, ?, hex(zeroblob(500000)), 0)",
                                       i % 3);
                return true;
            },
            [&written](const Result<bool> &) { written.set_value(); });
        written.get_future().wait();
    }
    const qint64 log = QFileInfo(world.path + QStringLiteral("-wal")).size();
    QVERIFY2(log > 0 && log < 32LL * 1024 * 1024, qPrintable(QString::number(log)));
}

void WriterTest::theInlineWriterAnswersBeforeItReturns()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("test.sqlite"));
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    SystemClock clock;
    IdSource ids(clock, 1);
    InlineWriter writer(db, ids, clock, {});
    std::vector<int> answers;
    writer.submit<int>(
        WritePriority::Commands, [](WriteTransaction &) -> Result<int> { return 42; },
        [&answers](const Result<int> &result) { answers.push_back(result.value()); });
    QCOMPARE(answers, std::vector<int>{42});
    QVERIFY(!db.inTransaction());
}

QTEST_GUILESS_MAIN(WriterTest)
#include "writer_test.moc"
