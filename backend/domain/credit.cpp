#include "domain/credit.h"

#include <QDate>
#include <QTimeZone>

#include <algorithm>

namespace campanile {

int monthOf(WallTime instant)
{
    const QDate date = instant.toUtc().date();
    return date.year() * 12 + date.month() - 1;
}

WallTime startOfMonth(int month)
{
    return {QDate(month / 12, month % 12 + 1, 1).startOfDay(QTimeZone::utc()).toMSecsSinceEpoch()};
}

Money reloadDue(const CreditAccount &account, WallTime now, Money needed)
{
    const AutoReload &rule = account.reload;
    const Money limit = std::max(rule.below, needed); // a price above the limit must not wait for the limit
    if (rule.amount <= Money{} || account.available() >= limit) {
        return {};
    }
    const std::int64_t missing = (limit - account.available()).micros;
    std::int64_t times = (missing + rule.amount.micros - 1) / rule.amount.micros;
    if (rule.monthlyLimit > Money{}) {
        const Money used = account.reloadMonth == monthOf(now) ? account.reloaded : Money{};
        const std::int64_t left = std::max((rule.monthlyLimit - used).micros, std::int64_t{0});
        times = std::min(times, left / rule.amount.micros);
    }
    return {times * rule.amount.micros};
}

Money CreditAccount::spendable(WallTime now, Money needed) const
{
    return available() < needed ? available() + reloadDue(*this, now, needed) : available();
}

} // namespace campanile
