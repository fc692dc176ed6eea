#include "imports/rejects_model.h"

#include "common/bidi.h"
#include "common/reasons.h"
#include "common/words.h"
#include "core/deliver.h"

namespace campanile {

namespace {

constexpr int readAtOnce = 1000;

} // namespace

RejectsModel::RejectsModel(ImportService &imports, const Caller &caller, QObject *parent)
    : QAbstractTableModel(parent)
    , m_imports(imports)
    , m_caller(caller)
{
}

void RejectsModel::setSummary(const ImportSummary &summary, RowFate fate)
{
    beginResetModel();
    m_import = summary.id;
    m_fate = fate;
    m_total = fate == RowFate::Skipped ? summary.skipped : summary.rejected;
    m_rows = fate == RowFate::Skipped ? summary.firstSkipped : summary.firstRejects;
    m_reading = false;
    endResetModel();
}

int RejectsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RejectsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const RejectedRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Line:
        return Words::count(row.row);
    case Value:
        return verbatim(row.number);
    case Reason:
        return Reasons::inWords(row);
    case Row:
        return verbatim(row.raw);
    default:
        return {};
    }
}

QVariant RejectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Line:
        return tr("Line");
    case Value:
        return tr("Value");
    case Reason:
        return tr("Reason");
    case Row:
        return tr("Row");
    default:
        return {};
    }
}

bool RejectsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_reading && !m_rows.empty() && static_cast<qint64>(m_rows.size()) < m_total;
}

void RejectsModel::fetchMore(const QModelIndex &)
{
    m_reading = true;
    const auto read = m_fate == RowFate::Skipped ? &ImportService::skipped : &ImportService::rejects;
    (m_imports.*read)(m_caller, m_import, m_rows.back().row, readAtOnce,
                      deliverTo<std::vector<RejectedRow>>(
                          this, [this, import = m_import, fate = m_fate](Result<std::vector<RejectedRow>> rows) {
                              onMore(import, fate, std::move(rows));
                          }));
}

void RejectsModel::onMore(ImportId import, RowFate fate, Result<std::vector<RejectedRow>> rows)
{
    if (import != m_import || fate != m_fate) {
        return;
    }
    m_reading = false;
    if (!rows.ok() || rows->empty()) {
        m_total = static_cast<qint64>(m_rows.size()); // nothing more to be had; the summary still says how many
        return;
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows->size()) - 1);
    m_rows.insert(m_rows.end(), rows->begin(), rows->end());
    endInsertRows();
}

} // namespace campanile
