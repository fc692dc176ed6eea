#pragma once

#include "core/result.h"
#include "storage/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace campanile {

/// A read that can be cancelled. The caller shares it with the pool, and cancels it when the answer is no longer
/// wanted.
/// Thread: any.
class ReadTicket {
public:
    /// The read does not start, or ends at its next chance; its reply is Cancelled then.
    void cancel() { m_stop.request_stop(); }

private:
    friend class ReaderPool;
    std::stop_source m_stop;
};

/// A small pool of read-only connections, so that long lists never wait for writes, nor writes for them. Each read sees
/// one snapshot of what was committed.
/// Thread: `read` from any; jobs and replies run on the pool's threads.
class ReaderPool {
public:
    /// Two readers: one may be busy with a long list while the other answers the rest.
    static constexpr int defaultSize = 2;
    /// Whether somebody waits for the answers. Patient readers leave the processor to all others.
    enum class Readers { Prompt, Patient };

    /// Runs fewer than `size` threads when the system gives no more. Throws std::system_error when it gives none.
    explicit ReaderPool(Database database, int size = defaultSize, Readers readers = Readers::Prompt);
    /// Cancels what runs; everything still waiting is answered with Cancelled.
    ~ReaderPool();

    template<class T>
    std::shared_ptr<ReadTicket> read(std::function<Result<T>(Connection &)> work, Reply<T> reply)
    {
        auto ticket = std::make_shared<ReadTicket>();
        enqueue({ticket, [work = std::move(work), reply](Connection *connection, const Error *error) {
                     if (connection == nullptr) {
                         reply(*error);
                         return;
                     }
                     reply(inSnapshot<T>(*connection, work));
                 }});
        return ticket;
    }

private:
    struct Job {
        std::shared_ptr<ReadTicket> ticket;
        std::function<void(Connection *, const Error *)> run;
    };

    template<class T>
    static Result<T> inSnapshot(Connection &connection, const std::function<Result<T>(Connection &)> &work)
    {
        try {
            connection.begin();
            Result<T> result = work(connection);
            connection.rollback();
            return result;
        } catch (const StorageError &error) {
            connection.rollback();
            return error.error();
        }
    }

    void enqueue(Job job);
    bool addThread();
    void work();
    static void runJob(Connection &connection, const Job &job);

    const Database m_database;
    const Readers m_readers;
    std::mutex m_mutex; // guards the three members below
    std::deque<Job> m_jobs;
    std::vector<std::shared_ptr<ReadTicket>> m_running;
    bool m_ending = false;
    std::condition_variable m_wake;
    std::vector<std::thread> m_threads;
};

} // namespace campanile
