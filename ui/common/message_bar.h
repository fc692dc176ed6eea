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

/// A message that takes no room in its layout while there is none, and offers a remedy as a button. It stands below its
/// subject, so that nothing moves under the mouse when it comes and goes. It appears with a fade of 120 ms, the only
/// motion of the window. Screen readers announce it, the keyboard reaches its buttons, and Escape closes it.
class MessageBar final : public QFrame {
    Q_OBJECT

public:
    enum class Closing { ByUser, ByOwner };

    /// @param closing  with ByOwner it has no close button and stays until `dismiss`.
    explicit MessageBar(QWidget *parent = nullptr, Closing closing = Closing::ByUser);

    void show(const Notice &notice);
    void dismiss();
    /// Dismisses the message when it has this cause (Notice::cause): it is not true any more.
    void withdraw(QLatin1StringView cause);
    /// Dismisses a message that only informs: whoever goes on to something else has read it, or does not need it.
    void dismissInformation();
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
