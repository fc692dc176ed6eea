#pragma once

#include "services/engine_service.h"

#include <QWidget>

class QLabel;

namespace campanile {

class ActionButton;
class ElidedLabel;

/// The foot of the window: it shows the state of the engine and which time zone the times are in, and it has Stop all.
class EngineBar final : public QWidget {
    Q_OBJECT

public:
    explicit EngineBar(QWidget *parent = nullptr);

    void setStatus(const EngineStatus &status);
    [[nodiscard]] ActionButton *stopButton() const { return m_stopAll; }

Q_SIGNALS:
    void stopAllClicked();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showState();
    static QString zoneName();

    EngineStatus m_status;
    QLabel *m_icon;
    QLabel *m_state;
    ElidedLabel *m_queue;
    ElidedLabel *m_zone;
    ActionButton *m_stopAll;
};

} // namespace campanile
