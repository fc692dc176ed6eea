#include "imports/role_header.h"

#include "common/bidi.h"
#include "common/spoken_name.h"
#include "common/wheel_guard.h"
#include "common/words.h"
#include "csv/number_label.h"
#include "imports/column_names.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

namespace campanile {

namespace {

constexpr int boxHeight = 32;
constexpr int reasonHeight = 18;
constexpr int narrowestColumn = 156; // shows the usual reasons as a whole

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

} // namespace

RoleHeader::RoleHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setMinimumSectionSize(narrowestColumn);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setStretchLastSection(true);
    viewport()->setBackgroundRole(QPalette::Base);
    connect(this, &QHeaderView::sectionResized, this, &RoleHeader::placeBoxes);
}

QComboBox *RoleHeader::makeBox(int column)
{
    auto *box = new QComboBox(viewport());
    for (const ColumnRole role :
         {ColumnRole::Number, ColumnRole::FurtherNumber, ColumnRole::NumberLabel, ColumnRole::Name,
          ColumnRole::FirstName, ColumnRole::LastName, ColumnRole::Country, ColumnRole::Timezone, ColumnRole::DoNotCall,
          ColumnRole::Consent, ColumnRole::Variable, ColumnRole::Ignore}) {
        box->addItem(Words::role(role), static_cast<int>(role));
    }
    connect(box, &QComboBox::activated, this,
            [this, box, column] { Q_EMIT roleChosen(column, static_cast<ColumnRole>(box->currentData().toInt())); });
    guardFromWheel(box);
    box->installEventFilter(this);
    box->show();
    return box;
}

void RoleHeader::setMapping(const ColumnMapping &mapping)
{
    while (m_boxes.size() > mapping.columns.size()) {
        delete m_boxes.back();
        m_boxes.pop_back();
    }
    m_reasons.clear();
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const MappedColumn &column = mapping.columns[i];
        if (i == m_boxes.size()) {
            m_boxes.push_back(makeBox(static_cast<int>(i)));
        }
        m_reasons.push_back(Words::reasonOf(column));
        setSpokenName(m_boxes[i], tr("Meaning of %1").arg(columnName(column.header, static_cast<int>(i))));
        m_boxes[i]->setCurrentIndex(m_boxes[i]->findData(static_cast<int>(column.role)));
        m_boxes[i]->setToolTip(explained(mapping, static_cast<int>(i), m_reasons.back()));
        m_boxes[i]->setAccessibleDescription(m_boxes[i]->toolTip());
    }
    placeBoxes();
    viewport()->update(); // the reasons
}

QComboBox *RoleHeader::roleBox(int column) const
{
    return m_boxes.at(static_cast<std::size_t>(column));
}

QSize RoleHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), boxHeight + reasonHeight + space::rowHeight + space::control};
}

void RoleHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save(); // styles leave a clip behind in which nothing can be drawn
    QHeaderView::paintSection(painter, rect.adjusted(0, boxHeight + reasonHeight + space::control, 0, 0), logicalIndex);
    painter->restore();
    if (const auto index = static_cast<std::size_t>(logicalIndex); index < m_reasons.size()) {
        paintReason(painter, rect, m_reasons[index]);
    }
}

void RoleHeader::paintReason(QPainter *painter, const QRect &section, const QString &reason) const
{
    const QRect line(section.left() + 2 * space::unit, section.top() + boxHeight + 2 * space::unit,
                     section.width() - 4 * space::unit, reasonHeight);
    painter->save();
    painter->setFont(scaledFont(TextSize::Caption));
    painter->setPen(palette().color(QPalette::PlaceholderText));
    painter->drawText(line, QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(reason, Qt::ElideRight, line.width()));
    painter->restore();
}

bool RoleHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const auto box = std::find(m_boxes.begin(), m_boxes.end(), watched);
        if (box != m_boxes.end()) {
            showColumn(static_cast<int>(box - m_boxes.begin()));
        }
    }
    return QHeaderView::eventFilter(watched, event);
}

void RoleHeader::showColumn(int column)
{
    const auto *table = qobject_cast<QAbstractItemView *>(parentWidget());
    if (!table) {
        return;
    }
    QScrollBar *bar = table->horizontalScrollBar();
    const int begin = sectionPosition(column);
    const int end = begin + sectionSize(column);
    if (begin < bar->value() || sectionSize(column) > viewport()->width()) {
        bar->setValue(begin);
    } else if (end > bar->value() + viewport()->width()) {
        bar->setValue(end - viewport()->width());
    }
}

void RoleHeader::updateGeometries()
{
    QHeaderView::updateGeometries();
    placeBoxes();
}

void RoleHeader::placeBoxes()
{
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const int column = static_cast<int>(i);
        m_boxes[i]->setGeometry(sectionViewportPosition(column) + space::unit, space::unit,
                                sectionSize(column) - 2 * space::unit, boxHeight);
    }
}

} // namespace campanile
