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

    void preview(QString cron, QString timezone, std::optional<WallTime> after, int count,
                 Reply<SchedulePreview> reply) override;
    [[nodiscard]] const std::vector<SchedulePreset> &presets() const override { return schedulePresets(); }

private:
    const Clock &m_clock;
};

} // namespace campanile
