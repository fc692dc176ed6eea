#include "simulation/world/treasurer.h"

#include "simulation/world/answer.h"

namespace campanile::simulation {

namespace {

constexpr Money plenty = Money::of(100'000);

} // namespace

Treasurer::Treasurer(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "treasurer")
{
}

void Treasurer::begin()
{
    if (const auto &credit = m_world.scenario.credit) {
        m_world.nowAndThen(m_dice, credit->topUpEvery, [this, amount = credit->topUp] {
            const auto &second = m_world.furniture().second;
            pay(second && m_dice.chance(0.5) ? *second : m_world.furniture().workspace, amount);
        });
    }
}

void Treasurer::calmDown()
{
    if (m_world.scenario.credit) {
        for (const auto &[workspace, rule] : m_world.plan.workspaces) {
            pay(workspace, plenty);
        }
    }
}

void Treasurer::pay(WorkspaceId workspace, Money amount)
{
    if (m_world.life() == nullptr) {
        return;
    }
    std::vector<Payment> &payments = m_world.plan.workspaces[workspace].credit->payments;
    const std::size_t entry = payments.size();
    const std::string note = "payment " + std::to_string(entry);
    payments.push_back({note, amount, m_world.clock.boot(), false});
    m_world.ask([&](Office &office) {
        office.credit.topUp(ownerOf(workspace, CallerKind::ApiKey), amount, QString::fromStdString(note),
                            [this, workspace, entry](const Result<CreditAccount> &answer) {
                                Payment &payment = m_world.plan.workspaces[workspace].credit->payments[entry];
                                payment.answered = answer.ok();
                                payment.amount = isRefusal(answer) ? Money{} : payment.amount;
                            });
    });
}

} // namespace campanile::simulation
