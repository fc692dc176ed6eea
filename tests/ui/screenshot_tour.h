#pragma once

#include "services/services.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QDialog;
class QWidget;

namespace campanile {

class MainWindow;
class Theme;

/// Walks through the window like a first user and takes a picture at each stop. Each stop waits until what it shows is
/// there, at most 20 seconds.
class ScreenshotTour final : public QObject {
    Q_OBJECT

public:
    ScreenshotTour(const OwnServices &services, Theme &theme, QString directory);
    ~ScreenshotTour() override;

    void start();

Q_SIGNALS:
    /// @param complete  false when a stop never became ready.
    void finished(bool complete);

private:
    struct Stop {
        QString name;                 ///< of the picture; empty: none is taken
        std::function<void()> arrive; ///< what the user does first
        std::function<bool()> ready;  ///< whether the picture can be taken
    };

    void plan();
    void planFirstRun();
    void planCampaign();
    void planCalls();
    void planImport();
    void planDoubtfulLists();
    void writeLists();
    void next();
    void look();
    void takePicture(const QString &name);
    void add(const QString &name, std::function<void()> arrive, std::function<bool()> ready);
    void click(const char *objectName);
    void chooseInBox(const char *objectName, const QVariant &data);
    [[nodiscard]] QWidget *find(const char *objectName) const;
    [[nodiscard]] int rowsOf(const char *table) const;
    [[nodiscard]] QDialog *openDialog() const;
    void closeDialog();

    const QString m_directory;
    const QTemporaryDir m_lists; // that raise questions
    std::unique_ptr<MainWindow> m_window;
    std::vector<Stop> m_stops;
    std::size_t m_current = 0;
    QTimer m_look;
    QElapsedTimer m_waited;
    int m_calm = 0;
};

} // namespace campanile
