// Calls on the wire and after: who is live, how one is hung up and what that came to, and how they are found again.

#include "support/queue_desk.h"

#include <QTest>

#include <future>

using namespace campanile;
using namespace campanile::test;

namespace {

class CallDesk : public CallingDesk {
public:
    Result<EndReason> hangUpAndTell(AttemptId id)
    {
        return ask<EndReason>(caller, services.calls, &CallService::hangUpAndTell, id);
    }
    Result<Call> get(AttemptId id) { return ask<Call>(caller, services.calls, &CallService::get, id); }
    /// Everybody picks up at once and talks for ten minutes.
    void pickUpAtOnce()
    {
        SimulationSettings settings = setup.trunks.front().simulation;
        settings.ringTime = Milliseconds(10);
        settings.talkTime = Milliseconds(600'000);
        simulate(settings);
    }
    /// The one call that is on the wire, once it has come this far.
    Call liveIn(AttemptState state)
    {
        const auto isThere = [&] {
            const std::vector<Call> calls = live();
            return calls.size() == 1 && calls.front().state == state;
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isThere(), 60'000); }();
        return live().front();
    }
    /// The attempt of this call, once it has rung.
    Call firstRinging(ScheduledCallId scheduled)
    {
        std::vector<Call> found;
        const auto hasRung = [&] {
            found = calls();
            return !found.empty() && found.front().scheduledCall == scheduled &&
                   found.front().state >= AttemptState::Ringing;
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(hasRung(), 60'000); }();
        return found.front();
    }
    Result<std::vector<AttemptId>> ids(const CallFilter &filter)
    {
        QueryHandle handle;
        return await<std::vector<AttemptId>>([&](Reply<std::vector<AttemptId>> reply) {
            handle = services.calls.ids(caller, filter, std::move(reply));
        });
    }
};

} // namespace

class LocalCallServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRingingCallIsCancelled();
    void aConversationIsEndedByTheAgent();
    void whoeverAsksIsToldTheSame();
    void whatIsToldIsWhatIsWrittenDown();
    void aCallThatHasEndedIsNotHungUpAgain();
    void hangingUpFreesTheChannel();
    void theEndOfTheProgramEndsCallsAndTells();
    void callsAreFoundAgain();
};

void LocalCallServiceTest::aRingingCallIsCancelled()
{
    CallDesk desk;
    NewCall fresh = desk.newCall();
    fresh.maxAttempts = 3;
    const ScheduledCallId scheduled = desk.place(fresh)->id;
    const Call call = desk.liveIn(AttemptState::Ringing);
    QCOMPARE(call.scheduledCall, scheduled);
    QCOMPARE(*desk.hangUpAndTell(call.id), EndReason::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(call.id)->state, AttemptState::Ended, 60'000);
    QCOMPARE(desk.get(call.id)->endReason, EndReason::Cancelled);
    QCOMPARE(desk.get(call.id)->answeredAt, WallTime{});
    QVERIFY(desk.get(call.id)->conversation.isNull());
    QVERIFY(desk.live().empty());
    QCOMPARE(desk.statusOf(scheduled), ScheduledCallStatus::Failed); // whoever hung up does not want it again
    QCOMPARE(desk.find(scheduled)->lastError, EndReason::Cancelled);
}

void LocalCallServiceTest::aConversationIsEndedByTheAgent()
{
    CallDesk desk;
    desk.pickUpAtOnce();
    const ScheduledCallId scheduled = desk.place(desk.newCall())->id;
    const Call call = desk.liveIn(AttemptState::Answered);
    QCOMPARE(*desk.hangUpAndTell(call.id), EndReason::AgentHangup);
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(call.id)->state, AttemptState::Ended, 60'000);
    const Result<Call> ended = desk.get(call.id);
    QCOMPARE(ended->endReason, EndReason::AgentHangup);
    QCOMPARE(conversationStatusOf(*ended), ConversationStatus::Completed);
    QVERIFY(ended->endedAt >= ended->answeredAt);
    QCOMPARE(desk.statusOf(scheduled), ScheduledCallStatus::Dispatched);
}

void LocalCallServiceTest::whoeverAsksIsToldTheSame()
{
    CallDesk desk;
    desk.pickUpAtOnce();
    QVERIFY(desk.place(desk.newCall()).ok());
    const AttemptId call = desk.liveIn(AttemptState::Answered).id;
    auto answers = std::make_shared<std::array<std::promise<Result<EndReason>>, 2>>();
    for (std::size_t i = 0; i < answers->size(); ++i) { // both have asked before the first is answered
        desk.services.calls.hangUpAndTell(
            desk.caller, call, [answers, i](Result<EndReason> reason) { (*answers)[i].set_value(std::move(reason)); });
    }
    int told = 0;
    for (auto &answer : *answers) {
        const Result<EndReason> reason = answer.get_future().get();
        told += reason.ok() ? 1 : 0;
        QVERIFY(!reason.ok() || *reason == EndReason::AgentHangup);
    }
    QVERIFY(told >= 1);
    QTRY_COMPARE_WITH_TIMEOUT(desk.get(call)->endReason, EndReason::AgentHangup, 60'000);
}

void LocalCallServiceTest::whatIsToldIsWhatIsWrittenDown()
{
    CallDesk desk;
    SimulationSettings settings = desk.setup.trunks.front().simulation;
    settings.ringTime = settings.talkTime = Milliseconds(30); // many end by themselves just then
    QVERIFY(
        ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changeSimulation, desk.trunk(), settings).ok());
    int told = 0;
    for (int i = 0; i < 30; ++i) {
        const ScheduledCallId scheduled = desk.place(desk.newCall(answering(i)))->id;
        const Call call = desk.firstRinging(scheduled);
        const Result<EndReason> reason = desk.hangUpAndTell(call.id);
        QTRY_COMPARE_WITH_TIMEOUT(desk.get(call.id)->state, AttemptState::Ended, 60'000);
        QVERIFY(!reason.ok() || desk.get(call.id)->endReason == *reason); // or it was over before
        told += reason.ok() ? 1 : 0;
    }
    QVERIFY(told > 0);
}

void LocalCallServiceTest::aCallThatHasEndedIsNotHungUpAgain()
{
    CallDesk desk;
    desk.hurry();
    const ScheduledCallId scheduled = desk.place(desk.newCall())->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(scheduled), ScheduledCallStatus::Dispatched, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.live().empty(), 60'000);
    const Call call = desk.calls().front();
    refuses(desk.hangUpAndTell(call.id), ErrorCode::Conflict);
    refuses(desk.hangUp(call.id), ErrorCode::Conflict);
    QCOMPARE(*desk.get(call.id), call);
    QCOMPARE(call.endReason, EndReason::CalleeHangup);
    refuses(desk.hangUpAndTell(AttemptId{77}), ErrorCode::NotFound);
    refuses(desk.hangUp(AttemptId{77}), ErrorCode::NotFound);
    refuses(desk.get(AttemptId{77}), ErrorCode::NotFound);
}

void LocalCallServiceTest::hangingUpFreesTheChannel() // B0-40
{
    CallDesk desk;
    desk.setChannels(1);
    const CampaignId campaign = desk.begun({answering(), answering(1)});
    const Call first = desk.liveIn(AttemptState::Ringing);
    QCOMPARE(desk.overview(campaign).stats.inFlight, 1);
    QCOMPARE(*desk.hangUpAndTell(first.id), EndReason::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(desk.calls().size(), 2U, 60'000);
    QVERIFY(desk.calls().front().id != first.id);
    QTRY_COMPARE(desk.live().size(), 1U);
    QCOMPARE(desk.overview(campaign).stats.byOutcome.at(EndReason::Cancelled), 1);
}

void LocalCallServiceTest::theEndOfTheProgramEndsCallsAndTells()
{
    CallDesk desk;
    desk.pickUpAtOnce();
    QVERIFY(desk.place(desk.newCall()).ok());
    const AttemptId id = desk.liveIn(AttemptState::Answered).id;
    desk.backend.reset();
    const auto opened = LocalBackend::open({.dataDirectory = desk.path(), .simulatedWire = {}});
    QVERIFY(opened.ok());
    const Result<Call> call = ask<Call>((*opened)->ownServices(CallerKind::Window).caller, (*opened)->services().calls,
                                        &CallService::get, id);
    QCOMPARE(call->state, AttemptState::Ended); // its outcome was written down before the end
    QCOMPARE(call->endReason, EndReason::AgentHangup);
}

void LocalCallServiceTest::callsAreFoundAgain()
{
    CallDesk desk;
    desk.hurry();
    NewCampaign once = oneAttemptEach();
    once.retry.maxAttempts = 1;
    const E164 busy{answering(1).digits + 1};
    const CampaignId campaign = desk.begun({answering(), busy, answering(2)}, once);
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    QCOMPARE(desk.ids({campaign, {}, {}})->size(), 3U);
    QCOMPARE(desk.ids({{}, ConversationStatus::Completed, {}})->size(), 2U);
    const auto found = desk.ids({{}, {}, QString::number(busy.digits).last(7)});
    QCOMPARE(found->size(), 1U);
    QVERIFY(desk.ids({CampaignId{77}, {}, {}})->empty());
    refuses(desk.ids({{}, {}, QString(257, u'x')}), ErrorCode::InvalidInput, "#/q");

    const Call call = *desk.get(found->front());
    QCOMPARE(call.to, busy);
    QCOMPARE(call.campaign, campaign);
    QCOMPARE(call.endReason, EndReason::Busy);
    std::vector<AttemptId> all = *desk.ids({});
    std::reverse(all.begin(), all.end()); // rows come in the order asked for
    const auto rows = ask<std::vector<Call>>(desk.caller, desk.services.calls, &CallService::rows, all);
    QCOMPARE(rows->size(), 3U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        QCOMPARE((*rows)[i].id, all[i]);
    }
}

QTEST_GUILESS_MAIN(LocalCallServiceTest)
#include "local_call_service_test.moc"
