#pragma once

#include "csv/column_mapping.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace campanile {

class ActionButton;

/// The answers to the question about a list's columns, one button each. It stands beneath the bar that asks the
/// question, and takes no room while there is none.
class ColumnAnswers final : public QWidget {
    Q_OBJECT

public:
    explicit ColumnAnswers(QWidget *parent = nullptr);

    /// Offers the answers to the question of this mapping, instead of those before.
    void offer(const ColumnMapping &mapping);
    /// In the order in which they stand.
    [[nodiscard]] const std::vector<ActionButton *> &buttons() const { return m_buttons; }

Q_SIGNALS:
    /// The numbers of this column, counted from 0, are to be called.
    void columnChosen(int column);
    /// The first row of the list is a target, and names no columns.
    void noHeaderChosen();
    /// The rows above the row that names the columns are no targets, although they hold numbers.
    void rowsAbovePassedOver();

private:
    void offerRowsAbove(int count);
    void offerColumns(const std::vector<ColumnCandidate> &candidates);
    void addAnswer(const QString &text, const std::function<void()> &choose);
    void clear();

    QVBoxLayout *m_column;
    std::vector<ActionButton *> m_buttons;
};

} // namespace campanile
