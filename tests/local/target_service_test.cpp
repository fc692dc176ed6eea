// The people of a campaign: added one by one, skipped, searched and read in pages.

#include "support/calling_desk.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace campanile;
using namespace campanile::test;

namespace {

class TargetDesk : public CallingDesk {
public:
    Result<Page<TargetRow, TargetId>> page(CampaignId id, const TargetFilter &filter = {}, TargetId after = {},
                                           int limit = 200)
    {
        return ask<Page<TargetRow, TargetId>>(caller, services.targets, &TargetService::page, id, filter, after, limit);
    }
    QStringList found(CampaignId id, TargetStates states)
    {
        TargetFilter filter;
        filter.states = states;
        return found(id, filter);
    }
    /// The names of those that match, in this order, without a first part.
    QStringList sorted(CampaignId id, const TargetFilter &filter, TargetOrder order)
    {
        const Result<std::vector<TargetId>> ids = await<std::vector<TargetId>>([&](Reply<std::vector<TargetId>> reply) {
            handle = services.targets.sorted(caller, id, filter, order, {}, std::move(reply));
        });
        QStringList names;
        const Result<std::vector<TargetRow>> rows =
            ask<std::vector<TargetRow>>(caller, services.targets, &TargetService::rows, *ids);
        for (const TargetRow &row : *rows) {
            names << row.name;
        }
        return names;
    }
    QStringList found(CampaignId id, const TargetFilter &filter)
    {
        QStringList names;
        const Result<Page<TargetRow, TargetId>> first = page(id, filter);
        for (const Target &target : first->rows) {
            names << target.name;
        }
        return names;
    }

    QueryHandle handle; ///< of the last question for an order
};

} // namespace

class TargetServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void appendTellsDuplicates();
    void appendRefusesWhatIsTooMuch();
    void onlyAPendingTargetIsSkipped();
    void searchFindsNumbersAndNames();
    void pagesGoOnWhereTheyEnded();
    void whoTalksHasNoOutcomeYet();
    void aPausedCampaignHoldsWhoWaits();
    void anOrderKeepsToTheFilterByState();
    void aSupersededQueryIsCancelled();
};

void TargetServiceTest::appendTellsDuplicates() // B1-28, B1-30
{
    TargetDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QCOMPARE(desk.append(campaign, people(5))->inserted, 5);
    std::vector<NewTarget> rows;
    for (const std::int64_t number : {14155552004, 14155552005, 14155552005}) { // known, new, twice in the list
        rows.push_back({E164{number}, {}, "{}", 1});
    }
    const std::vector<RejectedRow> rejected = {{4, QStringLiteral("x"), QStringLiteral("No number."), {}}};
    const Result<ImportSummary> summary = ask<ImportSummary>(desk.caller, desk.services.targets, &TargetService::append,
                                                             campaign, NewTargets{rows, rejected});
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 1);
    QCOMPARE(summary->firstRejects, rejected);
    QCOMPARE(summary->rows(), 4);
    QCOMPARE(desk.stats(campaign).total(), 6);
}

void TargetServiceTest::appendRefusesWhatIsTooMuch()
{
    TargetDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QCOMPARE(desk.append(campaign, people(10'001)).error().code, ErrorCode::TooLarge);
    QCOMPARE(desk.stats(campaign).total(), 0);
    QCOMPARE(desk.append(CampaignId{1}, people(1)).error().code, ErrorCode::NotFound);
}

void TargetServiceTest::onlyAPendingTargetIsSkipped() // B1-31, B1-32
{
    TargetDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(1, E164{14155550000})).ok()); // answers
    QVERIFY(desk.append(campaign, people(1, E164{14155552001})).ok());
    const std::vector<TargetRow> rows = desk.targets(campaign);
    QCOMPARE(desk.skip(rows[1].id)->status, TargetStatus::Skipped);
    const Result<TargetRow> again = desk.skip(rows[1].id);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QVERIFY(again.error().message.contains(QStringLiteral("skipped")));
    QCOMPARE(desk.skip(TargetId{1}).error().code, ErrorCode::NotFound);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    const Result<TargetRow> dispatched = desk.skip(rows[0].id);
    QCOMPARE(dispatched.error().code, ErrorCode::Conflict);
    QVERIFY(dispatched.error().message.contains(QStringLiteral("dispatched")));
    QCOMPARE(desk.stats(campaign).attempts, 1); // the skipped one was not called
}

void TargetServiceTest::searchFindsNumbersAndNames() // B1-33, B1-34
{
    TargetDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.import(campaign, QByteArray("phone,name\n+14155550142,100% Ana\n+14155550143,100 Tom\n")).ok());
    const auto found = [&](const char *text, std::optional<TargetStatus> status = std::nullopt) {
        return desk.found(campaign, {status, QString::fromLatin1(text)});
    };
    QCOMPARE(found("0%"), QStringList{QStringLiteral("100% Ana")});
    QCOMPARE(found("TOM"), QStringList{QStringLiteral("100 Tom")});
    QCOMPARE(found("(415) 555-0142"), QStringList{QStringLiteral("100% Ana")});
    QCOMPARE(found("", TargetStatus::Pending).size(), 2);
    QCOMPARE(found("", TargetStatus::Skipped).size(), 0);
    QCOMPARE(desk.page(campaign, {std::nullopt, QString(257, u'x')}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.page(CampaignId{1}).error().code, ErrorCode::NotFound);
}

/// Nobody is shown how a call ended before it has: neither of the target nor in the counts.
void TargetServiceTest::whoTalksHasNoOutcomeYet()
{
    TargetDesk desk;
    SimulationSettings settings = desk.setup.trunks.front().simulation;
    settings.ringTime = Milliseconds(1);
    settings.talkTime = Milliseconds(600'000);
    desk.simulate(settings);
    const CampaignId campaign = desk.begun({answering()});
    QTRY_COMPARE_WITH_TIMEOUT(desk.targets(campaign).front().standing.state, TargetState::Talking, 30'000);
    const TargetRow talking = desk.targets(campaign).front();
    QCOMPARE(talking.status, TargetStatus::Dispatched);
    QCOMPARE(talking.lastOutcome, std::nullopt);
    QVERIFY(talking.standing.at.ms > 0);
    const CampaignOverview overview = desk.overview(campaign);
    QVERIFY(overview.stats.byOutcome.empty());
    QCOMPARE(overview.states.of(TargetState::Talking), 1);
    QCOMPARE(overview.states.total(), overview.stats.total());
    QCOMPARE(desk.found(campaign, TargetStates{TargetState::Talking}).size(), 1);
    QCOMPARE(desk.found(campaign, TargetStates{TargetState::Answered}).size(), 0);
    QVERIFY(desk.hangUp(desk.live().front().id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.targets(campaign).front().standing.state, TargetState::Answered, 30'000);
    QVERIFY(desk.targets(campaign).front().lastOutcome.has_value());
    QCOMPARE(desk.stats(campaign).byOutcome.size(), 1U);
}

/// People of a draft wait for the start, those of a paused campaign for its resumption.
void TargetServiceTest::aPausedCampaignHoldsWhoWaits()
{
    TargetDesk desk;
    desk.stopAll(); // nobody is called meanwhile
    const CampaignId campaign = desk.draft(3);
    QCOMPARE(desk.overview(campaign).states.of(TargetState::Waiting), 3);
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).states.of(TargetState::Held), 3, 30'000);
    QCOMPARE(desk.targets(campaign).front().standing.heldBy, HoldReason::Stopped);
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    const TargetRow row = desk.targets(campaign).front();
    QCOMPARE(row.standing, (TargetStanding{.state = TargetState::Held, .heldBy = HoldReason::CampaignNotActive}));
    QCOMPARE(desk.found(campaign, TargetStates{TargetState::Held}).size(), 3);
    QCOMPARE(desk.skip(row.id)->standing.state, TargetState::Skipped);
    const TargetStateCounts states = desk.overview(campaign).states;
    QCOMPARE(states.of(TargetState::Held), 2);
    QCOMPARE(states.of(TargetState::Skipped), 1);
    QCOMPARE(states.total(), 3);
}

void TargetServiceTest::anOrderKeepsToTheFilterByState()
{
    TargetDesk desk;
    const CampaignId campaign = desk.draft(4);
    const std::vector<TargetRow> rows = desk.targets(campaign);
    QVERIFY(desk.skip(rows[0].id).ok());
    QVERIFY(desk.skip(rows[2].id).ok());
    const auto sorted = [&](TargetStates states, TargetColumn by, bool isDescending) {
        TargetFilter filter;
        filter.states = states;
        return desk.sorted(campaign, filter, {by, isDescending}).join(u',');
    };
    const QString waitingFirst = QStringLiteral("Person 1,Person 3,Person 0,Person 2");
    QCOMPARE(sorted({}, TargetColumn::State, false), waitingFirst);
    QCOMPARE(sorted({}, TargetColumn::State, true), QStringLiteral("Person 0,Person 2,Person 1,Person 3"));
    QCOMPARE(sorted({TargetState::Waiting}, TargetColumn::State, true), QStringLiteral("Person 1,Person 3"));
    QCOMPARE(sorted({TargetState::Skipped}, TargetColumn::Number, true), QStringLiteral("Person 2,Person 0"));
    QCOMPARE(sorted({TargetState::Skipped, TargetState::Waiting}, TargetColumn::Number, true),
             QStringLiteral("Person 3,Person 2,Person 1,Person 0"));
    QCOMPARE(sorted({TargetState::Ringing}, TargetColumn::Name, false), QString());
    // What holds somebody is a reason, too; who is skipped has none and comes last in both directions.
    desk.stopAll();
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QVERIFY(desk.move(&CampaignService::pause, campaign).ok());
    QCOMPARE(sorted({}, TargetColumn::Reason, false), waitingFirst);
    QCOMPARE(sorted({}, TargetColumn::Reason, true), waitingFirst);
    QCOMPARE(sorted({TargetState::Held}, TargetColumn::Number, true), QStringLiteral("Person 3,Person 1"));
}

void TargetServiceTest::pagesGoOnWhereTheyEnded()
{
    TargetDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, people(25)).ok());
    std::vector<E164> seen;
    TargetId after;
    int pages = 0;
    do {
        const Result<Page<TargetRow, TargetId>> page = desk.page(campaign, {}, after, 10);
        for (const Target &target : page->rows) {
            seen.push_back(target.number);
        }
        after = page->next;
        ++pages;
        QVERIFY(desk.append(campaign, people(1, E164{14155553000 + pages * 10})).ok()); // somebody adds meanwhile
    } while (!after.isNull() && pages < 10);
    QCOMPARE(pages, 3);
    for (int i = 0; i < 25; ++i) {
        QCOMPARE(seen[static_cast<std::size_t>(i)], E164{14155552000 + i});
    }
}

void TargetServiceTest::aSupersededQueryIsCancelled()
{
    TargetDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    constexpr int queries = 200; // a key pressed for a while, on a list that takes longer to look through
    QVERIFY(desk.append(campaign, people(5'000)).ok());
    struct Answers {
        std::atomic<int> found{0};
        std::atomic<int> cancelled{0};
        std::atomic<int> failed{0};
    };
    const auto answers = std::make_shared<Answers>();
    for (int i = 0; i < queries; ++i) {
        const QueryHandle superseded = desk.services.targets.ids(
            desk.caller, campaign, {std::nullopt, QStringLiteral("person")},
            [answers](const Result<std::vector<TargetId>> &result) {
                const bool isCancelled = !result && result.error().code == ErrorCode::Cancelled;
                ++(result.ok() ? answers->found : isCancelled ? answers->cancelled : answers->failed);
            });
        QVERIFY(superseded != nullptr);
    }
    QueryHandle last;
    const auto result = await<std::vector<TargetId>>([&](Reply<std::vector<TargetId>> reply) {
        last = desk.services.targets.ids(desk.caller, campaign, {std::nullopt, QStringLiteral("person 3333")},
                                         std::move(reply));
    });
    QTRY_COMPARE(answers->found + answers->cancelled + answers->failed, queries); // each is answered, and once
    QCOMPARE(answers->failed.load(), 0);
    QVERIFY(answers->cancelled > queries / 2); // the others had their answer before they were let go
    QVERIFY(result.ok());
    QCOMPARE(result->size(), 1U);
    const auto rows = ask<std::vector<TargetRow>>(desk.caller, desk.services.targets, &TargetService::rows, *result);
    QCOMPARE(rows->front().name, QStringLiteral("Person 3333"));
}

QTEST_GUILESS_MAIN(TargetServiceTest)
#include "target_service_test.moc"
