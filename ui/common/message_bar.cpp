#include "common/message_bar.h"

#include "common/caption.h"
#include "common/spoken_role.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QAccessible>
#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPropertyAnimation>
#include <QToolButton>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int fadeMs = 120;
constexpr int glyphSize = 18;

QLatin1StringView iconOf(Notice::Severity severity)
{
    switch (severity) {
    case Notice::Severity::Information:
        return "dialog-information"_L1;
    case Notice::Severity::Success:
        return "dialog-ok-apply"_L1;
    case Notice::Severity::Warning:
    case Notice::Severity::Failure:
        return "dialog-warning"_L1;
    }
    return {};
}

} // namespace

MessageBar::MessageBar(QWidget *parent, Closing closing)
    : QFrame(parent)
    , m_opacity(new QGraphicsOpacityEffect(this))
    , m_fade(new QPropertyAnimation(m_opacity, "opacity", this))
{
    setSpokenRole(this, QAccessible::AlertMessage);
    build(closing);
    m_fade->setDuration(fadeMs);
    m_fade->setStartValue(0.0);
    m_fade->setEndValue(1.0);
    // An effect that stays enabled makes every paint of the bar go through a pixmap.
    connect(m_fade, &QPropertyAnimation::finished, this, [this] { m_opacity->setEnabled(false); });
    setGraphicsEffect(m_opacity);
    hide();
}

void MessageBar::build(Closing closing)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::group, space::unit, space::control, space::unit);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    alignLeading(m_text);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new ActionButton(QString(), this);
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    m_close->setIcon(roleIcon("window-close"_L1));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss this message"));
    m_close->setVisible(closing == Closing::ByUser);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    setMinimumHeight(space::rowHeight + 2 * space::unit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::onActionClicked);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
}

void MessageBar::show(const Notice &notice)
{
    const bool wasHidden = isHidden();
    const bool isNews = notice.text != m_notice.text;
    m_notice = notice;
    m_text->setText(notice.text);
    m_action->setText(notice.action);
    m_action->setVisible(!notice.action.isEmpty());
    setAccessibleName(notice.text);
    updateInk();
    QFrame::show();
    if (wasHidden) {
        fadeIn();
    }
    if (wasHidden || isNews) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::dismiss()
{
    m_notice = {};
    hide();
}

void MessageBar::withdraw(QLatin1StringView cause)
{
    if (isShowing() && !cause.isEmpty() && m_notice.cause == cause) {
        dismiss();
    }
}

void MessageBar::dismissInformation()
{
    if (m_notice.severity == Notice::Severity::Information || m_notice.severity == Notice::Severity::Success) {
        dismiss();
    }
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::onActionClicked()
{
    const auto act = m_notice.act; // the act may show another notice here
    dismiss();
    if (act) {
        act();
    }
}

void MessageBar::fadeIn()
{
    m_opacity->setEnabled(true);
    m_fade->start();
}

ColourRole MessageBar::role() const
{
    switch (m_notice.severity) {
    case Notice::Severity::Information:
        return ColourRole::InProgress;
    case Notice::Severity::Success:
        return ColourRole::Success;
    case Notice::Severity::Warning:
        return ColourRole::Waiting;
    case Notice::Severity::Failure:
        return ColourRole::Failure;
    }
    return ColourRole::Neutral;
}

void MessageBar::updateInk()
{
    m_icon->setPixmap(
        roleIcon(iconOf(m_notice.severity), role()).pixmap(QSize(glyphSize, glyphSize), devicePixelRatioF()));
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = colour(role(), palette());
    edge.setAlphaF(0.45F);
    painter.setPen(edge);
    painter.setBrush(tint(role(), palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        updateInk();
    }
    QFrame::changeEvent(event);
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isVisible()) {
        dismiss();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace campanile
