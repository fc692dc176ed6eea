#pragma once

#include "core/error.h"

#include <QString>

#include <functional>

namespace campanile {

/// One thing to tell the user, in place: what happened, why, and the way out as a button.
struct Notice {
    enum class Severity { Information, Success, Warning, Failure };

    Severity severity = Severity::Information;
    QString text;              ///< what happened, and why
    QString action;            ///< what the button says: a verb; empty: no button
    std::function<void()> act; ///< what it does
};

/// A failure in words: "The campaign was not started." and behind it the reason and what to do.
/// @param act  the way out, usually the same once more; offered only for errors that trying again can cure.
Notice failureNotice(const QString &what, const Error &error, const QString &action = {},
                     std::function<void()> act = {});

/// Whether the same request may succeed without anybody changing anything.
bool mayPassByItself(ErrorCode code);

} // namespace campanile
