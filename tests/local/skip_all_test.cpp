// Many targets skipped at once: all that match, in slices, while calls go on; and the account of who was left out.

#include "storage/connection.h"
#include "support/calling_desk.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace campanile;
using namespace campanile::test;

namespace {

class SkipDesk : public CallingDesk {
public:
    using CallingDesk::CallingDesk;

    Result<SkipAccount> skipAll(CampaignId campaign, const TargetSelection &selection = {},
                                const std::function<void(TargetProgress)> &progress = {})
    {
        return await<SkipAccount>([&](Reply<SkipAccount> reply) {
            job = services.targets.skipAll(caller, campaign, selection, progress, std::move(reply));
        });
    }
    /// How many targets of the campaign a statement finds.
    std::int64_t counted(Sql<1> sql, CampaignId campaign)
    {
        return Connection(databasePath(), Connection::Access::ReadOnly).integer(sql, campaign).value_or(0);
    }
    std::int64_t skippedRows(CampaignId campaign)
    {
        return counted("SELECT count(*) FROM targets WHERE campaign_id = ? AND status = {target.skipped}", campaign);
    }

    std::shared_ptr<TargetJob> job; ///< the last one
};

/// Each that was chosen is counted once.
bool isWhole(const SkipAccount &account)
{
    return account.chosen == account.skipped + account.leftOut() + account.notReached;
}

} // namespace

class SkipAllTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThatMatchAreSkipped();
    void whoIsInTheQueueIsSkippedToo();
    void callsGoOnMeanwhile();
    void whoIsOnTheLineIsLeftOut();
    void whoTalksIsOnTheLineToo();
    void aSelectionIsKeptTo();
    void anImportIsLeftAlone();
    void cancellingKeepsWhatWasDone();
    void closingTheProgramEndsIt();
    void whatCannotBeDoneChangesNothing();
};

void SkipAllTest::allThatMatchAreSkipped()
{
    SkipDesk desk;
    const CampaignId campaign = desk.draft(2'345);
    const CampaignId other = desk.draft(3);
    QVERIFY(desk.skip(desk.targets(campaign).front().id).ok());
    std::vector<TargetProgress> told;
    const Result<SkipAccount> account =
        desk.skipAll(campaign, {}, [&told](TargetProgress far) { told.push_back(far); });
    QVERIFY2(account.ok(), account.ok() ? "" : qPrintable(account.error().message));
    QCOMPARE(*account, (SkipAccount{.chosen = 2'345, .skipped = 2'344, .alreadySkipped = 1}));
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Skipped), 2'345);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), 0);
    QCOMPARE(desk.skippedRows(campaign), 2'345);
    QCOMPARE(desk.stats(other).of(TargetStatus::Pending), 3);
    QVERIFY(told.size() >= 2);
    QCOMPARE(told.front().done, 0);
    QCOMPARE(told.back().done, 2'345);
    QCOMPARE(told.back().total, 2'345);
}

void SkipAllTest::whoIsInTheQueueIsSkippedToo()
{
    SkipDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId campaign = desk.draft(1'200, fresh);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY(desk.stats(campaign).of(TargetStatus::Scheduled) > 0);
    const Result<SkipAccount> account = desk.skipAll(campaign);
    QCOMPARE(*account, (SkipAccount{.chosen = 1'200, .skipped = 1'200}));
    QCOMPARE(desk.counted("SELECT count(*) FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending}",
                          campaign),
             0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.stats(campaign).attempts, 0);
}

void SkipAllTest::callsGoOnMeanwhile() // B1-31
{
    SkipDesk desk;
    SimulationSettings healthy = desk.setup.trunks.front().simulation;
    healthy.speed = 10'000;
    healthy.carrierErrorRate = 0; // such a call is placed once more, and enough of them pause the campaign
    healthy.invalidRate = 0;
    desk.simulate(healthy);
    const CampaignId campaign = desk.draft(3'000);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.stats(campaign).attempts > 0, 30'000);
    const Result<SkipAccount> account = desk.skipAll(campaign);
    QVERIFY(account.ok());
    QCOMPARE(account->chosen, 3'000);
    QVERIFY(isWhole(*account));
    QVERIFY(account->skipped > 0);
    QCOMPARE(account->notReached, 0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    // Nobody was both called and skipped, nobody was called twice, and the counters are those of the rows.
    QCOMPARE(desk.counted("SELECT count(*) FROM attempts a JOIN targets t ON t.id = a.target_id"
                          " WHERE a.campaign_id = ? AND t.status = {target.skipped}",
                          campaign),
             0);
    const CampaignStats stats = desk.stats(campaign);
    QCOMPARE(stats.of(TargetStatus::Skipped), account->skipped);
    QCOMPARE(stats.of(TargetStatus::Skipped), desk.skippedRows(campaign));
    QCOMPARE(stats.total(), 3'000);
    QCOMPARE(stats.attempts, 3'000 - account->skipped);
}

void SkipAllTest::whoIsOnTheLineIsLeftOut()
{
    SkipDesk desk;
    SimulationSettings slow = desk.setup.trunks.front().simulation;
    slow.ringTime = Milliseconds(30'000);
    desk.simulate(slow);
    NewCampaign fresh = oneAttemptEach();
    fresh.maxConcurrent = 1;
    const CampaignId campaign = desk.begun({E164{14155552000}, E164{14155552001}}, fresh);
    QTRY_COMPARE(desk.stats(campaign).inFlight, 1);
    const Result<SkipAccount> account = desk.skipAll(campaign);
    QCOMPARE(*account, (SkipAccount{.chosen = 2, .skipped = 1, .onTheLine = 1}));
    QCOMPARE(desk.stats(campaign).inFlight, 1); // the call is not touched
}

/// A target that answered has been reached, and its call goes on all the same.
void SkipAllTest::whoTalksIsOnTheLineToo()
{
    SkipDesk desk;
    SimulationSettings talkative = desk.setup.trunks.front().simulation;
    talkative.busyRate = talkative.noAnswerRate = talkative.declinedRate = talkative.invalidRate = 0;
    talkative.carrierErrorRate = talkative.voicemailRate = 0;
    talkative.ringTime = Milliseconds(0);
    talkative.talkTime = Milliseconds(60'000);
    desk.simulate(talkative);
    NewCampaign fresh = oneAttemptEach();
    fresh.maxConcurrent = 1;
    const CampaignId campaign = desk.begun({E164{14155552345}, E164{14155552346}}, fresh);
    QTRY_COMPARE(desk.stats(campaign).of(TargetStatus::Dispatched), 1);
    const Result<SkipAccount> account = desk.skipAll(campaign);
    QCOMPARE(*account, (SkipAccount{.chosen = 2, .skipped = 1, .onTheLine = 1}));
}

void SkipAllTest::aSelectionIsKeptTo()
{
    SkipDesk desk;
    const CampaignId campaign = desk.draft(10);
    const std::vector<TargetRow> rows = desk.targets(campaign);
    const auto skipped = [&] {
        QStringList names;
        for (const Target &target : desk.targets(campaign)) {
            if (target.status == TargetStatus::Skipped) {
                names << target.name;
            }
        }
        return names.join(u',');
    };
    TargetSelection some;
    some.only = {rows[7].id, rows[2].id, rows[7].id, TargetId{1}};
    QCOMPARE(*desk.skipAll(campaign, some), (SkipAccount{.chosen = 3, .skipped = 2, .gone = 1}));
    QCOMPARE(skipped(), QStringLiteral("Person 2,Person 7"));

    TargetSelection others;
    others.newest = rows[5].id; // nobody who came later
    others.except = {rows[0].id, rows[1].id};
    QCOMPARE(*desk.skipAll(campaign, others), (SkipAccount{.chosen = 4, .skipped = 3, .alreadySkipped = 1}));
    QCOMPARE(skipped(), QStringLiteral("Person 2,Person 3,Person 4,Person 5,Person 7"));

    TargetSelection found;
    found.filter = {TargetStatus::Pending, QStringLiteral("person 9")};
    QCOMPARE(*desk.skipAll(campaign, found), (SkipAccount{.chosen = 1, .skipped = 1}));

    TargetSelection waiting;
    waiting.filter.states = {TargetState::Waiting};
    waiting.except = {rows[0].id};
    QCOMPARE(*desk.skipAll(campaign, waiting), (SkipAccount{.chosen = 3, .skipped = 3})); // 1, 6 and 8
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), 1);

    // Another campaign's targets are none of this one's, whoever names them.
    const CampaignId other = desk.draft(1);
    TargetSelection foreign;
    foreign.only = {desk.targets(other).front().id};
    QCOMPARE(*desk.skipAll(campaign, foreign), (SkipAccount{.chosen = 1, .gone = 1}));
    QCOMPARE(desk.stats(other).of(TargetStatus::Pending), 1);
}

void SkipAllTest::anImportIsLeftAlone()
{
    SkipDesk desk;
    const CampaignId campaign = desk.draft(5);
    const std::vector<TargetRow> rows = desk.targets(campaign);
    Connection(desk.databasePath(), Connection::Access::ReadWrite)
        .execute("UPDATE campaigns SET importing_from = ? WHERE id = ?", rows[3].id, campaign);
    QCOMPARE(*desk.skipAll(campaign), (SkipAccount{.chosen = 5, .skipped = 3, .importing = 2}));
}

void SkipAllTest::cancellingKeepsWhatWasDone()
{
    SkipDesk desk;
    const CampaignId campaign = desk.draft(9'000);
    struct Cancelling {
        std::promise<std::shared_ptr<TargetJob>> job;
        std::shared_future<std::shared_ptr<TargetJob>> known = job.get_future().share();
    };
    const auto cancelling = std::make_shared<Cancelling>();
    const Result<SkipAccount> account = await<SkipAccount>([&](Reply<SkipAccount> reply) {
        cancelling->job.set_value(desk.services.targets.skipAll(
            desk.caller, campaign, {},
            [cancelling](TargetProgress far) {
                if (far.done > 0) {
                    cancelling->known.get()->cancel();
                }
            },
            std::move(reply)));
    });
    QVERIFY(account.ok());
    QVERIFY(account->stopped.has_value());
    QCOMPARE(account->stopped->code, ErrorCode::Cancelled);
    QVERIFY(isWhole(*account));
    QVERIFY(account->skipped > 0);
    QVERIFY(account->notReached > 0);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Skipped), account->skipped);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), account->notReached);
}

void SkipAllTest::closingTheProgramEndsIt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    CampaignId campaign;
    const auto answers = std::make_shared<std::atomic<int>>(0);
    {
        SkipDesk desk(path);
        campaign = desk.draft(9'000);
        static_cast<void>(desk.services.targets.skipAll(desk.caller, campaign, {}, {},
                                                        [answers](const Result<SkipAccount> &) { ++*answers; }));
    }
    QCOMPARE(answers->load(), 1);
    SkipDesk later(path);
    const CampaignStats stats = later.stats(campaign);
    QCOMPARE(stats.total(), 9'000);
    QCOMPARE(stats.of(TargetStatus::Skipped), later.skippedRows(campaign));
}

void SkipAllTest::whatCannotBeDoneChangesNothing()
{
    SkipDesk desk;
    const CampaignId campaign = desk.draft(3);
    QCOMPARE(desk.skipAll(CampaignId{1}).error().code, ErrorCode::NotFound);
    TargetSelection tooLong;
    tooLong.filter.text = QString(257, u'x');
    QCOMPARE(desk.skipAll(campaign, tooLong).error().code, ErrorCode::InvalidInput);
    TargetSelection nobody;
    nobody.filter.text = QStringLiteral("nobody");
    QCOMPARE(*desk.skipAll(campaign, nobody), SkipAccount{});
    QVERIFY(desk.disableEditing().ok());
    QCOMPARE(desk.skipAll(campaign).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Pending), 3);
}

QTEST_GUILESS_MAIN(SkipAllTest)
#include "skip_all_test.moc"
