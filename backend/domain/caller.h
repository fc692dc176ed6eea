#pragma once

#include "domain/ids.h"

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <initializer_list>
#include <optional>

namespace campanile {

/// What a caller may do. Values are stored as bits of `Scopes`.
enum class Scope {
    CallsRead = 0,      ///< read calls, the queue and the state of the engine
    CallsWrite = 1,     ///< place, change, decide and end calls
    CampaignsRead = 2,  ///< read campaigns, their lists, forecasts and rehearsals
    CampaignsWrite = 3, ///< make, change and run campaigns and their lists
    ConfigRead = 4,     ///< read the setup: the workspace, agents, trunks, numbers, credit, do-not-call lists
    ConfigWrite = 5,    ///< change the setup
    BillingWrite = 6,   ///< top up, correct the balance, and set when credit is bought automatically
    Admin = 7,          ///< all of the other rights, and those of the installation: workspaces, API keys, Stop all
};

inline constexpr std::array allScopes = {Scope::CallsRead,      Scope::CallsWrite, Scope::CampaignsRead,
                                         Scope::CampaignsWrite, Scope::ConfigRead, Scope::ConfigWrite,
                                         Scope::BillingWrite,   Scope::Admin};

/// The stable name of a scope, as the REST API shows it: "calls:read".
QLatin1StringView nameOf(Scope scope);
/// The scope with that name, or nothing when there is none.
std::optional<Scope> scopeFrom(QStringView name);

/// A set of scopes.
struct Scopes {
    std::uint32_t bits = 0; ///< bit n: the Scope with the value n

    constexpr Scopes() = default;
    constexpr Scopes(std::initializer_list<Scope> scopes)
    {
        for (const Scope scope : scopes) {
            bits |= 1U << static_cast<unsigned>(scope);
        }
    }
    [[nodiscard]] static constexpr Scopes all() { return {Scope::Admin}; }
    [[nodiscard]] static constexpr Scopes fromBits(std::uint32_t bits)
    {
        Scopes scopes;
        scopes.bits = bits;
        return scopes;
    }

    [[nodiscard]] constexpr bool contains(Scope scope) const
    {
        return (bits & (1U << static_cast<unsigned>(scope))) != 0;
    }
    /// Whether the set gives the right that `scope` names; `Admin` gives every right.
    [[nodiscard]] constexpr bool allow(Scope scope) const { return contains(scope) || contains(Scope::Admin); }

    friend constexpr bool operator==(const Scopes &, const Scopes &) = default;
};

/// How a caller reaches the services.
enum class CallerKind {
    Window,      ///< the person at the window
    ApiKey,      ///< a program with an API key
    Mcp,         ///< an AI model, by the Model Context Protocol
    CommandLine, ///< the person at the terminal
    Engine,      ///< the program itself, such as an agent that hears an opt-out
};

/// Identifies a request, so that it can be sent again when its answer was lost (B0-20…B0-22). For 24 hours a request
/// with the same key has no second effect; the answer has the same bytes as the first answer.
struct Once {
    QString key;         ///< 1 to 255 characters, chosen by the client; it is valid within the workspace only
    QString fingerprint; ///< the fingerprint of the whole request: the same key with another fingerprint is a Conflict

    friend bool operator==(const Once &, const Once &) = default;
};

/// Who makes a request. Each service function takes a caller, checks the scope, and reads and writes only rows of the
/// caller's workspace. An object of another workspace is NotFound.
struct Caller {
    WorkspaceId workspace;
    CallerKind kind = CallerKind::Window;
    ApiKeyId key{}; ///< null when the caller has no API key
    Scopes scopes{};
    std::optional<Once> once{}; ///< only requests that create something use it

    friend bool operator==(const Caller &, const Caller &) = default;
};

/// A caller that owns the machine: it may do everything in this workspace.
inline Caller ownerOf(WorkspaceId workspace, CallerKind kind)
{
    return {workspace, kind, {}, Scopes::all(), {}};
}

/// The program itself, which may do everything in this workspace.
inline Caller engineOf(WorkspaceId workspace)
{
    return ownerOf(workspace, CallerKind::Engine);
}

} // namespace campanile
