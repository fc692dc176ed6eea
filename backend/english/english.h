#pragma once

#include "domain/engine_problem.h"
#include "domain/explanation.h"
#include "domain/target_state.h"

#include <QString>

/// The codes of `domain` in English sentences, for the faces that are not translated: REST and the command line.
/// Thread: any.
namespace campanile {

/// Empty for None and for CampaignRate, which is the ordinary pace.
QString inEnglish(const Hold &hold);
/// The same with the instant (UTC) at which it may end, where that is known.
QString withInstantInEnglish(const Hold &hold);
/// Empty for None.
QString inEnglish(const PauseReason &reason);
/// Empty for None. Ends with the failure in the system's own words, where they are known.
QString inEnglish(const EngineProblem &problem);
/// Empty for None.
QString inEnglish(const EngineAdvice &advice);
/// Why the number may not be called, and what to do about it.
QString inEnglish(const CountryRefusal &refusal);
QString inEnglish(RowStand stand);
/// A word or two, in lower case: "no answer".
QString inEnglish(TargetState state);
QString inEnglish(const Obstacle &obstacle);
/// The refusal as PermissionDenied for the member of the input at `pointer`.
Error refused(const CountryRefusal &refusal, const QString &pointer);
/// The first obstacle. When nothing holds the call, the text says that it is dialled next.
QString inEnglish(const Explanation &explanation);

} // namespace campanile
