#pragma once

#include "core/error_rule.h"

#include <QString>
#include <QStringList>

#include <compare>

namespace campanile {

/// Why something was refused or failed, for programs. REST statuses, exit codes and translations hang on it,
/// so a code keeps its meaning for ever; `codeName` gives its stable snake_case spelling.
enum class ErrorCode {
    InvalidInput,        ///< The input is malformed; nothing was changed. Correct it and try again.
    NotFound,            ///< No such object in this workspace.
    Conflict,            ///< The object's present state does not allow this; the message names the state.
    PermissionDenied,    ///< The caller may not do this.
    Unauthenticated,     ///< No key, or one that is not known.
    TooLarge,            ///< Beyond a documented limit.
    UnsupportedType,     ///< A content type or encoding that is not read here.
    RateLimited,         ///< Try again later.
    Cancelled,           ///< The caller asked to stop.
    FileNotReadable,     ///< A file is missing, is no regular file, or may not be read.
    StorageFull,         ///< The disk is full; nothing of the refused work was kept.
    StorageReadOnly,     ///< The data directory cannot be written.
    StorageBusy,         ///< Another process owns the data directory.
    StorageNewer,        ///< The database was written by a newer version of the program.
    StorageCorrupt,      ///< The database is damaged, or is no database of ours.
    StorageFailed,       ///< Any other storage failure.
    AddressInUse,        ///< The port or socket to listen on is taken.
    InsufficientCredits, ///< One minute at the trunk's price is not available; top up.
    NumberNotAssigned,   ///< The caller ID is not assigned to the agent for outbound calls.
    NumberInboundOnly,   ///< The caller ID only takes calls.
    NumberUnverified,    ///< The caller ID has not been verified.
    WorkspaceDisabled,   ///< Nothing of the workspace is dialled.
    AgentDisabled,       ///< The agent places no calls.
    BlockedDnc,          ///< The number is on the do-not-call list.
    CarrierUnavailable,  ///< The carrier could not be reached; safe to try again.
    ShuttingDown,        ///< The program is ending.
    EditingDisabled,     ///< Nothing of the workspace may be changed by its people.
    RequestInProgress,   ///< A request with the same idempotency key is still running; ask again for its answer.
    Internal,            ///< A bug or an unforeseen condition of the system.
};

/// The stable snake_case name of a code, as REST answers and scripts see it.
QLatin1StringView codeName(ErrorCode code);

/// A failure: a code for the program and a message for the person.
/// The message is one English sentence that says what happened, where, and what to do. Faces that speak another
/// language put code, rule and values into their own words.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    /// Which member of the input is wrong, as a JSON Pointer fragment such as "#/to_number"; empty when none is.
    QString pointer{};
    ErrorRule rule = ErrorRule::None; ///< which rule was broken, where the code does not say it
    QStringList values{};             ///< of the rule, in the order in which ErrorRule names them

    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace campanile
