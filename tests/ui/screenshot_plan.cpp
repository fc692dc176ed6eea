#include "screenshot_tour.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "frame/main_window.h"
#include "live/live_page.h"
#include "welcome/welcome_page.h"

#include <QDialog>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

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

void ScreenshotTour::plan()
{
    planFirstRun();
    planCampaign();
    planCalls();
    planDialogs();
    planImport();
}

void ScreenshotTour::planFirstRun()
{
    add(
        u"01-welcome"_s, [] {}, [this] { return find("createSample") && find("createSample")->isVisible(); });
    addSheet(u"01-welcome-menus"_s, [this] { return menusOf(*m_window->menuBar()); });
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
    addSheet(u"05-draft-menus"_s, [this] { return menusOf(table("targets")); });
    addDialog(u"05-draft-skip-question"_s, [this] {
        m_window->findChild<ConsoleTable *>(u"targets"_s)->chooseRow(0);
        pressDelete("targets");
    });
    addDialog(u"05-draft-delete-question"_s, [this] { click("deleteDraft"); });
    addDialog(u"05-draft-edit"_s, [this] { click("editDraft"); });
    addDialog(u"06-start-question"_s, [this] { click("start"); });
    add(
        u"07-running"_s, [this] { click("doIt"); }, [this] { return rowsOf("live") >= 0 && rowsOf("calls") >= 0; });
    add(
        u"08-live"_s, [this] { m_window->showPage(LivePage::key); }, [this] { return rowsOf("live") > 2; });
    addSheet(u"08-live-menus"_s, [this] { return menusOf(table("live")); });
    addDialog(u"08-live-hang-up-question"_s, [this] {
        m_window->findChild<ConsoleTable *>(u"live"_s)->chooseRow(0);
        pressDelete("live");
    });
}

void ScreenshotTour::planCalls()
{
    add(
        u"09-calls"_s,
        [this] {
            closeDialog();
            m_window->showPage(CallsPage::key);
        },
        [this] { return rowsOf("calls") > 6; });
    addSheet(u"09-calls-popups"_s, [this] {
        std::vector<Popup> popups = listsOf(*m_window);
        std::vector<Popup> menus = menusOf(table("calls"));
        popups.insert(popups.end(), menus.begin(), menus.end());
        return popups;
    });
    add(
        u"10-call-detail"_s,
        [this] { m_window->findChild<ConsoleTable *>(u"calls"_s)->chooseRow(rowsOf("calls") - 1); },
        [] { return true; });
    add(
        u"11-progress"_s, [this] { m_window->showPage(CampaignsPage::key); }, [] { return true; });
    add(
        u"12-stopped"_s, [this] { click("stopAll"); }, [] { return true; });
}

void ScreenshotTour::planDialogs()
{
    addDialog(u"12-quit-question"_s, [this] { m_window->close(); });
    addDialog(u"13-cancel-question"_s, [this] { click("cancel"); });
    addDialog(u"14-new-campaign"_s, [this] { trigger(QKeySequence(u"Ctrl+N"_s)); });
    addSheet(u"14-new-campaign-lists"_s, [this] { return listsOf(*openDialog()); });
    add(
        u"14-new-campaign-without-name"_s, [this] { click("create"); }, [this] { return openDialog() != nullptr; });
    planHelp();
    addDialog(u"15-choose-a-file"_s, [this] { trigger(QKeySequence(u"Ctrl+O"_s)); });
}

/// Each entry of the help opens a dialog; the pictures are named like the entries.
void ScreenshotTour::planHelp()
{
    for (QAction *entry : m_window->menuBar()->actions().constLast()->menu()->actions()) {
        if (!entry->isSeparator()) {
            const QString name = entry->text().remove(u'&').remove(u'…').toLower().replace(u' ', u'-');
            addDialog(u"14-help-"_s + name, [entry] { entry->trigger(); });
        }
    }
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
    addSheet(u"15-import-mapping-lists"_s, [this] { return listsOf(*m_window); });
    const auto isImported = [this] { return find("startImported") && find("startImported")->isVisible(); };
    add(
        u"16-import-known-people"_s, [this] { click("import"); },
        [this, isImported] {
            return openDialog() || isImported();
        }); // when the sample campaign has called some of them
    add(
        u"16-import-summary"_s, [this] { click("doIt"); }, isImported);
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
        u"20-import-narrow"_s,
        [this] {
            m_wide = m_window->size();
            m_window->resize(m_window->minimumSize());
        },
        [this] { return find("import") && find("import")->isVisible(); });
    add(
        u"21-import-ready"_s,
        [this] {
            m_window->resize(m_wide);
            m_window->openCsv(m_lists.filePath(u"members.csv"_s));
        },
        [this] { return find("import") && find("import")->isEnabled() && !find("encodingDoubt")->isVisible(); });
    add(
        u"22-import-skipped"_s, [this] { click("import"); },
        [this] { return find("startImported") && find("startImported")->isVisible(); });
}

} // namespace campanile
