#include "campaigns/outcome_line.h"

#include "common/words.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int glyphSize = 16;
constexpr int pillHeight = 24;

QString textOf(const std::pair<EndReason, qint64> &outcome)
{
    return u"%1 %2"_s.arg(Words::look(outcome.first).word, Words::count(outcome.second));
}

} // namespace

OutcomeLine::OutcomeLine(QWidget *parent)
    : QWidget(parent)
{
    setFont(tabularFont(TextSize::Body));
    setFixedHeight(pillHeight);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    hide();
}

void OutcomeLine::setOutcomes(const std::map<EndReason, qint64> &outcomes)
{
    std::vector<std::pair<EndReason, qint64>> sorted;
    std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(sorted),
                 [](const auto &outcome) { return outcome.second > 0; });
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    if (sorted == m_outcomes) {
        return;
    }
    m_outcomes = std::move(sorted);
    QStringList texts;
    std::transform(m_outcomes.begin(), m_outcomes.end(), std::back_inserter(texts), textOf);
    setAccessibleName(tr("Outcomes: %1").arg(texts.join(u", "_s)));
    setToolTip(texts.join(u'\n'));
    setVisible(!m_outcomes.empty());
    update();
}

void OutcomeLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int from = 0;
    for (const auto &outcome : m_outcomes) {
        const StateLook look = Words::look(outcome.first);
        const QString text = textOf(outcome);
        const int textWidth = fontMetrics().horizontalAdvance(text) + 2;
        const QRect icon = QStyle::visualRect(layoutDirection(), rect(),
                                              QRect(from, (pillHeight - glyphSize) / 2, glyphSize, glyphSize));
        const QRect words = QStyle::visualRect(layoutDirection(), rect(),
                                               QRect(from + glyphSize + space::unit, 0, textWidth, pillHeight));
        roleIcon(look.icon, look.role).paint(&painter, icon);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(words, Qt::AlignCenter, text);
        from += glyphSize + space::unit + textWidth + space::margin;
    }
}

} // namespace campanile
