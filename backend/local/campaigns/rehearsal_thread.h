#pragma once

#include "engine/rehearsal.h"
#include "services/target_service.h"
#include "storage/reader_pool.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace campanile {

class DataDirectory;
struct Call;

/// One rehearsal on a thread of its own, on a copy of the database in a folder of its own.
/// Thread: any; the destructor must not run on the rehearsal's own thread.
class RehearsalThread {
public:
    /// @param workspace only its campaigns are rehearsed, and only its calls are shown
    /// @param data its database is copied to `folder`, which is made; outlives the rehearsal
    /// @param started called once, on the rehearsal's thread, with the first state, or with why there is none
    RehearsalThread(RehearsalId id, WorkspaceId workspace, const DataDirectory &data, const QString &folder,
                    const RehearsalRequest &request, WallTime now, Reply<RehearsalState> started);
    /// Ends it and removes the folder.
    ~RehearsalThread();
    RehearsalThread(const RehearsalThread &) = delete;
    RehearsalThread &operator=(const RehearsalThread &) = delete;

    enum class Life {
        Starting,
        Playing, ///< it plays, or has played to its end, and can be looked at
        Failed,  ///< its start failed, and `started` is being called
        Gone,    ///< its start failed, and `started` was called: this can be destroyed
    };
    [[nodiscard]] WorkspaceId workspace() const { return m_workspace; }
    [[nodiscard]] Life life() const;
    [[nodiscard]] RehearsalState state() const;
    void setSpeed(int speed);
    /// Answers with Cancelled when the rehearsal is destroyed meanwhile.
    void calls(AttemptId after, int limit, Reply<Page<Call, AttemptId>> reply);

private:
    void work(const std::stop_token &stop, const RehearsalRequest &request, WallTime now,
              const Reply<RehearsalState> &started);
    void checkCampaign(CampaignId campaign) const;
    void makeStage(const std::stop_token &stop) const;
    void play(Rehearsal &rehearsal, const std::stop_token &stop);
    void reach(Life life);
    void publish(RehearsalState state);

    const RehearsalId m_id;
    const WorkspaceId m_workspace;
    const DataDirectory &m_data;
    const QString m_folder;
    const Database m_stage;
    mutable std::mutex m_mutex; // guards the five below
    std::condition_variable_any m_speedChanged;
    RehearsalState m_state;
    int m_speed = 0;
    Life m_life = Life::Starting;
    std::unique_ptr<ReaderPool> m_readers;
    std::jthread m_thread;
};

} // namespace campanile
