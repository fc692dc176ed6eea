// Settlement: what becomes of rows, targets, conversations, counters and campaigns when a call ends.

#include "core/random.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/reports.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::EndReason)
Q_DECLARE_METATYPE(campanile::TargetStatus)
Q_DECLARE_METATYPE(campanile::ScheduledCallStatus)

namespace {

/// A world with one campaign of one target that was just dialled.
class DialledWorld : public GateWorld {
public:
    explicit DialledWorld(RetryPolicy retry = {})
    {
        campaign = addCampaign({.retry = retry});
        targetId = addTargets(campaign.id, 1).front();
        materialize(campaign.id);
        attempt = permit(campaign.id).attemptId();
    }

    [[nodiscard]] Attempt stored() { return AttemptStore(db).find(attempt).value(); }
    [[nodiscard]] CampaignStatus campaignStatus() { return CampaignStore(db).find(campaign.id)->status; }
    [[nodiscard]] std::int64_t talkSeconds()
    {
        return db.integer("SELECT duration_seconds FROM conversations WHERE attempt_id = ?", attempt).value_or(-1);
    }

    Campaign campaign;
    TargetId targetId;
    AttemptId attempt;
};

} // namespace

class SettlementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEndingHasItsPlace_data();
    void everyEndingHasItsPlace();
    void anAnswerDispatchesRowAndTargetAtOnce();
    void answeredAndEndedInOneReportIsTheSame();
    void aSecondBegunCounts_data();
    void aSecondBegunCounts();
    void aReportThatWasSettledBeforeChangesNothing();
    void aLateReportChangesNothing();
    void mergedReportsKeepWhatHappened();
    void aLateStepBackDoesNotUndoAnAnswerThatWaits();
    void aReportOfAnUnknownAttemptChangesNothing();
    void theRetryDelayDoubles();
    void theBudgetEnds();
    void onlyWhatMayBeRetriedIs_data();
    void onlyWhatMayBeRetriedIs();
    void aCancelledCampaignRetriesNobody();
    void aPausedCampaignStillRecordsItsCalls();
    void notSentGivesBudgetAndLedgerBack();
    void notSentOfACancelledCampaignSkipsItsTarget();
    void theCampaignCompletesExactlyOnce();
    void aCampaignIsNotCompleteWhileACallIsOn();
    void aCampaignIsNotCompleteWhileAnImportRuns();
    void theCountersEqualARecountAfterAnySequence();
};

void SettlementTest::everyEndingHasItsPlace_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<ScheduledCallStatus>("row");
    QTest::addColumn<TargetStatus>("target");
    using enum EndReason;
    for (const EndReason reason : {CalleeHangup, AgentHangup, MaxDuration, MaxHold, Voicemail}) {
        QTest::addRow("%s", nameOf(reason).data())
            << reason << true << ScheduledCallStatus::Dispatched << TargetStatus::Dispatched;
    }
    for (const EndReason reason :
         {Busy, NoAnswer, Declined, InvalidNumber, CarrierError, Cancelled, OutcomeUnknown, InsufficientCredits}) {
        QTest::addRow("%s", nameOf(reason).data())
            << reason << false << ScheduledCallStatus::Failed << TargetStatus::Failed;
    }
    // An answered call whose carrier was lost stays answered.
    QTest::addRow("answered, then lost") << OutcomeUnknown << true << ScheduledCallStatus::Dispatched
                                         << TargetStatus::Dispatched;
    QTest::addRow("answered, then a carrier error")
        << CarrierError << true << ScheduledCallStatus::Dispatched << TargetStatus::Dispatched;
}

void SettlementTest::everyEndingHasItsPlace()
{
    QFETCH(const EndReason, reason);
    QFETCH(const bool, answered);
    QFETCH(const ScheduledCallStatus, row);
    QFETCH(const TargetStatus, target);
    DialledWorld world; // one attempt is all
    if (answered) {
        world.settle({advanced(world.attempt, AttemptState::Answered, startOfTest + second)});
    }
    const Settled settled = world.settle({ended(world.attempt, reason, startOfTest + second * 61, 299)});

    QCOMPARE(world.stored().state, AttemptState::Ended);
    QCOMPARE(world.stored().endReason, std::optional(reason));
    QCOMPARE(world.stored().endedAt, startOfTest + second * 61);
    QCOMPARE(world.stored().sipCode, 299);
    QCOMPARE(world.callOf(world.targetId).status, row);
    QCOMPARE(world.target(world.targetId).status, target);
    QCOMPARE(world.target(world.targetId).lastOutcome, std::optional(reason));
    QCOMPARE(world.target(world.targetId).attempts, 1);
    QCOMPARE(world.talkSeconds(), answered ? 60 : -1);
    QCOMPARE(world.events(EventType::ScheduledCallDispatched, world.campaign.id), answered ? 1 : 0);
    QCOMPARE(world.events(EventType::ConversationCompleted, world.campaign.id), answered ? 1 : 0);
    QCOMPARE(world.events(EventType::CallAttemptFailed, world.campaign.id), answered ? 0 : 1);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, world.campaign.id), answered ? 0 : 1); // B1-41
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));
    QVERIFY(settled.lanes.contains({world.campaign.id, {}}));
    QVERIFY(!settled.lanes.at({world.campaign.id, {}})); // nothing of it waits anew
    QVERIFY(settled.completed.contains(world.campaign.id));
    QCOMPARE(world.campaignStatus(), CampaignStatus::Completed);
    if (!answered) {
        const auto lastError = world.db.integer("SELECT last_error FROM scheduled_calls");
        QCOMPARE(lastError, std::optional<std::int64_t>(static_cast<std::int64_t>(reason)));
    }
}

void SettlementTest::anAnswerDispatchesRowAndTargetAtOnce()
{
    DialledWorld world;
    const Settled settled = world.settle({advanced(world.attempt, AttemptState::Answered, startOfTest + second)});
    QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Dispatched);
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Dispatched);
    QCOMPARE(world.stored().answeredAt, startOfTest + second);
    QVERIFY(!world.stored().conversation.isNull());
    QCOMPARE(world.events(EventType::ScheduledCallDispatched, world.campaign.id), 1); // B1-40
    QCOMPARE(world.events(EventType::ConversationStarted, world.campaign.id), 1);
    QCOMPARE(world.events(EventType::ConversationCompleted, world.campaign.id), 0);
    QVERIFY(settled.lanes.empty()); // no channel is free yet
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));
}

void SettlementTest::answeredAndEndedInOneReportIsTheSame()
{
    AttemptReport report;
    DialledWorld inOne;
    report = advanced(inOne.attempt, AttemptState::Answered, startOfTest + second);
    report.merge(ended(inOne.attempt, EndReason::Voicemail, startOfTest + second * 31, 200));
    inOne.settle({report});
    DialledWorld inTwo;
    inTwo.settle({advanced(inTwo.attempt, AttemptState::Answered, startOfTest + second)});
    inTwo.settle({ended(inTwo.attempt, EndReason::Voicemail, startOfTest + second * 31, 200)});

    for (DialledWorld *world : {&inOne, &inTwo}) {
        const Attempt stored = world->stored();
        QCOMPARE(stored.state, AttemptState::Ended);
        QCOMPARE(stored.answeredAt, startOfTest + second);
        QCOMPARE(stored.endedAt, startOfTest + second * 31);
        QCOMPARE(stored.endReason, std::optional(EndReason::Voicemail));
        QVERIFY(!stored.conversation.isNull());
        QCOMPARE(world->talkSeconds(), 30);
        QCOMPARE(world->target(world->targetId).lastOutcome, std::optional(EndReason::Voicemail));
        for (const EventType type : {EventType::ScheduledCallDispatched, EventType::ConversationStarted,
                                     EventType::ConversationCompleted, EventType::CampaignCompleted}) {
            QCOMPARE(world->events(type, world->campaign.id), 1);
        }
        QCOMPARE(world->stats(world->campaign.id), world->recount(world->campaign.id));
    }
    QCOMPARE(inOne.stats(inOne.campaign.id), inTwo.stats(inTwo.campaign.id));
}

void SettlementTest::aSecondBegunCounts_data()
{
    QTest::addColumn<int>("talkMs");
    QTest::addColumn<int>("seconds");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("a millisecond") << 1 << 1;
    QTest::newRow("a second") << 1'000 << 1;
    QTest::newRow("a little more") << 1'001 << 2;
    QTest::newRow("the clock was set back") << -3'600'000 << 0;
}

void SettlementTest::aSecondBegunCounts()
{
    QFETCH(const int, talkMs);
    QFETCH(const int, seconds);
    DialledWorld world;
    world.settle({advanced(world.attempt, AttemptState::Answered, startOfTest)});
    world.settle({ended(world.attempt, EndReason::CalleeHangup, startOfTest + Milliseconds(talkMs))});
    QCOMPARE(world.talkSeconds(), seconds);
}

void SettlementTest::aReportThatWasSettledBeforeChangesNothing()
{
    DialledWorld world({.maxAttempts = 3});
    const AttemptReport answered = advanced(world.attempt, AttemptState::Answered, startOfTest + second);
    world.settle({answered});
    const std::string afterAnswer = world.contents();
    world.settle({answered});
    QCOMPARE(world.contents(), afterAnswer);

    const AttemptReport end = ended(world.attempt, EndReason::CalleeHangup, startOfTest + minute);
    world.settle({end});
    const std::string afterEnd = world.contents();
    QVERIFY(afterEnd != afterAnswer);
    QVERIFY(world.settle({end, end, answered}).lanes.empty());
    QCOMPARE(world.contents(), afterEnd);
}

void SettlementTest::aLateReportChangesNothing()
{
    DialledWorld world({.maxAttempts = 3});
    world.settle({ended(world.attempt, EndReason::Busy, startOfTest + second)}); // waits for its retry now
    const std::string before = world.contents();
    world.settle({advanced(world.attempt, AttemptState::Ringing, startOfTest + second)});
    world.settle({advanced(world.attempt, AttemptState::Answered, startOfTest + second)});
    world.settle({ended(world.attempt, EndReason::NotSent, startOfTest + second)});
    world.settle({ended(world.attempt, EndReason::CalleeHangup, startOfTest + second)});
    QCOMPARE(world.contents(), before);
}

void SettlementTest::mergedReportsKeepWhatHappened()
{
    const AttemptId attempt{7};
    AttemptReport report = advanced(attempt, AttemptState::Ringing, startOfTest);
    report.merge(advanced(attempt, AttemptState::Answered, startOfTest + second));
    QCOMPARE(report.state, AttemptState::Answered);
    report.merge(ended(attempt, EndReason::AgentHangup, startOfTest + minute, 200));
    QCOMPARE(report.state, AttemptState::Ended);
    QCOMPARE(report.answeredAt, std::optional(startOfTest + second));
    QCOMPARE(report.endedAt, std::optional(startOfTest + minute));
    QCOMPARE(report.reason, EndReason::AgentHangup);
    report.merge(ended(attempt, EndReason::NotSent, startOfTest + minute * 2)); // nothing follows the end
    report.merge(advanced(attempt, AttemptState::Ringing, startOfTest + minute * 2));
    QCOMPARE(report.state, AttemptState::Ended);
    QCOMPARE(report.reason, EndReason::AgentHangup);
    QCOMPARE(report.endedAt, std::optional(startOfTest + minute));
}

void SettlementTest::aLateStepBackDoesNotUndoAnAnswerThatWaits()
{
    DialledWorld world;
    AttemptReport report = advanced(world.attempt, AttemptState::Answered, startOfTest + second);
    report.merge(advanced(world.attempt, AttemptState::Ringing, startOfTest + second * 2));
    world.settle({report});
    QCOMPARE(world.stored().state, AttemptState::Answered);
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Dispatched);
    world.settle({ended(world.attempt, EndReason::CalleeHangup, startOfTest + minute)});
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Dispatched);
}

void SettlementTest::aReportOfAnUnknownAttemptChangesNothing()
{
    DialledWorld world;
    const std::string before = world.contents();
    QVERIFY(world.settle({ended(AttemptId{12345}, EndReason::Busy, startOfTest)}).lanes.empty());
    QCOMPARE(world.contents(), before);
}

void SettlementTest::theRetryDelayDoubles()
{
    DialledWorld world({.maxAttempts = 4, .delay = minute});
    AttemptId attempt = world.attempt;
    WallTime now = startOfTest;
    for (const int minutes : {1, 2, 4}) {
        world.settle({ended(attempt, EndReason::NoAnswer, now)});
        const WallTime due = now + minute * minutes;
        QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Pending);
        QCOMPARE(world.callOf(world.targetId).dueAt, due);
        QCOMPARE(world.target(world.targetId).nextAt, due);
        QCOMPARE(world.target(world.targetId).status, TargetStatus::Scheduled);
        QCOMPARE(world.events(EventType::ScheduledCallFailed, world.campaign.id), 0);
        world.clock.advance(Milliseconds(due.ms - now.ms) - Milliseconds(1));
        QCOMPARE(world.pass({world.campaign.id})->permits.size(), 0U); // not a moment before
        world.clock.advance(Milliseconds(1));
        Workspace limits = world.workspace;
        limits.maxPerDay = 10; // the ledger's cap is not the matter here
        world.save(limits);
        attempt = world.permit(world.campaign.id).attemptId();
        now = world.clock.wall();
    }
    world.settle({ended(attempt, EndReason::NoAnswer, now)});
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Failed);
    QCOMPARE(world.target(world.targetId).attempts, 4);
    QCOMPARE(world.events(EventType::CallAttemptFailed, world.campaign.id), 4);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, world.campaign.id), 1);
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));
}

void SettlementTest::theBudgetEnds() // B1-25
{
    DialledWorld world({.maxAttempts = 2, .delay = second});
    world.settle({ended(world.attempt, EndReason::Busy, startOfTest)});
    world.clock.advance(second);
    const AttemptId last = world.permit(world.campaign.id).attemptId();
    QCOMPARE(AttemptStore(world.db).find(last)->n, 2);
    world.settle({ended(last, EndReason::Busy, world.clock.wall())});
    QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Failed);
    world.clock.advance(minute * 600);
    QCOMPARE(world.pass({world.campaign.id})->permits.size(), 0U);
}

void SettlementTest::onlyWhatMayBeRetriedIs_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<bool>("retried");
    using enum EndReason;
    for (const EndReason reason : {Busy, NoAnswer, CarrierError}) {
        QTest::addRow("%s", nameOf(reason).data()) << reason << true;
    }
    for (const EndReason reason : {Declined, InvalidNumber, Cancelled, OutcomeUnknown, Blocked, InsufficientCredits}) {
        QTest::addRow("%s", nameOf(reason).data()) << reason << false;
    }
}

void SettlementTest::onlyWhatMayBeRetriedIs()
{
    QFETCH(const EndReason, reason);
    QFETCH(const bool, retried);
    DialledWorld world({.maxAttempts = 3});
    world.settle({ended(world.attempt, reason, startOfTest)});
    QCOMPARE(world.callOf(world.targetId).status, retried ? ScheduledCallStatus::Pending : ScheduledCallStatus::Failed);
    QCOMPARE(world.target(world.targetId).status, retried ? TargetStatus::Scheduled : TargetStatus::Failed);
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));
}

void SettlementTest::aCancelledCampaignRetriesNobody()
{
    DialledWorld world({.maxAttempts = 3});
    world.setStatus(world.campaign.id, CampaignStatus::Cancelled);
    world.settle({ended(world.attempt, EndReason::Busy, startOfTest)});
    QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Failed);
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Failed);
    QCOMPARE(world.campaignStatus(), CampaignStatus::Cancelled); // and it does not complete
    QCOMPARE(world.events(EventType::CampaignCompleted, world.campaign.id), 0);
}

void SettlementTest::aPausedCampaignStillRecordsItsCalls() // B1-37
{
    DialledWorld world({.maxAttempts = 3});
    world.setStatus(world.campaign.id, CampaignStatus::Paused);
    world.settle({ended(world.attempt, EndReason::Busy, startOfTest)});
    QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Pending);
    world.clock.advance(minute * 60);
    QCOMPARE(world.pass({world.campaign.id})->permits.size(), 0U);
}

void SettlementTest::notSentGivesBudgetAndLedgerBack()
{
    DialledWorld world;
    QCOMPARE(
        LimitStore(world.db).history(world.workspace.id, world.target(world.targetId).number, {}, startOfTest).lastDay,
        1);
    const Settled settled = world.settle({ended(world.attempt, EndReason::NotSent, startOfTest)});
    QVERIFY(settled.completed.empty());
    const ScheduledCall row = world.callOf(world.targetId);
    QCOMPARE(settled.lanes.at({world.campaign.id, {}}), row.dueAt);
    QCOMPARE(row.status, ScheduledCallStatus::Pending);
    QCOMPARE(row.attempt, 0);
    QVERIFY(row.dueAt > startOfTest); // a carrier that is away must not spin the gate
    QCOMPARE(
        LimitStore(world.db).history(world.workspace.id, world.target(world.targetId).number, {}, startOfTest).lastDay,
        0);
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Scheduled);
    QCOMPARE(world.target(world.targetId).attempts, 0);
    // The counter says "dials placed", and this one was not.
    QCOMPARE(world.stats(world.campaign.id).attempts, 0);
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));

    world.clock.advance(minute);
    const DialPermit again = world.permit(world.campaign.id);
    QCOMPARE(again.attempt(), 1); // the budget is whole
    QVERIFY(again.attemptId() != world.attempt);
}

void SettlementTest::notSentOfACancelledCampaignSkipsItsTarget()
{
    DialledWorld world;
    world.setStatus(world.campaign.id, CampaignStatus::Cancelled);
    // The sweep finds the row in flight and leaves it alone.
    world.write(
        [&](WriteTransaction &transaction) { return Materializer(transaction).sweepCancelled(world.campaign.id); });
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Scheduled);
    world.settle({ended(world.attempt, EndReason::NotSent, startOfTest)});
    QCOMPARE(world.callOf(world.targetId).status, ScheduledCallStatus::Cancelled);
    QCOMPARE(world.target(world.targetId).status, TargetStatus::Skipped);
    QCOMPARE(world.stats(world.campaign.id), world.recount(world.campaign.id));
}

void SettlementTest::theCampaignCompletesExactlyOnce() // B1-44
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const Result<Passage> admission = world.pass({campaign.id});
    QCOMPARE(admission->permits.size(), 3U);
    std::vector<AttemptReport> reports;
    for (const DialPermit &permit : admission->permits) {
        QCOMPARE(CampaignStore(world.db).find(campaign.id)->status, CampaignStatus::Active);
        reports.push_back(ended(permit.attemptId(), EndReason::Declined, world.clock.wall()));
        const Settled settled = world.settle({reports.back()});
        QCOMPARE(settled.completed.contains(campaign.id), reports.size() == 3U);
    }
    QVERIFY(world.settle(reports).completed.empty());
    const Campaign done = CampaignStore(world.db).find(campaign.id).value();
    QCOMPARE(done.status, CampaignStatus::Completed);
    QCOMPARE(done.endedAt, world.clock.wall());
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
    QVERIFY(!world.write([&](WriteTransaction &tx) { return Settlement(tx).completeIfDone(campaign.id); }));
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
}

void SettlementTest::aCampaignIsNotCompleteWhileACallIsOn()
{
    DialledWorld world;
    world.settle({advanced(world.attempt, AttemptState::Answered, startOfTest)}); // the target is terminal by now
    QVERIFY(!world.write([&](WriteTransaction &tx) { return Settlement(tx).completeIfDone(world.campaign.id); }));
    QCOMPARE(world.campaignStatus(), CampaignStatus::Active);
    world.settle({ended(world.attempt, EndReason::CalleeHangup, startOfTest + second)});
    QCOMPARE(world.campaignStatus(), CampaignStatus::Completed);
}

void SettlementTest::aCampaignIsNotCompleteWhileAnImportRuns()
{
    DialledWorld world;
    world.write([&](WriteTransaction &tx) {
        CampaignStore(tx.db).setImportingFrom(world.campaign.id, tx.ids.next<TargetId>());
    });
    world.settle({ended(world.attempt, EndReason::Declined, startOfTest)});
    QCOMPARE(world.campaignStatus(), CampaignStatus::Active);
}

void SettlementTest::theCountersEqualARecountAfterAnySequence()
{
    qint64 terminal = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random(seed);
        GateWorld world;
        Workspace limits = world.workspace;
        limits.maxPerDay = 100;
        limits.maxPerWeek = 100;
        world.save(limits);
        const Campaign campaign =
            world.addCampaign({.maxConcurrent = 7,
                               .retry = {.maxAttempts = static_cast<int>(1 + random.below(4)), .delay = second * 10}});
        world.addTargets(campaign.id, 25);
        world.write([&](WriteTransaction &tx) {
            LimitStore(tx.db).block(world.workspace.id, E164{14155552003}, QStringLiteral("test"), tx.now);
        });
        world.materialize(campaign.id);
        std::vector<AttemptId> all;
        for (int step = 0; step < 150; ++step) {
            const auto choice = random.below(10);
            if (choice < 3) {
                const auto most = static_cast<int>(1 + random.below(4));
                const Result<Passage> admission = world.pass({campaign.id}, most);
                for (const DialPermit &permit : admission->permits) {
                    all.push_back(permit.attemptId());
                }
            } else if (choice < 9 && !all.empty()) {
                // Any report of any attempt, however late or doubled it may be.
                std::vector<AttemptReport> reports;
                for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
                    const AttemptId attempt = all[random.below(all.size())];
                    const EndReason reason = allEndReasons[random.below(allEndReasons.size())];
                    const bool isEnd = random.below(3) > 0;
                    AttemptReport report =
                        isEnd && !wasAnswered(reason)
                            ? ended(attempt, reason, world.clock.wall())
                            : advanced(attempt, random.below(2) > 0 ? AttemptState::Answered : AttemptState::Ringing,
                                       world.clock.wall());
                    if (isEnd && wasAnswered(reason)) {
                        report = advanced(attempt, AttemptState::Answered, world.clock.wall());
                        report.merge(ended(attempt, reason, world.clock.wall() + second * 5));
                    }
                    reports.push_back(report);
                }
                world.settle(reports);
            }
            world.clock.advance(Milliseconds(static_cast<std::int64_t>(random.below(20'000))));
            if (world.stats(campaign.id) != world.recount(campaign.id)) {
                QFAIL(qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(step)));
            }
        }
        terminal += world.stats(campaign.id).terminal();
    }
    QVERIFY(terminal > 100); // of 500: the sequences do lead somewhere
}

QTEST_GUILESS_MAIN(SettlementTest)
#include "settlement_test.moc"
