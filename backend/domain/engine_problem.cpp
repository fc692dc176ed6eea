#include "domain/engine_problem.h"

namespace campanile {

QLatin1StringView nameOf(EngineProblem::Code code)
{
    switch (code) {
    case EngineProblem::Code::None:
        return {};
    case EngineProblem::Code::TakenOver:
        return QLatin1StringView("taken_over");
    case EngineProblem::Code::OutcomesNotWritten:
        return QLatin1StringView("outcomes_not_written");
    case EngineProblem::Code::GateFailed:
        return QLatin1StringView("gate_failed");
    case EngineProblem::Code::PlanFailed:
        return QLatin1StringView("plan_failed");
    case EngineProblem::Code::NoAnswer:
        return QLatin1StringView("no_answer");
    }
    return {};
}

QLatin1StringView nameOf(EngineAdvice::Code code)
{
    switch (code) {
    case EngineAdvice::Code::None:
        return {};
    case EngineAdvice::Code::ManyOneOffCalls:
        return QLatin1StringView("many_one_off_calls");
    }
    return {};
}

} // namespace campanile
