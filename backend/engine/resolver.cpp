#include "engine/resolver.h"

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
    for (const Attempt &attempt : attempts) {
        ask(attempt, giveUpAt, std::make_shared<bool>(true));
    }
}

void Resolver::ask(const Attempt &attempt, MonoTime giveUpAt, const std::shared_ptr<bool> &isOpen)
{
    const auto answered = [this, attempt, isOpen](Inquiry inquiry) {
        if (inquiry.answer == Inquiry::Answer::CannotSay || !std::exchange(*isOpen, false)) {
            return;
        }
        // "Never" cannot be said of a call the carrier had already answered for: it broke off with the process.
        const EndReason never = attempt.sipCode > 0 ? EndReason::CarrierError : EndReason::NotSent;
        conclude(attempt, inquiry.answer == Inquiry::Answer::Never ? never : inquiry.reason);
    };
    if (Carrier *carrier = m_carrierOf(attempt.trunk)) {
        carrier->inquire(attempt, attempt.id.toStdString() + '@' + m_instance, answered);
    }
    // By the clock, not by the answer: one that never comes must not leave the attempt open for ever.
    m_loop.after(askAgainAfter, [this, attempt, giveUpAt, isOpen] {
        if (!*isOpen) {
            return;
        }
        if (m_loop.clock().mono() >= giveUpAt) {
            *isOpen = false;
            conclude(attempt, EndReason::OutcomeUnknown);
        } else {
            ask(attempt, giveUpAt, isOpen);
        }
    });
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
