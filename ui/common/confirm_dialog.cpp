#include "common/confirm_dialog.h"

#include "common/caption.h"
#include "common/flow_layout.h"
#include "common/wrapping_widget.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

constexpr int dialogWidth = 440;
constexpr int otherWay = 2; // a result beside QDialog::Accepted and QDialog::Rejected

} // namespace

ConfirmDialog *ConfirmDialog::ask(QWidget *parent, const Question &question, std::function<void()> onDo,
                                  std::function<void()> onOther, std::function<void()> onLeave)
{
    auto *dialog = new ConfirmDialog(parent, question);
    connect(dialog, &QDialog::finished, parent,
            [onDo = std::move(onDo), onOther = std::move(onOther), onLeave = std::move(onLeave)](int result) {
                const auto &chosen = result == QDialog::Accepted ? onDo : result == otherWay ? onOther : onLeave;
                if (chosen) {
                    chosen();
                }
            });
    dialog->open();
    return dialog;
}

ConfirmDialog::ConfirmDialog(QWidget *parent, const Question &question)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    addTexts(question);
    addFacts(question);
    column->addWidget(makeButtons(question));
}

void ConfirmDialog::addTexts(const Question &question)
{
    QLabel *title = makeText(question.title, this);
    setTextSize(title, TextSize::Section, QFont::DemiBold);
    layout()->addWidget(title);
    if (!question.detail.isEmpty()) {
        layout()->addWidget(makeText(question.detail, this));
    }
}

void ConfirmDialog::addFacts(const Question &question)
{
    if (question.facts.empty()) {
        return;
    }
    auto *facts = new QWidget(this);
    auto *form = new QFormLayout(facts);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::margin);
    form->setVerticalSpacing(space::unit);
    for (const auto &[name, value] : question.facts) {
        QLabel *label = makeText(name, facts);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setWordWrap(false);
        QLabel *said = makeText(value, facts);
        said->setFont(tabularFont(TextSize::Body));
        form->addRow(label, said);
    }
    layout()->addWidget(facts);
}

QWidget *ConfirmDialog::makeButtons(const Question &question)
{
    auto *buttons = new WrappingWidget(this);
    const auto kind = question.destructive ? ActionButton::Kind::Danger : ActionButton::Kind::Primary;
    auto *doIt = new ActionButton(question.doIt, buttons, kind);
    auto *leaveIt = new ActionButton(question.leaveIt, buttons);
    doIt->setObjectName(QStringLiteral("doIt"));
    leaveIt->setObjectName(QStringLiteral("leaveIt"));
    auto *row = new FlowLayout(buttons, Qt::AlignTrailing);
    row->addWidget(leaveIt);
    if (!question.other.isEmpty()) {
        auto *other = new ActionButton(question.other, buttons);
        other->setObjectName(QStringLiteral("otherWay"));
        row->addWidget(other);
        connect(other, &QPushButton::clicked, this, [this] { done(otherWay); });
    }
    row->addWidget(doIt);
    (question.destructive ? leaveIt : doIt)->setDefault(true);
    (question.destructive ? leaveIt : doIt)->setFocus();
    connect(doIt, &QPushButton::clicked, this, &QDialog::accept);
    connect(leaveIt, &QPushButton::clicked, this, &QDialog::reject);
    return buttons;
}

} // namespace campanile
