#include "storage/reader_pool.h"

#include <algorithm>
#include <system_error>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace campanile {

namespace {

constexpr int patientNiceness = 10; // of 19, a tenth of an ordinary thread's share

const Error &cancelled()
{
    static const Error error{ErrorCode::Cancelled, QStringLiteral("The query was cancelled."), {}};
    return error;
}

} // namespace

ReaderPool::ReaderPool(Database database, int size, Readers readers)
    : m_database(std::move(database))
    , m_readers(readers)
{
    while (m_threads.size() < static_cast<std::size_t>(size) && addThread()) {
    }
}

bool ReaderPool::addThread()
{
    try {
        m_threads.emplace_back([this] { work(); });
    } catch (const std::system_error &) {
        if (m_threads.empty()) {
            throw;
        }
        return false; // one reader answers everything as well, only later
    }
    pthread_setname_np(m_threads.back().native_handle(), "reader");
    return true;
}

ReaderPool::~ReaderPool()
{
    std::deque<Job> unread;
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        unread.swap(m_jobs);
        for (const auto &ticket : m_running) {
            ticket->cancel();
        }
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads) {
        thread.join();
    }
    for (const Job &job : unread) {
        job.run(nullptr, &cancelled());
    }
}

void ReaderPool::enqueue(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_ending) {
            m_jobs.push_back(std::move(job));
            m_wake.notify_one();
            return;
        }
    }
    job.run(nullptr, &cancelled());
}

void ReaderPool::work()
{
    if (m_readers == Readers::Patient) { // on Linux the niceness is the thread's; without it all is merely slower
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), patientNiceness);
    }
    std::unique_ptr<Connection> connection;
    Error openingError;
    try {
        connection = m_database.open(Connection::Access::ReadOnly);
    } catch (const StorageError &error) {
        openingError = error.error();
    }
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
            if (m_jobs.empty()) {
                return;
            }
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
            m_running.push_back(job.ticket);
        }
        if (connection == nullptr) {
            job.run(nullptr, &openingError);
        } else {
            runJob(*connection, job);
        }
        const std::scoped_lock lock(m_mutex);
        std::erase(m_running, job.ticket);
    }
}

void ReaderPool::runJob(Connection &connection, const Job &job)
{
    const std::stop_token stop = job.ticket->m_stop.get_token();
    if (stop.stop_requested()) {
        job.run(nullptr, &cancelled());
        return;
    }
    connection.cancelOn(stop);
    job.run(&connection, nullptr);
    connection.cancelOn({});
}

} // namespace campanile
