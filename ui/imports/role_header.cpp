#include "imports/role_header.h"

#include "common/words.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

namespace campanile {

namespace {

constexpr int boxHeight = 32;
constexpr int reasonHeight = 18;
constexpr int narrowestColumn = 132;

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
         {ColumnRole::Number, ColumnRole::FurtherNumber, ColumnRole::Name, ColumnRole::FirstName, ColumnRole::LastName,
          ColumnRole::Country, ColumnRole::Timezone, ColumnRole::DoNotCall, ColumnRole::Consent, ColumnRole::Variable,
          ColumnRole::Ignore}) {
        box->addItem(Words::role(role), static_cast<int>(role));
    }
    connect(box, &QComboBox::activated, this,
            [this, box, column] { Q_EMIT roleChosen(column, static_cast<ColumnRole>(box->currentData().toInt())); });
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
        m_boxes[i]->setAccessibleName(column.header.isEmpty() ? tr("Meaning of column %1").arg(i + 1)
                                                              : tr("Meaning of column “%1”").arg(column.header));
        m_reasons.push_back(Words::reasonOf(column));
        m_boxes[i]->setAccessibleDescription(m_reasons.back());
        m_boxes[i]->setCurrentIndex(m_boxes[i]->findData(static_cast<int>(column.role)));
        m_boxes[i]->setToolTip(
            column.role == ColumnRole::Variable
                ? tr("Handed to the agent as {{ %1 }}").arg(QString::fromStdString(column.variableKey))
                : QString());
    }
    placeBoxes();
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
    QHeaderView::paintSection(painter, rect.adjusted(0, boxHeight + reasonHeight + space::control, 0, 0), logicalIndex);
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
