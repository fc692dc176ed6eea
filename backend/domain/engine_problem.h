#pragma once

#include "core/error.h"

#include <QLatin1StringView>
#include <QString>

namespace campanile {

/// Why the engine dials nobody although no person stopped it: a code and its values, which every face words itself.
struct EngineProblem {
    /// The more serious problem stands first; the engine reports the first one that it has.
    enum class Code {
        None,
        TakenOver,          ///< Another process has taken over the database; this one does not dial any more.
        OutcomesNotWritten, ///< The outcomes of calls cannot be written.
        GateFailed,         ///< The transaction that decides about the next calls fails.
        PlanFailed,         ///< A campaign's calls cannot be materialized.
        NoAnswer,           ///< The engine's status could not be read.
    };

    Code code = Code::None;
    ErrorCode cause = ErrorCode::Internal; ///< what failed; used by every code except None and TakenOver
    QString detail;                        ///< the failure in the system's own words, for the log and for programs

    [[nodiscard]] bool isNone() const { return code == Code::None; }

    friend bool operator==(const EngineProblem &, const EngineProblem &) = default;
};

/// Something that an operator should know, although calls go on.
struct EngineAdvice {
    enum class Code {
        None,
        ManyOneOffCalls, ///< `calls` one-off calls were placed within the last hour; carriers treat such calls as spam.
    };

    Code code = Code::None;
    qint64 calls = 0;

    [[nodiscard]] bool isNone() const { return code == Code::None; }

    friend bool operator==(const EngineAdvice &, const EngineAdvice &) = default;
};

/// The stable snake_case name; empty for None.
QLatin1StringView nameOf(EngineProblem::Code code);
QLatin1StringView nameOf(EngineAdvice::Code code);

} // namespace campanile
