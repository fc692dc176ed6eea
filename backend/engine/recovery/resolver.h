#pragma once

#include "carriers/carrier.h"
#include "core/event_loop.h"
#include "engine/calls/settlement.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace campanile {

/// Finds out what became of attempts that a dead process left open. They may have rung, so they are never dialled again
/// by themselves: either the carrier gives proof, or after `patience` the outcome is unknown and stays so until a
/// person decides. Start-up never waits for it. Thread: the engine's.
class Resolver {
public:
    static constexpr Microseconds patience{15LL * 60 * 1'000'000};
    static constexpr Microseconds askAgainAfter{30LL * 1'000'000};
    /// How far apart two answers that a carrier has not seen a call must be to be believed, because its records come
    /// late.
    static constexpr Microseconds notSeenFor{60LL * 1'000'000};

    /// @param carrierOf the carrier of an attempt's trunk, null when there is none
    /// @param report    where verdicts go
    Resolver(EventLoop &loop, std::string instance, std::function<Carrier *(TrunkId)> carrierOf,
             std::function<void(AttemptReport)> report);

    /// Begins to resolve these attempts. Attempts that it resolves already are left out.
    void resolve(std::vector<Attempt> attempts);
    /// Drops all attempts, because another process resolves them.
    void stop() { m_open.clear(); }

private:
    /// One attempt. It is shared by all questions about it, and only one answer counts.
    struct Matter {
        Attempt attempt;
        MonoTime giveUpAt;
        std::optional<MonoTime> notSeenAt{}; ///< when its carrier first said that it had not seen the call
    };
    void ask(std::shared_ptr<Matter> matter);
    [[nodiscard]] std::optional<EndReason> verdict(Matter &matter, const Inquiry &inquiry) const;
    [[nodiscard]] bool isOpen(const Matter &matter) const;
    void conclude(const Matter &matter, EndReason reason);

    EventLoop &m_loop;
    const std::string m_instance;
    std::function<Carrier *(TrunkId)> m_carrierOf;
    std::function<void(AttemptReport)> m_report;
    std::map<AttemptId, std::shared_ptr<Matter>> m_open; // without a verdict
};

} // namespace campanile
