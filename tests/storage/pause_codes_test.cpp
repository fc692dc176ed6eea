// Why campaigns paused themselves was a text up to version 4 of the schema; it is a code with values since version 5.

#include "storage/campaign_store.h"
#include "storage/migrations.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace campanile;

namespace {

constexpr int lastWithTexts = 4;

/// A database of version 4 with an agent, a number, and nothing else.
void makeOld(Connection &db)
{
    for (const char *step : {"0001_initial", "0002_engine", "0003_caps_and_months", "0004_countries"}) {
        QFile file(QStringLiteral(":/storage/%1.sql").arg(QLatin1StringView(step)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        db.script(file.readAll());
    }
    db.script(QStringLiteral("PRAGMA user_version=%1; PRAGMA application_id=%2")
                  .arg(lastWithTexts)
                  .arg(0x43414d50)
                  .toLatin1());
    db.script(
        "INSERT INTO workspaces (id, name, cooldown_ms, max_per_day, max_per_week) VALUES (1, 'W', 0, 0, 0);"
        "INSERT INTO agents (id, workspace_id, name, endpoint, first_message, max_hold_seconds,"
        " max_duration_seconds) VALUES (1, 1, 'A', '', '', 60, 60);"
        "INSERT INTO trunks (id, workspace_id, name, kind) VALUES (1, 1, 'T', 0);"
        "INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label) VALUES (1, 1, 1, 14155550100, '')");
}

void pausedBecause(Connection &db, int id, int window, const QString &text)
{
    db.execute(
        "INSERT INTO campaigns (id, workspace_id, name, description, agent_id, phone_number_id, status,"
        " rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at, breaker_window, pause_reason)"
        " VALUES (?, 1, 'C', '', 1, 1, 2, 0, 0, 3, 0, 0, ?, ?)",
        id, window, text);
}

} // namespace

class PauseCodesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsOfAnOldDatabaseBecomeCodes();
    void aReasonIsKeptWithItsValues();
};

void PauseCodesTest::textsOfAnOldDatabaseBecomeCodes()
{
    const QTemporaryDir folder;
    {
        const QString other = folder.filePath(QStringLiteral("new.sqlite")); // makes the steps known to this program
        Connection db(other, Connection::Access::ReadWrite);
        migrate(db, other);
    }
    const QString file = folder.filePath(QStringLiteral("old.sqlite"));
    Connection db(file, Connection::Access::ReadWrite);
    makeOld(db);
    pausedBecause(db, 1, 50, {});
    pausedBecause(db, 2, 50,
                  QStringLiteral("The last 20 calls failed one after the other. Check trunk, caller ID and list, then "
                                 "resume."));
    pausedBecause(db, 3, 50,
                  QStringLiteral("26 of the last 50 calls failed. Check trunk, caller ID and list, then resume."));
    pausedBecause(db, 4, 50, QStringLiteral("It rained."));
    migrate(db, file);
    CampaignStore campaigns(db);
    using Code = PauseReason::Code;
    QCOMPARE(campaigns.find(CampaignId{1})->pauseReason, PauseReason{});
    QCOMPARE(campaigns.find(CampaignId{2})->pauseReason, (PauseReason{Code::FailuresInARow, 20, 0, {}}));
    QCOMPARE(campaigns.find(CampaignId{3})->pauseReason, (PauseReason{Code::ShareOfFailures, 26, 50, {}}));
    QCOMPARE(campaigns.find(CampaignId{4})->pauseReason,
             (PauseReason{Code::EarlierVersion, 0, 0, QStringLiteral("It rained.")}));
}

void PauseCodesTest::aReasonIsKeptWithItsValues()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("kept.sqlite"));
    Connection db(file, Connection::Access::ReadWrite);
    migrate(db, file);
    db.script(
        "INSERT INTO workspaces (id, name, cooldown_ms, max_per_day, max_per_week) VALUES (1, 'W', 0, 0, 0);"
        "INSERT INTO agents (id, workspace_id, name, endpoint, first_message, max_hold_seconds,"
        " max_duration_seconds) VALUES (1, 1, 'A', '', '', 60, 60);"
        "INSERT INTO trunks (id, workspace_id, name, kind) VALUES (1, 1, 'T', 0);"
        "INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label) VALUES (1, 1, 1, 14155550100, '')");
    Campaign campaign;
    campaign.id = CampaignId{1};
    campaign.workspace = WorkspaceId{1};
    campaign.agent = AgentId{1};
    campaign.fromNumber = PhoneNumberId{1};
    CampaignStore campaigns(db);
    campaigns.insert(campaign);
    QVERIFY(campaigns.find(campaign.id)->pauseReason.isNone());
    campaign.status = CampaignStatus::Paused;
    campaign.pauseReason = {PauseReason::Code::ShareOfFailures, 26, 50, {}};
    campaigns.updateLifeCycle(campaign);
    QCOMPARE(campaigns.find(campaign.id)->pauseReason, campaign.pauseReason);
    campaign.pauseReason = {};
    campaigns.updateLifeCycle(campaign);
    QVERIFY(campaigns.find(campaign.id)->pauseReason.isNone());
}

QTEST_GUILESS_MAIN(PauseCodesTest)
#include "pause_codes_test.moc"
