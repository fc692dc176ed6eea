// A request that comes twice places one call (B0-19 to B0-22).

#include "storage/connection.h"
#include "support/calling_desk.h"
#include "support/durations.h"
#include "support/kept_answers.h"

#include <QTest>

#include <sstream>

using namespace campanile;
using namespace campanile::test;

namespace {

std::string bytesOf(const ScheduledCall &call)
{
    return std::to_string(call.id.value) + ' ' + std::to_string(static_cast<int>(call.status));
}

ScheduledCall callFrom(const std::string &bytes)
{
    std::istringstream text(bytes);
    ScheduledCall call;
    int status = 0;
    text >> call.id.value >> status;
    call.status = static_cast<ScheduledCallStatus>(status);
    return call;
}

class KeyDesk : public CallingDesk {
public:
    [[nodiscard]] NewCall call(E164 to = E164{14155550142}) const { return newCall(to, now() + hour); }
    Result<ScheduledCall> place(const QString &key, const NewCall &call, const QString &fingerprint)
    {
        return placeAt(services, key, call, fingerprint);
    }
    Result<ScheduledCall> placeAt(const Services &at, const QString &key, const NewCall &call,
                                  const QString &fingerprint) const
    {
        Caller once = caller;
        once.once = Once{key, fingerprint};
        return await<ScheduledCall>([&](Reply<ScheduledCall> reply) {
            at.queue.place(once, call, keptAs<ScheduledCall>(bytesOf, callFrom, std::move(reply)));
        });
    }
    [[nodiscard]] std::int64_t calls() const { return count("SELECT count(*) FROM scheduled_calls"); }
    [[nodiscard]] std::int64_t keys() const { return count("SELECT count(*) FROM idempotency_keys"); }
    /// As if so much time had passed since the requests so far.
    void age(Milliseconds by)
    {
        Connection db(databasePath(), Connection::Access::ReadWrite);
        db.execute("UPDATE idempotency_keys SET at = at - ?", by);
    }

    /// As if the wall clock had been set forward by so much just now.
    void setClockForward(Milliseconds by)
    {
        age(by);
        Connection db(databasePath(), Connection::Access::ReadWrite);
        db.execute("UPDATE clock_readings SET wall = wall - ?", by);
    }

private:
    [[nodiscard]] std::int64_t count(Sql<0> sql) const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return db.integer(sql).value();
    }
};

} // namespace

class RequestKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSecondRequestIsTheFirst();
    void anotherRequestUnderTheSameKeyIsAConflict();
    void otherKeysAreOtherCalls();
    void aRefusedRequestLeavesItsKeyFree();
    void aKeyIsKeptForADay();
    void aClockThatIsSetForwardMakesNoKeyOld();
    void keysHaveALength();
    void aRestartForgetsNoKey();
};

void RequestKeyTest::theSecondRequestIsTheFirst()
{
    KeyDesk desk;
    const auto first = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    QVERIFY(first.ok());
    QVERIFY(ask<ScheduledCall>(desk.caller, desk.services.queue, &QueueService::cancel, first->id).ok());
    const auto second = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    QVERIFY(second.ok());
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->status, ScheduledCallStatus::Pending); // as it was answered, and not as it is now
    QCOMPARE(desk.calls(), 1);
}

void RequestKeyTest::anotherRequestUnderTheSameKeyIsAConflict()
{
    KeyDesk desk;
    QVERIFY(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1")).ok());
    const auto other = desk.place(QStringLiteral("a"), desk.call(E164{14155550143}), QStringLiteral("2"));
    QCOMPARE(other.error().code, ErrorCode::Conflict);
    QCOMPARE(desk.calls(), 1);
}

void RequestKeyTest::otherKeysAreOtherCalls()
{
    KeyDesk desk;
    const auto first = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    const auto second = desk.place(QStringLiteral("A"), desk.call(), QStringLiteral("1"));
    QVERIFY(first->id != second->id);
    QCOMPARE(desk.calls(), 2);
}

void RequestKeyTest::aRefusedRequestLeavesItsKeyFree()
{
    KeyDesk desk;
    NewCall bad = desk.call();
    bad.agent = AgentId{7};
    QCOMPARE(desk.place(QStringLiteral("a"), bad, QStringLiteral("1")).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.keys(), 0);
    QVERIFY(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("2")).ok());
}

void RequestKeyTest::aKeyIsKeptForADay()
{
    KeyDesk desk;
    const auto first = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    desk.age(hour * 23);
    QCOMPARE(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"))->id, first->id);
    desk.age(hour * 2);
    QVERIFY(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"))->id != first->id);
    QCOMPARE(desk.keys(), 1);
    // While a call is being dialled its key stays, however old.
    {
        Connection db(desk.databasePath(), Connection::Access::ReadWrite);
        db.execute("UPDATE scheduled_calls SET status = ?", ScheduledCallStatus::InFlight);
    }
    desk.age(hour * 100);
    QVERIFY(desk.place(QStringLiteral("b"), desk.call(), QStringLiteral("1")).ok());
    QCOMPARE(desk.keys(), 2);
}

void RequestKeyTest::aClockThatIsSetForwardMakesNoKeyOld()
{
    KeyDesk desk;
    const auto first = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    desk.setClockForward(hour * 25);
    QCOMPARE(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"))->id, first->id);
    QCOMPARE(desk.calls(), 1);
    desk.age(hour * 25);
    QVERIFY(desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"))->id != first->id);
}

void RequestKeyTest::keysHaveALength()
{
    KeyDesk desk;
    QCOMPARE(desk.place(QString(), desk.call(), QStringLiteral("1")).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.place(QString(256, u'k'), desk.call(), QStringLiteral("1")).error().code, ErrorCode::InvalidInput);
    QVERIFY(desk.place(QString(255, u'k'), desk.call(), QStringLiteral("1")).ok());
}

void RequestKeyTest::aRestartForgetsNoKey()
{
    KeyDesk desk;
    const auto first = desk.place(QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    desk.backend.reset();
    Result<std::unique_ptr<LocalBackend>> again =
        LocalBackend::open({.dataDirectory = desk.path(), .simulatedWire = {}});
    QVERIFY(again.ok());
    const auto second = desk.placeAt((*again)->services(), QStringLiteral("a"), desk.call(), QStringLiteral("1"));
    QCOMPARE(second->id, first->id);
}

QTEST_GUILESS_MAIN(RequestKeyTest)
#include "request_key_test.moc"
