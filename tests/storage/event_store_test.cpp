// The outbox: every event is numbered once, for ever, and is found by its order, its campaign and its type.

#include "storage/campaign_events.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

std::vector<EventType> typesOf(const std::vector<Event> &events)
{
    std::vector<EventType> types;
    for (const Event &event : events) {
        types.push_back(event.type);
    }
    return types;
}

void add(TestDatabase &world, const Event &event)
{
    world.write([&](WriteTransaction &tx) { EventStore(tx).add(event); });
}

} // namespace

class EventStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEventComesBackAsItWasAdded();
    void whoWaitsForEventsIsTold();
    void sequencesGrowByOneOverTransactions();
    void aSequenceIsNotUsedAgainAfterPruningAndRestart();
    void aCampaignsActivityIsItsOwn();
    void eventsAreFoundByTypeAndWorkspace();
    void aCampaignsEventCarriesItsCounters();
};

void EventStoreTest::anEventComesBackAsItWasAdded()
{
    TestDatabase world;
    const Event told{.type = EventType::ConversationCompleted,
                     .workspace = world.workspace.id,
                     .at = WallTime{1'767'603'601'000},
                     .campaign = CampaignId{2},
                     .call = ScheduledCallId{3},
                     .attempt = AttemptId{4},
                     .conversation = ConversationId{5},
                     .target = TargetId{6},
                     .data = R"({"reason":"voicemail"})"};
    add(world, told);
    Event found = EventReader(world.db).after(0, 10).at(0);
    QCOMPARE(found.sequence, 1);
    QVERIFY(found.id.toString().startsWith(QLatin1StringView("evt_")));
    found.sequence = 0;
    found.id = {};
    QVERIFY(found == told);
    add(world, {.type = EventType::CampaignEdited});
    QCOMPARE(EventReader(world.db).after(1, 10).at(0).at, world.clock.wall()); // none was given
}

void EventStoreTest::whoWaitsForEventsIsTold()
{
    TestDatabase world;
    add(world, {.type = EventType::CampaignEdited});
    QVERIFY(world.published.back().events);
    world.write([&](WriteTransaction &tx) { tx.changes.setup = true; });
    QVERIFY(!world.published.back().events);
    ChangeSet all;
    all.merge(world.published.front());
    QVERIFY(all.events && !all.isEmpty());
}

void EventStoreTest::sequencesGrowByOneOverTransactions()
{
    TestDatabase world;
    for (int transaction = 0; transaction < 3; ++transaction) {
        world.write([](WriteTransaction &tx) {
            EventStore(tx).add({.type = EventType::CampaignEdited});
            EventStore(tx).add({.type = EventType::CampaignResumed});
        });
    }
    const std::vector<Event> events = EventReader(world.db).after(0, 10);
    QCOMPARE(events.size(), 6U);
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].sequence, static_cast<std::int64_t>(i) + 1);
        QVERIFY(i == 0 || events[i].id > events[i - 1].id);
    }
}

void EventStoreTest::aSequenceIsNotUsedAgainAfterPruningAndRestart()
{
    TestDatabase world(TestDatabase::Place::File);
    for (int i = 0; i < 5; ++i) {
        add(world, {.type = EventType::CampaignEdited});
    }
    QCOMPARE(world.write([](WriteTransaction &tx) { return EventStore(tx).prune(3); }), 3);
    QCOMPARE(EventReader(world.db).after(0, 10).size(), 2U);
    QCOMPARE(world.write([](WriteTransaction &tx) { return EventStore(tx).prune(1'000); }), 2); // the newest, too
    QVERIFY(EventReader(world.db).after(0, 10).empty());

    Connection next(world.path, Connection::Access::ReadWrite); // as the next process has it
    migrate(next, world.path);
    IdSource ids(world.clock, 2);
    InlineWriter writer(next, ids, world.clock, [](const ChangeSet &) {});
    const auto addOne = [&] {
        writer.submit<bool>(
            WritePriority::Commands,
            [](WriteTransaction &tx) -> Result<bool> {
                EventStore(tx).add({.type = EventType::CampaignResumed});
                return true;
            },
            [](const Result<bool> &) {});
    };
    addOne();
    QCOMPARE(EventReader(next).after(0, 10).at(0).sequence, 6);
    writer.submit<bool>(
        WritePriority::Commands, [](WriteTransaction &tx) -> Result<bool> { return EventStore(tx).prune(2) == 0; },
        [](const Result<bool> &) {});
    addOne();
    QCOMPARE(EventReader(next).after(6, 10).at(0).sequence, 7);
}

void EventStoreTest::aCampaignsActivityIsItsOwn()
{
    TestDatabase world;
    const WorkspaceId workspace = world.workspace.id;
    const CampaignId mine{11};
    add(world, {.type = EventType::CampaignStarted, .workspace = workspace, .campaign = mine});
    add(world, {.type = EventType::ScheduledCallCreated,
                .workspace = workspace,
                .campaign = mine,
                .call = ScheduledCallId{1}});
    add(world, {.type = EventType::CampaignPaused, .workspace = workspace, .campaign = mine});
    add(world, {.type = EventType::CampaignPaused, .workspace = workspace, .campaign = CampaignId{12}});
    add(world, {.type = EventType::CampaignResumed, .workspace = workspace, .campaign = mine});
    EventReader reader(world.db);
    using enum EventType;
    QCOMPARE(typesOf(reader.ofCampaign(workspace, mine, 0, 10)),
             (std::vector<EventType>{CampaignResumed, CampaignPaused, CampaignStarted}));
    const std::vector<Event> newest = reader.ofCampaign(workspace, mine, 0, 1);
    QCOMPARE(typesOf(reader.ofCampaign(workspace, mine, newest.back().sequence, 10)),
             (std::vector<EventType>{CampaignPaused, CampaignStarted}));
    QVERIFY(reader.ofCampaign(WorkspaceId{1}, mine, 0, 10).empty());
}

void EventStoreTest::eventsAreFoundByTypeAndWorkspace()
{
    TestDatabase world;
    const WorkspaceId workspace = world.workspace.id;
    for (int i = 0; i < 3; ++i) {
        add(world, {.type = EventType::DoNotCallAdded, .workspace = workspace});
        add(world, {.type = EventType::DoNotCallAdded, .workspace = WorkspaceId{1}});
        add(world, {.type = EventType::BillingLowBalance, .workspace = workspace});
    }
    EventReader reader(world.db);
    const std::vector<Event> found = reader.ofType(workspace, EventType::DoNotCallAdded, 0, 2);
    QCOMPARE(found.size(), 2U);
    QCOMPARE(reader.ofType(workspace, EventType::DoNotCallAdded, found.back().sequence, 2).size(), 1U);
}

void EventStoreTest::aCampaignsEventCarriesItsCounters()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    world.write([&](WriteTransaction &tx) {
        tx.countTarget(campaign.id, TargetStatus::Scheduled, TargetStatus::Skipped); // in this very transaction
        EventData data;
        data.add("reason", QLatin1StringView("requested"));
        addCampaignEvent(tx, EventType::CampaignPaused, campaign, std::move(data));
    });
    const Event event = EventReader(world.db).ofCampaign(world.workspace.id, campaign.id, 0, 1).at(0);
    QCOMPARE(event.data, R"({"reason":"requested","status":"active","targets":{"pending":0,"scheduled":2,)"
                         R"("dispatched":0,"failed":0,"skipped":1},"attempts":0})");
}

QTEST_GUILESS_MAIN(EventStoreTest)
#include "event_store_test.moc"
