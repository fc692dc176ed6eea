// What a permit carries for its call: all of it from the disk, as it stood when the permit was made.

#include "storage/brief_store.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};

/// A gate, and people with variables.
class BriefWorld : public GateWorld {
public:
    BriefWorld()
        : campaign(addCampaign().id)
    {
        Agent talker = agent;
        talker.prompt = QStringLiteral("You call {{ name }}.");
        talker.firstMessage = QStringLiteral("Hello {{ nick | default: \"there\" }}!");
        talker.speakOrder = SpeakOrder::CalleeFirst;
        talker.language = QStringLiteral("de-DE");
        talker.voicemail = VoicemailPolicy::LeaveMessage;
        talker.endpointSecret = QStringLiteral("s3cret");
        talker.script = QStringLiteral("say");
        talker.maxHoldSeconds = 20;
        talker.maxDurationSeconds = 300;
        SetupStore(db).update(talker);
        agent = talker;
    }
    void addPerson(E164 to, const std::string &name, const std::string &variables)
    {
        write([&](WriteTransaction &transaction) {
            const auto id = transaction.ids.next<TargetId>();
            if (!TargetStore(transaction.db).claimNumber(campaign, to, id)) {
                qFatal("The test adds somebody twice.");
            }
            TargetStore(transaction.db).insert(id, campaign, to, name, variables);
            transaction.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), 1);
            return id;
        });
        materialize(campaign);
    }
    CallBrief briefOf(E164 to, const std::string &name = "Ada", const std::string &variables = "{}")
    {
        addPerson(to, name, variables);
        return permit(campaign).brief();
    }

    CampaignId campaign;
};

} // namespace

class BriefTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAgentIsInTheBrief();
    void aPersonsVariablesAreInTheBrief();
    void aColumnCalledNameWins();
    void metadataAndEncryptionAreTheCampaignsOrTheTrunks();
    void aOneOffCallBringsItsOwn();
    void anOccurrenceBringsItsOwn();
    void recordingIsTheAgentsOrTheWorkspaces();
    void anEditHoldsFromTheNextPermitOn();
    void aCallWithoutItsVariablesFails();
    void othersAreDialledBesideIt();
    void itIsOnNoLedger();
};

void BriefTest::theAgentIsInTheBrief()
{
    BriefWorld world;
    const CallBrief brief = world.briefOf(alice);
    QCOMPARE(brief.endpoint, QStringLiteral("scripted"));
    QCOMPARE(brief.endpointSecret, QStringLiteral("s3cret"));
    QCOMPARE(brief.script, QStringLiteral("say"));
    QCOMPARE(brief.text.prompt, QStringLiteral("You call Ada."));
    QCOMPARE(brief.text.firstMessage, QStringLiteral("Hello there!"));
    QCOMPARE(brief.speakOrder, SpeakOrder::CalleeFirst);
    QCOMPARE(brief.language, QStringLiteral("de-DE"));
    QCOMPARE(brief.voicemail, VoicemailPolicy::LeaveMessage);
    QCOMPARE(brief.maxHold, second * 20);
    QCOMPARE(brief.maxDuration, minute * 5);
    QVERIFY(!brief.recording);
    QCOMPARE(brief.encryption, Encryption::TlsSrtp);
    QCOMPARE(brief.metadata, std::string("{}"));
}

void BriefTest::aPersonsVariablesAreInTheBrief()
{
    BriefWorld world;
    const CallBrief brief = world.briefOf(alice, "Ada", R"({"nick":"Countess"})");
    QCOMPARE(brief.text.firstMessage, QStringLiteral("Hello Countess!"));
    QCOMPARE(brief.variables, std::string(R"({"name":"Ada","nick":"Countess"})"));
}

void BriefTest::aColumnCalledNameWins()
{
    BriefWorld world;
    const CallBrief brief = world.briefOf(alice, "Ada", R"({"name":"Lady Lovelace"})");
    QCOMPARE(brief.text.prompt, QStringLiteral("You call Lady Lovelace."));
    QCOMPARE(brief.variables, std::string(R"({"name":"Lady Lovelace"})"));
}

void BriefTest::metadataAndEncryptionAreTheCampaignsOrTheTrunks()
{
    BriefWorld world;
    Trunk trunk = world.trunk;
    trunk.encryption = Encryption::UdpSrtp;
    SetupStore(world.db).update(trunk);
    QCOMPARE(world.briefOf(alice).encryption, Encryption::UdpSrtp);
    BriefStore(world.db).setOfCampaign(world.campaign,
                                       {.metadata = R"({"tier":"gold"})", .encryption = Encryption::TcpRtp});
    const CallBrief brief = world.briefOf(E164{alice.digits + 1});
    QCOMPARE(brief.encryption, Encryption::TcpRtp);
    QCOMPARE(brief.metadata, std::string(R"({"tier":"gold"})"));
}

void BriefTest::aOneOffCallBringsItsOwn()
{
    BriefWorld world;
    ScheduledCall call;
    call.id = world.ids.next<ScheduledCallId>();
    call.workspace = world.workspace.id;
    call.fromNumber = world.number.id;
    call.agent = world.agent.id;
    call.to = alice;
    call.dueAt = call.scheduledAt = world.clock.wall();
    call.caps = {7, 70};
    world.write([&](WriteTransaction &transaction) {
        return RowMoves(transaction).create(call, QStringLiteral(R"({"name":"Bob"})"));
    });
    BriefStore(world.db).setOfCall(call.id, {.metadata = R"({"ticket":"9"})", .encryption = Encryption::UdpRtp});
    std::optional<Result<Decision>> decided;
    world.gate.open({{{{}, world.number.id}, 1}}, [&](Result<Decision> result) { decided.emplace(std::move(result)); });
    const Admission admission = world.gate.issue(**decided);
    QCOMPARE(admission.permits.size(), 1U);
    const CallBrief &brief = admission.permits.front().brief();
    QCOMPARE(brief.text.prompt, QStringLiteral("You call Bob."));
    QCOMPARE(brief.metadata, std::string(R"({"ticket":"9"})"));
    QCOMPARE(brief.encryption, Encryption::UdpRtp);
    QCOMPARE(brief.maxHold, second * 7);
    QCOMPARE(brief.maxDuration, second * 70);
}

void BriefTest::anOccurrenceBringsItsOwn()
{
    BriefWorld world;
    Campaign plan = recurringPlan(world, QStringLiteral("* * * * *"));
    plan.recurrence.variables = QStringLiteral(R"({"name":"Carol"})");
    added(world, plan);
    BriefStore(world.db).setOfCampaign(plan.id, {.metadata = R"({"a":"1"})", .encryption = Encryption::TlsRtp});
    world.materialize(plan.id);
    world.clock.advance(minute);
    const CallBrief brief = world.permit(plan.id).brief();
    QCOMPARE(brief.text.prompt, QStringLiteral("You call Carol."));
    QCOMPARE(brief.metadata, std::string(R"({"a":"1"})"));
    QCOMPARE(brief.encryption, Encryption::TlsRtp);
    QCOMPARE(brief.maxHold, second * 20); // the row has no caps of its own
}

void BriefTest::recordingIsTheAgentsOrTheWorkspaces()
{
    for (const bool workspaceSays : {false, true}) {
        for (const std::optional<bool> agentSays : {std::optional<bool>(), std::optional(false), std::optional(true)}) {
            BriefWorld world;
            Workspace workspace = world.workspace;
            workspace.recording = workspaceSays;
            SetupStore(world.db).update(workspace);
            Agent agent = world.agent;
            agent.recording = agentSays;
            SetupStore(world.db).update(agent);
            QCOMPARE(world.briefOf(alice).recording, agentSays.value_or(workspaceSays));
        }
    }
}

void BriefTest::anEditHoldsFromTheNextPermitOn()
{
    BriefWorld world;
    QCOMPARE(world.briefOf(alice).text.prompt, QStringLiteral("You call Ada."));
    Agent agent = world.agent;
    agent.prompt = QStringLiteral("Ring {{ name }} up.");
    SetupStore(world.db).update(agent);
    QCOMPARE(world.briefOf(E164{alice.digits + 1}).text.prompt, QStringLiteral("Ring Ada up."));
}

void BriefTest::aCallWithoutItsVariablesFails()
{
    BriefWorld world;
    world.addPerson(alice, "", "{}");
    const Result<Passage> passage = world.pass({world.campaign});
    QVERIFY(passage.ok());
    QVERIFY(passage->permits.empty());
    QVERIFY(passage->withheld.empty());
    QVERIFY(!passage->problem);
    QCOMPARE(passage->unfit.size(), 1U);
}

void BriefTest::othersAreDialledBesideIt()
{
    ManualWorld world;
    Agent agent = world.agent;
    agent.firstMessage = QStringLiteral("{{ order }}");
    SetupStore(world.db).update(agent);
    const CampaignId campaign = world.addCampaign().id;
    const TargetId without = world.addTargets(campaign, 1, alice).front();
    const TargetId with = world.addTargets(campaign, 1, E164{alice.digits + 1}).front();
    world.db.execute("UPDATE targets SET variables = ? WHERE id = ?", R"({"order":"7"})", with);
    world.begin(campaign);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(world.dialsTo(E164{alice.digits + 1}), 1);
    QCOMPARE(world.target(without).status, TargetStatus::Failed);
    QCOMPARE(world.target(without).lastOutcome, EndReason::VariablesMissing);
    QCOMPARE(world.callOf(without).lastError, EndReason::VariablesMissing);
    QCOMPARE(world.stats(campaign), world.recount(campaign));
}

void BriefTest::itIsOnNoLedger() // the number was not called, so nobody has to wait for it
{
    ManualWorld world;
    Agent agent = world.agent;
    agent.firstMessage = QStringLiteral("{{ order }}");
    SetupStore(world.db).update(agent);
    const CampaignId campaign = world.addCampaign().id;
    world.addTargets(campaign, 1, alice);
    world.begin(campaign);
    QCOMPARE(world.db.integer("SELECT count(*) FROM dial_ledger"), std::optional<std::int64_t>(0));
}

QTEST_GUILESS_MAIN(BriefTest)

#include "brief_test.moc"
