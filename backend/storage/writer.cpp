#include "storage/writer.h"

#include <algorithm>

#include <pthread.h>

namespace campanile {

namespace {

// A group holds the transaction, and so every reply, until it commits: few enough jobs to stay in the milliseconds.
constexpr std::size_t maxGroup = 512;

} // namespace

WriteGroup::WriteGroup(Connection &connection, IdSource &ids, const Clock &clock, Publish publish)
    : m_connection(connection)
    , m_ids(ids)
    , m_clock(clock)
    , m_publish(std::move(publish))
{
}

void WriteGroup::run(std::vector<Writer::Job> jobs)
{
    const std::optional<Error> undone = runTogether(jobs);
    if (!undone) {
        return;
    }
    if (jobs.size() == 1) {
        jobs.front().done(undone);
        return;
    }
    // One job has failed after it wrote something, and the transaction of all was undone with it. That is rare, so the
    // jobs run once more, each in a transaction of its own; a savepoint for every job would cost more.
    for (Writer::Job &job : jobs) {
        if (const std::optional<Error> failed = runTogether({&job, 1})) {
            job.done(failed);
        }
    }
}

/// Runs the jobs in one transaction and calls their `done`; or undoes all of them, calls none and answers why.
std::optional<Error> WriteGroup::runTogether(std::span<Writer::Job> jobs)
{
    ChangeSet changes;
    std::vector<std::optional<Error>> outcomes;
    try {
        outcomes = attempt(jobs, changes);
        m_connection.commit();
    } catch (const StorageError &error) {
        m_connection.rollback();
        return error.error();
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].done(outcomes[i]);
    }
    if (m_publish && !changes.isEmpty()) {
        m_publish(changes);
    }
    return std::nullopt;
}

std::vector<std::optional<Error>> WriteGroup::attempt(std::span<Writer::Job> jobs, ChangeSet &changes)
{
    m_connection.begin();
    std::vector<std::optional<Error>> outcomes(jobs.size());
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        WriteTransaction transaction(m_connection, m_ids, m_clock.wall());
        const std::int64_t changesBefore = m_connection.totalChanges();
        outcomes[i] = jobs[i].work(transaction);
        if (!outcomes[i]) {
            transaction.flushCounts();
            changes.merge(transaction.changes);
        } else if (m_connection.totalChanges() != changesBefore) {
            throw StorageError(*outcomes[i]); // what it wrote must not be committed
        }
    }
    return outcomes;
}

ThreadedWriter::ThreadedWriter(std::function<std::unique_ptr<Connection>()> open, IdSource &ids, const Clock &clock,
                               WriteGroup::Publish publish)
    : m_thread([this, open = std::move(open), &ids, &clock, publish = std::move(publish)] {
        work(open, ids, clock, publish);
    })
{
    pthread_setname_np(m_thread.native_handle(), "writer");
}

ThreadedWriter::~ThreadedWriter()
{
    finish();
    reach(Stage::Closing);
    m_thread.join();
}

void ThreadedWriter::finish()
{
    reach(Stage::Finishing);
    await(Stage::Finished);
}

void ThreadedWriter::reach(Stage stage)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stage = std::max(m_stage, stage);
    }
    m_wake.notify_one();
    m_reached.notify_all();
}

void ThreadedWriter::await(Stage stage)
{
    std::unique_lock lock(m_mutex);
    m_reached.wait(lock, [&] { return m_stage >= stage; });
}

void ThreadedWriter::enqueue(WritePriority priority, Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stage < Stage::Finished) {
            m_queues[static_cast<std::size_t>(priority)].push_back(std::move(job));
            m_wake.notify_one();
            return;
        }
    }
    job.done(Error{ErrorCode::ShuttingDown, QStringLiteral("The program is ending; nothing more is written."), {}});
}

std::vector<Writer::Job> ThreadedWriter::takeGroup()
{
    std::unique_lock lock(m_mutex);
    const auto waiting = [this] {
        return std::ranges::any_of(m_queues, [](const auto &queue) { return !queue.empty(); });
    };
    m_wake.wait(lock, [&] { return m_stage > Stage::Working || waiting(); });
    std::vector<Job> group;
    for (std::size_t priority = 0; priority < m_queues.size(); ++priority) {
        auto &queue = m_queues[priority];
        const std::size_t most = priority == static_cast<std::size_t>(WritePriority::Imports) ? 1 : maxGroup;
        for (std::size_t taken = 0; taken < most && group.size() < maxGroup && !queue.empty(); ++taken) {
            group.push_back(std::move(queue.front()));
            queue.pop_front();
        }
    }
    if (group.empty()) { // under the lock that submits take: whatever comes later is refused
        m_stage = std::max(m_stage, Stage::Finished);
        m_reached.notify_all();
    }
    return group;
}

void ThreadedWriter::refuseAll(const Error &error)
{
    for (std::vector<Job> jobs = takeGroup(); !jobs.empty(); jobs = takeGroup()) {
        for (const Job &job : jobs) {
            job.done(error);
        }
    }
}

void ThreadedWriter::work(const std::function<std::unique_ptr<Connection>()> &open, IdSource &ids, const Clock &clock,
                          const WriteGroup::Publish &publish)
{
    std::unique_ptr<Connection> connection;
    try {
        connection = open();
    } catch (const StorageError &error) {
        refuseAll(error.error());
        return;
    }
    WriteGroup group(*connection, ids, clock, publish);
    for (std::vector<Job> jobs = takeGroup(); !jobs.empty(); jobs = takeGroup()) {
        group.run(std::move(jobs));
        connection->keepLogShort();
    }
    await(Stage::Closing); // other connections still read meanwhile, and this one has to close last
    connection->checkpoint();
}

InlineWriter::InlineWriter(Connection &connection, IdSource &ids, const Clock &clock, WriteGroup::Publish publish)
    : m_connection(connection)
    , m_group(connection, ids, clock, std::move(publish))
{
}

void InlineWriter::enqueue(WritePriority, Job job)
{
    std::vector<Job> group;
    group.push_back(std::move(job));
    m_group.run(std::move(group));
    m_connection.keepLogShort();
}

} // namespace campanile
