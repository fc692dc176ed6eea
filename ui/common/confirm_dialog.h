#pragma once

#include <QDialog>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace campanile {

/// A question that the window asks before something that cannot be undone or costs money. Its buttons say what they do;
/// there is no "OK".
struct Question {
    QString title;                                  ///< the whole question
    QString detail;                                 ///< what follows from it; may be empty
    std::vector<std::pair<QString, QString>> facts; ///< what one should know before answering: name and value
    QString doIt;                                   ///< "Start campaign"
    QString leaveIt;                                ///< "Not now"; what Escape does
    bool destructive = false;                       ///< the doing button is red, and Return leaves it
    QString other{};                                ///< another way to do it; empty: there is none
};

/// Asks a Question in a dialog of the window, without a nested event loop.
class ConfirmDialog final : public QDialog {
    Q_OBJECT

public:
    /// Shows the question. `onDo` runs when the button that does it is pressed, `onOther` for the other way, `onLeave`
    /// when neither is chosen. The dialog deletes itself.
    static ConfirmDialog *ask(QWidget *parent, const Question &question, std::function<void()> onDo,
                              std::function<void()> onOther = {}, std::function<void()> onLeave = {});

private:
    ConfirmDialog(QWidget *parent, const Question &question);
    void addTexts(const Question &question);
    void addFacts(const Question &question);
    QWidget *makeButtons(const Question &question);
};

} // namespace campanile
