#include "simulation/world/caller.h"

#include "simulation/world/answer.h"
#include "support/kept_answers.h"

#include <sstream>

namespace campanile::simulation {

namespace {

constexpr Milliseconds second{1'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds aDay{24LL * 3'600'000};
constexpr Milliseconds tryAgain{30'000};
constexpr std::int64_t firstCalled = 15'010'000'000;

} // namespace

Caller::Caller(World &world)
    : m_world(world)
    , m_dice(world.scenario.seed, "caller")
{
}

void Caller::begin()
{
    if (m_world.scenario.oneOffsPerDay > 0) {
        m_world.nowAndThen(m_dice, aDay / m_world.scenario.oneOffsPerDay, [this] { act(); });
    }
}

void Caller::act()
{
    if (m_world.life() == nullptr) {
        return;
    }
    ++m_world.tally.actions;
    place();
    const std::size_t request = m_dice.below(m_calls.size());
    if (m_dice.chance(0.25)) {
        edit(request);
    } else if (m_dice.chance(0.15)) {
        cancel(request);
    }
}

/// Draws a number that, as a rule, nobody else calls.
E164 Caller::somebody()
{
    if (m_dice.chance(0.8)) {
        return E164{firstCalled + static_cast<std::int64_t>(m_calls.size())};
    }
    const TargetList &list = m_world.plan.lists[m_dice.below(m_world.plan.lists.size())];
    return m_dice.oneOf(list.numbers);
}

void Caller::place()
{
    const std::size_t request = m_calls.size();
    const Furniture &made = m_world.furniture();
    const bool isSecond = made.second && m_dice.chance(0.4);
    NewCall call{.to = somebody(),
                 .fromNumber = m_dice.oneOf(isSecond ? made.secondNumbers : made.numbers),
                 .agent = made.agents[isSecond ? 1 : 0],
                 .scheduledAt = {},
                 .expiresAt = {},
                 .maxAttempts = m_dice.between(1, 3),
                 .timezone = {},
                 .variables = {{QStringLiteral("request"), QString::number(request)}}};
    WallTime due = m_world.clock.wall();
    if (m_dice.chance(0.6)) {
        due = due + m_dice.between(second, minute * m_dice.oneOf({5, 60, 300}));
        call.scheduledAt = due;
    }
    if (m_dice.chance(0.6)) {
        call.expiresAt = due + m_dice.between(second * 10, minute * m_dice.oneOf({2, 20}));
    }
    OneOffRequest asked;
    asked.versions = {{call.to, call.scheduledAt.value_or(WallTime{}), call.expiresAt.value_or(WallTime{}),
                       m_world.clock.boot(), std::nullopt}};
    asked.maxAttempts = call.maxAttempts;
    m_world.plan.oneOffs.push_back(std::move(asked));
    m_calls.push_back(std::move(call));
    m_callers.push_back(ownerOf(isSecond ? *made.second : made.workspace, CallerKind::ApiKey));
    m_hasKey.push_back(m_dice.chance(0.6));
    m_isAnswered.push_back(false);
    send(request);
}

namespace {

// What a program remembers of an answer: which call it was, and when it is to be placed.
std::string bytesOf(const ScheduledCall &call)
{
    return std::to_string(call.id.value) + ' ' + std::to_string(call.scheduledAt.ms);
}

ScheduledCall callFrom(const std::string &bytes)
{
    std::istringstream text(bytes);
    ScheduledCall call;
    text >> call.id.value >> call.scheduledAt.ms;
    return call;
}

} // namespace

void Caller::send(std::size_t request)
{
    if (m_hasKey[request]) {
        m_world.loop.after(tryAgain, [this, request] { // first: the process may die of what follows
            if (!m_isAnswered[request]) {
                send(request);
            }
        });
    }
    m_world.ask([this, request](Office &office) {
        Reply<ScheduledCall> reply = [this, request](const Result<ScheduledCall> &answer) {
            answered(request, answer);
        };
        if (!m_hasKey[request]) {
            office.queue.place(m_callers[request], m_calls[request], std::move(reply));
            return;
        }
        const QString name = QStringLiteral("request %1").arg(request);
        campanile::Caller caller = m_callers[request];
        caller.once = Once{name, name};
        office.queue.place(caller, m_calls[request], test::keptAs<ScheduledCall>(bytesOf, callFrom, std::move(reply)));
    });
}

void Caller::answered(std::size_t request, const Result<ScheduledCall> &answer)
{
    OneOffRequest &asked = m_world.plan.oneOffs[request];
    if (!answer) {
        asked.refused = asked.refused || isRefusal(answer);
        m_isAnswered[request] = m_isAnswered[request] || isRefusal(answer);
        return;
    }
    asked.answers.insert(answer->id);
    if (!asked.versions.front().answered) {
        asked.versions.front().answered = m_world.clock.boot();
        asked.versions.front().scheduledAt = answer->scheduledAt;
    }
    const bool isFirst = !m_isAnswered[request];
    m_isAnswered[request] = true;
    if (isFirst && m_hasKey[request] && m_dice.chance(0.2)) { // the answer was lost on its way
        m_world.loop.after(m_dice.between(second, minute * 20), [this, request] { send(request); });
    }
}

void Caller::edit(std::size_t request)
{
    OneOffRequest &asked = m_world.plan.oneOffs[request];
    if (asked.answers.empty() || asked.cancelAsked || !asked.versions.back().answered) {
        return;
    }
    OneOffVersion version = asked.versions.back();
    version.asked = m_world.clock.boot();
    version.answered.reset();
    CallEdit edit;
    switch (m_dice.below(4)) {
    case 0:
        version.to = E164{firstCalled + 1'000'000 + static_cast<std::int64_t>(request)};
        edit.to = version.to;
        break;
    case 1:
        version.expiresAt = m_dice.chance(0.5) ? WallTime{} : version.scheduledAt + m_dice.between(second, minute * 90);
        edit.expiresAt = version.expiresAt;
        break;
    case 2:
        edit.maxAttempts = m_dice.between(1, 4);
        asked.maxAttempts = std::max(asked.maxAttempts, *edit.maxAttempts);
        break;
    default:
        version.scheduledAt = m_world.clock.wall() + m_dice.between(second, minute * 60);
        version.expiresAt = m_dice.chance(0.5) ? WallTime{} : version.scheduledAt + m_dice.between(second, minute * 10);
        edit.scheduledAt = version.scheduledAt;
        edit.expiresAt = version.expiresAt;
        break;
    }
    asked.versions.push_back(version);
    m_world.ask([&](Office &office) {
        office.queue.edit(m_callers[request], *asked.answers.begin(), edit,
                          [this, request](const Result<ScheduledCall> &answer) {
                              std::vector<OneOffVersion> &versions = m_world.plan.oneOffs[request].versions;
                              if (answer) {
                                  versions.back().answered = m_world.clock.boot();
                              } else if (isRefusal(answer)) {
                                  versions.pop_back();
                              }
                          });
    });
}

void Caller::cancel(std::size_t request)
{
    OneOffRequest &asked = m_world.plan.oneOffs[request];
    if (asked.answers.empty() || asked.cancelAsked) {
        return;
    }
    asked.cancelAsked = true;
    m_world.ask([this, request, &asked](Office &office) {
        office.queue.cancel(m_callers[request], *asked.answers.begin(),
                            [this, request](const Result<ScheduledCall> &answer) {
                                OneOffRequest &withdrawn = m_world.plan.oneOffs[request];
                                if (answer) {
                                    withdrawn.cancelled = m_world.clock.boot();
                                } else if (isRefusal(answer)) {
                                    withdrawn.cancelAsked = false;
                                }
                            });
    });
}

} // namespace campanile::simulation
