// One-off calls as people place them: what is taken, and all that is refused .

#include "support/durations.h"
#include "support/queue_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::ErrorCode)

namespace {

} // namespace

class QueueServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallNowIsDialledAtOnce();
    void aCallForLaterWaitsForItsInstant();
    void whatForbidsACallRefusesIt_data();
    void whatForbidsACallRefusesIt();
    void whatDoesNotExistCannotCall();
    void aListedNumberIsRefused();
    void aCountryThatTheTrunkDoesNotCallIsRefused();
    void aMinuteOfTalkHasToBeAffordable();
    void aFullHouseRefusesACallNowAndTakesOneForLater();
    void aTrunkWithoutACarrierRefusesACallNowAndTakesOneForLater();
    void valuesOutOfRangeAreRefused();
    void anExpiredCallIsNotDialled();
    void aCallIsTriedAgainWithinItsOwnBudget();
    void aCallsOwnCapEndsIt();
    void whoLoopsOneOffCallsIsWarned();
};

void QueueServiceTest::aCallNowIsDialledAtOnce() // B0-01, B0-12, B0-14, B0-25
{
    QueueDesk desk;
    desk.hurry();
    const WallTime before = QueueDesk::now();
    const Result<ScheduledCall> placed = desk.place(desk.newCall());
    QVERIFY(placed.ok());
    QCOMPARE(placed->status, ScheduledCallStatus::Pending);
    QCOMPARE(placed->to, answering());
    QCOMPARE(placed->agent, desk.agent());
    QCOMPARE(placed->fromNumber, desk.number());
    QVERIFY(placed->campaign.isNull());
    QVERIFY(placed->scheduledAt >= before && placed->scheduledAt <= QueueDesk::now());
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(placed->id), ScheduledCallStatus::Dispatched, 60'000);
    const std::vector<Call> calls = desk.calls();
    QCOMPARE(calls.size(), 1U);
    QCOMPARE(calls[0].scheduledCall, placed->id);
    QCOMPARE(calls[0].to, answering());
    QCOMPARE(calls[0].from, desk.setup.numbers.front().number); // B0-31
    QVERIFY(!calls[0].conversation.isNull());
}

void QueueServiceTest::aCallForLaterWaitsForItsInstant() // B0-16, B0-17
{
    QueueDesk desk;
    desk.hurry();
    const WallTime due = QueueDesk::now() + Milliseconds(1'500);
    const ScheduledCallId later = desk.place(desk.newCall(answering(), due))->id;
    const ScheduledCallId now = desk.place(desk.newCall(answering(1)))->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(now), ScheduledCallStatus::Dispatched, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(later), ScheduledCallStatus::Dispatched, 60'000);
    QCOMPARE(desk.calls().size(), 2U);
    for (const Call &call : desk.calls()) {
        QVERIFY(call.scheduledCall == now || call.dialledAt >= due);
    }
}

void QueueServiceTest::whatForbidsACallRefusesIt_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("the workspace is disabled") << ErrorCode::WorkspaceDisabled << QByteArray();
    QTest::newRow("its editing is disabled") << ErrorCode::EditingDisabled << QByteArray();
    QTest::newRow("the agent is disabled") << ErrorCode::AgentDisabled << QByteArray("#/agent_id");
    QTest::newRow("the number is inbound only") << ErrorCode::NumberInboundOnly << QByteArray("#/phone_number_id");
    QTest::newRow("the number is not verified") << ErrorCode::NumberUnverified << QByteArray("#/phone_number_id");
    QTest::newRow("the number is not the agent's") << ErrorCode::NumberNotAssigned << QByteArray("#/phone_number_id");
}

void QueueServiceTest::whatForbidsACallRefusesIt() // B0-05, B0-37, I-22, I-23, I-30, T-13, T-14
{
    QFETCH(const ErrorCode, code);
    QFETCH(const QByteArray, pointer);
    QueueDesk desk;
    WorkspaceEdit workspace;
    workspace.disabled = code == ErrorCode::WorkspaceDisabled;
    AgentEdit agent;
    agent.disabled = code == ErrorCode::AgentDisabled;
    PhoneNumberEdit number;
    number.inboundOnly = code == ErrorCode::NumberInboundOnly;
    number.verified = code != ErrorCode::NumberUnverified;
    desk.change(workspace);
    desk.change(agent);
    desk.change(number);
    if (code == ErrorCode::NumberNotAssigned) {
        QVERIFY(
            ask<void>(desk.caller, desk.services.numbers, &PhoneNumberService::unassign, desk.number(), desk.agent())
                .ok());
    } else if (code == ErrorCode::EditingDisabled) {
        QVERIFY(desk.disableEditing().ok());
    }
    refuses(desk.place(desk.newCall()), code, pointer.constData());
    refuses(desk.place(desk.newCall(answering(), QueueDesk::now() + hour)), code, pointer.constData());
    QVERIFY(desk.queued().empty());
}

void QueueServiceTest::whatDoesNotExistCannotCall() // B0-38, I-31
{
    QueueDesk desk;
    NewCall call = desk.newCall();
    call.agent = AgentId{77};
    refuses(desk.place(call), ErrorCode::NotFound, "#/agent_id");
    call = desk.newCall();
    call.fromNumber = PhoneNumberId{77};
    refuses(desk.place(call), ErrorCode::NotFound, "#/phone_number_id");
    QVERIFY(desk.queued().empty());
    refuses(desk.find(ScheduledCallId{77}), ErrorCode::NotFound);
    refuses(desk.cancel(ScheduledCallId{77}), ErrorCode::NotFound);
    refuses(desk.edit(ScheduledCallId{77}, {}), ErrorCode::NotFound);
}

void QueueServiceTest::aListedNumberIsRefused()
{
    QueueDesk desk;
    QVERIFY(desk.list(answering()).ok());
    refuses(desk.place(desk.newCall()), ErrorCode::BlockedDnc, "#/to_number");
    QVERIFY(desk.place(desk.newCall(answering(1))).ok());
    QVERIFY(ask<void>(desk.caller, desk.services.doNotCall, &DoNotCallService::remove, answering()).ok());
    QVERIFY(desk.place(desk.newCall()).ok());
}

void QueueServiceTest::aCountryThatTheTrunkDoesNotCallIsRefused()
{
    QueueDesk desk;
    constexpr E164 british{442079460000};
    QVERIFY(desk.place(desk.newCall(british, QueueDesk::now() + hour)).ok()); // a simulated trunk rings nobody
    QVERIFY(desk.callOnly({}).ok());
    refuses(desk.place(desk.newCall(british)), ErrorCode::PermissionDenied, "#/to_number");
    CallEdit edit;
    edit.to = british;
    refuses(desk.edit(desk.later().id, edit), ErrorCode::PermissionDenied, "#/to_number");
    QVERIFY(desk.callOnly({QStringLiteral("GB")}).ok());
    QVERIFY(desk.place(desk.newCall(british)).ok());
}

void QueueServiceTest::aMinuteOfTalkHasToBeAffordable() // B0-06, B0-36, I-26, I-27
{
    QueueDesk desk;
    desk.charge(Money::of(2));
    desk.topUp(Money::of(1, 99));
    refuses(desk.place(desk.newCall()), ErrorCode::InsufficientCredits);
    refuses(desk.place(desk.newCall(answering(), QueueDesk::now() + hour)), ErrorCode::InsufficientCredits);
    QVERIFY(desk.queued().empty());
    desk.topUp(Money::of(0, 1));
    const Result<ScheduledCall> first = desk.place(desk.newCall());
    QVERIFY(first.ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.live().size(), 1U, 60'000);
    refuses(desk.place(desk.newCall(answering(1))), ErrorCode::InsufficientCredits); // all of it is set aside
}

void QueueServiceTest::aFullHouseRefusesACallNowAndTakesOneForLater() // B0-40
{
    QueueDesk desk;
    QVERIFY(desk.place(desk.newCall()).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.live().size(), 1U, 60'000);
    WorkspaceEdit one;
    one.maxConcurrent = 1;
    desk.change(one);
    refuses(desk.place(desk.newCall(answering(1))), ErrorCode::RateLimited);
    one.maxConcurrent = 2;
    desk.change(one);
    desk.setChannels(1);
    refuses(desk.place(desk.newCall(answering(1))), ErrorCode::RateLimited);
    QCOMPARE(desk.queued().size(), 1U);
    QVERIFY(desk.place(desk.newCall(answering(1), QueueDesk::now() + hour)).ok());
    QVERIFY(desk.hangUp(desk.live().front().id).ok());
    QTRY_VERIFY_WITH_TIMEOUT(desk.live().empty(), 60'000);
    QVERIFY(desk.place(desk.newCall(answering(2))).ok());
}

void QueueServiceTest::aTrunkWithoutACarrierRefusesACallNowAndTakesOneForLater()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    {
        QueueDesk desk(path);
        Connection(desk.databasePath(), Connection::Access::ReadWrite)
            .execute("UPDATE trunks SET kind = ?", CarrierKind::Sip); // this program has no carrier of that kind
    }
    QueueDesk desk(path);
    refuses(desk.place(desk.newCall()), ErrorCode::CarrierUnavailable);
    QVERIFY(desk.queued().empty());
    const Result<ScheduledCall> later = desk.place(desk.newCall(answering(), QueueDesk::now() + hour));
    QVERIFY(later.ok());
    CallEdit edit;
    edit.maxAttempts = 2;
    QVERIFY(desk.edit(later->id, edit).ok());
    QCOMPARE(desk.queued().size(), 1U);
}

void QueueServiceTest::valuesOutOfRangeAreRefused() // B0-35
{
    QueueDesk desk;
    const WallTime due = QueueDesk::now() + hour;
    const auto with = [&](auto change) {
        NewCall call = desk.newCall(answering(), due);
        change(call);
        return desk.place(call);
    };
    const auto attempts = [&](int n) { return with([n](NewCall &call) { call.maxAttempts = n; }); };
    refuses(attempts(0), ErrorCode::InvalidInput, "#/max_attempts");
    refuses(attempts(21), ErrorCode::InvalidInput, "#/max_attempts");
    const auto expiring = [&](WallTime at) { return with([at](NewCall &call) { call.expiresAt = at; }); };
    refuses(expiring(due), ErrorCode::InvalidInput, "#/expires_at");
    refuses(expiring(due - minute), ErrorCode::InvalidInput, "#/expires_at");
    refuses(desk.place(desk.newCall(E164{})), ErrorCode::InvalidInput, "#/to_number");
    refuses(desk.page({}, {}, 0), ErrorCode::InvalidInput, "#/limit");
    refuses(desk.page({}, {}, 201), ErrorCode::InvalidInput, "#/limit");
    NewCall expired = desk.newCall();
    expired.expiresAt = QueueDesk::now() - minute;
    refuses(desk.place(expired), ErrorCode::InvalidInput, "#/expires_at");
    refuses(desk.place(desk.newCall(answering(), due - hour * 3)), ErrorCode::InvalidInput, "#/scheduled_at");
    const auto capped = [&](CallCaps caps) { return with([caps](NewCall &call) { call.caps = caps; }); };
    refuses(capped({.holdSeconds = -1}), ErrorCode::InvalidInput, "#/max_hold_seconds");
    refuses(capped({.holdSeconds = 3'601}), ErrorCode::InvalidInput, "#/max_hold_seconds");
    refuses(capped({.durationSeconds = 14'401}), ErrorCode::InvalidInput, "#/max_duration_seconds");
    const auto in = [&](const char *zone) {
        return with([zone](NewCall &call) { call.timezone = QString::fromLatin1(zone); });
    };
    refuses(in("IST"), ErrorCode::InvalidInput, "#/timezone");
    refuses(in("+05:30"), ErrorCode::InvalidInput, "#/timezone");
    refuses(in("Europe/Atlantis"), ErrorCode::InvalidInput, "#/timezone");
    QVERIFY(desk.queued().empty());
    QVERIFY(attempts(1).ok());
    QVERIFY(attempts(20).ok());
    QVERIFY(expiring(due + Milliseconds(1)).ok());
    QCOMPARE(in("Asia/Kolkata")->timezone, QStringLiteral("Asia/Kolkata"));
}

void QueueServiceTest::anExpiredCallIsNotDialled()
{
    QueueDesk desk;
    desk.hurry();
    desk.stopAll();
    NewCall call = desk.newCall();
    const WallTime expiry = QueueDesk::now() + Milliseconds(1'500);
    call.expiresAt = expiry;
    const ScheduledCallId id = desk.place(call)->id;
    QTRY_VERIFY(QueueDesk::now() >= expiry);
    QCOMPARE(desk.statusOf(id), ScheduledCallStatus::Pending);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(id), ScheduledCallStatus::Failed, 60'000);
    const Result<ScheduledCall> missed = desk.find(id);
    QCOMPARE(missed->lastError, EndReason::Missed);
    QVERIFY(missed->late >= Milliseconds(1'000));
    QVERIFY(desk.calls().empty());
}

void QueueServiceTest::aCallIsTriedAgainWithinItsOwnBudget() // B0-19, B0-26
{
    QueueDesk desk;
    desk.hurry();
    const E164 busy{answering().digits + 1};
    NewCall call = desk.newCall(busy);
    call.maxAttempts = 2;
    const ScheduledCallId twice = desk.place(call)->id;
    const ScheduledCallId once = desk.place(desk.newCall(E164{answering(1).digits + 1}))->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(once), ScheduledCallStatus::Failed, 60'000);
    QCOMPARE(desk.find(once)->lastError, EndReason::Busy);
    QTRY_COMPARE_WITH_TIMEOUT(desk.find(twice)->attempt, 1, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(twice), ScheduledCallStatus::Pending, 60'000);
    QVERIFY(desk.find(twice)->dueAt > QueueDesk::now() + minute);
    QVERIFY(desk.edit(twice, {}).ok()); // it waits, and so it can be changed
    QVERIFY(desk.cancel(twice).ok());
    QCOMPARE(desk.calls().size(), 2U);
}

void QueueServiceTest::aCallsOwnCapEndsIt() // T-17
{
    QueueDesk desk;
    desk.hurry(20);
    NewCall capped = desk.newCall(E164{14155550008}); // answered, and then nobody speaks
    capped.caps.holdSeconds = 7;
    const Result<ScheduledCall> first = desk.place(capped);
    QVERIFY(first.ok());
    QCOMPARE(first->caps, capped.caps);
    const Result<ScheduledCall> second = desk.place(desk.newCall(E164{14165550008}));
    QVERIFY(second.ok());
    const auto ended = [&desk] {
        const std::vector<Call> calls = desk.calls();
        return std::count_if(calls.begin(), calls.end(), [](const Call &call) { return call.endedAt.ms > 0; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(ended(), 2, 60'000);
    std::map<ScheduledCallId, qint64> talk;
    for (const Call &call : desk.calls()) {
        QCOMPARE(call.endReason, std::optional(EndReason::MaxHold));
        talk[call.scheduledCall] = call.talkSeconds();
    }
    QVERIFY(talk[first->id] <= 2);
    QVERIFY(talk[second->id] >= 3); // its agent's minute
}

void QueueServiceTest::whoLoopsOneOffCallsIsWarned() // B0-34
{
    QueueDesk desk;
    desk.hurry();
    for (int i = 0; i < 99; ++i) {
        QVERIFY(desk.place(desk.newCall(answering(i))).ok());
    }
    QTRY_COMPARE_WITH_TIMEOUT(desk.calls().size(), 99U, 60'000);
    QVERIFY(desk.engine().advice.isNone());
    QVERIFY(desk.place(desk.newCall(answering(99))).ok());
    const EngineAdvice many{EngineAdvice::Code::ManyOneOffCalls, 100};
    QTRY_COMPARE_WITH_TIMEOUT(desk.engine().advice, many, 60'000);
    QVERIFY(desk.engine().problem.isNone());
}

QTEST_GUILESS_MAIN(QueueServiceTest)
#include "queue_service_test.moc"
