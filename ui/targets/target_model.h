#pragma once

#include "common/paged_model.h"
#include "domain/target_state.h"
#include "services/target_service.h"

namespace campanile {

/// The targets of one campaign that match a filter, in list order or in that of a column. See PagedModel.
class TargetModel final : public PagedModel<TargetRow, TargetId> {
    Q_OBJECT

public:
    /// Reason: why it is held or tried again, or how its call ended, as far as the state does not say so.
    enum Column { Number, Name, State, Attempts, Reason, NextAt, ColumnCount };

    TargetModel(TargetService &targets, const Caller &caller, QObject *parent);

    /// Lists another campaign's targets, or another part of the same. A null campaign empties the table.
    void show(CampaignId campaign, const TargetFilter &filter);
    [[nodiscard]] CampaignId campaign() const { return m_campaign; }
    [[nodiscard]] const TargetFilter &filter() const { return m_filter; }
    /// How many attempts a target has: the 3 in "1 of 3".
    void setMaxAttempts(int attempts);

    /// A column below 0: list order.
    void sort(int column, Qt::SortOrder order) override;
    /// Whether rows may change places when they change, so that a list that is read again is another one.
    [[nodiscard]] bool isOrderMoving() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QueryHandle queryIds(Reply<Ids> reply) override;
    void readRows(Ids ids, Reply<std::vector<TargetRow>> reply) override;
    [[nodiscard]] QVariant cell(const TargetRow &target, int column, int role) const override;

private:
    [[nodiscard]] QString text(const TargetRow &target, int column) const;

    TargetService &m_targets;
    const Caller m_caller;
    CampaignId m_campaign;
    TargetFilter m_filter;
    int m_maxAttempts = 1;
    std::optional<TargetOrder> m_order; // nothing: list order
};

} // namespace campanile
