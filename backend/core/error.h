#pragma once

#include "core/error_rule.h"

#include <QString>
#include <QStringList>

#include <compare>

namespace campanile {

/// Why something was refused or failed, for programs. REST statuses, exit codes and translations depend on it, so a
/// code never changes its meaning; `codeName` gives its stable snake_case spelling.
enum class ErrorCode {
    InvalidInput,        ///< The input is malformed; nothing was changed. Correct it and try again.
    NotFound,            ///< No such object in this workspace.
    Conflict,            ///< The object's present state does not allow this; the message names the state.
    PermissionDenied,    ///< The caller may not do this.
    Unauthenticated,     ///< The request has no key, or a key that is not known.
    TooLarge,            ///< The input is beyond a documented limit.
    UnsupportedType,     ///< The content type or the encoding is not supported.
    RateLimited,         ///< Try again later.
    Cancelled,           ///< The caller asked to stop.
    FileNotReadable,     ///< A file is missing, is no regular file, or may not be read.
    StorageFull,         ///< The disk is full; nothing of the refused work was kept.
    StorageReadOnly,     ///< The data directory cannot be written.
    StorageBusy,         ///< Another process owns the data directory.
    StorageNewer,        ///< The database was written by a newer version of the program.
    StorageCorrupt,      ///< The database is damaged, or is no database of ours.
    StorageFailed,       ///< The storage failed for another reason.
    AddressInUse,        ///< The port or socket to listen on is taken.
    InsufficientCredits, ///< One minute at the trunk's price is not available; top up.
    NumberNotAssigned,   ///< The caller ID is not assigned to the agent for outbound calls.
    NumberInboundOnly,   ///< The caller ID is for inbound calls only.
    NumberUnverified,    ///< The caller ID has not been verified.
    WorkspaceDisabled,   ///< Nothing of the workspace is dialled.
    AgentDisabled,       ///< The agent places no calls.
    BlockedDnc,          ///< The number is on the do-not-call list.
    CarrierUnavailable,  ///< The carrier could not be reached; safe to try again.
    ShuttingDown,        ///< The program is ending.
    EditingDisabled,     ///< Nothing of the workspace may be changed by its people.
    RequestInProgress,   ///< A request with the same idempotency key is still running; ask again for its answer.
    Internal,            ///< The program has a bug, or the system is in an unforeseen condition.
};

/// The stable snake_case name of a code, as REST answers and scripts see it.
QLatin1StringView codeName(ErrorCode code);

/// A failure: a code for the program and a message for the person. The message is English and says what happened,
/// where, and what to do. A face in another language words code, rule and values itself.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    /// Which member of the input is wrong, as a JSON Pointer fragment such as "#/to_number"; empty when none is.
    QString pointer{};
    ErrorRule rule = ErrorRule::None; ///< which rule was broken, when the code does not say so
    QStringList values{};             ///< of the rule, in the order in which ErrorRule names them

    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace campanile
