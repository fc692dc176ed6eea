// The stores of targets, queue, attempts, limits and imports.

#include "storage/attempt_store.h"
#include "storage/import_store.h"
#include "storage/like_pattern.h"
#include "support/durations.h"
#include "support/test_database.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

struct Person {
    const char *name;
    std::int64_t number;
};

/// A list with names that mean something to LIKE.
class NamesWorld : public TestDatabase {
public:
    Campaign campaign = addCampaign({.status = CampaignStatus::Draft});

    NamesWorld()
    {
        write([this](WriteTransaction &tx) {
            for (const Person &person : {Person{"100% Sure", 14155550142}, Person{"100 Surely", 14155550143},
                                         Person{"snake_case", 14155550144}, Person{"snakeXcase", 14155550145},
                                         Person{"back\\slash", 442079460958}, Person{"Zoë", 4915112345678}}) {
                const auto id = tx.ids.next<TargetId>();
                TargetStore(tx.db).insert(id, campaign.id, E164{person.number}, person.name, "{}");
            }
        });
    }
    QStringList found(const QString &text)
    {
        QStringList names;
        TargetStore store(db);
        for (const TargetId id : store.ids(campaign.id, std::nullopt, text, {}, -1)) {
            names << store.find(id)->name;
        }
        return names;
    }
};

} // namespace

class StoresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTargetComesBackAsItWas();
    void searchTakesTheTextLiterally_data();
    void searchTakesTheTextLiterally();
    void searchLooksInOneCampaignOnly();
    void idsComeInListOrderOverAllStatuses();
    void pagesAreStableUnderInserts();
    void aNumberIsOnAListOnce();
    void undoingAnImportRemovesExactlyItsRows();
    void pendingTargetsOfAnUnfinishedImportAreLeftOut();
    void aRowIsClaimedOnceAnEpoch();
    void onlyDueRowsAreClaimed();
    void aTargetHasOneRowInTheQueue();
    void dueRowsComeEarliestFirst();
    void aRowThatIsInFlightIsNotPostponed();
    void callsAreFoundByCampaignStatusAndText();
    void openAttemptsOfEarlierGenerationsAreFound();
    void theLedgerKnowsTheLastWeek();
    void theDoNotCallListIsTheWorkspaces();
    void importsAndTheirRejectsAreKept();
};

void StoresTest::aTargetComesBackAsItWas()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId id = world.write([&](WriteTransaction &tx) {
        const auto fresh = tx.ids.next<TargetId>();
        TargetStore(tx.db).insert(fresh, campaign.id, E164{999999999999999}, "Zoë \xf0\x9f\x94\x94",
                                  R"({"a":"\"quoted\" 'single'"})");
        return fresh;
    });
    const Target target = world.target(id);
    QCOMPARE(target.number, E164{999999999999999}); // 15 digits
    QCOMPARE(target.name, QString::fromUtf8("Zoë \xf0\x9f\x94\x94"));
    QCOMPARE(target.variables, std::string(R"({"a":"\"quoted\" 'single'"})"));
    QCOMPARE(target.status, TargetStatus::Pending);
    QCOMPARE(target.attempts, 0);
    QCOMPARE(target.lastOutcome, std::nullopt);
    QVERIFY(!TargetStore(world.db).find(TargetId{1}).has_value());
    QCOMPARE(CampaignStore(world.db).find(campaign.id), std::optional(campaign));
}

void StoresTest::searchTakesTheTextLiterally_data() // B1-34
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    const QString sure = QStringLiteral("100% Sure");
    const QString surely = QStringLiteral("100 Surely");
    const QString snake = QStringLiteral("snake_case");
    const QString snakeX = QStringLiteral("snakeXcase");
    const QString slash = QStringLiteral("back\\slash");
    const QString zoe = QStringLiteral("Zoë");
    const QStringList all = {sure, surely, snake, snakeX, slash, zoe};
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("blanks") << QStringLiteral("   ") << all;
    QTest::newRow("percent") << QStringLiteral("%") << QStringList{sure};
    QTest::newRow("percent in a word") << QStringLiteral("100%") << QStringList{sure};
    QTest::newRow("underscore") << QStringLiteral("_") << QStringList{snake};
    QTest::newRow("underscore in a word") << QStringLiteral("ke_ca") << QStringList{snake};
    QTest::newRow("backslash") << QStringLiteral("\\") << QStringList{slash};
    QTest::newRow("either case") << QStringLiteral("SURE") << QStringList{sure, surely};
    QTest::newRow("blanks around it") << QStringLiteral("  snakex ") << QStringList{snakeX};
    QTest::newRow("not ASCII") << QStringLiteral("zoë") << QStringList{zoe};
    QTest::newRow("quote") << QStringLiteral("'") << QStringList{};
    QTest::newRow("digits") << QStringLiteral("555014") << QStringList{sure, surely, snake, snakeX};
    QTest::newRow("punctuated digits") << QStringLiteral("+1 (415) 555-0143") << QStringList{surely};
    QTest::newRow("dots") << QStringLiteral("415.555.0145") << QStringList{snakeX};
    QTest::newRow("another country") << QStringLiteral("+44 20 7946") << QStringList{slash};
    QTest::newRow("digits of a name and of numbers") << QStringLiteral("100") << QStringList{sure, surely};
    QTest::newRow("words with digits are no number") << QStringLiteral("x 0142") << QStringList{};
    QTest::newRow("punctuation without digits") << QStringLiteral("()") << QStringList{};
}

void StoresTest::searchTakesTheTextLiterally()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, names);
    NamesWorld world;
    QCOMPARE(world.found(text), names);
}

void StoresTest::searchLooksInOneCampaignOnly()
{
    NamesWorld world;
    const Campaign other = world.addCampaign();
    world.addTargets(other.id, 3);
    QCOMPARE(world.found(QStringLiteral("Person")), QStringList());
    QCOMPARE(TargetStore(world.db).ids(other.id, std::nullopt, QStringLiteral("person"), {}, -1).size(), 3U);
}

void StoresTest::idsComeInListOrderOverAllStatuses() // B1-33
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 100);
    world.write([&](WriteTransaction &tx) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            TargetStore(tx.db).setStatus(targets[i], allTargetStatuses.at(i * 7 % allTargetStatuses.size()), {});
        }
    });
    TargetStore store(world.db);
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, {}, -1), targets);
    std::size_t sum = 0;
    for (const TargetStatus status : allTargetStatuses) {
        const std::vector<TargetId> some = store.ids(campaign.id, status, {}, {}, -1);
        QVERIFY(std::is_sorted(some.begin(), some.end()));
        for (const TargetId id : some) {
            QCOMPARE(store.find(id)->status, status);
        }
        sum += some.size();
    }
    QCOMPARE(sum, targets.size());
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, {}, 10), std::vector(targets.begin(), targets.begin() + 10));
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, targets[49], 10),
             std::vector(targets.begin() + 50, targets.begin() + 60));
}

void StoresTest::pagesAreStableUnderInserts()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 50);
    TargetStore store(world.db);
    std::vector<TargetId> seen;
    TargetId after;
    for (int page = 0;; ++page) {
        const std::vector<TargetId> ids = store.ids(campaign.id, std::nullopt, {}, after, 7);
        seen.insert(seen.end(), ids.begin(), ids.end());
        if (ids.size() < 7) {
            break;
        }
        after = ids.back();
        if (page < 3) {
            world.addTargets(campaign.id, 2, E164{14155554000 + page * 2});
        }
        world.write([&](WriteTransaction &tx) { // and moves within the list do not matter either
            TargetStore(tx.db).setStatus(targets[static_cast<std::size_t>(page)], TargetStatus::Skipped, {});
        });
    }
    QCOMPARE(seen.size(), 56U);
    QCOMPARE(std::vector(seen.begin(), seen.begin() + 50), targets); // none twice, none left out
    QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

void StoresTest::aNumberIsOnAListOnce() // B1-29
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    world.write([&](WriteTransaction &tx) {
        TargetStore store(tx.db);
        QVERIFY(store.claimNumber(campaign.id, E164{14155550142}, TargetId{1}));
        QVERIFY(!store.claimNumber(campaign.id, E164{14155550142}, TargetId{2}));
        QVERIFY(store.claimNumber(other.id, E164{14155550142}, TargetId{3}));
    });
}

void StoresTest::undoingAnImportRemovesExactlyItsRows()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    const std::vector<TargetId> before = world.addTargets(campaign.id, 10);
    const auto claimsBefore = TargetStore(world.db).numbers(campaign.id);
    const auto first = world.ids.next<TargetId>();
    world.addTargets(campaign.id, 25, E164{14155553000});
    world.write([&](WriteTransaction &tx) { // rows whose numbers were not claimed yet when the process died
        for (int i = 0; i < 5; ++i) {
            TargetStore(tx.db).insert(tx.ids.next<TargetId>(), campaign.id, E164{14155554000 + i}, "", "{}");
        }
        // one of them has the number of a row from before: its claim must stay
        TargetStore(tx.db).insert(tx.ids.next<TargetId>(), campaign.id, E164{14155552000}, "", "{}");
    });
    world.addTargets(other.id, 5, E164{14155553000});

    std::vector<int> removed;
    do {
        removed.push_back(
            world.write([&](WriteTransaction &tx) { return TargetStore(tx.db).removeFrom(campaign.id, first, 10); }));
    } while (removed.back() > 0);
    QCOMPARE(removed, (std::vector<int>{10, 10, 10, 1, 0}));
    QCOMPARE(TargetStore(world.db).ids(campaign.id, std::nullopt, {}, {}, -1), before);
    QCOMPARE(TargetStore(world.db).numbers(campaign.id), claimsBefore);
    QCOMPARE(TargetStore(world.db).numbers(other.id).size(), 5U);
    QCOMPARE(TargetStore(world.db).ids(other.id, std::nullopt, {}, {}, -1).size(), 5U);
}

void StoresTest::pendingTargetsOfAnUnfinishedImportAreLeftOut()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    const auto first = world.ids.next<TargetId>();
    world.addTargets(campaign.id, 3, E164{14155553000});
    QCOMPARE(TargetStore(world.db).pending(campaign.id, first, 100).size(), 3U);
    QCOMPARE(TargetStore(world.db).pending(campaign.id, {}, 100).size(), 6U);
    QCOMPARE(TargetStore(world.db).pending(campaign.id, {}, 4).size(), 4U);
}

void StoresTest::aRowIsClaimedOnceAnEpoch()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    QVERIFY(!queue.claim(row.id, row.epoch + 1, startOfTest));
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest));
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest));
    QVERIFY(!queue.claim(row.id, row.epoch + 1, startOfTest)); // it is in flight
    QCOMPARE(queue.find(row.id)->epoch, row.epoch + 1);
    QCOMPARE(queue.find(row.id)->attempt, 1);
    queue.retryAt(row.id, startOfTest);
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest)); // who read it before its retry comes too late
    QVERIFY(queue.claim(row.id, row.epoch + 1, startOfTest));
    queue.takeBack(row.id, startOfTest);
    QCOMPARE(queue.find(row.id)->attempt, 1); // the second was taken back
    QCOMPARE(queue.find(row.id)->epoch, row.epoch + 2);
    queue.finish(row.id, ScheduledCallStatus::Cancelled, EndReason::Cancelled);
    QVERIFY(!queue.claim(row.id, row.epoch + 2, startOfTest));
}

void StoresTest::onlyDueRowsAreClaimed()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    queue.postpone(row.id, startOfTest + minute);
    QVERIFY(!queue.claim(row.id, row.epoch, startOfTest + minute - Milliseconds(1)));
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest + minute));
}

void StoresTest::aTargetHasOneRowInTheQueue()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    row.id = world.ids.next<ScheduledCallId>();
    QVERIFY(!queue.insert(row));
    row.target = {}; // one-off calls have none, and any number of them may be
    QVERIFY(queue.insert(row));
    row.id = world.ids.next<ScheduledCallId>();
    QVERIFY(queue.insert(row));
    QCOMPARE(queue.pendingCount(), 3);
}

void StoresTest::dueRowsComeEarliestFirst()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 4);
    world.addTargets(other.id, 4);
    world.materialize(campaign.id);
    world.materialize(other.id);
    QueueStore queue(world.db);
    queue.postpone(world.callOf(targets[0]).id, startOfTest + minute * 3);
    queue.postpone(world.callOf(targets[2]).id, startOfTest + minute);
    queue.postpone(world.callOf(targets[3]).id, startOfTest + minute * 9);
    std::vector<TargetId> order;
    for (const ScheduledCall &row : queue.due({campaign.id, {}}, startOfTest + minute * 5, 100)) {
        order.push_back(row.target);
    }
    QCOMPARE(order, (std::vector<TargetId>{targets[1], targets[2], targets[0]}));
    QCOMPARE(queue.due({campaign.id, {}}, startOfTest + minute * 5, 2).size(), 2U);
    QCOMPARE(queue.nextDue({campaign.id, {}}), std::optional(startOfTest));
    QVERIFY(!queue.nextDue({CampaignId{1}, {}}).has_value());
    QCOMPARE(queue.pendingCount(campaign.id, startOfTest + minute * 60, 3), 3);
    QCOMPARE(queue.pendingCount(), 8);
}

void StoresTest::aRowThatIsInFlightIsNotPostponed()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const ScheduledCall row = world.callOf(targets[0]);
    QueueStore queue(world.db);
    QVERIFY(queue.claim(row.id, row.epoch, startOfTest));
    queue.postpone(row.id, startOfTest + minute);
    QCOMPARE(queue.find(row.id)->dueAt, row.dueAt);
    QCOMPARE(queue.find(row.id)->status, ScheduledCallStatus::InFlight);
}

void StoresTest::callsAreFoundByCampaignStatusAndText()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    std::vector<AttemptId> ids;
    AttemptStore store(world.db);
    for (const Campaign &each : {campaign, other}) {
        const std::vector<TargetId> targets = world.addTargets(each.id, 3);
        world.materialize(each.id);
        for (const TargetId target : targets) {
            const ScheduledCall row = world.callOf(target);
            Attempt attempt;
            attempt.id = world.ids.next<AttemptId>();
            attempt.scheduledCall = row.id;
            attempt.campaign = each.id;
            attempt.target = target;
            attempt.workspace = world.workspace.id;
            attempt.fromNumberId = world.number.id;
            attempt.trunk = world.trunk.id;
            attempt.agent = world.agent.id;
            attempt.from = world.number.number;
            attempt.to = row.to;
            attempt.generation = world.generation;
            attempt.intentAt = world.clock.wall();
            store.insert(attempt);
            QCOMPARE(store.find(attempt.id), std::optional(attempt));
            ids.push_back(attempt.id);
        }
    }
    const WallTime now = world.clock.wall();
    using From = AttemptState;
    QVERIFY(store.setProgress(ids[1], From::Intent, AttemptState::Ringing, 180));
    QVERIFY(store.setAnswered(ids[2], From::Intent, now, world.ids.next<ConversationId>(), 200));
    QVERIFY(store.setEnded(ids[2], From::Answered, now + minute, EndReason::CalleeHangup, 200));
    QVERIFY(store.setEnded(ids[3], From::Intent, now, EndReason::Busy, 486));
    QVERIFY(store.setAnswered(ids[4], From::Intent, now, world.ids.next<ConversationId>(), 200));
    // A move from any other state than the present one changes nothing.
    QVERIFY(!store.setEnded(ids[4], From::Ringing, now, EndReason::Busy, 486));
    QVERIFY(!store.setResolving(ids[3], From::Intent));
    const auto found = [&](CampaignId of, std::optional<ConversationStatus> status, const char *text) {
        return store.ids(of, status, QString::fromLatin1(text), {}, -1);
    };
    QCOMPARE(found({}, {}, ""), std::vector(ids.rbegin(), ids.rend())); // newest first
    QCOMPARE(found(campaign.id, {}, ""), (std::vector<AttemptId>{ids[2], ids[1], ids[0]}));
    using enum ConversationStatus;
    QCOMPARE(found({}, Processing, ""), (std::vector<AttemptId>{ids[5], ids[0]}));
    QCOMPARE(found({}, Ringing, ""), std::vector<AttemptId>{ids[1]});
    QCOMPARE(found({}, InProgress, ""), std::vector<AttemptId>{ids[4]});
    QCOMPARE(found({}, Completed, ""), std::vector<AttemptId>{ids[2]});
    QCOMPARE(found({}, Failed, ""), std::vector<AttemptId>{ids[3]});
    QCOMPARE(found({}, Queued, ""), std::vector<AttemptId>{});
    QCOMPARE(found(campaign.id, {}, "person 1"), std::vector<AttemptId>{ids[1]});
    QCOMPARE(found(other.id, {}, "(415) 555-2002"), std::vector<AttemptId>{ids[5]});
    QCOMPARE(store.ids({}, {}, {}, ids[4], 2), (std::vector<AttemptId>{ids[3], ids[2]})); // a page
    QCOMPARE(store.openIds(10), (std::vector<AttemptId>{ids[0], ids[1], ids[4], ids[5]}));
    QCOMPARE(store.liveCount(), 4);
    QCOMPARE(store.liveCount(world.trunk.id), 4);
    const Call call = store.call(ids[2]).value();
    QCOMPARE(call.targetName, QStringLiteral("Person 2"));
    QCOMPARE(call.campaignName, campaign.name);
    QCOMPARE(call.talkSeconds(), 60);
    // The state of a call and the filter for it say the same.
    for (const AttemptId id : ids) {
        const std::vector<AttemptId> same = found({}, conversationStatusOf(store.call(id).value()), "");
        QVERIFY(std::find(same.begin(), same.end(), id) != same.end());
    }
}

void StoresTest::openAttemptsOfEarlierGenerationsAreFound()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 6);
    world.materialize(campaign.id);
    AttemptStore store(world.db);
    std::vector<AttemptId> ids;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        Attempt attempt;
        attempt.id = world.ids.next<AttemptId>();
        attempt.scheduledCall = world.callOf(targets[i]).id;
        attempt.target = targets[i];
        attempt.to = world.target(targets[i]).number;
        attempt.generation = i == 0 ? 2 : 1; // the first is of this process
        attempt.intentAt = world.clock.wall();
        store.insert(attempt);
        world.db.execute("UPDATE attempts SET state = ? WHERE id = ?",
                         allAttemptStates.at(i == 0 ? 0 : i - 1 + (i == 5 ? 1 : 0)), attempt.id);
        ids.push_back(attempt.id);
    }
    // Intent, trying, ringing and answered, and what an earlier process left in resolving.
    std::vector<AttemptId> open;
    for (const Attempt &attempt : store.openBefore(2)) {
        open.push_back(attempt.id);
    }
    QCOMPARE(open, (std::vector<AttemptId>{ids[1], ids[2], ids[3], ids[4], ids[5]}));
    QCOMPARE(store.resolvingCount(), 1);
    QVERIFY(store.openBefore(1).empty());
    QCOMPARE(store.intentsBetween(startOfTest, startOfTest).size(), 6U);
    QVERIFY(store.intentsBetween(startOfTest + Milliseconds(1), startOfTest + minute).empty());
    QVERIFY(store.intentsBetween(startOfTest - minute, startOfTest - Milliseconds(1)).empty());
}

void StoresTest::theLedgerKnowsTheLastWeek()
{
    TestDatabase world;
    LimitStore limits(world.db);
    const E164 number{14155550142};
    const ScheduledCallId own{1};
    const ScheduledCallId other{2};
    const WallTime now = startOfTest;
    limits.recordDial(number, now - day * 7, AttemptId{1}, other);                   // forgotten
    limits.recordDial(number, now - day * 7 + Milliseconds(1), AttemptId{2}, other); // just not
    limits.recordDial(number, now - day, AttemptId{3}, own);
    limits.recordDial(number, now - day + Milliseconds(1), AttemptId{4}, other);
    limits.recordDial(number, now - minute, AttemptId{5}, own);
    limits.recordDial(E164{14155550143}, now, AttemptId{6}, other); // somebody else
    const NumberHistory history = limits.history(number, own, now);
    QCOMPARE(history.lastWeek, 4);
    QCOMPARE(history.lastDay, 2);
    QCOMPARE(history.oldestOfWeek, now - day * 7 + Milliseconds(1));
    QCOMPARE(history.oldestOfDay, now - day + Milliseconds(1));
    QCOMPARE(history.lastOtherAt, now - day + Milliseconds(1));
    QCOMPARE(history.lastOwnAt, now - minute);
    limits.forgetDial(number, AttemptId{5});
    QCOMPARE(limits.history(number, own, now).lastDay, 1);
    QCOMPARE(limits.history(number, other, now).lastOtherAt, now - day); // whose call it is depends on who asks
    QCOMPARE(limits.history(E164{14155550199}, own, now).lastOtherAt, WallTime{});
}

void StoresTest::theDoNotCallListIsTheWorkspaces()
{
    TestDatabase world;
    LimitStore limits(world.db);
    limits.block(world.workspace.id, E164{14155550142}, QStringLiteral("test"), startOfTest);
    limits.block(world.workspace.id, E164{14155550142}, QStringLiteral("again"), startOfTest);
    QVERIFY(limits.isBlocked(world.workspace.id, E164{14155550142}));
    QVERIFY(!limits.isBlocked(world.workspace.id, E164{14155550143}));
    QVERIFY(!limits.isBlocked(WorkspaceId{77}, E164{14155550142}));
}

void StoresTest::importsAndTheirRejectsAreKept()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    ImportStore imports(world.db);
    const auto id = world.ids.next<ImportId>();
    imports.begin(id, campaign.id, QStringLiteral("list.csv"), startOfTest);
    QCOMPARE(imports.unfinished().size(), 1U);
    QVERIFY(!imports.last(campaign.id).has_value());
    for (int row = 1; row <= 5; ++row) {
        imports.addReject(id, {row, QStringLiteral("n/a"), QStringLiteral("No number."), QStringLiteral("n/a,Ana")});
    }
    ImportSummary summary;
    summary.id = id;
    summary.inserted = 10;
    summary.duplicates = 2;
    summary.rejected = 5;
    imports.finish(summary);
    QVERIFY(imports.unfinished().empty());
    QCOMPARE(imports.last(campaign.id)->id, id);
    QCOMPARE(imports.last(campaign.id)->rows(), 17);
    QCOMPARE(imports.rejects(id, 2, 2).size(), 2U);
    QCOMPARE(imports.rejects(id, 2, 2).front().row, 3);
    QCOMPARE(imports.rejects(id, 0, 100).size(), 5U);
    imports.remove(id);
    QVERIFY(!imports.exists(id));
    QVERIFY(imports.rejects(id, 0, 100).empty());
}

QTEST_GUILESS_MAIN(StoresTest)
#include "stores_test.moc"
