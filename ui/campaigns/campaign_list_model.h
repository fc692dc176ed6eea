#pragma once

#include "common/keyed_list_model.h"
#include "services/campaign_service.h"

namespace campanile {

/// All campaigns, one line each: newest first, or in the order of a column.
class CampaignListModel final : public KeyedListModel<CampaignOverview> {
    Q_OBJECT

public:
    enum Column { Name, Status, Progress, Done, Rate, ExpectedEnd, ColumnCount };

    using KeyedListModel::KeyedListModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Share of the targets that are done, 0 to 1.
    static double progress(const CampaignOverview &overview);

protected:
    [[nodiscard]] qint64 keyOf(const CampaignOverview &overview) const override;
    [[nodiscard]] QVariant cell(const CampaignOverview &overview, int column, int role) const override;
    [[nodiscard]] std::partial_ordering compare(const CampaignOverview &a, const CampaignOverview &b,
                                                int column) const override;

private:
    static QString text(const CampaignOverview &overview, int column);
};

} // namespace campanile
