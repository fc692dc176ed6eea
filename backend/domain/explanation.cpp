#include "domain/explanation.h"

namespace campanile {

namespace {

struct Namer {
    QString operator()(const Hold &hold) const { return nameOf(hold.reason); }
    QString operator()(const OwnPace &) const { return nameOf(HoldReason::CampaignRate); }
    QString operator()(const EngineProblem &) const { return nameOf(HoldReason::StorageFailed); }
    template<class State>
    QString operator()(const State &) const
    {
        return {};
    }
};

} // namespace

QString nameOf(const Obstacle &obstacle)
{
    return std::visit(Namer(), obstacle);
}

} // namespace campanile
