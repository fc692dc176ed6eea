#include "common/empty_state.h"

#include "common/flow_layout.h"
#include "common/wrapped_label.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

constexpr int glyphSize = 48;
constexpr int narrowestText = 200;
constexpr int widestText = 460; // about 70 characters; longer lines are hard to read

void setText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setMinimumWidth(narrowestText);
    label->setMaximumWidth(widestText);
    setText(label, text);
    return label;
}

/// In the middle, and as wide as there is room for it.
QHBoxLayout *centred(QLabel *text)
{
    constexpr int ahead = 1'000; // of what stands beside it
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    line->addStretch(1);
    line->addWidget(text, ahead);
    line->addStretch(1);
    return line;
}

} // namespace

EmptyState::EmptyState(QLatin1StringView icon, const QString &title, const QString &detail, QWidget *parent)
    : WrappingWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_title(makeText(title, this))
    , m_detail(makeText(detail, this))
    , m_buttons(new FlowLayout(nullptr, Qt::AlignHCenter))
{
    setTextSize(m_title, TextSize::Section, QFont::DemiBold);
    setText(m_title, title);
    m_icon->setAlignment(Qt::AlignCenter);
    m_icon->setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::control);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addLayout(centred(m_title));
    column->addLayout(centred(m_detail));
    column->addSpacing(space::unit);
    column->addLayout(m_buttons);
    column->addStretch(3);
    updateIcon();
}

void EmptyState::setTitle(const QString &title)
{
    m_icon->setAccessibleName(title);
    setText(m_title, title);
}

void EmptyState::setDetail(const QString &detail)
{
    setText(m_detail, detail);
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::detail() const
{
    return m_detail->text();
}

ActionButton *EmptyState::addButton(ActionButton *button)
{
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::updateIcon()
{
    m_icon->setPixmap(roleIcon(m_iconName, ColourRole::Muted).pixmap(QSize(glyphSize, glyphSize), devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        updateIcon();
    }
    QWidget::changeEvent(event);
}

} // namespace campanile
