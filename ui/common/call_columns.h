#pragma once

#include "domain/call.h"

#include <QCoreApplication>
#include <QVariant>

#include <algorithm>
#include <array>

namespace campanile {

/// What a table can tell of a call. Each kind of column is described once, and every table of calls shows a choice of
/// them.
enum class CallColumn {
    State,   ///< what the call is doing, or its outcome
    Outcome, ///< the same, in tables of calls that are over
    DialledAt,
    Number,
    Name,
    Time,     ///< how long it has been ringing, or talking once it was answered
    TalkTime, ///< of a call that was answered
    Attempt,
    CampaignName,
};

/// The heads and cells of tables of calls. Thread: main.
class CallColumns {
    Q_DECLARE_TR_FUNCTIONS(campanile::CallColumns)

public:
    static QString title(CallColumn column);
    static QString text(const Call &call, CallColumn column);

    /// What a model answers for a head; nothing for other roles and vertical heads.
    static QVariant head(CallColumn column, Qt::Orientation orientation, int role);
    /// What a model answers for a cell; nothing for other roles.
    static QVariant cell(const Call &call, CallColumn column, int role);
};

/// The place of a column in the choice that a table shows; it is one of them.
template<std::size_t size>
constexpr int placeOf(CallColumn column, const std::array<CallColumn, size> &shown)
{
    return static_cast<int>(std::find(shown.begin(), shown.end(), column) - shown.begin());
}

} // namespace campanile
