#include "common/search_field.h"

#include "domain/ceilings.h"
#include "theme/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>
#include <QToolButton>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int pauseMs = 150; // shorter than a typist's pause, longer than the gap between two keys

} // namespace

SearchField::SearchField(const QString &label, const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
    , m_pause(new QTimer(this))
{
    setAccessibleName(label);
    setPlaceholderText(placeholder);
    setClearButtonEnabled(true);
    setMaxLength(static_cast<int>(ceilings::searchLength));
    QAction *sign = addAction(roleIcon("edit-find"_L1, ColourRole::Muted), QLineEdit::LeadingPosition);
    for (QToolButton *button : findChildren<QToolButton *>()) { // which QLineEdit makes without a name
        button->setAccessibleName(button->actions().contains(sign) ? label : tr("Clear"));
    }
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, this, &SearchField::onTextChanged);
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
}

void SearchField::onTextChanged(const QString &text)
{
    if (text.isEmpty()) {
        tell();
    } else {
        m_pause->start();
    }
}

void SearchField::tell()
{
    m_pause->stop();
    if (const QString wanted = text().trimmed(); wanted != m_told) {
        m_told = wanted;
        Q_EMIT searched(wanted);
    }
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace campanile
