#pragma once

#include "common/notice.h"
#include "theme/colours.h"

#include <QFrame>

class QGraphicsOpacityEffect;
class QLabel;
class QPropertyAnimation;
class QToolButton;

namespace campanile {

class ActionButton;

/// A message that stands in the layout above its subject, takes no room while there is no message, and offers a remedy
/// as a button. It appears with a fade of 120 ms, the only motion of the window. Screen readers announce it, the
/// keyboard reaches its buttons, and Escape closes it.
class MessageBar final : public QFrame {
    Q_OBJECT

public:
    enum class Closing { ByUser, ByOwner };

    /// @param closing  with ByOwner it has no close button and stays until `dismiss`.
    explicit MessageBar(QWidget *parent = nullptr, Closing closing = Closing::ByUser);

    void show(const Notice &notice);
    void dismiss();
    [[nodiscard]] bool isShowing() const { return !isHidden(); }
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(Closing closing);
    void onActionClicked();
    void fadeIn();
    void updateInk();
    [[nodiscard]] ColourRole role() const;

    Notice m_notice;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    ActionButton *m_action = nullptr;
    QToolButton *m_close = nullptr;
    QGraphicsOpacityEffect *m_opacity = nullptr;
    QPropertyAnimation *m_fade = nullptr;
};

} // namespace campanile
