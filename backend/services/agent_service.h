#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/workspace.h"
#include "services/answering.h"

#include <optional>
#include <vector>

namespace campanile {

/// An agent that is to be made.
struct NewAgent {
    QString name;                                  ///< 1 to ceilings::nameLength characters
    QString endpoint = QStringLiteral("scripted"); ///< as Agent::endpoint; 1 to ceilings::endpointLength characters
    QString firstMessage{};                        ///< at most ceilings::firstMessageLength characters
    int maxHoldSeconds = Agent{}.maxHoldSeconds;   ///< 1 to ceilings::holdSeconds
    int maxDurationSeconds = Agent{}.maxDurationSeconds; ///< 1 to ceilings::callSeconds
};

/// What can be changed of an agent; what is absent stays.
struct AgentEdit {
    std::optional<QString> name;
    std::optional<QString> firstMessage;
    std::optional<bool> disabled;
    std::optional<int> maxHoldSeconds;     ///< at least 1
    std::optional<int> maxDurationSeconds; ///< at least 1
};

/// The agents of a workspace. Errors and threads: as WorkspaceService.
class AgentService {
public:
    virtual ~AgentService() = default;

    /// In the order in which they were made.
    virtual void list(const Caller &caller, Reply<std::vector<Agent>> reply) = 0;
    virtual void create(const Caller &caller, NewAgent agent, Answering<Agent> answering) = 0;
    virtual void change(const Caller &caller, AgentId id, AgentEdit edit, Reply<Agent> reply) = 0;
};

} // namespace campanile
