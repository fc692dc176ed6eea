#include "common/hint_line.h"

#include "common/caption.h"
#include "common/wrapped_label.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int glyphSize = 16;

} // namespace

HintLine::HintLine(QWidget *parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_text(new WrappedLabel(this))
{
    alignLeading(m_text);
    m_sign->setAccessibleName(tr("Look at this"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::unit + 2);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    updateSign();
    hide();
}

void HintLine::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString HintLine::text() const
{
    return m_text->text();
}

void HintLine::updateSign()
{
    m_sign->setPixmap(
        roleIcon("dialog-warning"_L1, ColourRole::Waiting).pixmap(QSize(glyphSize, glyphSize), devicePixelRatioF()));
}

void HintLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        updateSign();
    }
    QWidget::changeEvent(event);
}

} // namespace campanile
