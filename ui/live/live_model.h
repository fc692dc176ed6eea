#pragma once

#include "common/keyed_list_model.h"
#include "domain/call.h"

namespace campanile {

/// The calls on the wire, oldest first. The time column tells how long a call has been in its present state's phase:
/// ringing since it was dialled, talking since it was answered.
class LiveModel final : public KeyedListModel<Call> {
    Q_OBJECT

public:
    enum Column { State, Number, Name, Time, Attempt, CampaignName, ColumnCount };

    using KeyedListModel::KeyedListModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// A second has passed: the times are drawn again, and nothing else.
    void tick();

protected:
    [[nodiscard]] qint64 keyOf(const Call &call) const override;
    [[nodiscard]] QVariant cell(const Call &call, int column, int role) const override;

private:
    [[nodiscard]] static QString text(const Call &call, int column);
};

} // namespace campanile
