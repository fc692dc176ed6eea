#pragma once

#include "carriers/carrier_event.h"
#include "simulation/truth/carrier_log.h"
#include "simulation/world/dice.h"
#include "simulation/world/scenario.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace campanile::simulation {

/// The far side of the wire: the carrier and the people it rings. It lives outside the engine and longer than any life
/// of it, works in real time, and keeps the log that is the only truth. Thread: one.
class Exchange {
public:
    /// What a trunk of one life hears of its calls.
    class Line {
    public:
        virtual ~Line() = default;
        virtual void progressed(AttemptId attempt, CarrierEvent::Kind kind, int sipCode) = 0;
        virtual void ended(AttemptId attempt, EndReason reason, EndOrigin origin, int sipCode) = 0;
    };

    /// What it can be asked about a Call-ID.
    struct Knowledge {
        bool onItsWay = false; ///< the INVITE has left and not arrived
        bool arrived = false;
        std::optional<EndReason> ended;
        BootTime endedAt;
    };

    /// Borrows the clock.
    Exchange(const Clock &clock, const Scenario &scenario);

    /// A line listens until it is taken out; calls of a line that is gone go on without it.
    void connect(std::int64_t line, Line *listener) { m_lines[line] = listener; }
    void disconnect(std::int64_t line) { m_lines.erase(line); }

    void invite(std::int64_t line, const LoggedCall &call, int n);
    /// Sends CANCEL or BYE; does nothing when the call has ended.
    void hangUp(AttemptId attempt, EndReason reason, EndOrigin by);
    [[nodiscard]] Knowledge know(const std::string &callId) const;
    [[nodiscard]] std::vector<AttemptId> upOf(std::int64_t line) const;

    /// The life that had this line has ended: what had not left stays, half of what was on its way is lost, and nobody
    /// refreshes its sessions.
    void abandon(std::int64_t line);
    /// The machine sleeps until then: sessions run out meanwhile.
    void sleep(BootTime until);

    /// Called when `next` has become earlier.
    std::function<void()> sooner;

    /// When the next thing happens here; nothing when nothing will.
    [[nodiscard]] std::optional<BootTime> next() const;
    /// Lets everything happen that is due. A line may throw; the rest then stays due.
    void run();

    /// The log so far, in the order in which the calls left the machine.
    [[nodiscard]] CarrierLog log() const;

private:
    enum class What { Arrive, Ring, Answer, Finish, HangUp, Expire };
    struct Happening {
        What what = What::Arrive;
        std::size_t call = 0;
        EndReason reason = EndReason::CarrierError;
        EndOrigin by = EndOrigin::Unknown; ///< of a hang-up
    };
    struct Call {
        LoggedCall logged;
        std::int64_t line = 0;
        int n = 1;
        bool arrived = false;
        bool lost = false;
        bool orphan = false;
        Milliseconds talk{0};
    };

    void happen(BootTime at, Happening happening);
    void arrive(std::size_t index, BootTime at);
    void answer(std::size_t index, BootTime at);
    void finish(std::size_t index, BootTime at, EndReason reason, EndedBy by, EndOrigin origin);
    void tell(const Call &call, CarrierEvent::Kind kind, int sipCode);
    [[nodiscard]] EndReason fateOf(E164 number, int n);
    Milliseconds expiry() { return m_dice.between(Milliseconds(1'000), Milliseconds(90'000)); }

    const Clock &m_clock;
    const CarrierMood m_mood;
    const std::uint64_t m_seed;
    const bool m_neverExpires;
    Dice m_dice;
    std::map<std::int64_t, Line *> m_lines;
    std::vector<Call> m_calls;
    std::unordered_map<AttemptId, std::size_t> m_latest;
    std::unordered_map<std::string, std::size_t> m_byCallId;
    std::map<std::pair<E164, int>, std::uint64_t> m_before; ///< calls of a number with this attempt
    std::set<std::size_t> m_up;                             ///< arrived or on the way, and not over
    std::map<std::pair<BootTime, std::uint64_t>, Happening> m_queue;
    std::uint64_t m_sequence = 0;
    BootTime m_asleepUntil;
};

} // namespace campanile::simulation
