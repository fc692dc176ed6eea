#include "frame/engine_bar.h"

#include "common/elided_label.h"
#include "common/reasons.h"
#include "common/words.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimeZone>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int glyphSize = 16;

struct EngineLook {
    QString word;
    ColourRole role;
    QLatin1StringView icon;
};

} // namespace

EngineBar::EngineBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_queue(new ElidedLabel(this))
    , m_zone(new ElidedLabel(this))
    , m_stopAll(new ActionButton("media-playback-stop"_L1, tr("Stop all"), this, ActionButton::Kind::Emergency))
{
    m_stopAll->setObjectName(u"stopAll"_s);
    m_stopAll->setToolTip(tr("Nothing new is dialled until it is released; calls in progress finish (Ctrl+Shift+X)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::margin, space::unit + 2, space::margin, space::unit + 2);
    row->setSpacing(space::unit);
    row->addWidget(m_icon);
    row->addWidget(m_state);
    m_zone->setText(zoneName());
    m_zone->setToolTip(tr("The time zone of all times in this window"));
    for (ElidedLabel *label : {m_queue, m_zone}) { // a narrow window cuts them, never Stop all
        label->setForegroundRole(QPalette::PlaceholderText);
        row->addSpacing(space::margin);
        row->addWidget(label);
    }
    row->addStretch(1);
    row->addWidget(m_stopAll);
    connect(m_stopAll, &QPushButton::clicked, this, &EngineBar::stopAllClicked);
    setStatus({});
}

QString EngineBar::zoneName()
{
    return QString::fromLatin1(QTimeZone::systemTimeZoneId());
}

void EngineBar::setStatus(const EngineStatus &status)
{
    m_status = status;
    showState();
    m_queue->setText(status.queued > 0 ? tr("%Ln call(s) waiting", nullptr, static_cast<int>(status.queued))
                                       : QString());
    m_stopAll->setEnabled(!status.stoppedByHand);
}

void EngineBar::showState()
{
    EngineLook look{tr("Engine running"), ColourRole::Success, "dialog-ok-apply"_L1};
    if (m_status.stoppedByHand) {
        look = {tr("Stopped"), ColourRole::Waiting, "media-playback-stop"_L1};
    } else if (!m_status.problem.isNone()) {
        look = {tr("Not dialling"), ColourRole::Failure, "dialog-warning"_L1};
    } else if (!m_status.running) {
        look = {tr("Engine not running"), ColourRole::Failure, "dialog-warning"_L1};
    }
    m_icon->setPixmap(roleIcon(look.icon, look.role).pixmap(QSize(glyphSize, glyphSize), devicePixelRatioF()));
    m_icon->setAccessibleName(look.word);
    m_state->setText(look.word);
    m_state->setToolTip(Reasons::inWords(m_status.problem));
}

void EngineBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showState();
    }
    QWidget::changeEvent(event);
}

void EngineBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(colour(ColourRole::Line, palette()));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace campanile
