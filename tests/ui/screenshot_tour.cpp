#include "screenshot_tour.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "frame/main_window.h"
#include "live/live_page.h"
#include "theme/theme.h"
#include "welcome/welcome_page.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

#include <cstdio>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize wide(1240, 800);
constexpr int lookMs = 50;
constexpr int patienceMs = 20'000;
constexpr int calmLooks = 8; // a picture is taken when the stop has been ready for so many looks: fades are over

} // namespace

ScreenshotTour::ScreenshotTour(const OwnServices &services, Theme &theme, QString directory)
    : m_directory(std::move(directory))
    , m_window(std::make_unique<MainWindow>(services, theme))
{
    QDir().mkpath(m_directory);
    writeLists();
    m_look.setInterval(lookMs);
    connect(&m_look, &QTimer::timeout, this, &ScreenshotTour::look);
    plan();
}

ScreenshotTour::~ScreenshotTour() = default;

void ScreenshotTour::writeLists()
{
    const auto write = [this](const QString &name, const QByteArray &text) {
        QFile file(m_lists.filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(text);
        }
    };
    // In an encoding that has to be guessed, with a number that may lack its +.
    write(u"Kunden.csv"_s, "Telefon;Name;Ort\r\n+49 30 23125 014;J\xF6rg Weber;K\xF6ln\r\n"
                           "491711234573;Zo\xEB Brandt;M\xFCnchen\r\n");
    // With a title, and two columns that may hold the numbers.
    write(u"report.csv"_s, "Contacts report,,,\nGenerated 2026-11-29,,,\nFirst name,Desk,Site,Last name\n"
                           "Ada,(415) 555-0142,(415) 555-0143,Moreno\n"
                           "Bo,(415) 555-0144,(415) 555-0145,Okafor\n");
    write(u"members.csv"_s, "Name,Phone,Do Not Call\nAda Moreno,+1 415 555 0152,yes\nBo Okafor,+1 415 555 0153,no\n"
                            "Cy Rao,+1 415 555 0154,yes\nDi Sato,+1 415 555 0155 x12,no\n");
}

void ScreenshotTour::start()
{
    m_window->resize(wide);
    m_window->show();
    m_current = 0;
    next();
}

void ScreenshotTour::add(const QString &name, std::function<void()> arrive, std::function<bool()> ready)
{
    m_stops.push_back({name, std::move(arrive), std::move(ready)});
}

void ScreenshotTour::plan()
{
    planFirstRun();
    planCampaign();
    planCalls();
    planImport();
}

void ScreenshotTour::planFirstRun()
{
    add(
        u"01-welcome"_s, [] {}, [this] { return find("createSample") && find("createSample")->isVisible(); });
    add(
        u"02-no-campaigns"_s, [this] { m_window->showPage(CampaignsPage::key); }, [] { return true; });
    add(
        u"03-no-live-calls"_s, [this] { m_window->showPage(LivePage::key); }, [] { return true; });
    add(
        u"04-no-calls"_s, [this] { m_window->showPage(CallsPage::key); }, [] { return true; });
}

void ScreenshotTour::planCampaign()
{
    add(
        u"05-draft"_s,
        [this] {
            m_window->showPage(WelcomePage::key);
            click("createSample");
        },
        [this] { return rowsOf("targets") > 0; });
    add(
        u"06-start-question"_s, [this] { click("start"); }, [this] { return openDialog() != nullptr; });
    add(
        u"07-running"_s, [this] { click("doIt"); }, [this] { return rowsOf("live") >= 0 && rowsOf("calls") >= 0; });
    add(
        u"08-live"_s, [this] { m_window->showPage(LivePage::key); }, [this] { return rowsOf("live") > 2; });
}

void ScreenshotTour::planCalls()
{
    add(
        u"09-calls"_s, [this] { m_window->showPage(CallsPage::key); }, [this] { return rowsOf("calls") > 6; });
    add(
        u"10-call-detail"_s,
        [this] { m_window->findChild<ConsoleTable *>(u"calls"_s)->chooseRow(rowsOf("calls") - 1); },
        [] { return true; });
    add(
        u"11-progress"_s, [this] { m_window->showPage(CampaignsPage::key); }, [] { return true; });
    add(
        u"12-stopped"_s, [this] { click("stopAll"); }, [] { return true; });
    add(
        u"13-cancel-question"_s, [this] { click("cancel"); }, [this] { return openDialog() != nullptr; });
    add(
        u"14-new-campaign"_s,
        [this] {
            closeDialog();
            for (QAction *action : m_window->menuBar()->actions().constFirst()->menu()->actions()) {
                if (action->shortcut() == QKeySequence(u"Ctrl+N"_s)) {
                    action->trigger();
                }
            }
        },
        [this] { return openDialog() != nullptr; });
}

void ScreenshotTour::planImport()
{
    add(
        u"15-import-mapping"_s,
        [this] {
            closeDialog();
            for (auto *button : m_window->findChildren<QPushButton *>()) {
                if (button->text() == u"Release"_s && button->isVisible()) {
                    button->click();
                    break;
                }
            }
            m_window->openCsv(QStringLiteral(CAMPANILE_SAMPLES "/follow_ups.csv"));
        },
        [this] { return find("import") && find("import")->isVisible() && find("stopAll")->isEnabled(); });
    add(
        u"16-import-summary"_s, [this] { click("import"); },
        [this] {
            if (find("doIt") && find("doIt")->isVisible()) {
                click("doIt"); // the sample campaign has called some of these people
            }
            return find("startImported") && find("startImported")->isVisible();
        });
    add(
        u"17-file-missing"_s, [this] { m_window->openCsv(u"/nowhere/leads.csv"_s); }, [] { return true; });
    planDoubtfulLists();
}

void ScreenshotTour::planDoubtfulLists()
{
    add(
        u"18-import-question"_s, [this] { m_window->openCsv(m_lists.filePath(u"report.csv"_s)); },
        [this] { return find("columnAnswer") && find("columnAnswer")->isVisible(); });
    add(
        u"19-import-doubts"_s, [this] { m_window->openCsv(m_lists.filePath(u"Kunden.csv"_s)); },
        [this] {
            if (find("encodingDoubt")->isVisible() && !find("numberHint")->isVisible()) {
                chooseInBox("region", u"DE"_s);
            }
            return find("import")->isEnabled() && find("numberHint")->isVisible();
        });
    add(
        u"20-import-narrow"_s, [this] { m_window->resize(m_window->minimumSize()); },
        [this] { return find("import") && find("import")->isVisible(); });
    add(
        u"21-import-ready"_s,
        [this] {
            m_window->resize(wide);
            m_window->openCsv(m_lists.filePath(u"members.csv"_s));
        },
        [this] { return find("import") && find("import")->isEnabled() && !find("encodingDoubt")->isVisible(); });
    add(
        u"22-import-skipped"_s, [this] { click("import"); },
        [this] { return find("startImported") && find("startImported")->isVisible(); });
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
    takePicture(stop.name);
    if (late) {
        std::fprintf(stderr, "%s never became ready\n", qPrintable(stop.name));
        Q_EMIT finished(false);
    } else if (++m_current == m_stops.size()) {
        Q_EMIT finished(true);
    } else {
        next();
    }
}

void ScreenshotTour::takePicture(const QString &name)
{
    QPixmap picture = m_window->grab();
    if (QDialog *dialog = openDialog()) {
        QPainter painter(&picture);
        const QPixmap front = dialog->grab();
        const QSize room = (picture.deviceIndependentSize() - front.deviceIndependentSize()).toSize();
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 60));
        painter.drawPixmap(room.width() / 2, room.height() / 2, front);
        painter.setPen(dialog->palette().color(QPalette::Mid)); // for the frame that a desktop would draw
        painter.drawRect(QRect(QPoint(room.width() / 2, room.height() / 2), dialog->size()).adjusted(-1, -1, 0, 0));
    }
    picture.save(u"%1/%2.png"_s.arg(m_directory, name), "PNG", 0); // as small as it gets
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

} // namespace campanile
