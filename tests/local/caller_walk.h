#pragma once

#include "domain/caller.h"
#include "support/two_workspaces.h"

#include <functional>
#include <optional>
#include <vector>

namespace campanile::test {

/// What a caller of another workspace gets.
enum class Foreign {
    NotFound,  ///< the object is not there
    Nothing,   ///< an empty list, or nothing found
    TheirOwn,  ///< the function names no object: it reads or changes the caller's own workspace
    WholeHouse ///< the function is about the installation; only an administrator may call it
};

/// What came of one call of a service.
struct Outcome {
    std::optional<ErrorCode> error;
    bool sawSomething = false; ///< a list had rows, or something was found
};

/// One question to one service function.
struct Step {
    const char *function; ///< as the sources name it
    std::vector<Scope> scopes;
    Foreign foreign;
    std::function<Outcome(const Caller &)> call;
};

/// The first workspace with one of everything, and a caller from next door.
class Walk : public TwoWorkspaces {
public:
    Walk();
    Call call_() { return *ask<Call>(caller, services.calls, &CallService::get, call); }

    /// Adds what a workspace has only for a while: a call on the line, and one that nobody knows the outcome of.
    void occupy();

    ImportId import;
    CampaignId campaign;
    CampaignId draftCampaign;
    CampaignId doomed; ///< a draft that is deleted
    TargetId target;
    ScheduledCallId later;
    ScheduledCallId dialled;
    AttemptId call;
    ConversationId conversation;
    ApiKeyId key;
    RehearsalId rehearsal;
    ScheduledCallId unknown; ///< undecided; none before `occupy`
    const E164 listed{14155558888};

    /// One step for each function of each service; caller_walk_test demands that none is missing.
    [[nodiscard]] std::vector<Step> steps();

private:
    void addCampaigns(std::vector<Step> &steps);
    void addLists(std::vector<Step> &steps);
    void addCalls(std::vector<Step> &steps);
    void addSetup(std::vector<Step> &steps);
    void addMoney(std::vector<Step> &steps);
    void addDoNotCall(std::vector<Step> &steps);
    void addTheRest(std::vector<Step> &steps);
};

} // namespace campanile::test
