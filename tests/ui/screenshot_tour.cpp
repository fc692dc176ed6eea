#include "screenshot_tour.h"

#include "frame/main_window.h"
#include "theme/theme.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDir>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

#include <cstdio>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int lookMs = 50;
constexpr int patienceMs = 20'000;
constexpr int calmLooks = 8; // a picture is taken when the stop has been ready for so many looks: fades are over

} // namespace

ScreenshotTour::ScreenshotTour(const OwnServices &services, Theme &theme, QString directory, QSize size)
    : m_directory(std::move(directory))
    , m_size(size)
    , m_window(std::make_unique<MainWindow>(services, theme))
{
    QDir().mkpath(m_directory);
    writeLists();
    m_look.setInterval(lookMs);
    connect(&m_look, &QTimer::timeout, this, &ScreenshotTour::look);
    plan();
}

ScreenshotTour::~ScreenshotTour() = default;

void ScreenshotTour::start()
{
    if (m_size.isValid()) {
        m_window->resize(m_size);
    }
    m_window->show();
    m_current = 0;
    next();
}

void ScreenshotTour::add(const QString &name, std::function<void()> arrive, std::function<bool()> ready)
{
    m_stops.push_back({name, std::move(arrive), std::move(ready), {}});
}

void ScreenshotTour::addSheet(const QString &name, std::function<std::vector<Popup>()> open)
{
    m_stops.push_back({name, [] {}, [] { return true; }, std::move(open)});
}

void ScreenshotTour::addDialog(const QString &name, std::function<void()> arrive)
{
    add(
        name,
        [this, arrive = std::move(arrive)] {
            closeDialog();
            arrive();
        },
        [this] { return openDialog() != nullptr; });
}

void ScreenshotTour::next()
{
    m_waited.start();
    m_calm = 0;
    m_stops[m_current].arrive();
    m_look.start();
}

void ScreenshotTour::look()
{
    const Stop &stop = m_stops[m_current];
    m_calm = stop.ready() ? m_calm + 1 : 0;
    const bool late = m_waited.elapsed() > patienceMs;
    if (m_calm < calmLooks && !late) {
        return;
    }
    m_look.stop();
    if (stop.open) {
        sheetOf(stop.open()).save(pathOf(stop.name), "PNG", 0);
    } else {
        takePicture(stop.name);
    }
    if (late) {
        std::fprintf(stderr, "%s never became ready\n", qPrintable(stop.name));
        Q_EMIT finished(false);
    } else if (++m_current == m_stops.size()) {
        Q_EMIT finished(true);
    } else {
        next();
    }
}

QString ScreenshotTour::pathOf(const QString &name) const
{
    return u"%1/%2.png"_s.arg(m_directory, name);
}

/// The window, and before it the dialog that is open, which may be larger than the window.
void ScreenshotTour::takePicture(const QString &name)
{
    const QPixmap back = m_window->grab();
    QDialog *dialog = openDialog();
    const QSize size = dialog ? m_window->size().expandedTo(dialog->size() + QSize(2, 2)) : m_window->size();
    QPixmap picture(size * back.devicePixelRatio());
    picture.setDevicePixelRatio(back.devicePixelRatio());
    picture.fill(m_window->palette().color(QPalette::Mid));
    QPainter painter(&picture);
    painter.drawPixmap(0, 0, back);
    if (dialog) {
        const QRect front(QPoint((size.width() - dialog->width()) / 2, (size.height() - dialog->height()) / 2),
                          dialog->size());
        painter.fillRect(QRect(QPoint(), size), QColor(0, 0, 0, 60));
        painter.drawPixmap(front.topLeft(), dialog->grab());
        painter.setPen(dialog->palette().color(QPalette::Mid)); // for the frame that a desktop would draw
        painter.drawRect(front.adjusted(-1, -1, 0, 0));
    }
    painter.end();
    picture.save(pathOf(name), "PNG", 0); // as small as it gets
}

QWidget *ScreenshotTour::find(const char *objectName) const
{
    return m_window->findChild<QWidget *>(QString::fromLatin1(objectName));
}

void ScreenshotTour::click(const char *objectName)
{
    if (auto *button = qobject_cast<QPushButton *>(find(objectName))) {
        button->click();
    }
}

void ScreenshotTour::chooseInBox(const char *objectName, const QVariant &data)
{
    if (auto *box = qobject_cast<QComboBox *>(find(objectName))) {
        box->setCurrentIndex(box->findData(data));
        Q_EMIT box->activated(box->currentIndex());
    }
}

QTableView &ScreenshotTour::table(const char *objectName) const
{
    return *m_window->findChild<QTableView *>(QString::fromLatin1(objectName));
}

int ScreenshotTour::rowsOf(const char *table) const
{
    const auto *view = m_window->findChild<QTableView *>(QString::fromLatin1(table));
    return view ? view->model()->rowCount() : -1;
}

QDialog *ScreenshotTour::openDialog() const
{
    for (QDialog *dialog : m_window->findChildren<QDialog *>()) {
        if (dialog->isVisible()) {
            return dialog;
        }
    }
    return nullptr;
}

void ScreenshotTour::closeDialog()
{
    if (QDialog *dialog = openDialog()) {
        dialog->close();
        delete dialog;
    }
}

void ScreenshotTour::trigger(const QKeySequence &shortcut)
{
    for (const QAction *menu : m_window->menuBar()->actions()) {
        for (QAction *action : menu->menu()->actions()) {
            if (action->shortcut() == shortcut) {
                return action->trigger();
            }
        }
    }
}

void ScreenshotTour::pressDelete(const char *table)
{
    if (auto *view = m_window->findChild<QTableView *>(QString::fromLatin1(table))) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &press);
    }
}

} // namespace campanile
