#pragma once

#include "common/page_widget.h"
#include "services/services.h"

class QLabel;
class QStackedWidget;
class QTimer;

namespace campanile {

class ActionButton;
class Coalescer;
class ConsoleTable;
class EmptyState;
class LiveModel;

/// The calls on the wire now, with the time ticking, and a way to end one.
class LivePage final : public PageWidget {
    Q_OBJECT

public:
    static constexpr QLatin1StringView key{"live"};
    static constexpr QLatin1StringView icon{"call-start"};
    static QString title();

    explicit LivePage(const OwnServices &services, QWidget *parent = nullptr);

    void refresh() override;
    [[nodiscard]] QString help() const override;

    /// Whether a call is chosen that can be ended.
    [[nodiscard]] bool canHangUp() const;
    /// Asks whether to end the chosen call; does nothing when none is chosen.
    void askToHangUp();

    /// What the engine is doing: the badge, and when the next call is due.
    void setEngine(const EngineStatus &status) override;

Q_SIGNALS:
    /// What canHangUp answers may have changed.
    void hangUpPossibleChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildRows();
    void connectParts();
    void read();
    void onRead(const Result<std::vector<Call>> &result);
    void onChanged(const ChangeSet &changes);
    void updateHangUp();
    void hangUp(AttemptId call);
    void offerActions(const QPoint &where);
    void showWhenNext();

    const OwnServices m_services;
    EngineStatus m_engine;
    LiveModel *m_model;
    Coalescer *m_coalescer;
    QTimer *m_second;
    QLabel *m_summary = nullptr;
    ActionButton *m_hangUp = nullptr;
    ConsoleTable *m_table = nullptr;
    EmptyState *m_noCalls = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace campanile
