#pragma once

#include "support/calling_desk.h"

namespace campanile::test {

/// A calling desk with a second workspace, whose people have keys of their own. `caller` owns the first one.
class TwoWorkspaces : public CallingDesk {
public:
    TwoWorkspaces()
        : second(*ask<Workspace>(caller, services.workspaces, &WorkspaceService::create, QStringLiteral("Second")))
        , neighbour(callerWith(everythingOfAWorkspace()))
        , theirs(*ask<Setup>(neighbour, services.workspaces, &WorkspaceService::ensureBasics))
    {
    }

    /// Every scope but that of the installation.
    static Scopes everythingOfAWorkspace()
    {
        return {Scope::CallsRead,  Scope::CallsWrite,  Scope::CampaignsRead, Scope::CampaignsWrite,
                Scope::ConfigRead, Scope::ConfigWrite, Scope::BillingWrite};
    }
    /// The caller that a new key of the second workspace makes.
    Caller callerWith(Scopes scopes) { return callerOf(second.id, scopes); }
    /// The caller that a new key of a workspace makes.
    Caller callerOf(WorkspaceId workspace, Scopes scopes)
    {
        const auto made = ask<MadeApiKey>(caller, services.keys, &KeyService::create,
                                          NewApiKey{QStringLiteral("test"), scopes, workspace, {}});
        return *backend->apiKeys().find(made->secret.toStdString());
    }

    const Workspace second;
    const Caller neighbour; ///< a key of the second workspace with all that a workspace has
    const Setup theirs;     ///< the second workspace as it was at the beginning
};

} // namespace campanile::test
