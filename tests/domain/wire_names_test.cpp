// Names that clients read and numbers that databases keep: none of them may change.

#include "domain/agent.h"
#include "domain/encryption.h"
#include "domain/end_reason.h"
#include "domain/media_fact.h"
#include "domain/trunk_state.h"

#include <QTest>

using namespace campanile;

class WireNamesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encryptions();
    void origins();
    void trunkStates();
    void storedNumbers();
    void aThrottledTrunkTakesCallsAgain();
};

void WireNamesTest::encryptions()
{
    const QStringList names = QStringLiteral("TLS/SRTP TLS/RTP UDP/SRTP UDP/RTP TCP/SRTP TCP/RTP").split(u' ');
    QCOMPARE(allEncryptions.size(), static_cast<std::size_t>(names.size()));
    for (std::size_t i = 0; i < allEncryptions.size(); ++i) {
        const QString &name = names[static_cast<qsizetype>(i)];
        QCOMPARE(static_cast<std::size_t>(allEncryptions[i]), i);
        QCOMPARE(QString(nameOf(allEncryptions[i])), name);
        QCOMPARE(encryptionFrom(name), allEncryptions[i]);
    }
    QVERIFY(!encryptionFrom(u"tls/srtp"));
    QVERIFY(!encryptionFrom(u""));
}

void WireNamesTest::origins()
{
    const QStringList names = {QString(),
                               QStringLiteral("callee"),
                               QStringLiteral("agent"),
                               QStringLiteral("operator"),
                               QStringLiteral("limit"),
                               QStringLiteral("carrier")};
    for (qsizetype i = 0; i < names.size(); ++i) {
        QCOMPARE(QString(nameOf(static_cast<EndOrigin>(i))), names[i]);
    }
}

void WireNamesTest::trunkStates()
{
    const QStringList states = QStringLiteral("unknown up down failing throttled removed").split(u' ');
    for (qsizetype i = 0; i < states.size(); ++i) {
        QCOMPARE(QString(nameOf(static_cast<TrunkStatus>(i))), states[i]);
    }
    QVERIFY(nameOf(TrunkTrouble::None).isEmpty());
    const QStringList troubles =
        QStringLiteral("no_carrier unreachable authentication_refused media_mismatch calls_refused overloaded")
            .split(u' ');
    for (qsizetype i = 0; i < troubles.size(); ++i) {
        QCOMPARE(QString(nameOf(static_cast<TrunkTrouble>(i + 1))), troubles[i]);
    }
}

void WireNamesTest::storedNumbers()
{
    static_assert(
        static_cast<int>(MediaFact::Kind::FirstSpeech) == 1 && static_cast<int>(MediaFact::Kind::Digit) == 2 &&
        static_cast<int>(MediaFact::Kind::Turn) == 3 && static_cast<int>(MediaFact::Kind::Disposition) == 4 &&
        static_cast<int>(MediaFact::Kind::DoNotCall) == 5 && static_cast<int>(MediaFact::Kind::Recording) == 6);
    static_assert(static_cast<int>(MediaFact::Speaker::Callee) == 0 &&
                  static_cast<int>(MediaFact::Speaker::Agent) == 1);
    static_assert(static_cast<int>(SpeakOrder::AgentFirst) == 0 && static_cast<int>(SpeakOrder::CalleeFirst) == 1);
    static_assert(static_cast<int>(VoicemailPolicy::HangUp) == 0 && static_cast<int>(VoicemailPolicy::Off) == 3);
}

void WireNamesTest::aThrottledTrunkTakesCallsAgain()
{
    const WallTime until{1'000};
    const TrunkState throttled{.status = TrunkStatus::Throttled, .until = until};
    QVERIFY(!throttled.takesCalls(until - Milliseconds(1)));
    QVERIFY(throttled.takesCalls(until));
    QVERIFY(!TrunkState{.status = TrunkStatus::Throttled}.takesCalls(until)); // until it says otherwise
    for (const TrunkStatus status : {TrunkStatus::Down, TrunkStatus::Failing, TrunkStatus::Removed}) {
        QVERIFY(!(TrunkState{.status = status, .until = until}.takesCalls(until + Milliseconds(1))));
    }
    QVERIFY(TrunkState{.status = TrunkStatus::Up}.takesCalls(until));
    QVERIFY(TrunkState{}.takesCalls(until)); // nothing has been heard of it yet
}

QTEST_APPLESS_MAIN(WireNamesTest)

#include "wire_names_test.moc"
