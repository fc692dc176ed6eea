#pragma once

#include "domain/cron.h"

#include <QString>

#include <vector>

namespace campanile {

/// A schedule in words: "Weekdays at 9:00", "Every 15 minutes", "On day 1 of the month at 10:00". A schedule without
/// such a short form is described field by field. The words always say exactly when the schedule fires; they do not
/// mention clock changes.
QString scheduleWords(const CronExpression &cron);

/// The same words, followed by the zone: "Weekdays at 9:00, Asia/Kolkata".
QString scheduleWords(const CronExpression &cron, const TimeZone &zone);

/// A schedule that is offered as a choice.
struct SchedulePreset {
    QString name; ///< as a person would say it
    QString cron; ///< five fields; always well formed

    friend bool operator==(const SchedulePreset &, const SchedulePreset &) = default;
};

/// The presets in the order in which they are offered.
const std::vector<SchedulePreset> &schedulePresets();

} // namespace campanile
