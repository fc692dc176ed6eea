#include "engine/resolver.h"

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
    for (const Attempt &attempt : attempts) {
        ask(attempt, giveUpAt);
    }
}

void Resolver::ask(const Attempt &attempt, MonoTime giveUpAt)
{
    const auto answered = [this, attempt, giveUpAt](Inquiry inquiry) {
        if (inquiry.answer == Inquiry::Answer::Never) {
            // "Never" cannot be said of a call the carrier had already answered for: it broke off with the process.
            conclude(attempt, attempt.sipCode > 0 ? EndReason::CarrierError : EndReason::NotSent);
        } else if (inquiry.answer == Inquiry::Answer::Known) {
            conclude(attempt, inquiry.reason);
        } else if (m_loop.clock().mono() >= giveUpAt) {
            conclude(attempt, EndReason::OutcomeUnknown);
        } else {
            m_loop.after(askAgainAfter, [this, attempt, giveUpAt] { ask(attempt, giveUpAt); });
        }
    };
    if (Carrier *carrier = m_carrierOf(attempt.trunk)) {
        carrier->inquire(attempt, attempt.id.toStdString() + '@' + m_instance, answered);
    } else {
        answered({Inquiry::Answer::CannotSay, EndReason::OutcomeUnknown});
    }
}

void Resolver::conclude(const Attempt &attempt, EndReason reason)
{
    const WallTime now = m_loop.clock().wall();
    AttemptReport report;
    report.attempt = attempt.id;
    report.state = AttemptState::Ended;
    report.endedAt = now;
    report.reason = reason;
    if (wasAnswered(reason) && attempt.conversation.isNull()) {
        report.answeredAt = now; // it was answered some time before; the exact instant died with the process
    }
    m_report(std::move(report));
}

} // namespace campanile
