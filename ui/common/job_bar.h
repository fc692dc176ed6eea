#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>

class QProgressBar;

namespace campanile {

class ActionButton;
class ElidedLabel;

/// A line that tells how far an action on many rows has come, and lets one end it. It is hidden as long as there is
/// none. It belongs below what it is about, so that nothing moves under the mouse when it comes and goes.
class JobBar final : public QWidget {
    Q_OBJECT

public:
    explicit JobBar(QWidget *parent = nullptr);

    /// The widget that gets the keyboard when the line goes while it has the keyboard. Otherwise the next control would
    /// get it, and what was meant for Cancel would press that.
    void setReturnTo(QWidget *widget) { m_returnTo = widget; }
    /// Shows the line.
    /// @param what      what is being done: "Skipping targets of “Renewals”"
    /// @param onCancel  is called at most once
    void begin(const QString &what, std::function<void()> onCancel);
    void setProgress(qint64 done, qint64 total);
    /// Hides the line.
    void end();

private:
    void cancel();

    ElidedLabel *m_what;
    QProgressBar *m_bar;
    ActionButton *m_cancel;
    QString m_doing;
    std::function<void()> m_onCancel; ///< none: it is being cancelled, or there is nothing
    QPointer<QWidget> m_returnTo;
};

} // namespace campanile
