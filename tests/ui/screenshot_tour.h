#pragma once

#include "popup_sheet.h"

#include "services/services.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QDialog;
class QKeySequence;
class QTableView;
class QWidget;

namespace campanile {

class MainWindow;
class Theme;

/// Walks through the window like a first user and takes a picture at each stop: of every page and dialog, and one sheet
/// for all that opens over a page, its lists and menus. Each stop waits until what it shows is there, at most 20
/// seconds.
class ScreenshotTour final : public QObject {
    Q_OBJECT

public:
    /// @param size  of the window; as it opens by itself when it is not valid
    ScreenshotTour(const OwnServices &services, Theme &theme, QString directory, QSize size);
    ~ScreenshotTour() override;

    void start();

Q_SIGNALS:
    /// @param complete  false when a stop never became ready.
    void finished(bool complete);

private:
    struct Stop {
        QString name;                             ///< of the picture
        std::function<void()> arrive;             ///< what the user does first
        std::function<bool()> ready;              ///< whether the picture can be taken
        std::function<std::vector<Popup>()> open; ///< what the sheet shows; null: the picture is the window's
    };

    void plan();
    void planFirstRun();
    void planCampaign();
    void planCalls();
    void planDialogs();
    void planHelp();
    void planImport();
    void planDoubtfulLists();
    void writeLists();
    void next();
    void look();
    void takePicture(const QString &name);
    [[nodiscard]] QString pathOf(const QString &name) const;
    void add(const QString &name, std::function<void()> arrive, std::function<bool()> ready);
    void addSheet(const QString &name, std::function<std::vector<Popup>()> open);
    /// Closes the dialog that is open, if there is one, and opens another.
    void addDialog(const QString &name, std::function<void()> arrive);
    void click(const char *objectName);
    void trigger(const QKeySequence &shortcut);
    void pressDelete(const char *table);
    void chooseInBox(const char *objectName, const QVariant &data);
    [[nodiscard]] QWidget *find(const char *objectName) const;
    [[nodiscard]] QTableView &table(const char *objectName) const;
    [[nodiscard]] int rowsOf(const char *table) const;
    [[nodiscard]] QDialog *openDialog() const;
    void closeDialog();

    const QString m_directory;
    const QSize m_size;
    QSize m_wide;                ///< the window's size before it was made narrow
    const QTemporaryDir m_lists; // that raise questions
    std::unique_ptr<MainWindow> m_window;
    std::vector<Stop> m_stops;
    std::size_t m_current = 0;
    QTimer m_look;
    QElapsedTimer m_waited;
    int m_calm = 0;
};

} // namespace campanile
