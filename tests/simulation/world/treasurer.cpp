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
        m_world.nowAndThen(m_dice, credit->topUpEvery, [this, amount = credit->topUp] { pay(amount); });
    }
}

void Treasurer::calmDown()
{
    if (m_world.scenario.credit) {
        pay(plenty);
    }
}

void Treasurer::pay(Money amount)
{
    if (m_world.life() == nullptr) {
        return;
    }
    std::vector<Payment> &payments = m_world.plan.credit->payments;
    const std::size_t entry = payments.size();
    payments.push_back({"payment " + std::to_string(entry), amount, m_world.clock.boot(), false});
    m_world.ask([&](Office &office) {
        office.credit.topUp(amount, QString::fromStdString(payments[entry].note),
                            [this, entry](const Result<CreditAccount> &answer) {
                                Payment &payment = m_world.plan.credit->payments[entry];
                                payment.answered = answer.ok();
                                payment.amount = isRefusal(answer) ? Money{} : payment.amount;
                            });
    });
}

} // namespace campanile::simulation
