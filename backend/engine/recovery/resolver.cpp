#include "engine/recovery/resolver.h"

#include <utility>

namespace campanile {

Resolver::Resolver(EventLoop &loop, std::string instance, std::function<Carrier *(TrunkId)> carrierOf,
                   std::function<void(AttemptReport)> report)
    : m_loop(loop)
    , m_instance(std::move(instance))
    , m_carrierOf(std::move(carrierOf))
    , m_report(std::move(report))
{
}

void Resolver::resolve(std::vector<Attempt> attempts)
{
    const MonoTime giveUpAt = m_loop.clock().mono() + patience;
    for (Attempt &attempt : attempts) {
        const AttemptId id = attempt.id;
        if (!m_open.contains(id)) {
            ask(m_open.emplace(id, std::make_shared<Matter>(Matter{std::move(attempt), giveUpAt})).first->second);
        }
    }
}

bool Resolver::isOpen(const Matter &matter) const
{
    const auto known = m_open.find(matter.attempt.id);
    return known != m_open.end() && known->second.get() == &matter;
}

void Resolver::ask(std::shared_ptr<Matter> matter)
{
    const auto answered = [this, matter](const Inquiry &inquiry) {
        const std::optional<EndReason> reason = isOpen(*matter) ? verdict(*matter, inquiry) : std::nullopt;
        if (reason) {
            conclude(*matter, *reason);
        }
    };
    if (Carrier *carrier = m_carrierOf(matter->attempt.trunk)) {
        carrier->inquire(matter->attempt, matter->attempt.id.toStdString() + '@' + m_instance, answered);
    }
    // The next question waits for a time and not for an answer, because an answer that never comes must not leave the
    // attempt open for ever.
    m_loop.after(askAgainAfter, [this, matter] {
        if (!isOpen(*matter)) {
            return;
        }
        if (m_loop.clock().mono() >= matter->giveUpAt) {
            conclude(*matter, EndReason::OutcomeUnknown);
        } else {
            ask(matter);
        }
    });
}

/// The ending that an answer proves; nothing when the carrier has to be asked again.
std::optional<EndReason> Resolver::verdict(Matter &matter, const Inquiry &inquiry) const
{
    // A call for which the carrier has sent a code had reached it, so the answer "never" means that the call broke off
    // with the process.
    const EndReason never = matter.attempt.sipCode > 0 ? EndReason::CarrierError : EndReason::NotSent;
    const MonoTime now = m_loop.clock().mono();
    switch (inquiry.answer) {
    case Inquiry::Answer::CannotSay:
        return std::nullopt;
    case Inquiry::Answer::NotSeen:
        if (!matter.notSeenAt) {
            matter.notSeenAt = now;
        }
        return now >= *matter.notSeenAt + notSeenFor ? std::optional(never) : std::nullopt;
    case Inquiry::Answer::Never:
        return never;
    case Inquiry::Answer::Known:
        return inquiry.reason;
    }
    return std::nullopt;
}

void Resolver::conclude(const Matter &matter, EndReason reason)
{
    const Attempt &attempt = matter.attempt;
    m_open.erase(attempt.id);
    const WallTime now = m_loop.clock().wall();
    AttemptReport report;
    report.attempt = attempt.id;
    report.state = AttemptState::Ended;
    report.endedAt = now;
    report.reason = reason;
    if (wasAnswered(reason) && attempt.conversation.isNull()) {
        report.answeredAt = now; // it was answered some time before; the process died before it wrote the exact instant
    }
    m_report(std::move(report));
}

} // namespace campanile
