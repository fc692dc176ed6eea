#pragma once

#include <QLatin1StringView>
#include <QString>

namespace campanile {

/// Why a campaign paused itself: a code and its values, which every face words itself.
struct PauseReason {
    /// Stored by number: values never change meaning and are never reused.
    enum class Code {
        None = 0,            ///< The campaign is not paused, or a person paused it.
        FailuresInARow = 1,  ///< The last `failed` calls failed.
        ShareOfFailures = 2, ///< `failed` of the last `calls` calls failed.
        EarlierVersion = 3,  ///< An earlier version of the program wrote `text`, which fits none of the codes.
    };

    Code code = Code::None;
    int failed = 0;
    int calls = 0;
    QString text; ///< of EarlierVersion only; empty for every other code

    [[nodiscard]] bool isNone() const { return code == Code::None; }

    friend bool operator==(const PauseReason &, const PauseReason &) = default;
};

/// A stable snake_case name; empty for None.
QLatin1StringView nameOf(PauseReason::Code code);

} // namespace campanile
