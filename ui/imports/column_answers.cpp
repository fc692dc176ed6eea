#include "imports/column_answers.h"

#include "imports/column_names.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QLocale>
#include <QVBoxLayout>

namespace campanile {

namespace {

constexpr std::size_t mostAnswers = 4; // further columns are chosen in the head of the rows, as any column is

} // namespace

ColumnAnswers::ColumnAnswers(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::unit);
    hide();
}

void ColumnAnswers::offer(const ColumnMapping &mapping)
{
    clear();
    // An encoding is chosen where all encodings stand.
    const bool isOffered = mapping.question && mapping.question->kind != ColumnQuestion::Kind::WhichEncoding;
    setVisible(isOffered);
    if (!isOffered) {
        return;
    }
    if (mapping.question->kind == ColumnQuestion::Kind::PeopleAbove) {
        offerRowsAbove(mapping.preambleRows);
    } else {
        offerColumns(mapping.question->candidates);
    }
}

void ColumnAnswers::offerRowsAbove(int count)
{
    addAnswer(tr("The list has no header: the first row is a target"), [this] { Q_EMIT noHeaderChosen(); });
    addAnswer(tr("Pass over the %Ln row(s) above the header", nullptr, count),
              [this] { Q_EMIT rowsAbovePassedOver(); });
}

void ColumnAnswers::offerColumns(const std::vector<ColumnCandidate> &candidates)
{
    for (std::size_t i = 0; i < std::min(candidates.size(), mostAnswers); ++i) {
        const ColumnCandidate &candidate = candidates[i];
        addAnswer(tr("Call %1 (%2 % numbers)")
                      .arg(columnName(candidate.header, candidate.column), QLocale().toString(candidate.possibleShare)),
                  [this, column = candidate.column] { Q_EMIT columnChosen(column); });
    }
}

void ColumnAnswers::addAnswer(const QString &text, const std::function<void()> &choose)
{
    auto *button =
        new ActionButton(QString(text).replace(u'&', QStringLiteral("&&")), this); // a heading has no mnemonic
    button->setObjectName(QStringLiteral("columnAnswer"));
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, choose);
    m_column->addWidget(button, 0, Qt::AlignLeading);
    button->show(); // it takes part in the order of the tab key at once
    m_buttons.push_back(button);
}

/// The button that was pressed may be among them, so none is deleted before its click has been dealt with.
void ColumnAnswers::clear()
{
    for (ActionButton *button : m_buttons) {
        m_column->removeWidget(button);
        button->hide();
        button->setObjectName(QString());
        button->deleteLater();
    }
    m_buttons.clear();
}

} // namespace campanile
