// The state of a target: every combination of target, call and attempt that the life cycles allow, against a table
// written by hand, and the counts over all of them against the one function that derives a state.

#include "domain/target_state.h"

#include <QTest>

#include <set>
#include <vector>

using namespace campanile;

namespace {

using enum TargetState;
using CallStatus = ScheduledCallStatus;

constexpr WallTime now{1'767'603'600'000};
constexpr WallTime ahead{now.ms + 60'000};
constexpr WallTime past{now.ms - 60'000};

/// A target with what its state is made of.
struct Case {
    Target target;
    std::optional<TargetCall> call;
    std::optional<TargetAttempt> attempt;

    [[nodiscard]] TargetStanding standing(const Hold &campaign = {}) const
    {
        return standingOf(target, call, attempt, campaign, now);
    }
    [[nodiscard]] TargetState state(const Hold &campaign = {}) const { return standing(campaign).state; }
};

Target targetIn(TargetStatus status, std::optional<EndReason> outcome = std::nullopt)
{
    Target target;
    target.status = status;
    target.lastOutcome = outcome;
    target.nextAt = ahead;
    return target;
}

Case pending()
{
    return {targetIn(TargetStatus::Pending), std::nullopt, std::nullopt};
}

Case queued(WallTime due, Postponement postponement = Postponement::None)
{
    return {targetIn(TargetStatus::Scheduled), TargetCall{.dueAt = due, .postponement = postponement}, std::nullopt};
}

Case retried(WallTime due, EndReason outcome = EndReason::Busy, Postponement postponement = Postponement::None)
{
    return {targetIn(TargetStatus::Scheduled, outcome),
            TargetCall{.dueAt = due, .attempt = 1, .postponement = postponement},
            TargetAttempt{AttemptState::Ended, past, {}}};
}

/// @param earlier  the outcome of an attempt before this one
Case inFlight(AttemptState state, std::optional<EndReason> earlier = std::nullopt)
{
    return {targetIn(TargetStatus::Scheduled, earlier),
            TargetCall{.status = CallStatus::InFlight, .dueAt = past, .attempt = earlier ? 2 : 1},
            TargetAttempt{state, past, {}}};
}

Case dispatched(AttemptState state, EndReason outcome)
{
    return {targetIn(TargetStatus::Dispatched, outcome),
            TargetCall{.status = CallStatus::Dispatched, .dueAt = past, .attempt = 1}, TargetAttempt{state, past, now}};
}

/// A person says that a call of unknown outcome rang.
Case rang()
{
    return {targetIn(TargetStatus::Dispatched, EndReason::OutcomeUnknown),
            TargetCall{
                .status = CallStatus::Dispatched, .dueAt = past, .attempt = 1, .lastError = EndReason::OutcomeUnknown},
            TargetAttempt{AttemptState::Ended, past, {}}};
}

Case failed(EndReason outcome, bool undecided = false)
{
    return {
        targetIn(TargetStatus::Failed, outcome),
        TargetCall{
            .status = CallStatus::Failed, .dueAt = past, .attempt = 1, .lastError = outcome, .undecided = undecided},
        TargetAttempt{AttemptState::Ended, past, {}}};
}

/// A scheduled target that is skipped keeps its cancelled call, and what that call was like.
Case skipped(const Case &before)
{
    Case result = before;
    result.target.status = TargetStatus::Skipped;
    if (result.call) {
        result.call->status = CallStatus::Cancelled;
    }
    return result;
}

/// Every combination, with the state that it has in a campaign that nothing holds.
std::vector<std::pair<Case, TargetState>> table()
{
    std::vector<std::pair<Case, TargetState>> rows = {
        {pending(), Waiting},
        {queued(past), Waiting},
        {queued(ahead), Waiting},
        {queued(ahead, Postponement::Hours), Held},
        {queued(ahead, Postponement::Ledger), Held},
        {queued(past, Postponement::Hours), Waiting}, // its instant has come, and it waits for its turn like the others
        {queued(now, Postponement::Ledger), Waiting},
        {retried(ahead), RetryDue},
        {retried(past), RetryDue},
        {retried(ahead, EndReason::NoAnswer, Postponement::Hours), Held},
        {retried(past, EndReason::NoAnswer, Postponement::Hours), RetryDue},
        {inFlight(AttemptState::Intent), Dialling},
        {inFlight(AttemptState::Trying), Dialling},
        {inFlight(AttemptState::Ringing), Ringing},
        {inFlight(AttemptState::Resolving), Dialling},
        {inFlight(AttemptState::Intent, EndReason::Busy), Dialling},
        {inFlight(AttemptState::Ringing, EndReason::Busy), Ringing},
        {dispatched(AttemptState::Answered, countedWhileTalking), Talking},
        {dispatched(AttemptState::Resolving, countedWhileTalking), Answered},
        {rang(), OutcomeUnknown},
        {failed(EndReason::OutcomeUnknown, true), OutcomeUnknown},
        {skipped(pending()), Skipped},
        {skipped(queued(ahead, Postponement::Hours)), Skipped},
        {skipped(retried(ahead)), Skipped},
    };
    for (const EndReason reason : allEndReasons) {
        rows.emplace_back(dispatched(AttemptState::Ended, reason),
                          reason == EndReason::Voicemail ? Voicemail : Answered);
        if (wasAnswered(reason)) {
            continue;
        }
        rows.emplace_back(failed(reason), reason == EndReason::Busy             ? Busy
                                          : reason == EndReason::NoAnswer       ? NoAnswer
                                          : reason == EndReason::Declined       ? Declined
                                          : reason == EndReason::OutcomeUnknown ? OutcomeUnknown
                                                                                : Failed);
    }
    return rows;
}

/// The counters of a campaign with these targets, as the backend keeps them.
struct Tally {
    CampaignStats stats;
    OpenAttempts open;
    PostponedCalls postponed;

    void add(const Case &row)
    {
        ++stats.byStatus.at(static_cast<std::size_t>(row.target.status));
        if (row.target.status == TargetStatus::Dispatched || row.target.status == TargetStatus::Failed) {
            ++stats.byOutcome[*row.target.lastOutcome];
        }
        const bool byDecision = row.call && row.call->lastError == EndReason::OutcomeUnknown;
        if (row.target.status == TargetStatus::Dispatched && !wasAnswered(*row.target.lastOutcome) && !byDecision) {
            ++stats.answeredOtherwise[*row.target.lastOutcome];
        }
        if (row.call && row.call->status == CallStatus::Pending) {
            const bool isRetry = row.call->attempt > 0;
            stats.retryDue += isRetry ? 1 : 0;
            if (row.call->postponement != Postponement::None && row.call->dueAt > now) {
                ++(isRetry ? postponed.retries : postponed.untried);
            }
        }
        if (row.attempt) {
            add(*row.attempt);
        }
    }
    void add(const TargetAttempt &attempt)
    {
        switch (attempt.state) {
        case AttemptState::Intent:
        case AttemptState::Trying:
            ++open.dialling;
            break;
        case AttemptState::Ringing:
            ++open.ringing;
            break;
        case AttemptState::Answered:
            ++open.talking;
            break;
        case AttemptState::Resolving:
            ++(attempt.answeredAt.ms > 0 ? open.unended : open.resolving);
            break;
        case AttemptState::Ended:
            break;
        }
    }
};

QString diagnosis(const Case &row)
{
    return QStringLiteral("target %1, call %2, attempt %3, outcome %4")
        .arg(nameOf(row.target.status), row.call ? nameOf(row.call->status) : QLatin1StringView("none"),
             row.attempt ? nameOf(row.attempt->state) : QLatin1StringView("none"),
             row.target.lastOutcome ? nameOf(*row.target.lastOutcome) : QLatin1StringView("none"));
}

const Hold stopped{HoldReason::Stopped, {}};

} // namespace

class TargetStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsName();
    void everyCombinationHasItsState();
    void whatHoldsTheCampaignHoldsWhoWaits();
    void whoIsHeldWaitsForTheLaterInstant();
    void eachStateHasItsInstantAndReason();
    void noOutcomeIsShownWhileTheCallTalks();
    void onlyWhoWaitsHasANextInstant();
    void theCountsAreThoseOfTheStates();
    void aSetOfStatesContainsWhatWasAdded();
    void storedNumbers();
};

void TargetStateTest::everyStateHasItsName()
{
    const QStringList names = QStringLiteral("waiting retry_due held dialling ringing talking answered voicemail "
                                             "no_answer busy declined failed skipped outcome_unknown")
                                  .split(u' ');
    QCOMPARE(allTargetStates.size(), static_cast<std::size_t>(names.size()));
    for (std::size_t i = 0; i < allTargetStates.size(); ++i) {
        const QString &name = names[static_cast<qsizetype>(i)];
        QCOMPARE(QString(nameOf(allTargetStates.at(i))), name);
        QCOMPARE(targetStateFrom(name), allTargetStates.at(i));
    }
    QVERIFY(!targetStateFrom(u"pending"));
    QVERIFY(!targetStateFrom(u""));
}

void TargetStateTest::everyCombinationHasItsState()
{
    std::set<TargetState> seen;
    for (const auto &[row, state] : table()) {
        QVERIFY2(row.state() == state, qPrintable(diagnosis(row) + QStringLiteral(" is ") + nameOf(row.state())));
        seen.insert(state);
    }
    QCOMPARE(seen.size(), allTargetStates.size());
}

void TargetStateTest::whatHoldsTheCampaignHoldsWhoWaits()
{
    for (const auto &[row, state] : table()) {
        const TargetStanding held = row.standing(stopped);
        QVERIFY2(held.state == (isWaiting(state) ? Held : state), qPrintable(diagnosis(row)));
        QCOMPARE(held.heldBy, isWaiting(state) ? HoldReason::Stopped : HoldReason::None);
        if (isWaiting(state)) {
            QCOMPARE(held.at, WallTime{}); // nobody knows when Stop all is released
        }
    }
}

void TargetStateTest::whoIsHeldWaitsForTheLaterInstant()
{
    const WallTime opens{now.ms + 30'000};
    QCOMPARE(pending().standing({HoldReason::OutsideHours, opens}).at, opens);
    QCOMPARE(queued(past).standing({HoldReason::OutsideHours, opens}).at, opens);
    QCOMPARE(retried(ahead).standing({HoldReason::OutsideHours, opens}).at, ahead);
    QCOMPARE(retried(ahead).standing({HoldReason::NoCredit, {}}).at, WallTime{});
}

void TargetStateTest::eachStateHasItsInstantAndReason()
{
    QCOMPARE(pending().standing(), (TargetStanding{.state = Waiting}));
    QCOMPARE(queued(ahead).standing(), (TargetStanding{.state = Waiting}));
    QCOMPARE(retried(ahead).standing(), (TargetStanding{.state = RetryDue, .at = ahead, .reason = EndReason::Busy}));
    QCOMPARE(queued(ahead, Postponement::Hours).standing(),
             (TargetStanding{.state = Held, .at = ahead, .heldBy = HoldReason::OutsideHours}));
    QCOMPARE(retried(ahead, EndReason::Busy, Postponement::Ledger).standing(),
             (TargetStanding{.state = Held, .at = ahead, .heldBy = HoldReason::NumberLedger}));
    QCOMPARE(inFlight(AttemptState::Ringing, EndReason::Busy).standing(),
             (TargetStanding{.state = Ringing, .at = past}));
    QCOMPARE(dispatched(AttemptState::Answered, countedWhileTalking).standing(),
             (TargetStanding{.state = Talking, .at = now}));
    QCOMPARE(dispatched(AttemptState::Ended, EndReason::CarrierError).standing(),
             (TargetStanding{.state = Answered, .reason = EndReason::CarrierError}));
    QCOMPARE(failed(EndReason::OutcomeUnknown, true).standing(),
             (TargetStanding{.state = OutcomeUnknown, .reason = EndReason::OutcomeUnknown, .undecided = true}));
    QVERIFY(!failed(EndReason::OutcomeUnknown).standing().undecided);
}

void TargetStateTest::noOutcomeIsShownWhileTheCallTalks()
{
    for (const AttemptState state : {AttemptState::Answered, AttemptState::Resolving}) {
        const Case open = dispatched(state, countedWhileTalking);
        QCOMPARE(open.standing().reason, std::nullopt);
        QCOMPARE(rowOf(open.target, open.standing()).lastOutcome, std::nullopt);
    }
    const Case over = dispatched(AttemptState::Ended, EndReason::AgentHangup);
    QCOMPARE(rowOf(over.target, over.standing()).lastOutcome, EndReason::AgentHangup);
    // What became of the attempt before this one stays known.
    const Case again = inFlight(AttemptState::Ringing, EndReason::Busy);
    QCOMPARE(rowOf(again.target, again.standing()).lastOutcome, EndReason::Busy);
}

void TargetStateTest::onlyWhoWaitsHasANextInstant()
{
    for (const auto &[row, state] : table()) {
        QVERIFY2(rowOf(row.target, row.standing()).nextAt == (isWaiting(state) ? row.target.nextAt : WallTime{}),
                 qPrintable(diagnosis(row)));
    }
}

/// Every combination a different number of times, so that no two states can change places.
void TargetStateTest::theCountsAreThoseOfTheStates()
{
    for (const Hold &campaign : {Hold{}, stopped}) {
        Tally tally;
        TargetStateCounts states;
        std::int64_t copies = 0;
        for (const auto &[row, state] : table()) {
            ++copies;
            for (std::int64_t i = 0; i < copies; ++i) {
                tally.add(row);
            }
            states.add(row.state(campaign), copies);
        }
        const TargetStateCounts counted = countsOf(tally.stats, tally.open, tally.postponed, campaign);
        for (const TargetState state : allTargetStates) {
            QVERIFY2(counted.of(state) == states.of(state), nameOf(state).data());
        }
        QCOMPARE(counted.total(), tally.stats.total());
    }
}

void TargetStateTest::aSetOfStatesContainsWhatWasAdded()
{
    TargetStates states{Busy, NoAnswer};
    QVERIFY(states.contains(Busy) && states.contains(NoAnswer) && !states.contains(Declined));
    QVERIFY(!states.isEmpty() && TargetStates().isEmpty());
    TargetStateCounts counts;
    counts.add(Busy, 3);
    counts.add(NoAnswer, 4);
    counts.add(Declined, 5);
    QCOMPARE(counts.of(states), 7);
    QCOMPARE(counts.total(), 12);
}

void TargetStateTest::storedNumbers()
{
    QCOMPARE(static_cast<int>(Postponement::None), 0);
    QCOMPARE(static_cast<int>(Postponement::Hours), 1);
    QCOMPARE(static_cast<int>(Postponement::Ledger), 2);
    for (const HoldReason reason : allHoldReasons) {
        const Postponement postponement = postponementBy(reason);
        QVERIFY(postponement == Postponement::None || holdReasonOf(postponement) == reason);
    }
}

QTEST_GUILESS_MAIN(TargetStateTest)

#include "target_state_test.moc"
