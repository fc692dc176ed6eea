#pragma once

#include "domain/country_rule.h"
#include "domain/workspace.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// Workspaces, agents, trunks and phone numbers: small tables that change by hand.
/// Thread: the connection's. Throws StorageError.
class SetupStore {
public:
    explicit SetupStore(Connection &db)
        : m_db(db)
    {
    }

    /// The first workspace; none before the first start has made it.
    [[nodiscard]] std::optional<Workspace> workspace();
    [[nodiscard]] std::optional<Workspace> workspace(WorkspaceId id);
    /// In the order in which they were made.
    [[nodiscard]] std::vector<Workspace> workspaces();
    [[nodiscard]] std::vector<WorkspaceId> workspaceIds();
    /// The workspaces that own this caller ID.
    [[nodiscard]] std::vector<WorkspaceId> workspacesWithNumber(E164 number);
    // Of any workspace: for the engine.
    [[nodiscard]] std::optional<Agent> agent(AgentId id);
    /// Nothing for a trunk that was removed. Its settings of the simulation are not read: only its carrier needs them,
    /// and the gate asks in every pass.
    [[nodiscard]] std::optional<Trunk> trunkToDial(TrunkId id);
    [[nodiscard]] std::optional<PhoneNumber> number(PhoneNumberId id);
    [[nodiscard]] std::vector<Agent> agents();
    [[nodiscard]] std::vector<Trunk> trunks();
    [[nodiscard]] std::vector<PhoneNumber> numbers();
    // Of this workspace alone: for the faces.
    [[nodiscard]] std::optional<Agent> agent(WorkspaceId workspace, AgentId id);
    [[nodiscard]] std::optional<Trunk> trunk(WorkspaceId workspace, TrunkId id);
    [[nodiscard]] std::optional<PhoneNumber> number(WorkspaceId workspace, PhoneNumberId id);
    [[nodiscard]] std::vector<Agent> agents(WorkspaceId workspace);
    [[nodiscard]] std::vector<Trunk> trunks(WorkspaceId workspace);
    [[nodiscard]] std::vector<PhoneNumber> numbers(WorkspaceId workspace);
    [[nodiscard]] std::vector<Assignment> assignments(WorkspaceId workspace);
    /// The number with these digits; null when the workspace has none.
    [[nodiscard]] PhoneNumberId numberOf(WorkspaceId workspace, E164 number);

    /// Adds the workspace, with an empty credit account.
    void insert(const Workspace &workspace);
    void insert(const Agent &agent);
    void insert(const Trunk &trunk);
    void insert(const PhoneNumber &number);
    void update(const Workspace &workspace);
    void update(const Agent &agent);
    void update(const Trunk &trunk);
    /// Removes the trunk. Its row stays for the history and is not found any more. Returns false when there is no such
    /// trunk.
    [[nodiscard]] bool remove(TrunkId id);
    void update(const PhoneNumber &number);

    /// Whether the number is assigned to the agent for outbound calls (B0-05).
    [[nodiscard]] bool mayCallFrom(PhoneNumberId number, AgentId agent);
    /// Which countries may be called from the number, by its trunk; none when there is no such number.
    [[nodiscard]] CountryRule countryRule(PhoneNumberId number);
    void assign(PhoneNumberId number, AgentId agent);
    void unassign(PhoneNumberId number, AgentId agent);

private:
    Connection &m_db;
};

} // namespace campanile
