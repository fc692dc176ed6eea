#pragma once

#include "common/call_columns.h"
#include "common/paged_model.h"
#include "services/call_service.h"

#include <optional>

namespace campanile {

/// The calls that match a filter, newest first. See PagedModel.
class CallModel final : public PagedModel<Call, AttemptId> {
    Q_OBJECT

public:
    static constexpr std::array columns = {CallColumn::DialledAt,   CallColumn::Number,   CallColumn::Name,
                                           CallColumn::Outcome,     CallColumn::TalkTime, CallColumn::Attempt,
                                           CallColumn::CampaignName};

    CallModel(CallService &calls, const Caller &caller, QObject *parent);

    void show(const CallFilter &filter);
    [[nodiscard]] const CallFilter &filter() const { return m_filter; }

    /// A column below 0: newest first.
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QueryHandle queryIds(Reply<Ids> reply) override;
    void readRows(Ids ids, Reply<std::vector<Call>> reply) override;
    [[nodiscard]] QVariant cell(const Call &call, int column, int role) const override;

private:
    CallService &m_calls;
    const Caller m_caller;
    CallFilter m_filter;
    std::optional<CallOrder> m_order; // nothing: newest first
};

} // namespace campanile
