#pragma once

#include "domain/cron.h"

#include <QString>

#include <vector>

namespace campanile {

/// A schedule in words: "Weekdays at 9:00", "Every 15 minutes", "On day 1 of the month at 10:00". What has no such
/// short form is told field by field; the words say exactly when it fires, never roughly. Clock changes are not told
/// of.
QString scheduleWords(const CronExpression &cron);

/// The same with the zone behind it: "Weekdays at 9:00, Asia/Kolkata".
QString scheduleWords(const CronExpression &cron, const TimeZone &zone);

/// A schedule that is offered for choice.
struct SchedulePreset {
    QString name; ///< as a person would say it
    QString cron; ///< five fields; always well formed

    friend bool operator==(const SchedulePreset &, const SchedulePreset &) = default;
};

/// In the order in which they are to be offered.
const std::vector<SchedulePreset> &schedulePresets();

} // namespace campanile
