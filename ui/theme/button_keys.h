#pragma once

#include <QObject>

namespace campanile {

/// Makes Return and Enter press the button that has the focus, as Space does. Qt's dialogs press their default button
/// instead, so that somebody who had gone on to "Not now" would have started a campaign. Fields keep Qt's way: Return
/// in them presses the default button. The program has one, made with the Theme. Thread: main.
class ButtonKeys final : public QObject {
    Q_OBJECT

public:
    /// Watches the key presses of the whole application.
    explicit ButtonKeys(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace campanile
