// The life cycles: every pair of statuses of every kind, against the tables of the design, and the words of a refusal.

#include "domain/call.h"
#include "domain/status.h"

#include <QTest>

#include <set>
#include <utility>
#include <vector>

using namespace campanile;

namespace {

template<class Status>
using Moves = std::set<std::pair<Status, Status>>;

// Written out by hand, one line a status; what is not here is refused.
Moves<CampaignStatus> campaignMoves()
{
    using enum CampaignStatus;
    return {
        {Draft, Active},  {Draft, Cancelled},                       //
        {Active, Paused}, {Active, Completed}, {Active, Cancelled}, //
        {Paused, Active}, {Paused, Completed}, {Paused, Cancelled}, //
    };
}

Moves<TargetStatus> targetMoves()
{
    using enum TargetStatus;
    return {
        {Pending, Scheduled},    {Pending, Skipped},                        //
        {Scheduled, Dispatched}, {Scheduled, Failed}, {Scheduled, Skipped}, //
        {Failed, Dispatched},    {Failed, Scheduled},                       // a person's decision
    };
}

Moves<ScheduledCallStatus> scheduledCallMoves()
{
    using enum ScheduledCallStatus;
    return {
        {Pending, Pending},     {Pending, InFlight}, {Pending, Cancelled}, {Pending, Failed}, //
        {InFlight, Dispatched}, {InFlight, Pending}, {InFlight, Failed},                      //
        {Failed, Dispatched},   {Failed, Pending},                                            // a person's decision
    };
}

Moves<AttemptState> attemptMoves()
{
    using enum AttemptState;
    return {
        {Intent, Trying},    {Intent, Ringing},     {Intent, Answered},   {Intent, Ended},     {Intent, Resolving}, //
        {Trying, Ringing},   {Trying, Answered},    {Trying, Ended},      {Trying, Resolving},                      //
        {Ringing, Answered}, {Ringing, Ended},      {Ringing, Resolving},                                           //
        {Answered, Ended},   {Answered, Resolving},                                                                 //
        {Resolving, Ended},                                                                                         //
    };
}

Moves<ConversationStatus> conversationMoves()
{
    using enum ConversationStatus;
    return {
        {Queued, Processing},    {Queued, Ringing},     {Queued, InProgress},     {Queued, Completed},
        {Queued, Failed},        {Processing, Ringing}, {Processing, InProgress}, {Processing, Completed},
        {Processing, Failed},    {Ringing, InProgress}, {Ringing, Completed},     {Ringing, Failed},
        {InProgress, Completed}, {InProgress, Failed},
    };
}

template<class Status, std::size_t N>
void compareWithTable(const std::array<Status, N> &all, const Moves<Status> &legal)
{
    for (const Status from : all) {
        for (const Status to : all) {
            QVERIFY2(canMove(from, to) == legal.contains({from, to}),
                     qPrintable(QStringLiteral("%1 to %2").arg(nameOf(from), nameOf(to))));
        }
    }
}

template<class Status, std::size_t N>
void compareRefusals(const std::array<Status, N> &all, const Moves<Status> &legal, const QString &noun)
{
    for (const Status from : all) {
        for (const Status to : all) {
            const Result<Status> result = moved(from, to);
            QCOMPARE(result.ok(), legal.contains({from, to}));
            if (result.ok()) {
                QCOMPARE(*result, to);
                continue;
            }
            QCOMPARE(result.error().code, ErrorCode::Conflict);
            const QString present = QString(nameOf(from)).replace(u'_', u' ');
            const QString wanted = QString(nameOf(to)).replace(u'_', u' ');
            QCOMPARE(result.error().message,
                     QStringLiteral("The %1 is %2 and cannot become %3.").arg(noun, present, wanted));
            QVERIFY(result.error().rule != ErrorRule::None);
            QCOMPARE(result.error().values, (QStringList{QString(nameOf(from)), QString(nameOf(to))}));
        }
    }
}

template<class Status, std::size_t N>
QStringList namesOf(const std::array<Status, N> &all)
{
    QStringList names;
    for (const Status status : all) {
        names << QString(nameOf(status));
    }
    return names;
}

} // namespace

class StatusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesEveryMoveTheLifeCycleDoesNotHave();
    void aRefusalNamesThePresentStatus();
    void nothingLeavesATerminalStatus();
    void namesAreThoseOfTheContract();
    void namesAreReadBack();
    void storedNumbersKeepTheirMeaning();
    void aCallsStoryFollowsItsAttempt();
};

void StatusTest::refusesEveryMoveTheLifeCycleDoesNotHave() // B1-17, B1-32, B1-37
{
    compareWithTable(allCampaignStatuses, campaignMoves());
    compareWithTable(allTargetStatuses, targetMoves());
    compareWithTable(allScheduledCallStatuses, scheduledCallMoves());
    compareWithTable(allAttemptStates, attemptMoves());
    compareWithTable(allConversationStatuses, conversationMoves());
}

void StatusTest::aRefusalNamesThePresentStatus()
{
    compareRefusals(allCampaignStatuses, campaignMoves(), QStringLiteral("campaign"));
    compareRefusals(allTargetStatuses, targetMoves(), QStringLiteral("target"));
    compareRefusals(allScheduledCallStatuses, scheduledCallMoves(), QStringLiteral("scheduled call"));
}

void StatusTest::nothingLeavesATerminalStatus()
{
    for (const CampaignStatus from : allCampaignStatuses) {
        QCOMPARE(isTerminal(from), from == CampaignStatus::Completed || from == CampaignStatus::Cancelled);
    }
    for (const TargetStatus from : allTargetStatuses) {
        bool leaves = false;
        for (const TargetStatus to : allTargetStatuses) {
            leaves = leaves || canMove(from, to);
        }
        QCOMPARE(isTerminal(from), !leaves || from == TargetStatus::Failed); // only a person moves what has failed
    }
    for (const ScheduledCallStatus from : allScheduledCallStatuses) {
        bool leaves = false;
        for (const ScheduledCallStatus to : allScheduledCallStatuses) {
            leaves = leaves || canMove(from, to);
        }
        QCOMPARE(isTerminal(from), !leaves || from == ScheduledCallStatus::Failed);
    }
}

void StatusTest::namesAreThoseOfTheContract()
{
    const auto list = [](const char *names) { return QString::fromLatin1(names).split(u' '); };
    QCOMPARE(namesOf(allCampaignStatuses), list("draft active paused completed cancelled"));
    QCOMPARE(namesOf(allTargetStatuses), list("pending scheduled dispatched failed skipped"));
    QCOMPARE(namesOf(allScheduledCallStatuses), list("pending in_flight dispatched failed cancelled"));
    QCOMPARE(namesOf(allAttemptStates), list("intent trying ringing answered ended resolving"));
    QCOMPARE(namesOf(allConversationStatuses), list("queued processing ringing in_progress completed failed"));
}

void StatusTest::namesAreReadBack()
{
    for (const CampaignStatus status : allCampaignStatuses) {
        QCOMPARE(campaignStatusFrom(QString(nameOf(status))), std::optional(status));
    }
    for (const TargetStatus status : allTargetStatuses) {
        QCOMPARE(targetStatusFrom(QString(nameOf(status))), std::optional(status));
    }
    for (const ConversationStatus status : allConversationStatuses) {
        QCOMPARE(conversationStatusFrom(QString(nameOf(status))), std::optional(status));
    }
    for (const char *wrong : {"", "Active", "active ", "unknown", "0"}) {
        QCOMPARE(campaignStatusFrom(QString::fromLatin1(wrong)), std::nullopt);
        QCOMPARE(targetStatusFrom(QString::fromLatin1(wrong)), std::nullopt);
        QCOMPARE(conversationStatusFrom(QString::fromLatin1(wrong)), std::nullopt);
    }
}

void StatusTest::storedNumbersKeepTheirMeaning()
{
    // Databases hold these numbers; the arrays are in their order.
    const auto inOrder = [](const auto &all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(all[i]), i);
        }
    };
    inOrder(allCampaignStatuses);
    inOrder(allTargetStatuses);
    inOrder(allScheduledCallStatuses);
    inOrder(allAttemptStates);
    inOrder(allConversationStatuses);
}

void StatusTest::aCallsStoryFollowsItsAttempt()
{
    Call call;
    const auto told = [&call](AttemptState state) {
        call.state = state;
        return conversationStatusOf(call);
    };
    QCOMPARE(told(AttemptState::Intent), ConversationStatus::Processing);
    QCOMPARE(told(AttemptState::Ringing), ConversationStatus::Ringing);
    QCOMPARE(told(AttemptState::Answered), ConversationStatus::InProgress);
    QVERIFY(call.live());
    call.endReason = EndReason::Busy;
    QCOMPARE(told(AttemptState::Ended), ConversationStatus::Failed);
    QVERIFY(!call.live());
    call.answeredAt = WallTime{1'000};
    call.endedAt = WallTime{2'001};
    call.endReason = EndReason::Voicemail;
    QCOMPARE(told(AttemptState::Ended), ConversationStatus::Completed);
    QCOMPARE(call.talkSeconds(), 2);
}

QTEST_GUILESS_MAIN(StatusTest)
#include "status_test.moc"
