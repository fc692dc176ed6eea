#include "imports/column_answers.h"

#include "common/bidi.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QLocale>

namespace campanile {

namespace {

constexpr int mostAnswers = 4; // further columns are chosen in the head of the rows, as any column is

} // namespace

ColumnAnswers::ColumnAnswers(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::control);
    m_row->addStretch(1);
    hide();
}

void ColumnAnswers::offer(const std::optional<ColumnQuestion> &question)
{
    clear();
    setVisible(question.has_value());
    if (!question) {
        return;
    }
    if (question->kind == ColumnQuestion::Kind::PeopleAbove) {
        addAnswer(tr("The first row is a target"), [this] { Q_EMIT noHeaderChosen(); });
        return;
    }
    for (const ColumnCandidate &candidate : question->candidates) {
        if (m_row->count() > mostAnswers) {
            break;
        }
        const QString name =
            candidate.header.isEmpty() ? tr("column %1").arg(candidate.column + 1) : verbatim(candidate.header);
        addAnswer(tr("Call %1 (%2 % numbers)").arg(name, QLocale().toString(candidate.possibleShare)),
                  [this, column = candidate.column] { Q_EMIT columnChosen(column); });
    }
}

void ColumnAnswers::addAnswer(const QString &text, const std::function<void()> &choose)
{
    auto *button = new ActionButton(text, this);
    button->setObjectName(QStringLiteral("columnAnswer"));
    connect(button, &QPushButton::clicked, this, choose);
    m_row->insertWidget(m_row->count() - 1, button);
}

/// The button that was pressed may be among them, so none is deleted before its click has been dealt with.
void ColumnAnswers::clear()
{
    while (m_row->count() > 1) {
        QWidget *button = m_row->takeAt(0)->widget();
        button->hide();
        button->setObjectName(QString());
        button->deleteLater();
    }
}

} // namespace campanile
