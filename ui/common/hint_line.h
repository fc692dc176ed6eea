#pragma once

#include <QWidget>

class QLabel;

namespace campanile {

/// A line beneath a control that says what one should look at before going on: a sign and a sentence. It takes no room
/// while there is nothing to say.
class HintLine final : public QWidget {
    Q_OBJECT

public:
    explicit HintLine(QWidget *parent = nullptr);

    /// Says this; an empty text hides the line.
    void say(const QString &text);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateSign();

    QLabel *m_sign;
    QLabel *m_text;
};

} // namespace campanile
