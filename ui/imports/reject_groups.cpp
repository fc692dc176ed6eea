#include "imports/reject_groups.h"

#include "common/bidi.h"
#include "common/reasons.h"
#include "common/words.h"
#include "core/deliver.h"
#include "core/number_parser.h"

#include <QCoreApplication>

#include <algorithm>

namespace campanile {

namespace {

constexpr int readAtOnce = 10'000;

struct RejectKindText {
    Q_DECLARE_TR_FUNCTIONS(RejectKindText)
};

} // namespace

QString kindInWords(const RejectedRow &row)
{
    switch (row.rule) {
    case ErrorRule::RowNumber:
        return Reasons::inWords(static_cast<NumberProblem>(row.values.value(0).toInt()));
    case ErrorRule::RowUnreadable:
        return RejectKindText::tr("The row cannot be read.");
    case ErrorRule::RowListed:
        return RejectKindText::tr("The number is on the do-not-call list.");
    case ErrorRule::RowCountry:
        return RejectKindText::tr("There is no such country.");
    case ErrorRule::RowZone:
        return RejectKindText::tr("There is no such time zone.");
    case ErrorRule::RowConsent:
        return RejectKindText::tr("The column “%1” says that the person refuses calls.").arg(row.values.value(0));
    case ErrorRule::RowCalled:
        return RejectKindText::tr("The person was called before by this agent from this caller ID.");
    case ErrorRule::RowWaiting:
        return RejectKindText::tr("The person waits to be called in another campaign.");
    case ErrorRule::RowUnclear:
        return RejectKindText::tr("The column “%1” leaves open whether the person may be called.")
            .arg(row.values.value(0));
    case ErrorRule::RowLabelled:
        return RejectKindText::tr("The column “%1” says that the number is not one to call.").arg(row.values.value(0));
    case ErrorRule::RowShared:
        return RejectKindText::tr("Somebody before the row has one of its numbers, too.");
    default:
        return Reasons::inWords(row);
    }
}

RejectGroups::RejectGroups(ImportService &imports, const Caller &caller, QObject *parent)
    : QAbstractTableModel(parent)
    , m_imports(imports)
    , m_caller(caller)
{
}

void RejectGroups::clear()
{
    beginResetModel();
    ++m_question;
    m_lastRow = 0;
    m_reading = false;
    m_groups.clear();
    endResetModel();
}

void RejectGroups::count(const ImportSummary &summary, RowFate fate)
{
    clear();
    m_import = summary.id;
    m_fate = fate;
    m_reading = true;
    readOn();
}

void RejectGroups::readOn()
{
    const auto read = m_fate == RowFate::Skipped ? &ImportService::skipped : &ImportService::rejects;
    (m_imports.*read)(m_caller, m_import, m_lastRow, readAtOnce,
                      deliverTo<std::vector<RejectedRow>>(
                          this, [this, question = m_question](const Result<std::vector<RejectedRow>> &rows) {
                              if (question == m_question) {
                                  onRows(rows);
                              }
                          }));
}

void RejectGroups::onRows(const Result<std::vector<RejectedRow>> &rows)
{
    // Of rows that can no longer be read there is nothing more to be had; the summary still says how many there are.
    const bool isMore = rows.ok() && !rows->empty();
    beginResetModel();
    m_reading = isMore;
    if (isMore) {
        add(*rows);
        m_lastRow = rows->back().row;
    }
    endResetModel();
    if (isMore) {
        readOn();
    }
}

void RejectGroups::add(const std::vector<RejectedRow> &rows)
{
    for (const RejectedRow &row : rows) {
        const QString kind = kindInWords(row);
        const auto found =
            std::find_if(m_groups.begin(), m_groups.end(), [&kind](const Group &group) { return group.kind == kind; });
        if (found == m_groups.end()) {
            m_groups.push_back({kind, 1, row});
        } else {
            ++found->rows;
        }
    }
    std::stable_sort(m_groups.begin(), m_groups.end(), [](const Group &a, const Group &b) { return a.rows > b.rows; });
}

int RejectGroups::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int RejectGroups::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectGroups::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Group &group = m_groups[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Rows:
        return Words::count(group.rows);
    case Kind:
        return group.kind;
    case Line:
        return Words::count(group.first.row);
    case Value:
        return verbatim(group.first.number);
    default:
        return {};
    }
}

QVariant RejectGroups::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Rows:
        return m_reading ? tr("Rows so far") : tr("Rows");
    case Kind:
        return tr("Reason");
    case Line:
        return tr("First line");
    case Value:
        return tr("Its value");
    default:
        return {};
    }
}

} // namespace campanile
