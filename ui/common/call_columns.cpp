#include "common/call_columns.h"

#include "common/words.h"
#include "theme/icons.h"

#include <QDateTime>

namespace campanile {

namespace {

constexpr qint64 msPerSecond = 1000;

bool tellsState(CallColumn column)
{
    return column == CallColumn::State || column == CallColumn::Outcome;
}

} // namespace

QString CallColumns::title(CallColumn column)
{
    switch (column) {
    case CallColumn::State:
        return tr("State");
    case CallColumn::Outcome:
        return tr("Outcome");
    case CallColumn::DialledAt:
        return tr("Dialled at");
    case CallColumn::Number:
        return tr("Number");
    case CallColumn::Name:
        return tr("Name");
    case CallColumn::Time:
        return tr("Time");
    case CallColumn::TalkTime:
        return tr("Talk time");
    case CallColumn::Attempt:
        return tr("Attempt");
    case CallColumn::CampaignName:
        return tr("Campaign");
    }
    return {};
}

QString CallColumns::text(const Call &call, CallColumn column)
{
    switch (column) {
    case CallColumn::State:
    case CallColumn::Outcome:
        return Words::look(call).word;
    case CallColumn::DialledAt:
        return Words::exactMoment(call.dialledAt);
    case CallColumn::Number:
        return Words::number(call.to);
    case CallColumn::Name:
        return call.targetName;
    case CallColumn::Time: {
        const WallTime since = call.answeredAt.ms > 0 ? call.answeredAt : call.dialledAt;
        return Words::ticking((QDateTime::currentMSecsSinceEpoch() - since.ms) / msPerSecond);
    }
    case CallColumn::TalkTime:
        return call.talkSeconds() > 0 ? Words::ticking(call.talkSeconds()) : QString();
    case CallColumn::Attempt:
        return Words::count(call.attempt);
    case CallColumn::CampaignName:
        return call.campaignName;
    }
    return {};
}

QVariant CallColumns::head(CallColumn column, Qt::Orientation orientation, int role)
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(title(column)) : QVariant();
}

QVariant CallColumns::cell(const Call &call, CallColumn column, int role)
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return text(call, column);
    }
    if (role == Qt::DecorationRole && tellsState(column)) {
        const StateLook look = Words::look(call);
        return roleIcon(look.icon, look.role);
    }
    return {};
}

} // namespace campanile
