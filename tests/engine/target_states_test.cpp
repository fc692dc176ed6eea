// The counts of targets by state while a campaign runs: at many moments, over retries, a cool-down, skips and the death
// of the process, they are those that the rows themselves come to, and add up to the list.

#include "storage/target_state_store.h"
#include "support/simulated_world.h"
#include "support/told_state.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr int people = 150;
constexpr int calledBefore = 10;
constexpr E164 first{14155549990}; // behind those who were called before come the reserved endings, each once

/// A campaign whose first people were called by another one a moment ago.
class StatesWorld : public SimulatedWorld {
public:
    StatesWorld()
    {
        const Campaign earlier = addCampaign();
        addTargets(earlier.id, calledBefore, first);
        campaign = addCampaign({.ratePerMinute = 120, .retry = {.maxAttempts = 2, .delay = minute}}).id;
        targets = addTargets(campaign, people, first);
        setStatus(campaign, CampaignStatus::Paused);
        begin();
        if (!runToEnd(earlier.id)) {
            qFatal("The earlier campaign does not end.");
        }
        skip(targets.at(people - 2));
        skip(targets.at(people - 1));
        life->move(campaign, CampaignStatus::Active);
    }

    [[nodiscard]] TargetStateStore store() { return {db, clock.wall()}; }
    [[nodiscard]] TargetStateCounts counted(const Hold &hold)
    {
        const CampaignStats kept = stats(campaign);
        return store().counts(campaign, kept, store().open(campaign, kept), hold);
    }
    /// The same, from each row.
    [[nodiscard]] TargetStateCounts recounted(const Hold &hold)
    {
        TargetStateCounts counts;
        for (const TargetId id : targets) {
            counts.add(store().find(id, hold)->standing.state);
        }
        return counts;
    }
    /// Every target is found under its own state and under no other.
    [[nodiscard]] bool everybodyIsFoundByState(const Hold &hold)
    {
        std::vector<TargetId> all;
        for (const TargetState state : allTargetStates) {
            for (const TargetId id : store().ids(campaign, {state}, std::nullopt, {}, hold, {}, -1)) {
                if (store().find(id, hold)->standing.state != state) {
                    return false;
                }
                all.push_back(id);
            }
        }
        std::ranges::sort(all);
        return all == targets;
    }
    /// Every target is shown once, as it stands.
    [[nodiscard]] bool everybodyIsShown(const Hold &hold)
    {
        TargetStates any;
        for (const TargetState state : allTargetStates) {
            any.add(state);
        }
        std::vector<TargetId> all;
        bool isTrue = true;
        store().visit(campaign, any, std::nullopt, {}, hold, [&](TargetId id, const TargetStanding &standing) {
            const TargetStanding known = store().find(id, hold)->standing;
            isTrue = isTrue && standing.state == known.state && standing.reason == known.reason &&
                     standing.heldBy == known.heldBy;
            all.push_back(id);
        });
        std::ranges::sort(all);
        return isTrue && all == targets;
    }
    /// Nobody who talks has an outcome, and whoever is on the line or over has no next instant.
    [[nodiscard]] bool nothingUntrueIsShown()
    {
        return std::ranges::all_of(targets, [this](TargetId id) {
            const TargetRow row = *store().find(id, {});
            const bool isOver = row.standing.state != TargetState::Talking || !row.lastOutcome;
            return isOver && (isWaiting(row.standing.state) || row.nextAt.ms == 0);
        });
    }

    CampaignId campaign;
    std::vector<TargetId> targets;
};

const Hold stopped{HoldReason::Stopped, {}};

/// Claims the call of the person and makes its attempt, as the gate does, but does not write it down.
Attempt claimedAttempt(TestDatabase &world, TargetId person)
{
    const ScheduledCall call = world.callOf(person);
    if (!world.claim(call)) {
        qFatal("The test claims a call that cannot be claimed.");
    }
    Attempt attempt;
    attempt.id = world.ids.next<AttemptId>();
    attempt.scheduledCall = call.id;
    attempt.campaign = call.campaign;
    attempt.target = person;
    attempt.workspace = call.workspace;
    attempt.epoch = call.epoch + 1;
    attempt.intentAt = world.clock.wall();
    return attempt;
}

} // namespace

class TargetStatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCountsAreThoseOfTheRowsAtEveryMoment();
    void everyEventTellsTheStateOfItsMoment();
    void whatIsFoundByStateIsWhatIsInIt();
    void aCallThatIsCutOffWasAnswered();
    void whatAPersonDecidesLeavesTheOutcomeUnknown();
    void aPostponedCallSaysWhatHoldsIt();
    void pagesByStateAreWhole();
};

void TargetStatesTest::theCountsAreThoseOfTheRowsAtEveryMoment()
{
    StatesWorld world;
    std::set<TargetState> seen;
    const auto look = [&] {
        for (const Hold &hold : {Hold{}, stopped}) {
            const TargetStateCounts counts = world.counted(hold);
            const TargetStateCounts rows = world.recounted(hold);
            for (const TargetState state : allTargetStates) {
                QVERIFY2(counts.of(state) == rows.of(state), qPrintable(QStringLiteral("%1: counted %2, there are %3")
                                                                            .arg(nameOf(state))
                                                                            .arg(counts.of(state))
                                                                            .arg(rows.of(state))));
                if (rows.of(state) > 0) {
                    seen.insert(state);
                }
            }
            QCOMPARE(counts.total(), people);
        }
        QVERIFY(world.nothingUntrueIsShown());
    };
    for (int moment = 0; moment < 250; ++moment) {
        if (moment == 60) { // calls are dialled, ring and talk
            world.restart();
        }
        look();
        if (QTest::currentTestFailed()) {
            return;
        }
        world.life->runFor(Milliseconds(700));
    }
    QVERIFY(world.runToEnd(world.campaign));
    look();
    for (const TargetState state : allTargetStates) {
        // What a crash leaves behind decides whether an outcome stays unknown.
        QVERIFY2(state == TargetState::OutcomeUnknown || seen.contains(state), nameOf(state).data());
    }
    QCOMPARE(world.counted({}).of({TargetState::Waiting, TargetState::RetryDue, TargetState::Held,
                                   TargetState::Dialling, TargetState::Ringing, TargetState::Talking}),
             0);
}

/// After each transaction, the last event about each target says the state that its rows now come to.
void TargetStatesTest::everyEventTellsTheStateOfItsMoment()
{
    StatesWorld world;
    std::int64_t sequence = 0;
    std::set<QString> told;
    QStringList untrue;
    const auto readEvents = [&] {
        std::map<TargetId, Event> last;
        for (const Event &event : EventReader(world.db).after(sequence, 100'000)) {
            sequence = event.sequence;
            const bool isOfTheCall = event.type != EventType::DoNotCallAdded; // that one is of a list
            if (event.campaign == world.campaign && !event.target.isNull() && isOfTheCall) {
                last[event.target] = event;
            }
        }
        for (const auto &[id, event] : last) {
            const QString state = nameOf(world.store().find(id, {})->standing.state);
            if (toldState(event) != state) {
                untrue << QStringLiteral("%1 tells \"%2\" of a target that is %3")
                              .arg(nameOf(event.type), toldState(event), state);
            }
            told.insert(state);
        }
    };
    // Whatever came before is read here; from now on, before each transaction, what the one before it has written.
    for (const Event &event : EventReader(world.db).after(0, 100'000)) {
        sequence = event.sequence;
    }
    world.writer.fault = [&](WritePriority) -> std::optional<Error> {
        readEvents();
        return std::nullopt;
    };
    world.life->runFor(minute);
    world.restart();
    QVERIFY(world.runToEnd(world.campaign));
    readEvents();
    world.writer.fault = nullptr;
    QVERIFY2(untrue.isEmpty(), qPrintable(untrue.join(u'\n')));
    using enum TargetState;
    for (const TargetState state :
         {Waiting, RetryDue, Talking, Answered, Voicemail, NoAnswer, Busy, Declined, Failed}) {
        QVERIFY2(told.contains(QString(nameOf(state))), nameOf(state).data());
    }
}

void TargetStatesTest::whatIsFoundByStateIsWhatIsInIt()
{
    StatesWorld world;
    for (int moment = 0; moment < 12; ++moment) {
        QVERIFY(world.everybodyIsFoundByState({}));
        QVERIFY(world.everybodyIsFoundByState(stopped));
        QVERIFY(world.everybodyIsShown({}));
        QVERIFY(world.everybodyIsShown(stopped));
        if (moment == 6) {
            world.restart();
        }
        world.life->runFor(second * 9);
    }
}

/// A carrier error in the middle of the talk makes nobody look as if they had not been reached.
void TargetStatesTest::aCallThatIsCutOffWasAnswered()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId person = world.addTargets(campaign.id, 1).front();
    world.materialize(campaign.id);
    const Attempt attempt = claimedAttempt(world, person);
    world.write([&](WriteTransaction &tx) {
        AttemptStore(tx.db).insert(attempt);
        tx.count(campaign.id, CounterKind::InFlight, 0, 1);
    });
    const auto standing = [&] {
        return TargetStateStore(world.db, world.clock.wall()).find(person, {}).value().standing;
    };
    const auto counts = [&] {
        TargetStateStore store(world.db, world.clock.wall());
        const CampaignStats stats = world.stats(campaign.id);
        return store.counts(campaign.id, stats, store.open(campaign.id, stats), {});
    };
    AttemptReport report;
    report.attempt = attempt.id;
    report.state = AttemptState::Answered;
    report.answeredAt = startOfTest + second;
    world.settle({report});
    QCOMPARE(standing(), (TargetStanding{.state = TargetState::Talking, .at = startOfTest + second}));
    QCOMPARE(counts().of(TargetState::Talking), 1);
    QCOMPARE(counts().total(), 1);
    report.state = AttemptState::Ended;
    report.endedAt = startOfTest + minute;
    report.reason = EndReason::CarrierError;
    report.talk = Microseconds(59'000'000);
    world.settle({report});
    QCOMPARE(standing(), (TargetStanding{.state = TargetState::Answered, .reason = EndReason::CarrierError}));
    QCOMPARE(counts().of(TargetState::Answered), 1);
    QCOMPARE(counts().of(TargetState::Failed), 0);
    QCOMPARE(counts().total(), 1);
}

void TargetStatesTest::whatAPersonDecidesLeavesTheOutcomeUnknown()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId person = world.addTargets(campaign.id, 1).front();
    world.materialize(campaign.id);
    const Attempt attempt = claimedAttempt(world, person);
    world.write([&](WriteTransaction &tx) { RowMoves(tx).fail(attempt, EndReason::OutcomeUnknown, true); });
    const auto look = [&](bool undecided) {
        TargetStateStore store(world.db, world.clock.wall());
        const TargetStanding standing = store.find(person, {})->standing;
        QCOMPARE(standing.state, TargetState::OutcomeUnknown);
        QCOMPARE(standing.undecided, undecided);
        const CampaignStats stats = world.stats(campaign.id);
        const TargetStateCounts counts = store.counts(campaign.id, stats, store.open(campaign.id, stats), {});
        QCOMPARE(counts.of(TargetState::OutcomeUnknown), 1);
        QCOMPARE(counts.total(), 1);
    };
    look(true);
    world.write([&](WriteTransaction &tx) { RowMoves(tx).rang(world.callOf(person)); });
    QCOMPARE(world.target(person).status, TargetStatus::Dispatched);
    look(false);
}

void TargetStatesTest::aPostponedCallSaysWhatHoldsIt()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    const WallTime opens = startOfTest + hour;
    world.write([&](WriteTransaction &tx) {
        RowMoves(tx).postpone(world.callOf(targets[0]), opens, HoldReason::OutsideHours);
    });
    const auto standing = [&] {
        return TargetStateStore(world.db, world.clock.wall()).find(targets[0], {}).value().standing;
    };
    QCOMPARE(standing(), (TargetStanding{.state = TargetState::Held, .at = opens, .heldBy = HoldReason::OutsideHours}));
    QCOMPARE(TargetStateStore(world.db, opens).find(targets[0], {})->standing.state, TargetState::Waiting);
    QCOMPARE(TargetStateStore(world.db, world.clock.wall()).find(targets[1], {})->standing.state, TargetState::Waiting);
    // What made it wait is forgotten with its instant.
    world.write([&](WriteTransaction &tx) { QueueStore(tx.db).reconsider(world.workspace.id, tx.now); });
    QCOMPARE(standing().state, TargetState::Waiting);
    QCOMPARE(world.db.integer("SELECT count(*) FROM scheduled_calls WHERE postponed_by <> 0"),
             std::optional<std::int64_t>(0));
}

void TargetStatesTest::pagesByStateAreWhole()
{
    StatesWorld world;
    QVERIFY(world.runToEnd(world.campaign));
    const TargetStates states{TargetState::Answered, TargetState::Skipped, TargetState::Busy};
    const std::vector<TargetId> all = world.store().ids(world.campaign, states, std::nullopt, {}, {}, {}, -1);
    QCOMPARE(static_cast<std::int64_t>(all.size()), world.counted({}).of(states));
    std::vector<TargetId> paged;
    for (TargetId after;;) {
        const std::vector<TargetId> page = world.store().ids(world.campaign, states, std::nullopt, {}, {}, after, 7);
        paged.insert(paged.end(), page.begin(), page.end());
        if (page.size() < 7) {
            break;
        }
        after = page.back();
    }
    QCOMPARE(paged, all);
    // Both conditions hold, and the text too.
    QCOMPARE(world.store().ids(world.campaign, states, TargetStatus::Skipped, {}, {}, {}, -1).size(), 2U);
    const QString name = world.target(all.front()).name;
    QVERIFY(world.store().ids(world.campaign, states, std::nullopt, name, {}, {}, -1).front() == all.front());
    QVERIFY(world.store().ids(world.campaign, states, std::nullopt, QStringLiteral("nobody"), {}, {}, -1).empty());
}

QTEST_GUILESS_MAIN(TargetStatesTest)
#include "target_states_test.moc"
