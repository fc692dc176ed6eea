#pragma once

#include "core/error.h"

#include <QLatin1StringView>
#include <QString>

#include <functional>

namespace campanile {

/// One thing to tell the user: what happened, why, and a remedy as a button.
struct Notice {
    enum class Severity { Information, Success, Warning, Failure };

    Severity severity = Severity::Information;
    QString text;              ///< what happened, and why
    QString action;            ///< what the button says: a verb; empty: no button
    std::function<void()> act; ///< what it does
    QLatin1StringView cause{}; ///< names what it is about, so that it can be withdrawn; empty: it stays until dismissed
};

/// A failure in words: "The campaign was not started." and behind it the reason and what to do.
/// @param act    the remedy, usually the same request once more; it is offered only for errors that may pass by
///              themselves.
/// @param cause  of the notice: whoever raises it withdraws it once the same thing has succeeded.
Notice failureNotice(const QString &what, const Error &error, const QString &action = {},
                     std::function<void()> act = {}, QLatin1StringView cause = {});

/// Whether the same request may succeed without anybody changing anything.
bool mayPassByItself(ErrorCode code);

} // namespace campanile
