#include "imports/role_header.h"

#include "common/bidi.h"
#include "common/elided_label.h"
#include "common/spoken_name.h"
#include "common/wheel_guard.h"
#include "common/words.h"
#include "csv/number_label.h"
#include "imports/column_names.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int boxHeight = 32;
constexpr int reasonHeight = 18;

/// What a person should know about a column beside its meaning: why, in which order numbers are tried, which numbers a
/// label is about, and by which key the agent gets it.
QString explained(const ColumnMapping &mapping, int index, const QString &reason)
{
    const MappedColumn &column = mapping.columns[static_cast<std::size_t>(index)];
    QStringList lines{reason};
    if (column.role == ColumnRole::FurtherNumber) {
        lines.append(RoleHeader::tr("Number %L1 of a person: called when those before it are empty or cannot be called")
                         .arg(column.priority));
    }
    if (const int labelled = column.role == ColumnRole::NumberLabel ? labelledColumn(mapping, index) : -1;
        labelled >= 0) {
        const QString &header = mapping.columns[static_cast<std::size_t>(labelled)].header;
        lines.append(RoleHeader::tr("Says what the numbers of %1 are: a fax, a pager or somebody else's is not called")
                         .arg(columnName(header, labelled)));
    }
    if (column.role == ColumnRole::Variable) {
        lines.append(RoleHeader::tr("Handed to the agent as {{ %1 }}")
                         .arg(verbatim(QString::fromStdString(column.variableKey))));
    }
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QStandardItemModel *makeRoles(QObject *parent)
{
    auto *roles = new QStandardItemModel(parent);
    for (const ColumnRole role :
         {ColumnRole::Number, ColumnRole::FurtherNumber, ColumnRole::NumberLabel, ColumnRole::Name,
          ColumnRole::FirstName, ColumnRole::LastName, ColumnRole::Country, ColumnRole::Timezone, ColumnRole::DoNotCall,
          ColumnRole::Consent, ColumnRole::Variable, ColumnRole::Ignore}) {
        auto *item = new QStandardItem(Words::role(role));
        item->setData(static_cast<int>(role), Qt::UserRole);
        roles->appendRow(item);
    }
    return roles;
}

} // namespace

RoleHeader::RoleHeader(QTableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_window(new QWidget(this))
    , m_roles(makeRoles(this))
{
    m_window->setObjectName(u"scrolled"_s); // with the table
    setAccessibleName(tr("What the columns mean"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFixedHeight(boxHeight + reasonHeight + space::control);
    const QHeaderView *head = table->horizontalHeader();
    connect(head, &QHeaderView::sectionResized, this, &RoleHeader::placeCells);
    connect(head, &QHeaderView::geometriesChanged, this, &RoleHeader::placeCells);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &RoleHeader::placeCells);
    table->horizontalHeader()->installEventFilter(this); // it moves when the lines beside it become wider
}

RoleHeader::Cell RoleHeader::makeCell(int column)
{
    Cell cell;
    cell.place = new QWidget(m_window);
    cell.box = new QComboBox(cell.place);
    cell.box->setModel(m_roles);
    cell.box->setFixedHeight(boxHeight);
    cell.box->setMinimumContentsLength(1);
    cell.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a thousand are not measured
    cell.reason = new ElidedLabel(cell.place);
    setTextSize(cell.reason, TextSize::Caption);
    cell.reason->setForegroundRole(QPalette::PlaceholderText);
    auto *lines = new QVBoxLayout(cell.place);
    lines->setContentsMargins(space::unit, space::unit, space::unit, 0);
    lines->setSpacing(0);
    lines->addWidget(cell.box);
    lines->addWidget(cell.reason);
    lines->addStretch(1);
    connect(cell.box, &QComboBox::activated, this, [this, box = cell.box, column] {
        Q_EMIT roleChosen(column, static_cast<ColumnRole>(box->currentData().toInt()));
    });
    guardFromWheel(cell.box);
    cell.box->installEventFilter(this);
    cell.place->show();
    return cell;
}

void RoleHeader::setMapping(const ColumnMapping &mapping)
{
    while (m_cells.size() > mapping.columns.size()) {
        delete m_cells.back().place;
        m_cells.pop_back();
    }
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        if (i == m_cells.size()) {
            m_cells.push_back(makeCell(static_cast<int>(i)));
        }
        const Cell &cell = m_cells[i];
        const QString reason = Words::reasonOf(column);
        cell.reason->setText(reason);
        cell.reason->setVisible(!reason.isEmpty());
        setSpokenName(cell.box, tr("Meaning of %1").arg(columnName(column.header, static_cast<int>(i))));
        cell.box->setCurrentIndex(cell.box->findData(static_cast<int>(column.role)));
        cell.box->setToolTip(explained(mapping, static_cast<int>(i), reason));
        cell.box->setAccessibleDescription(cell.box->toolTip());
    }
    placeCells();
}

QComboBox *RoleHeader::roleBox(int column) const
{
    return m_cells.at(static_cast<std::size_t>(column)).box;
}

std::vector<QComboBox *> RoleHeader::roleBoxes() const
{
    std::vector<QComboBox *> boxes;
    std::transform(m_cells.begin(), m_cells.end(), std::back_inserter(boxes),
                   [](const Cell &cell) { return cell.box; });
    return boxes;
}

QString RoleHeader::reason(int column) const
{
    return m_cells.at(static_cast<std::size_t>(column)).reason->text();
}

bool RoleHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const auto cell =
            std::find_if(m_cells.begin(), m_cells.end(), [watched](const Cell &some) { return some.box == watched; });
        if (cell != m_cells.end()) {
            showColumn(static_cast<int>(cell - m_cells.begin()));
        }
    } else if (watched == m_table->horizontalHeader() &&
               (event->type() == QEvent::Move || event->type() == QEvent::Resize)) {
        placeCells();
    }
    return QWidget::eventFilter(watched, event);
}

void RoleHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCells();
}

void RoleHeader::showColumn(int column)
{
    const QHeaderView *head = m_table->horizontalHeader();
    QScrollBar *bar = m_table->horizontalScrollBar();
    const int begin = head->sectionPosition(column);
    const int end = begin + head->sectionSize(column);
    if (begin < bar->value() || head->sectionSize(column) > head->viewport()->width()) {
        bar->setValue(begin);
    } else if (end > bar->value() + head->viewport()->width()) {
        bar->setValue(end - head->viewport()->width());
    }
}

void RoleHeader::placeCells()
{
    const QHeaderView *head = m_table->horizontalHeader();
    m_window->setGeometry(head->x(), 0, head->width(), height());
    const int columns = std::min(static_cast<int>(m_cells.size()), head->count());
    for (int column = 0; column < columns; ++column) {
        m_cells[static_cast<std::size_t>(column)].place->setGeometry(head->sectionViewportPosition(column), 0,
                                                                     head->sectionSize(column), height());
    }
}

} // namespace campanile
