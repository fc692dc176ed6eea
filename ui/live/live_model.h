#pragma once

#include "common/call_columns.h"
#include "common/keyed_list_model.h"

namespace campanile {

/// The calls on the wire, oldest first. The time column shows how long a call has been ringing since it was dialled, or
/// talking since it was answered.
class LiveModel final : public KeyedListModel<Call> {
    Q_OBJECT

public:
    static constexpr std::array columns = {CallColumn::State, CallColumn::Number,  CallColumn::Name,
                                           CallColumn::Time,  CallColumn::Attempt, CallColumn::CampaignName};

    using KeyedListModel::KeyedListModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// A second has passed: the times are drawn again, and nothing else.
    void tick();

protected:
    [[nodiscard]] qint64 keyOf(const Call &call) const override;
    [[nodiscard]] QVariant cell(const Call &call, int column, int role) const override;
};

} // namespace campanile
