#pragma once

#include "frame_watch.h"
#include "services/services.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

class QLineEdit;

namespace campanile {

class ConsoleTable;
class MainWindow;
class Theme;

/// Uses the window over a long list of targets like somebody in a hurry, one thing at a time, and notes after each how
/// long the window's thread was blocked by what followed: typing in the filter, with pauses long enough that every key
/// is a search; scrolling with bar, keys and wheel; both while another list goes into the same campaign.
class FrameBench final : public QObject {
    Q_OBJECT

public:
    /// @param list  what is imported first.
    /// @param more  what is imported meanwhile; empty: nothing.
    FrameBench(TimedApplication &application, const OwnServices &services, Theme &theme, QString list, QString more);
    ~FrameBench() override;

    void start();

Q_SIGNALS:
    /// @param figures  by kind of use; empty when something failed, which was said on stderr.
    void finished(const QJsonObject &figures);

private:
    struct Step {
        std::function<void()> act;
        std::function<bool()> settled; ///< none: the pause alone
        int pauseMs = 0;               ///< at least so long before the next step
        Blocks *blocks = nullptr;      ///< none: not measured
    };

    void import(const QString &path, std::function<void()> done);
    void openWindow();
    void plan(Blocks &typing, Blocks &scrolling);
    void planTyping(const QString &text, Blocks &blocks);
    void planClearing(Blocks &blocks);
    void planScrolling(Blocks &blocks);
    void press(QWidget *where, int key, const QString &text = {});
    void look();
    void next();
    void fail(const Error &error);
    [[nodiscard]] ConsoleTable *table() const;
    [[nodiscard]] QLineEdit *filter() const;
    [[nodiscard]] bool isListed() const;

    TimedApplication &m_application;
    const OwnServices m_services;
    Theme &m_theme;
    const QString m_list;
    const QString m_more;
    CampaignId m_campaign;
    qint64 m_rows = 0;
    bool m_importing = false;
    std::unique_ptr<MainWindow> m_window;
    std::deque<Step> m_steps;
    QTimer m_look;
    QElapsedTimer m_sinceStep;
    Blocks m_typing;
    Blocks m_scrolling;
    Blocks m_typingMeanwhile;
    Blocks m_scrollingMeanwhile;
};

} // namespace campanile
