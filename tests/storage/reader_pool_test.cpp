// ReaderPool: reads see one snapshot, and can be called off before they start and while they run.

#include "storage/migrations.h"
#include "storage/reader_pool.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace campanile;

namespace {

constexpr const char *endlessQuery = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
constexpr const char *countQuery = "SELECT count(*) FROM buckets";

/// Runs until somebody interrupts it, and says when it has begun.
Result<int> readForEver(Connection &db, std::promise<void> &begun)
{
    Rows rows = db.query(endlessQuery);
    rows.next();
    begun.set_value();
    while (rows.next()) {
    }
    return 0;
}

} // namespace

class ReaderPoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("test.sqlite"));
        m_writer = std::make_unique<Connection>(m_path, Connection::Access::ReadWrite);
        migrate(*m_writer, m_path);
    }
    void cleanup() { m_writer.reset(); }

    void aReadSeesOneSnapshot();
    void writesDoNotWaitForReads();
    void cancelInterruptsARunningQuery();
    void cancelBetweenTwoQueriesHolds();
    void aCancelledReadDoesNotStart();
    void theReaderWorksOnAfterAnInterruption();
    void cancellingWhatIsOverDoesNothing();
    void aReadThatFailsSaysWhy();
    void theEndInterruptsAndAnswersEverything();
    void withoutADatabaseEveryReadFails();

private:
    void insert(int id) { m_writer->execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, ?, 0)", id); }
    template<class T>
    static Result<T> await(std::future<Result<T>> future)
    {
        if (future.wait_for(std::chrono::seconds(60)) != std::future_status::ready) {
            return {ErrorCode::Internal, QStringLiteral("No answer came.")};
        }
        return future.get();
    }
    Result<std::int64_t> count(ReaderPool &pool)
    {
        auto answer = std::make_shared<std::promise<Result<std::int64_t>>>();
        pool.read<std::int64_t>([](Connection &db) -> Result<std::int64_t> { return db.integer(countQuery).value(); },
                                [answer](Result<std::int64_t> result) { answer->set_value(std::move(result)); });
        return await(answer->get_future());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Connection> m_writer;
};

void ReaderPoolTest::aReadSeesOneSnapshot()
{
    ReaderPool pool{Database(m_path)};
    insert(1);
    std::promise<void> looked;
    std::promise<void> written;
    std::promise<Result<std::pair<std::int64_t, std::int64_t>>> answer;
    pool.read<std::pair<std::int64_t, std::int64_t>>(
        [&](Connection &db) -> Result<std::pair<std::int64_t, std::int64_t>> {
            const std::int64_t first = db.integer(countQuery).value();
            looked.set_value();
            written.get_future().wait();
            return std::pair(first, db.integer(countQuery).value());
        },
        [&](Result<std::pair<std::int64_t, std::int64_t>> result) { answer.set_value(std::move(result)); });
    looked.get_future().wait();
    insert(2);
    written.set_value();
    QCOMPARE(*await(answer.get_future()), std::pair(std::int64_t{1}, std::int64_t{1}));
    QCOMPARE(*count(pool), 2); // the next one sees it
}

void ReaderPoolTest::writesDoNotWaitForReads()
{
    ReaderPool pool(Database(m_path), 1);
    std::promise<void> begun;
    std::promise<Result<int>> answer;
    const auto ticket = pool.read<int>([&](Connection &db) { return readForEver(db, begun); },
                                       [&](Result<int> result) { answer.set_value(std::move(result)); });
    begun.get_future().wait();
    insert(1); // with no time to wait, it would fail at once if it had to
    ticket->cancel();
    QCOMPARE(await(answer.get_future()).error().code, ErrorCode::Cancelled);
}

void ReaderPoolTest::cancelInterruptsARunningQuery()
{
    ReaderPool pool{Database(m_path)};
    std::promise<void> begun;
    std::promise<Result<int>> answer;
    const auto ticket = pool.read<int>([&](Connection &db) { return readForEver(db, begun); },
                                       [&](Result<int> result) { answer.set_value(std::move(result)); });
    begun.get_future().wait();
    ticket->cancel();
    const Result<int> result = await(answer.get_future());
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void ReaderPoolTest::cancelBetweenTwoQueriesHolds()
{
    ReaderPool pool(Database(m_path), 1);
    std::promise<void> between;
    std::promise<void> cancelled;
    std::promise<Result<int>> answer;
    const auto ticket = pool.read<int>(
        [&](Connection &db) -> Result<int> {
            const auto before = static_cast<int>(db.integer(countQuery).value());
            between.set_value();
            cancelled.get_future().wait();
            Rows rows = db.query(endlessQuery);
            while (rows.next()) {
            }
            return before;
        },
        [&](Result<int> result) { answer.set_value(std::move(result)); });
    between.get_future().wait();
    ticket->cancel();
    cancelled.set_value();
    QCOMPARE(await(answer.get_future()).error().code, ErrorCode::Cancelled);
    QVERIFY(count(pool).ok());
}

void ReaderPoolTest::aCancelledReadDoesNotStart()
{
    ReaderPool pool(Database(m_path), 1);
    std::promise<void> begun;
    std::promise<Result<int>> first;
    const auto running = pool.read<int>([&](Connection &db) { return readForEver(db, begun); },
                                        [&](Result<int> result) { first.set_value(std::move(result)); });
    begun.get_future().wait();
    std::atomic<bool> started{false};
    std::promise<Result<int>> second;
    const auto superseded = pool.read<int>(
        [&](Connection &) -> Result<int> {
            started = true;
            return 1;
        },
        [&](Result<int> result) { second.set_value(std::move(result)); });
    superseded->cancel();
    running->cancel();
    QCOMPARE(await(second.get_future()).error().code, ErrorCode::Cancelled);
    QCOMPARE(await(first.get_future()).error().code, ErrorCode::Cancelled);
    QVERIFY(!started);
}

void ReaderPoolTest::theReaderWorksOnAfterAnInterruption()
{
    ReaderPool pool(Database(m_path), 1);
    for (int i = 0; i < 5; ++i) {
        std::promise<void> begun;
        std::promise<Result<int>> answer;
        const auto ticket = pool.read<int>([&](Connection &db) { return readForEver(db, begun); },
                                           [&](Result<int> result) { answer.set_value(std::move(result)); });
        begun.get_future().wait();
        ticket->cancel();
        QCOMPARE(await(answer.get_future()).error().code, ErrorCode::Cancelled);
        const Result<std::int64_t> counted = count(pool);
        QVERIFY2(counted.ok(), counted.ok() ? "" : qPrintable(counted.error().message));
    }
}

void ReaderPoolTest::cancellingWhatIsOverDoesNothing()
{
    ReaderPool pool(Database(m_path), 1);
    std::promise<Result<int>> answer;
    const auto ticket = pool.read<int>([](Connection &) -> Result<int> { return 7; },
                                       [&](Result<int> result) { answer.set_value(std::move(result)); });
    QCOMPARE(*await(answer.get_future()), 7);
    ticket->cancel();
    QVERIFY(count(pool).ok());
}

void ReaderPoolTest::aReadThatFailsSaysWhy()
{
    ReaderPool pool{Database(m_path)};
    std::promise<Result<int>> answer;
    pool.read<int>(
        [](Connection &db) -> Result<int> { return static_cast<int>(db.integer("SELECT 1 FROM nowhere").value()); },
        [&](Result<int> result) { answer.set_value(std::move(result)); });
    const Result<int> result = await(answer.get_future());
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::StorageFailed);
    QVERIFY(result.error().message.contains(QStringLiteral("nowhere")));
    QVERIFY(count(pool).ok());
}

void ReaderPoolTest::theEndInterruptsAndAnswersEverything()
{
    std::promise<void> begun;
    std::promise<Result<int>> first;
    std::promise<Result<int>> second;
    {
        ReaderPool pool(Database(m_path), 1);
        pool.read<int>([&](Connection &db) { return readForEver(db, begun); },
                       [&](Result<int> result) { first.set_value(std::move(result)); });
        begun.get_future().wait();
        pool.read<int>([](Connection &) -> Result<int> { return 1; },
                       [&](Result<int> result) { second.set_value(std::move(result)); });
    }
    QCOMPARE(await(first.get_future()).error().code, ErrorCode::Cancelled);
    QCOMPARE(await(second.get_future()).error().code, ErrorCode::Cancelled);
}

void ReaderPoolTest::withoutADatabaseEveryReadFails()
{
    ReaderPool pool(Database(m_folder->filePath(QStringLiteral("missing.sqlite"))));
    QVERIFY(!count(pool).ok());
    QVERIFY(!count(pool).ok());
}

QTEST_GUILESS_MAIN(ReaderPoolTest)
#include "reader_pool_test.moc"
