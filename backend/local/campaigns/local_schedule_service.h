#pragma once

#include "core/clock.h"
#include "services/schedule_service.h"

namespace campanile {

/// ScheduleService of this process. Borrows the clock.
class LocalScheduleService final : public ScheduleService {
public:
    explicit LocalScheduleService(const Clock &clock)
        : m_clock(clock)
    {
    }

    void preview(const Caller &caller, QString cron, QString timezone, std::optional<WallTime> after, int count,
                 Reply<SchedulePreview> reply) override;

private:
    const Clock &m_clock;
};

} // namespace campanile
