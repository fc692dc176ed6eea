#pragma once

#include "core/result.h"
#include "storage/write_transaction.h"

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace campanile {

/// Which job goes first when several wait: what already happened on the wire, then what may happen next, then what
/// people ask for, then what can wait.
enum class WritePriority { Outcomes = 0, Gate = 1, Commands = 2, Webhooks = 3, Imports = 4 };

/// The one way to write. A job runs inside a transaction on the only writing connection; its reply comes after the
/// commit (synchronous FULL: it is on the disk), or with the error that undid it, and it alone.
/// Thread: `submit` from any; jobs and replies run on the writer's thread (ThreadedWriter) or inside `submit`
/// (InlineWriter).
class Writer {
public:
    virtual ~Writer() = default;

    /// A job throws StorageError or returns an Error to have its own changes undone. It may be run a second time, when
    /// another job of its group has failed: what it does must depend on nothing but the database and its own constants.
    /// `reply` is called exactly once.
    template<class T>
    void submit(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work, Reply<T> reply)
    {
        auto result = std::make_shared<std::optional<Result<T>>>();
        enqueue(priority, {[work = std::move(work), result](WriteTransaction &transaction) -> std::optional<Error> {
                               result->emplace(work(transaction));
                               return (*result)->ok() ? std::nullopt : std::optional<Error>((*result)->error());
                           },
                           [result, reply = std::move(reply)](const std::optional<Error> &error) {
                               reply(error ? Result<T>(*error) : std::move(**result));
                           }});
    }

protected:
    struct Job {
        std::function<std::optional<Error>(WriteTransaction &)> work;
        std::function<void(const std::optional<Error> &)> done;
    };
    virtual void enqueue(WritePriority priority, Job job) = 0;

    friend class WriteGroup;
};

/// What both writers share: runs a group of jobs as one transaction on the writing connection.
/// Thread: one.
class WriteGroup {
public:
    using Publish = std::function<void(const ChangeSet &)>;

    /// Borrows all; `publish` is called after each commit that changed something.
    WriteGroup(Connection &connection, IdSource &ids, const Clock &clock, Publish publish);

    /// Runs the jobs in order; one that fails is undone by itself. Calls every job's `done`.
    void run(std::vector<Writer::Job> jobs);

private:
    std::optional<Error> runTogether(std::span<Writer::Job> jobs);
    std::vector<std::optional<Error>> attempt(std::span<Writer::Job> jobs, ChangeSet &changes);

    Connection &m_connection;
    IdSource &m_ids;
    const Clock &m_clock;
    Publish m_publish;
};

/// The writer of the running program: a thread of its own, groups of whatever is waiting, a passive checkpoint between
/// groups when the log has grown. At most one import job goes into a group, so the gate never waits long behind a list.
class ThreadedWriter final : public Writer {
public:
    /// Borrows all. The connection must have been opened by `open` on the writer's thread, hence the function. When it
    /// throws StorageError, every job is answered with that.
    ThreadedWriter(std::function<std::unique_ptr<Connection>()> open, IdSource &ids, const Clock &clock,
                   WriteGroup::Publish publish);
    /// Calls `finish`, takes a last checkpoint and closes the connection, which must be the last one, so that SQLite
    /// removes its log.
    ~ThreadedWriter() override;

    /// Does what was submitted and returns when all of it is answered. From then on jobs are refused, on the thread
    /// that submits them, because nothing is left to run them.
    void finish();

private:
    void enqueue(WritePriority priority, Job job) override;
    void work(const std::function<std::unique_ptr<Connection>()> &open, IdSource &ids, const Clock &clock,
              const WriteGroup::Publish &publish);
    /// Refuses all jobs, because there is no connection.
    void refuseAll(const Error &error);
    std::vector<Job> takeGroup();

    /// The writer never goes back to an earlier stage.
    enum class Stage { Working, Finishing, Finished, Closing };
    void reach(Stage stage);
    void await(Stage stage);

    std::mutex m_mutex; // guards the queues and the stage
    std::condition_variable m_wake;
    std::condition_variable m_reached;
    std::array<std::deque<Job>, 5> m_queues;
    Stage m_stage = Stage::Working;
    std::thread m_thread;
};

/// The writer of simulations and tests: runs each job at once, on the caller's thread, in the same transactions.
class InlineWriter final : public Writer {
public:
    /// Borrows all.
    InlineWriter(Connection &connection, IdSource &ids, const Clock &clock, WriteGroup::Publish publish);

private:
    void enqueue(WritePriority priority, Job job) override;

    Connection &m_connection;
    WriteGroup m_group;
};

} // namespace campanile
