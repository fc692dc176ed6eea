#pragma once

#include "common/paged_model.h"
#include "services/call_service.h"

namespace campanile {

/// The calls that match a filter, newest first. See PagedModel.
class CallModel final : public PagedModel<Call, AttemptId> {
    Q_OBJECT

public:
    enum Column { DialledAt, Number, Name, Outcome, Talk, Attempt, CampaignName, ColumnCount };

    CallModel(CallService &calls, QObject *parent);

    void show(const CallFilter &filter);
    [[nodiscard]] const CallFilter &filter() const { return m_filter; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QueryHandle queryIds(Reply<Ids> reply) override;
    void readRows(Ids ids, Reply<std::vector<Call>> reply) override;
    [[nodiscard]] QVariant cell(const Call &call, int column, int role) const override;

private:
    [[nodiscard]] static QString text(const Call &call, int column);

    CallService &m_calls;
    CallFilter m_filter;
};

} // namespace campanile
