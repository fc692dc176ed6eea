#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/workspace.h"
#include "services/answering.h"

#include <optional>
#include <vector>

namespace campanile {

/// What an administrator has set up in a workspace: who speaks, over which trunk, from which number.
struct Setup {
    Workspace workspace;
    std::vector<Agent> agents;
    std::vector<Trunk> trunks;
    std::vector<PhoneNumber> numbers;
    bool hasCampaigns = false;
    std::vector<Assignment> assignments; ///< which agents may call from which numbers

    /// Whether there is nothing to call with yet: the moment to offer the sample workspace.
    [[nodiscard]] bool isEmpty() const { return agents.empty() && numbers.empty() && !hasCampaigns; }
};

/// What an administrator can change of the workspace; what is absent stays. Ranges reach up to domain/ceilings.h.
struct WorkspaceEdit {
    std::optional<QString> name;
    std::optional<bool> disabled;        ///< needs the scope `admin`
    std::optional<bool> editingDisabled; ///< needs the scope `admin`
    std::optional<int> ratePerMinute;    ///< 0: the ceiling
    std::optional<int> maxConcurrent;    ///< 0: no limit of its own
    std::optional<Milliseconds> cooldown;
    std::optional<int> maxPerDay;  ///< at least 1
    std::optional<int> maxPerWeek; ///< at least 1
    std::optional<QString> hours;  ///< as CallingHours; empty: always open
};

/// The workspaces of this installation, and what is set up in the caller's.
///
/// The following is true of everything that an administrator sets up, also of agents, trunks and phone numbers. A
/// change takes effect from its commit on: the gate reads it in the transaction that would dial, and calls that waited
/// for it go on at once. While the workspace's editing is disabled all changes are refused with EditingDisabled, except
/// those that only switch editing off and those that switch it on (I-23). InvalidInput names the member that is out of
/// range; NotFound names what does not exist.
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class WorkspaceService {
public:
    virtual ~WorkspaceService() = default;

    /// What is set up in the caller's workspace.
    virtual void read(const Caller &caller, Reply<Setup> reply) = 0;
    /// Makes what one needs to try everything without a carrier: a scripted agent, a simulated trunk with a number,
    /// and a bulk campaign of 200 sample targets in draft, one click from running. Answers with that campaign.
    /// Conflict when the workspace is not empty.
    virtual void createSample(const Caller &caller, Reply<CampaignId> reply) = 0;
    /// Makes sure that there is an agent, a simulated trunk and a number, without any campaign.
    virtual void ensureBasics(const Caller &caller, Reply<Setup> reply) = 0;
    /// Changes the caller's workspace.
    virtual void change(const Caller &caller, WorkspaceEdit edit, Reply<Workspace> reply) = 0;

    /// Every workspace of this installation, in the order in which they were made.
    virtual void list(const Caller &caller, Reply<std::vector<Workspace>> reply) = 0;
    /// Makes an empty workspace. InvalidInput at #/name.
    virtual void create(const Caller &caller, QString name, Answering<Workspace> answering) = 0;
};

} // namespace campanile
