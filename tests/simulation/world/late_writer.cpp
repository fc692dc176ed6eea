#include "simulation/world/late_writer.h"

#include "simulation/bugs/bugs_in_sql.h"

namespace campanile::simulation {

namespace {

constexpr std::size_t largestGroup = 512;
// As the program's writers do; small worlds hardly reach it, so their log is moved more often.
constexpr int checkpointAfterFrames = 1'000;
// Of a planted bug: how long an answered job may wait for its commit.
constexpr Milliseconds latestCommit{400};

} // namespace

LateWriter::LateWriter(Connection &connection, IdSource &ids, EventLoop &loop, MemoryDisk &disk, Doom &doom,
                       Options options)
    : m_connection(connection)
    , m_ids(ids)
    , m_loop(loop)
    , m_disk(disk)
    , m_doom(doom)
    , m_options(options)
    , m_dice(options.seed, "writer")
    , m_group(connection, ids, loop.clock(), nullptr)
{
}

void LateWriter::enqueue(WritePriority priority, Job job)
{
    Job guarded = watched(priority, std::move(job));
    if (m_options.bug == PlantedBug::AckBeforeCommit && priority == WritePriority::Commands) {
        answerBeforeCommit(std::move(guarded));
        return;
    }
    if (m_options.longestDelay <= Milliseconds(0)) {
        std::vector<Job> alone;
        alone.push_back(std::move(guarded));
        run(std::move(alone));
        return;
    }
    m_queues[static_cast<std::size_t>(priority)].push_back(std::move(guarded));
    if (!m_scheduled) {
        m_scheduled = true;
        m_loop.after(m_dice.between(Milliseconds(0), m_options.longestDelay), [this] { writeGroup(); });
    }
}

void LateWriter::writeGroup()
{
    m_scheduled = false;
    std::vector<Job> group;
    for (std::size_t priority = 0; priority < m_queues.size(); ++priority) {
        auto &queue = m_queues[priority];
        const std::size_t most = priority == static_cast<std::size_t>(WritePriority::Imports) ? 1 : largestGroup;
        for (std::size_t taken = 0; taken < most && group.size() < largestGroup && !queue.empty(); ++taken) {
            group.push_back(std::move(queue.front()));
            queue.pop_front();
        }
    }
    bool isMore = false;
    for (const auto &queue : m_queues) {
        isMore = isMore || !queue.empty();
    }
    if (isMore) {
        m_scheduled = true;
        m_loop.after(m_dice.between(Milliseconds(0), m_options.longestDelay), [this] { writeGroup(); });
    }
    run(std::move(group));
}

void LateWriter::run(std::vector<Job> jobs)
{
    if (jobs.empty()) {
        return;
    }
    commitLate();
    m_group.run(std::move(jobs));
    if (m_options.bug == PlantedBug::OutboxApart) {
        m_loop.after(latestCommit, [this] { announceLate(); });
    }
    if (m_connection.logFrames() > checkpointAfterFrames) {
        m_connection.checkpoint();
    }
    if (m_disk.isDead()) {
        throw ProcessDied();
    }
}

void LateWriter::announceLate()
{
    try {
        plantAfterCommit(m_options.bug, m_connection);
    } catch (const StorageError &) {
        m_connection.rollback();
    }
}

Writer::Job LateWriter::watched(WritePriority priority, Job job)
{
    const auto hasResult = std::make_shared<bool>(false);
    Job guarded;
    guarded.work = [this, hasResult, work = std::move(job.work)](WriteTransaction &transaction) {
        m_doom.pass(Place::BeforeWork);
        std::optional<Error> error = work(transaction);
        *hasResult = !error;
        m_doom.pass(Place::BeforeCommit);
        return error;
    };
    guarded.done = [this, priority, hasResult, done = std::move(job.done)](const std::optional<Error> &error) {
        if (m_disk.isDead()) {
            throw ProcessDied(); // whatever the disk answered, nobody was left to hear it
        }
        m_doom.pass(Place::AfterCommit);
        const bool swallows =
            m_options.bug == PlantedBug::ErrorSwallowed && priority == WritePriority::Outcomes && *hasResult;
        done(swallows ? std::nullopt : error);
    };
    return guarded;
}

/// Answers, and leaves the transaction open for the next job or the next moment to commit.
void LateWriter::answerBeforeCommit(Job job)
{
    commitLate();
    std::optional<Error> error;
    try {
        m_connection.begin();
        WriteTransaction transaction(m_connection, m_ids, m_loop.clock().wall());
        error = job.work(transaction);
        if (!error) {
            transaction.flushCounts();
        }
    } catch (const StorageError &failure) {
        error = failure.error();
    }
    if (error) {
        m_connection.rollback();
    }
    m_loop.after(latestCommit, [this] { commitLate(); });
    job.done(error);
}

void LateWriter::commitLate()
{
    if (!m_connection.inTransaction()) {
        return;
    }
    try {
        m_connection.commit();
    } catch (const StorageError &) {
        m_connection.rollback();
    }
    if (m_disk.isDead()) {
        throw ProcessDied();
    }
}

} // namespace campanile::simulation
