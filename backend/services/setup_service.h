#pragma once

#include "core/result.h"
#include "domain/workspace.h"

#include <optional>
#include <vector>

namespace campanile {

/// What an administrator has set up: who owns, who speaks, over which trunk, from which number.
struct Setup {
    Workspace workspace;
    std::vector<Agent> agents;
    std::vector<Trunk> trunks;
    std::vector<PhoneNumber> numbers;
    bool hasCampaigns = false;
    std::vector<Assignment> assignments; ///< which agents may call from which numbers

    /// Nothing to call with yet: the moment to offer the sample workspace.
    [[nodiscard]] bool isEmpty() const { return agents.empty() && numbers.empty() && !hasCampaigns; }
};

/// What an administrator can change of the workspace; what is absent stays. Ranges reach up to domain/ceilings.h.
struct WorkspaceEdit {
    std::optional<QString> name;
    std::optional<bool> disabled;
    std::optional<bool> editingDisabled;
    std::optional<int> ratePerMinute; ///< 0: the ceiling
    std::optional<int> maxConcurrent; ///< 0: no limit of its own
    std::optional<Milliseconds> cooldown;
    std::optional<int> maxPerDay;  ///< at least 1
    std::optional<int> maxPerWeek; ///< at least 1
    std::optional<QString> hours;  ///< as CallingHours; empty: always open
};

struct AgentEdit {
    std::optional<QString> name;
    std::optional<QString> firstMessage;
    std::optional<bool> disabled;
    std::optional<int> maxHoldSeconds;     ///< at least 1
    std::optional<int> maxDurationSeconds; ///< at least 1
};

struct PhoneNumberEdit {
    std::optional<QString> label;
    std::optional<int> ratePerMinute; ///< 0: no limit of its own
    std::optional<bool> verified;
    std::optional<bool> inboundOnly;
};

/// What an administrator sets up. A change holds from its commit on: the gate reads it in the transaction that would
/// dial, and what waited for it goes on at once. While the workspace's editing is disabled all changes are refused with
/// EditingDisabled, but for those that do no more than switch editing on or off, or switch it on first (I-23).
/// InvalidInput names the member that is out of range; NotFound what does not exist.
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class SetupService {
public:
    virtual ~SetupService() = default;

    virtual void read(Reply<Setup> reply) = 0;
    /// Makes what one needs to try everything without a carrier: a scripted agent, a simulated trunk with a number,
    /// and a bulk campaign of 200 sample targets in draft, one click from running. Answers with that campaign.
    /// Conflict when the workspace is not empty.
    virtual void createSample(Reply<CampaignId> reply) = 0;
    /// Makes sure that there is an agent, a simulated trunk and a number, without any campaign.
    virtual void ensureBasics(Reply<Setup> reply) = 0;
    /// Changes how a simulated trunk behaves from the next call on. InvalidInput for values out of range.
    virtual void changeSimulation(TrunkId trunk, SimulationSettings settings, Reply<Trunk> reply) = 0;

    virtual void changeWorkspace(WorkspaceEdit edit, Reply<Workspace> reply) = 0;
    virtual void changeAgent(AgentId id, AgentEdit edit, Reply<Agent> reply) = 0;
    virtual void changeNumber(PhoneNumberId id, PhoneNumberEdit edit, Reply<PhoneNumber> reply) = 0;
    /// Whether the agent may call from the number (B0-05); doing it twice is no error.
    virtual void assign(PhoneNumberId number, AgentId agent, Reply<void> reply) = 0;
    virtual void unassign(PhoneNumberId number, AgentId agent, Reply<void> reply) = 0;
    /// What a minute of talk costs from the next call on; zero: nothing, and no credit is asked for.
    virtual void changePrice(TrunkId trunk, Money perMinute, Reply<Trunk> reply) = 0;
    /// Which countries the trunk calls besides the caller ID's own, as ISO 3166-1 alpha-2 codes in upper case; only a
    /// simulated trunk may be given CountryRule::everywhere. Holds for calls that are not made yet.
    virtual void changeCountries(TrunkId trunk, QStringList countries, Reply<Trunk> reply) = 0;
};

} // namespace campanile
