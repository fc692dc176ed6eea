#pragma once

#include <functional>
#include <optional>

namespace campanile::simulation {

/// Thrown where the process dies; only the world catches it.
struct ProcessDied {};

/// The places at which a process can be caught: before and after everything that another part waits for.
enum class Place {
    BeforeWork,   ///< a job is about to run
    BeforeCommit, ///< it has written, and not committed
    AfterCommit,  ///< it is on the disk, and no answer has been sent
    BeforeDial,   ///< the permit is out, nothing is on the wire
    AfterWire,    ///< the INVITE has left
    BeforeReport, ///< the wire has an event that the engine has not received yet
    AfterReport,
};

/// Waits at one of the places for its moment, then does what it was armed with: as a rule, ends the process.
/// Thread: one.
class Doom {
public:
    /// At the `countdown`-th pass of the place, or of any place when none is named.
    void arm(std::optional<Place> place, int countdown, std::function<void()> deed)
    {
        m_place = place;
        m_countdown = countdown;
        m_deed = std::move(deed);
    }
    void disarm() { m_deed = nullptr; }

    /// The process is at this place. May throw ProcessDied.
    void pass(Place place)
    {
        if (m_deed && (!m_place || *m_place == place) && --m_countdown <= 0) {
            const std::function<void()> deed = std::move(m_deed);
            m_deed = nullptr;
            deed();
        }
    }

private:
    std::optional<Place> m_place;
    int m_countdown = 0;
    std::function<void()> m_deed;
};

} // namespace campanile::simulation
