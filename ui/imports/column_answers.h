#pragma once

#include "csv/column_question.h"

#include <QWidget>

#include <functional>
#include <optional>

class QHBoxLayout;

namespace campanile {

/// The answers to a question about a list's columns, one button each. It stands beneath the bar that asks the question,
/// and takes no room while there is none.
class ColumnAnswers final : public QWidget {
    Q_OBJECT

public:
    explicit ColumnAnswers(QWidget *parent = nullptr);

    /// Offers the answers to this question, instead of those before.
    void offer(const std::optional<ColumnQuestion> &question);

Q_SIGNALS:
    /// The numbers of this column, counted from 0, are to be called.
    void columnChosen(int column);
    /// The first row of the list is a target, and names no columns.
    void noHeaderChosen();

private:
    void addAnswer(const QString &text, const std::function<void()> &choose);
    void clear();

    QHBoxLayout *m_row;
};

} // namespace campanile
