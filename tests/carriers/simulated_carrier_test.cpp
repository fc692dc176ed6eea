// The simulated carrier: what it tells of a call, and what it leaves on the wire.

#include "carriers/simulated/simulated_carrier.h"
#include "core/virtual_event_loop.h"
#include "support/gate_world.h"

#include <QTest>

#include <array>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr Milliseconds maxHold{60'000};
constexpr Milliseconds maxDuration{1'800'000};

/// The other end of a wire: keeps what arrives there.
class WireEnd {
public:
    explicit WireEnd(const QString &path)
        : m_listener(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = path.toLocal8Bit();
        std::copy(name.begin(), name.end(), address.sun_path);
        if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
            ::listen(m_listener, 4) != 0) {
            qFatal("The test cannot listen.");
        }
    }
    ~WireEnd()
    {
        close();
        ::close(m_listener);
    }
    WireEnd(const WireEnd &) = delete;
    WireEnd &operator=(const WireEnd &) = delete;

    void accept() { m_socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC); }
    void close()
    {
        if (m_socket >= 0) {
            ::close(std::exchange(m_socket, -1));
        }
    }
    /// What has come since the last time.
    QStringList received()
    {
        QStringList all;
        std::array<char, 256> packet{};
        ssize_t size = 0;
        while ((size = ::recv(m_socket, packet.data(), packet.size(), MSG_DONTWAIT)) > 0) {
            all << QString::fromLatin1(packet.data(), static_cast<qsizetype>(size));
        }
        return all;
    }
    void say(std::string_view answer) { QVERIFY(::send(m_socket, answer.data(), answer.size(), 0) > 0); }

private:
    int m_listener;
    int m_socket = -1;
};

std::unique_ptr<Wire> connected(const QString &path)
{
    Result<std::unique_ptr<Wire>> wire = Wire::connectTo(path);
    if (!wire) {
        qFatal("The test cannot connect to its own wire.");
    }
    return std::move(*wire);
}

/// A carrier on virtual time that dials what a real gate lets through.
class CarrierWorld : public GateWorld, public CarrierListener, public MediaListener {
public:
    explicit CarrierWorld(std::unique_ptr<Wire> wire = nullptr)
        : carrier(std::make_unique<SimulatedCarrier>(loop, *this, *this, settings(), std::move(wire)))
    {
        campaign = addCampaign().id;
    }

    static SimulationSettings settings()
    {
        SimulationSettings s;
        s.ringTime = Milliseconds(8'000);
        return s;
    }
    DialPermit permitTo(E164 to)
    {
        addTargets(campaign, 1, to);
        materialize(campaign);
        return permit(campaign);
    }
    AttemptId dial(E164 to)
    {
        DialPermit fresh = permitTo(to);
        const AttemptId attempt = fresh.attemptId();
        carrier->dial(std::move(fresh));
        return attempt;
    }
    bool runUntil(const QString &entry)
    {
        return loop.runUntil([&] { return told.contains(entry); }, Milliseconds(7'200'000));
    }
    void runOut()
    {
        loop.runUntil([] { return false; }, Milliseconds(7'200'000));
    }
    Inquiry inquire(const Attempt &attempt)
    {
        std::optional<Inquiry> answer;
        carrier->inquire(attempt, attempt.id.toStdString() + "@test", [&](Inquiry inquiry) { answer = inquiry; });
        runOut();
        return answer.value();
    }

    VirtualEventLoop loop{clock};
    QStringList told;
    std::vector<WallTime> toldAt;
    std::vector<MediaFact> facts;
    CampaignId campaign;
    std::unique_ptr<SimulatedCarrier> carrier;

private:
    void note(const QString &entry)
    {
        told << entry;
        toldAt.push_back(clock.wall());
    }
    void trunkHeard(TrunkId, const TrunkState &) override { note(QStringLiteral("trunk")); }
    void noted(const MediaFact &fact) override
    {
        QCOMPARE(fact.at, clock.now());
        facts.push_back(fact);
    }
    void heard(const CarrierEvent &event) override
    {
        QCOMPARE(event.at, clock.now());
        switch (event.kind) {
        case CarrierEvent::Kind::NotSent:
            note(QStringLiteral("not sent"));
            break;
        case CarrierEvent::Kind::Trying:
            note(QStringLiteral("trying %1").arg(event.sipCode));
            break;
        case CarrierEvent::Kind::Ringing:
            note(QStringLiteral("ringing %1").arg(event.sipCode));
            break;
        case CarrierEvent::Kind::Answered:
            note(QStringLiteral("answered %1").arg(event.sipCode));
            break;
        case CarrierEvent::Kind::Ended:
            note(QStringLiteral("%1 %2 by %3").arg(nameOf(event.cause)).arg(event.sipCode).arg(nameOf(event.origin)));
            break;
        }
    }
};

CallPlan planFor(std::int64_t to, int attempt = 1, const SimulationSettings &settings = {})
{
    return planCall(settings, E164{to}, attempt, maxHold, maxDuration);
}

} // namespace

class SimulatedCarrierTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnsweredCallIsToldStepByStep();
    void aCallThatIsNotAnsweredIsToldStepByStep_data();
    void aCallThatIsNotAnsweredIsToldStepByStep();
    void speedDividesAllTimes();
    void aConfirmationIsTold();
    void anOptOutIsTold();
    void whatIsCutShortTellsNoMore();
    void ordinaryCallsTellNothing();
    void hangUpBeforeTheAnswer();
    void hangUpAfterTheAnswer();
    void hangUpOfAnEndedCallDoesNothing();
    void anExpiredPermitIsNotSent();
    void aWireThatIsGoneIsNotSentOn();
    void everyInviteIsOnTheWireOnce();
    void withoutAWireNoEarlierCallExists();
    void theWireKnowsEarlierCalls();
    void aKnownCallEndedAsItWasPlanned();
};

void SimulatedCarrierTest::anAnsweredCallIsToldStepByStep()
{
    CarrierWorld world;
    const CallPlan plan = planFor(14155550000);
    world.dial(E164{14155550000});
    QVERIFY(world.told.isEmpty()); // nothing is told from within the dial
    world.runOut();
    QCOMPARE(world.told, (QStringList{QStringLiteral("ringing 180"), QStringLiteral("answered 200"),
                                      QStringLiteral("callee_hangup 200 by callee")}));
    QCOMPARE(world.toldAt[1], startOfTest + plan.ringing);
    QCOMPARE(world.toldAt[2], startOfTest + plan.ringing + plan.talking);
}

void SimulatedCarrierTest::aCallThatIsNotAnsweredIsToldStepByStep_data()
{
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QStringList>("told");
    const QString ringing = QStringLiteral("ringing 180");
    QTest::newRow("busy") << qint64{14155550001} << QStringList{ringing, QStringLiteral("busy 486 by callee")};
    QTest::newRow("no answer") << qint64{14155550002} << QStringList{ringing, QStringLiteral("no_answer 408 by limit")};
    QTest::newRow("declined") << qint64{14155550003} << QStringList{ringing, QStringLiteral("declined 603 by callee")};
    QTest::newRow("invalid number") << qint64{14155550004}
                                    << QStringList{QStringLiteral("invalid_number 404 by carrier")};
    QTest::newRow("carrier error") << qint64{14155550006}
                                   << QStringList{QStringLiteral("carrier_error 503 by carrier")};
}

void SimulatedCarrierTest::aCallThatIsNotAnsweredIsToldStepByStep()
{
    QFETCH(const qint64, to);
    QFETCH(const QStringList, told);
    CarrierWorld world;
    world.dial(E164{to});
    world.runOut();
    QCOMPARE(world.told, told);
}

void SimulatedCarrierTest::speedDividesAllTimes()
{
    CarrierWorld world;
    Trunk trunk = world.trunk;
    trunk.simulation = CarrierWorld::settings();
    trunk.simulation.speed = 100;
    world.carrier->configure(trunk); // from the next call on
    const CallPlan plan = planFor(14155550000);
    world.dial(E164{14155550000});
    world.runOut();
    const std::int64_t lasted = world.toldAt.back().ms - startOfTest.ms;
    QVERIFY(std::abs(lasted - (plan.ringing + plan.talking).count() / 100) <= 1);
}

void SimulatedCarrierTest::aConfirmationIsTold()
{
    CarrierWorld world;
    const AttemptId attempt = world.dial(E164{14155550010});
    world.runOut();
    using Kind = MediaFact::Kind;
    std::vector<Kind> kinds;
    std::string digits;
    std::string disposition;
    for (const MediaFact &fact : world.facts) {
        QCOMPARE(fact.attempt, attempt);
        QVERIFY(fact.at.wall > world.toldAt[1] && fact.at.wall < world.toldAt[2]); // between answer and end
        kinds.push_back(fact.kind);
        digits += fact.kind == Kind::Digit ? fact.text : std::string();
        disposition += fact.kind == Kind::Disposition ? fact.text : std::string();
    }
    QCOMPARE(kinds, (std::vector<Kind>{Kind::FirstSpeech, Kind::Turn, Kind::Turn, Kind::Digit, Kind::Disposition}));
    QCOMPARE(digits, std::string("1"));
    QCOMPARE(disposition, std::string("confirmed"));
    QCOMPARE(world.told.last(), QStringLiteral("callee_hangup 200 by callee"));
}

void SimulatedCarrierTest::anOptOutIsTold()
{
    CarrierWorld world;
    world.dial(E164{14155550011});
    world.runOut();
    std::vector<MediaFact::Kind> kinds;
    for (const MediaFact &fact : world.facts) {
        kinds.push_back(fact.kind);
    }
    using Kind = MediaFact::Kind;
    QCOMPARE(kinds, (std::vector<Kind>{Kind::FirstSpeech, Kind::Turn, Kind::DoNotCall, Kind::Disposition}));
    QCOMPARE(world.told, (QStringList{QStringLiteral("ringing 180"), QStringLiteral("answered 200"),
                                      QStringLiteral("agent_hangup 200 by agent")}));
}

void SimulatedCarrierTest::whatIsCutShortTellsNoMore()
{
    CarrierWorld world;
    const AttemptId attempt = world.dial(E164{14155550011});
    QVERIFY(world.loop.runUntil([&] { return !world.facts.empty(); }, Milliseconds(7'200'000)));
    world.carrier->hangUp(attempt, EndOrigin::Operator);
    world.runOut();
    QCOMPARE(world.facts.size(), 1U);
    QCOMPARE(world.told.last(), QStringLiteral("agent_hangup 200 by operator"));
}

void SimulatedCarrierTest::ordinaryCallsTellNothing()
{
    CarrierWorld world;
    for (const std::int64_t to : {14155550000, 14155550001, 14155550007, 14155552000}) {
        world.dial(E164{to});
    }
    world.runOut();
    QVERIFY(world.facts.empty());
}

void SimulatedCarrierTest::hangUpBeforeTheAnswer()
{
    CarrierWorld world;
    const AttemptId attempt = world.dial(E164{14155550000});
    QVERIFY(world.runUntil(QStringLiteral("ringing 180")));
    world.carrier->hangUp(attempt, EndOrigin::Operator);
    world.runOut();
    QCOMPARE(world.told, (QStringList{QStringLiteral("ringing 180"), QStringLiteral("cancelled 487 by operator")}));
}

void SimulatedCarrierTest::hangUpAfterTheAnswer()
{
    CarrierWorld world;
    const AttemptId attempt = world.dial(E164{14155550009});
    QVERIFY(world.runUntil(QStringLiteral("answered 200")));
    world.carrier->hangUp(attempt, EndOrigin::Agent);
    world.runOut();
    QCOMPARE(world.told.last(), QStringLiteral("agent_hangup 200 by agent"));
    QCOMPARE(world.told.size(), 3); // and nothing after it
}

void SimulatedCarrierTest::hangUpOfAnEndedCallDoesNothing()
{
    CarrierWorld world;
    const AttemptId attempt = world.dial(E164{14155550001});
    world.runOut();
    const QStringList before = world.told;
    world.carrier->hangUp(attempt, EndOrigin::Agent);
    world.carrier->hangUp(AttemptId{1}, EndOrigin::Operator);
    world.runOut();
    QCOMPARE(world.told, before);
}

void SimulatedCarrierTest::anExpiredPermitIsNotSent()
{
    QTemporaryDir folder;
    WireEnd end(folder.filePath(QStringLiteral("wire")));
    CarrierWorld world(connected(folder.filePath(QStringLiteral("wire"))));
    end.accept();
    DialPermit permit = world.permitTo(E164{14155550000});
    world.clock.advance(DialPermit::lifetime); // the process was stopped just here
    world.carrier->dial(std::move(permit));
    world.runOut();
    QCOMPARE(world.told, QStringList{QStringLiteral("not sent")});
    QCOMPARE(end.received(), QStringList());

    DialPermit used = world.permitTo(E164{14155552000});
    const DialPermit elsewhere = std::move(used);
    world.carrier->dial(std::move(used)); // NOLINT(bugprone-use-after-move): what is moved from opens nothing
    world.runOut();
    QCOMPARE(end.received(), QStringList());
    QCOMPARE(world.told.last(), QStringLiteral("not sent"));
}

void SimulatedCarrierTest::aWireThatIsGoneIsNotSentOn()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("wire"));
    QVERIFY(!Wire::connectTo(path).ok());
    QCOMPARE(Wire::connectTo(path).error().code, ErrorCode::CarrierUnavailable);
    WireEnd end(path);
    CarrierWorld world(connected(path));
    end.accept();
    end.close();
    world.dial(E164{14155550000});
    world.runOut();
    QCOMPARE(world.told, QStringList{QStringLiteral("not sent")});
}

void SimulatedCarrierTest::everyInviteIsOnTheWireOnce()
{
    QTemporaryDir folder;
    WireEnd end(folder.filePath(QStringLiteral("wire")));
    CarrierWorld world(connected(folder.filePath(QStringLiteral("wire"))));
    end.accept();
    const AttemptId attempt = world.dial(E164{14155550001});
    const QString callId = attempt.toString() + QStringLiteral("@test");
    QCOMPARE(end.received(), QStringList{QStringLiteral("INVITE %1 +14155550001 +14155550100").arg(callId)});
    world.runOut();
    QCOMPARE(end.received(), QStringList{QStringLiteral("END %1 busy").arg(callId)});
}

void SimulatedCarrierTest::withoutAWireNoEarlierCallExists()
{
    CarrierWorld world;
    Attempt earlier;
    earlier.id = AttemptId{77};
    earlier.to = E164{14155552000};
    QCOMPARE(world.inquire(earlier).answer, Inquiry::Answer::Never);
}

void SimulatedCarrierTest::theWireKnowsEarlierCalls()
{
    QTemporaryDir folder;
    WireEnd end(folder.filePath(QStringLiteral("wire")));
    CarrierWorld world(connected(folder.filePath(QStringLiteral("wire"))));
    end.accept();
    Attempt earlier;
    earlier.id = AttemptId{77};
    earlier.to = E164{14155550001};
    end.say("NEVER");
    QCOMPARE(world.inquire(earlier).answer, Inquiry::Answer::Never);
    QCOMPARE(end.received(), QStringList{QStringLiteral("QUERY %1@test").arg(earlier.id.toString())});
    end.say("KNOWN");
    const Inquiry known = world.inquire(earlier);
    QCOMPARE(known.answer, Inquiry::Answer::Known);
    QCOMPARE(known.reason, EndReason::Busy);
    end.close();
    QCOMPARE(world.inquire(earlier).answer, Inquiry::Answer::CannotSay);
}

void SimulatedCarrierTest::aKnownCallEndedAsItWasPlanned()
{
    QTemporaryDir folder;
    WireEnd end(folder.filePath(QStringLiteral("wire")));
    CarrierWorld world(connected(folder.filePath(QStringLiteral("wire"))));
    end.accept();
    for (std::int64_t to = 14155552000; to < 14155552100; ++to) {
        Attempt earlier;
        earlier.id = AttemptId{to};
        earlier.to = E164{to};
        end.say("KNOWN");
        // The agent of the test allows half an hour, as agents do unless told otherwise.
        QCOMPARE(world.inquire(earlier).reason,
                 planCall(CarrierWorld::settings(), earlier.to, 1, maxHold, maxDuration).reason);
    }
}

QTEST_GUILESS_MAIN(SimulatedCarrierTest)
#include "simulated_carrier_test.moc"
