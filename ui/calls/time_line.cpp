#include "calls/time_line.h"

#include "common/spoken_role.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/text_direction.h"
#include "theme/type_scale.h"

#include <QPainter>
#include <QStyle>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int glyphSize = 16;
constexpr int stepHeight = 44;

qint64 secondsBetween(WallTime from, WallTime to)
{
    return (to.ms - from.ms + 500) / 1000;
}

} // namespace

TimeLine::TimeLine(QWidget *parent)
    : QWidget(parent)
{
    setSpokenRole(this, QAccessible::StaticText);
    setFont(tabularFont(TextSize::Body));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

std::vector<TimeLine::Step> TimeLine::stepsOf(const Call &call)
{
    std::vector<Step> steps;
    steps.push_back({{Words::tr("Dialled"), ColourRole::InProgress, "call-start"_L1},
                     Words::exactMoment(call.dialledAt),
                     Words::tr("attempt %1").arg(Words::count(call.attempt))});
    if (call.answeredAt.ms > 0) {
        const QString after = Words::length(secondsBetween(call.dialledAt, call.answeredAt));
        steps.push_back({{Words::tr("Answered"), ColourRole::Success, "dialog-ok-apply"_L1},
                         Words::exactMoment(call.answeredAt),
                         Words::tr("after %1").arg(after)});
    }
    if (call.state == AttemptState::Ended) {
        QStringList known;
        if (call.talkSeconds() > 0) {
            known.append(Words::tr("talked %1").arg(Words::ticking(call.talkSeconds())));
        }
        if (call.sipCode > 0) {
            known.append(Words::tr("SIP %1").arg(call.sipCode));
        }
        steps.push_back({Words::look(call), Words::exactMoment(call.endedAt), known.join(u" · "_s)});
    } else {
        steps.push_back({Words::look(call), Words::tr("now"), {}});
    }
    return steps;
}

void TimeLine::setSteps(std::vector<Step> steps)
{
    m_steps = std::move(steps);
    QStringList told;
    for (const Step &step : m_steps) {
        told.append(u"%1 %2 %3"_s.arg(step.look.word, step.when, step.detail).simplified());
    }
    setAccessibleName(tr("Time line: %1").arg(told.join(u"; "_s)));
    updateGeometry();
    update();
}

QSize TimeLine::sizeHint() const
{
    return {200, static_cast<int>(m_steps.size()) * stepHeight};
}

void TimeLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        drawStep(painter, i);
    }
}

void TimeLine::drawStep(QPainter &painter, std::size_t step) const
{
    const auto place = [this](const QRect &r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    const Step &told = m_steps[step];
    const int top = static_cast<int>(step) * stepHeight;
    const int textFrom = glyphSize + space::group;
    const int lineHeight = fontMetrics().height();
    const auto flags = [this](const QString &text, Qt::Alignment alignment) {
        return textFlags(text, alignment, layoutDirection());
    };
    if (step + 1 < m_steps.size()) {
        painter.fillRect(place({glyphSize / 2, top + glyphSize + space::unit, 1, stepHeight - glyphSize - space::unit}),
                         colour(ColourRole::Line, palette()));
    }
    roleIcon(told.look.icon, told.look.role).paint(&painter, place({0, top + 1, glyphSize, glyphSize}));
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect line(textFrom, top, width() - textFrom, lineHeight);
    const int whenWidth = fontMetrics().horizontalAdvance(told.when);
    painter.drawText(place(line), flags(told.when, Qt::AlignTrailing), told.when);
    painter.drawText(
        place(line.adjusted(0, 0, -whenWidth - space::control, 0)), flags(told.look.word, Qt::AlignLeading),
        fontMetrics().elidedText(told.look.word, Qt::ElideRight, line.width() - whenWidth - space::control));
    painter.setPen(colour(ColourRole::Muted, palette()));
    painter.drawText(place(line.translated(0, lineHeight)), flags(told.detail, Qt::AlignLeading),
                     fontMetrics().elidedText(told.detail, Qt::ElideRight, line.width()));
}

} // namespace campanile
