#include "domain/credit.h"

#include <QDate>

#include <algorithm>

namespace campanile {

int monthOf(WallTime instant)
{
    const QDate date = instant.toUtc().date();
    return date.year() * 12 + date.month() - 1;
}

Money reloadDue(const CreditAccount &account, WallTime now)
{
    const AutoReload &rule = account.reload;
    if (rule.amount <= Money{} || account.available() >= rule.below) {
        return {};
    }
    const std::int64_t missing = (rule.below - account.available()).micros;
    std::int64_t times = (missing + rule.amount.micros - 1) / rule.amount.micros;
    if (rule.monthlyLimit > Money{}) {
        const Money used = account.reloadMonth == monthOf(now) ? account.reloaded : Money{};
        const std::int64_t left = std::max((rule.monthlyLimit - used).micros, std::int64_t{0});
        times = std::min(times, left / rule.amount.micros);
    }
    return {times * rule.amount.micros};
}

} // namespace campanile
