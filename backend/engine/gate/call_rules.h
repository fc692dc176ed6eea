#pragma once

#include "domain/call.h"
#include "domain/campaign.h"
#include "domain/ceilings.h"
#include "domain/country_rule.h"
#include "domain/opening_hours.h"
#include "domain/workspace.h"
#include "engine/gate/hold_board.h"
#include "engine/gate/trunk_board.h"
#include "storage/connection.h"
#include "storage/limit_store.h"

#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace campanile {

/// Calling hours as they are parsed, kept from call to call. Thread: one at a time.
class HoursBook {
public:
    /// Whether this call may begin at `now`, by the hours of its workspace and of its campaign. Hours that cannot be
    /// read count as closed.
    [[nodiscard]] OpenState at(const QString &workspaceHours, const QString &campaignHours, const ScheduledCall &call,
                               WallTime now);
    /// The same for all calls of a campaign at once; nothing when the answer depends on who is called.
    [[nodiscard]] std::optional<OpenState> forEverybody(const QString &workspaceHours, const QString &campaignHours,
                                                        WallTime now);

private:
    struct Rules {
        OpeningHours hours;
        bool unreadable = false;
    };
    Rules &rules(const QString &workspaceHours, const QString &campaignHours);

    NumberZones m_zones;
    std::map<std::pair<QString, QString>, Rules> m_rules;
};

/// What all calls of one campaign, agent and number have in common. A campaign, an agent or a number of another
/// workspace is left out, as if it did not exist.
struct CallFacts {
    std::optional<Workspace> workspace; ///< the row's
    std::optional<Campaign> campaign;   ///< nothing for a one-off call
    bool isOneOff = false;
    std::optional<Agent> agent;
    std::optional<PhoneNumber> number;
    std::optional<Trunk> trunk; ///< of the number; several workspaces may call through it
    bool assigned = false;      ///< the number may be used by the agent
    bool blocksAnybody = true;  ///< the workspace has a do-not-call list
    CountryRule countries;      ///< of the number and its trunk

    /// Calls a minute over all campaigns of the workspace. 0 means no limit, and only a simulated trunk can have it: a
    /// trunk that can ring a person keeps to the ceiling where nobody has set a rate.
    [[nodiscard]] int workspaceRate() const
    {
        const int rate = workspace ? workspace->ratePerMinute : 0;
        const bool ringsSomebody = trunk && trunk->kind != CarrierKind::Simulated;
        return rate == 0 && ringsSomebody ? ceilings::ratePerMinute : rate;
    }
};

/// What the rules decide about one call.
struct Judgement {
    enum class Verdict {
        Go,     ///< nothing about the call itself forbids it
        Wait,   ///< it waits until `hold.until`
        Refuse, ///< it is never dialled, and fails with `reason`
    };
    Verdict verdict = Verdict::Go;
    Hold hold;
    EndReason reason = EndReason::Missed;
    Milliseconds late{0}; ///< of a missed call
};

/// Everything that must be true of a call before MomentRules look at channels, pace and credit, in the order in which
/// the gate asks. The gate asks inside its transaction; whoever explains why nothing is dialled asks the same rules on
/// a connection that only reads. One object keeps what it has read as long as it lives.
///
/// Promises B0-05, B1-17, B1-48, I-22, T-02, T-14. Thread: the connection's. Throws StorageError: what cannot be
/// read is not dialled.
class CallRules {
public:
    /// Borrows all of them.
    /// @param trunks null: every trunk has its carrier
    CallRules(Connection &db, HoursBook &hours, WallTime now, const TrunkBoard *trunks = nullptr)
        : m_db(db)
        , m_limits(db)
        , m_hours(hours)
        , m_now(now)
        , m_trunks(trunks)
    {
    }

    const CallFacts &factsOf(const ScheduledCall &call);
    const CallFacts &factsOf(CampaignId id);

    /// What holds every call with these facts; None when nothing does.
    [[nodiscard]] Hold standing(const CallFacts &facts);
    /// The refusal of a call that is too late, whatever else holds it; nothing when the call is not too late.
    [[nodiscard]] std::optional<Judgement> missed(const ScheduledCall &call, const CallFacts &facts) const;
    /// Judges this one call. Asked only when `standing` returns None.
    [[nodiscard]] Judgement judge(const ScheduledCall &call, const CallFacts &facts);

    /// The instant from which the callee's number ledger allows the call; an instant that is not after `now` means at
    /// once.
    [[nodiscard]] WallTime earliestFor(const ScheduledCall &call, const CallFacts &facts);

private:
    using Key = std::tuple<WorkspaceId, CampaignId, AgentId, PhoneNumberId>;

    const std::optional<Campaign> &campaign(CampaignId id);
    [[nodiscard]] std::optional<Judgement> blocked(const ScheduledCall &call, const CallFacts &facts);
    [[nodiscard]] std::optional<Judgement> outsideHours(const ScheduledCall &call, const CallFacts &facts);
    [[nodiscard]] std::optional<Judgement> tooSoon(const ScheduledCall &call, const CallFacts &facts);

    Connection &m_db;
    LimitStore m_limits;
    HoursBook &m_hours;
    const WallTime m_now;
    const TrunkBoard *m_trunks;
    std::map<Key, CallFacts> m_facts;
    std::map<CampaignId, std::optional<Campaign>> m_campaigns;
};

} // namespace campanile
