#include "common/job_bar.h"

#include "common/elided_label.h"
#include "common/words.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QHBoxLayout>
#include <QProgressBar>

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int steps = 1000;

} // namespace

JobBar::JobBar(QWidget *parent)
    : QWidget(parent)
    , m_what(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new ActionButton("dialog-cancel"_L1, tr("Cancel"), this))
{
    m_what->setFont(tabularFont(TextSize::Body));
    m_what->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::margin, space::unit, space::margin, space::unit);
    row->setSpacing(space::group);
    row->addWidget(m_what);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &JobBar::cancel);
    hide();
}

void JobBar::begin(const QString &what, std::function<void()> onCancel)
{
    m_doing = what;
    m_onCancel = std::move(onCancel);
    m_what->setText(what);
    m_bar->setAccessibleName(what);
    m_bar->setValue(0);
    m_cancel->setAccessibleDescription(what);
    show();
}

void JobBar::setProgress(qint64 done, qint64 total)
{
    m_bar->setValue(static_cast<int>(steps * std::min(done, total) / std::max<qint64>(total, 1)));
    if (m_onCancel) {
        m_what->setText(tr("%1: %2").arg(m_doing, Words::doneOf(done, total)));
    }
}

void JobBar::end()
{
    m_onCancel = nullptr;
    const QWidget *keyboard = window()->focusWidget();
    if (keyboard && isAncestorOf(keyboard) && m_returnTo && m_returnTo->isVisible()) {
        m_returnTo->setFocus();
    }
    hide();
}

void JobBar::cancel()
{
    // The button stays as it is: a disabled one would hand the keyboard on.
    if (const std::function<void()> onCancel = std::exchange(m_onCancel, nullptr)) {
        m_what->setText(tr("%1: being cancelled…").arg(m_doing));
        onCancel();
    }
}

} // namespace campanile
