#pragma once

#include <QLineEdit>

class QTimer;

namespace campanile {

/// A line to look for something in a list. `searched` comes 150 ms after the last key (at once on Return or when
/// cleared), so that a word costs one query and not one per letter. Escape clears it.
class SearchField final : public QLineEdit {
    Q_OBJECT

public:
    /// @param label        what a screen reader calls it.
    /// @param placeholder  an example of what can be looked for.
    SearchField(const QString &label, const QString &placeholder, QWidget *parent = nullptr);

Q_SIGNALS:
    void searched(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onTextChanged(const QString &text);
    void tell();

    QTimer *m_pause;
    QString m_told;
};

} // namespace campanile
