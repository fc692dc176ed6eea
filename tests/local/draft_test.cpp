// Drafts: all of them can be changed, and they can be deleted. What was started cannot.

#include "support/campaign_desk.h"
#include "support/durations.h"
#include "support/fillable_disk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class DraftDesk : public CampaignDesk {
public:
    Result<void> remove(CampaignId id) { return ask<void>(caller, services.campaigns, &CampaignService::remove, id); }
    Result<CampaignOverview> get(CampaignId id)
    {
        return ask<CampaignOverview>(caller, services.campaigns, &CampaignService::get, id);
    }
    /// How many rows the tables of campaigns, targets, their numbers and refused rows have.
    std::vector<std::int64_t> rowsLeft()
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return {db.integer("SELECT count(*) FROM campaigns").value_or(-1),
                db.integer("SELECT count(*) FROM targets").value_or(-1),
                db.integer("SELECT count(*) FROM target_numbers").value_or(-1),
                db.integer("SELECT count(*) FROM rejects").value_or(-1)};
    }
};

} // namespace

class DraftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allOfABulkDraftCanBeChanged();
    void allOfARecurringDraftCanBeChanged();
    void aBadChangeIsRefusedByField_data();
    void aBadChangeIsRefusedByField();
    void whatWasStartedKeepsItsSettings();
    void aDraftIsDeletedWithAllThatItHas();
    void onlyADraftIsDeleted();
    void aDeletionThatCannotBeginLeavesTheDraft();
};

void DraftTest::allOfABulkDraftCanBeChanged()
{
    DraftDesk desk;
    const CampaignId id = desk.draft({answering()});
    Campaign expected = desk.overview(id).campaign;
    CampaignEdit edit;
    edit.name = QStringLiteral("  August  ");
    edit.description = QStringLiteral("RSVP");
    edit.maxAttempts = 5;
    edit.ratePerMinute = 30;
    edit.maxConcurrent = 7;
    edit.retryDelay = minute;
    edit.retryOutcomes = EndReasons::of({EndReason::Busy});
    edit.hours = ClosedHours().text();
    edit.unknown = UnknownPolicy::Retry;
    edit.breaker = CircuitBreaker{.run = 5, .percent = 60, .window = 20};
    edit.spendLimit = Money::of(9);
    edit.from = desk.setup.numbers.front().number;
    expected.name = QStringLiteral("August");
    expected.description = *edit.description;
    expected.ratePerMinute = 30;
    expected.maxConcurrent = 7;
    expected.retry = {.maxAttempts = 5, .delay = minute, .outcomes = *edit.retryOutcomes};
    expected.hours = *edit.hours;
    expected.unknown = UnknownPolicy::Retry;
    expected.breaker = *edit.breaker;
    expected.spendLimit = Money::of(9);
    QCOMPARE(*desk.edit(id, edit), expected);
    QCOMPARE(desk.overview(id).campaign, expected);
    QCOMPARE(desk.stats(id).total(), 1); // the list stays
}

void DraftTest::allOfARecurringDraftCanBeChanged()
{
    DraftDesk desk;
    const CampaignId id = desk.create(CampaignDesk::plan())->id;
    CampaignEdit edit;
    edit.to = answering(5);
    edit.variables.emplace().emplace(QStringLiteral("amount"), QStringLiteral("12.50"));
    edit.misfireGrace = minute;
    edit.cron = QStringLiteral("0 9 * * 1");
    const Result<Campaign> changed = desk.edit(id, edit);
    QVERIFY(changed.ok());
    QCOMPARE(changed->recurrence.to, answering(5));
    QCOMPARE(changed->recurrence.variables, QStringLiteral(R"({"amount":"12.50"})"));
    QCOMPARE(changed->misfireGrace, minute);
    QCOMPARE(desk.overview(id).campaign, *changed);
}

void DraftTest::aBadChangeIsRefusedByField_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("no attempt") << 0 << QByteArray("#/max_attempts");
    QTest::newRow("rate") << 1 << QByteArray("#/rate_limit_per_minute");
    QTest::newRow("calls at once") << 2 << QByteArray("#/max_concurrent");
    QTest::newRow("retry delay") << 3 << QByteArray("#/retry_delay_seconds");
    QTest::newRow("breaker") << 4 << QByteArray("#/breaker/window");
    QTest::newRow("spend limit") << 5 << QByteArray("#/spend_limit");
    QTest::newRow("hours") << 6 << QByteArray("#/hours");
    QTest::newRow("grace") << 7 << QByteArray("#/misfire_grace_seconds");
    QTest::newRow("no name") << 8 << QByteArray("#/name");
    QTest::newRow("a schedule") << 9 << QByteArray("#/cron");
}

void DraftTest::aBadChangeIsRefusedByField()
{
    QFETCH(const int, which);
    QFETCH(const QByteArray, pointer);
    std::vector<CampaignEdit> edits(10);
    edits[0].maxAttempts = 0;
    edits[1].ratePerMinute = -1;
    edits[2].maxConcurrent = 100'001;
    edits[3].retryDelay = Milliseconds(0);
    edits[4].breaker = CircuitBreaker{.window = 64};
    edits[5].spendLimit = -Money::of(1);
    edits[6].hours = QStringLiteral("[]");
    edits[7].misfireGrace = Milliseconds(0);
    edits[8].name = QStringLiteral(" ");
    edits[9].cron = QStringLiteral("0 9 * * *");
    DraftDesk desk;
    const CampaignId id = desk.draft({answering()});
    const Campaign before = desk.overview(id).campaign;
    const Result<Campaign> result = desk.edit(id, edits.at(static_cast<std::size_t>(which)));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY2(result.error().pointer.startsWith(QString::fromLatin1(pointer)), qPrintable(result.error().pointer));
    QCOMPARE(desk.overview(id).campaign, before);

    CampaignEdit foreign;
    foreign.agent = AgentId{77};
    refuses(desk.edit(id, foreign), ErrorCode::NotFound, "#/agent_id");
    foreign = {};
    foreign.from = E164{14155559999};
    refuses(desk.edit(id, foreign), ErrorCode::NotFound, "#/from_number");
}

void DraftTest::whatWasStartedKeepsItsSettings() // B1-38
{
    DraftDesk desk;
    const CampaignId recurring = desk.recurring().id;
    CampaignEdit rate;
    rate.ratePerMinute = 5;
    conflicts(desk.edit(recurring, rate), "active");
    CampaignEdit name;
    name.name = QStringLiteral("Standup");
    QVERIFY(desk.edit(recurring, name).ok());
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text();
    const CampaignId bulk = desk.begun({answering()}, closed);
    conflicts(desk.edit(bulk, name), "active");
}

void DraftTest::aDraftIsDeletedWithAllThatItHas()
{
    DraftDesk desk;
    const CampaignId other = desk.draft({answering()});
    const CampaignId id = desk.createCampaign()->id;
    QVERIFY(desk.import(id, listOf(people(12'000)) + "nonsense,Nobody\n").ok());
    QVERIFY(desk.skip(desk.targets(id).front().id).ok());
    QVERIFY(desk.remove(id).ok());
    QCOMPARE(desk.get(id).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.list().size(), 1U);
    QCOMPARE(desk.rowsLeft(), (std::vector<std::int64_t>{1, 1, 1, 0}));
    QCOMPARE(desk.stats(other).total(), 1);
    refuses(desk.remove(id), ErrorCode::NotFound);
    QVERIFY(desk.remove(other).ok());
    QCOMPARE(desk.rowsLeft(), (std::vector<std::int64_t>{0, 0, 0, 0}));
}

void DraftTest::onlyADraftIsDeleted()
{
    DraftDesk desk;
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text();
    const CampaignId id = desk.begun({answering()}, closed);
    conflicts(desk.remove(id), "active");
    QVERIFY(desk.move(&CampaignService::pause, id).ok());
    conflicts(desk.remove(id), "paused");
    QVERIFY(desk.move(&CampaignService::cancel, id).ok());
    conflicts(desk.remove(id), "cancelled");
    QCOMPARE(desk.stats(id).total(), 1);
}

void DraftTest::aDeletionThatCannotBeginLeavesTheDraft()
{
    FillableDisk disk;
    DraftDesk desk;
    const CampaignId id = desk.draft({answering(), answering(1)});
    disk.fill();
    QCOMPARE(desk.remove(id).error().code, ErrorCode::StorageFull);
    disk.makeRoom();
    QCOMPARE(desk.stats(id).total(), 2); // nothing has begun
    QVERIFY(desk.remove(id).ok());
    QCOMPARE(desk.rowsLeft(), (std::vector<std::int64_t>{0, 0, 0, 0}));
}

QTEST_GUILESS_MAIN(DraftTest)
#include "draft_test.moc"
