#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;

namespace campanile {

class ActionButton;

/// A line that tells how far an action on many rows has come, and lets one end it. It is hidden as long as there is
/// none. It belongs below what it is about, so that nothing moves under the mouse when it comes and goes.
class JobBar final : public QWidget {
    Q_OBJECT

public:
    explicit JobBar(QWidget *parent = nullptr);

    /// Shows the line.
    /// @param what      what is being done: "Skipping targets"
    /// @param onCancel  is called at most once
    void begin(const QString &what, std::function<void()> onCancel);
    void setProgress(qint64 done, qint64 total);
    /// Hides the line.
    void end();

private:
    void cancel();

    QLabel *m_what;
    QProgressBar *m_bar;
    ActionButton *m_cancel;
    QString m_doing;
    std::function<void()> m_onCancel;
};

} // namespace campanile
