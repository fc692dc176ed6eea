#pragma once

#include "domain/explanation.h"
#include "engine/gate/call_rules.h"

namespace campanile {

/// Answers "why is it not dialling?" by asking the same rules as the gate, CallRules and MomentRules, on a connection
/// that only reads. Every face gives the same answer. Thread: the connection's. Throws StorageError.
class Why {
public:
    struct EngineState {
        bool stopped = false;               ///< Stop all, as the engine has it
        EngineProblem problem;              ///< why the engine cannot dial
        bool diskLow = false;               ///< less space is left than the gate asks for
        const TrunkBoard *trunks = nullptr; ///< outlives this; null: every trunk has its carrier
    };

    Why(Connection &db, WallTime now, EngineState engine)
        : m_db(db)
        , m_now(now)
        , m_engine(std::move(engine))
        , m_rules(db, m_hours, now, m_engine.trunks)
    {
    }

    /// NotFound when there is no such campaign, target or call.
    [[nodiscard]] Result<Explanation> ofCampaign(CampaignId id);
    [[nodiscard]] Result<Explanation> ofTarget(TargetId id);
    [[nodiscard]] Result<Explanation> ofCall(ScheduledCallId id);

private:
    void askEngine(Explanation &explanation) const;
    void askStanding(Explanation &explanation, const CallFacts &facts);
    void askRow(Explanation &explanation, const ScheduledCall &call, const CallFacts &facts);
    void askMoment(Explanation &explanation, const CallFacts &facts);
    [[nodiscard]] Explanation explain(const ScheduledCall &call);
    static void conclude(Explanation &explanation, WallTime dueAt);

    Connection &m_db;
    const WallTime m_now;
    const EngineState m_engine;
    HoursBook m_hours;
    CallRules m_rules;
};

} // namespace campanile
