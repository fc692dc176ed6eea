// Two workspaces live side by side, and neither sees anything of the other.

#include "support/refusals.h"
#include "support/two_workspaces.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

class WorkspacesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSetUpIsSeparate();
    void campaignsAreSeparate();
    void nothingOfAnotherIsUsedBesideOnesOwn();
    void theStateOfTheEngineCountsOnesOwn();
    void creditIsSeparate();
    void doNotCallListsAreSeparate();
    void aKeyBelongsToItsWorkspace();
    void keysExpireAndAreDisabled();
    void keysOutliveARestart();
    void onlyAnAdministratorDisablesAWorkspace();
    void editingIsDisabledForOneAlone();
};

void WorkspacesTest::whatIsSetUpIsSeparate()
{
    TwoWorkspaces desk;
    // Both have a number with the same digits: each has its own caller ID.
    QCOMPARE(desk.theirs.numbers.front().number, desk.setup.numbers.front().number);
    QVERIFY(desk.theirs.numbers.front().id != desk.setup.numbers.front().id);
    const auto agent = ask<Agent>(desk.neighbour, desk.services.agents, &AgentService::create,
                                  NewAgent{.name = QStringLiteral("Ada")});
    QVERIFY(agent.ok());
    const auto trunk = ask<Trunk>(desk.neighbour, desk.services.trunks, &TrunkService::create,
                                  NewTrunk{.name = QStringLiteral("Line"), .countries = {QStringLiteral("CH")}});
    QVERIFY(trunk.ok());
    const auto number =
        ask<PhoneNumber>(desk.neighbour, desk.services.numbers, &PhoneNumberService::create,
                         NewPhoneNumber{.number = E164{41445550100}, .trunk = trunk->id, .ratePerMinute = 5});
    QVERIFY(number.ok());
    QVERIFY(number->verified); // on a simulated trunk
    const auto own = ask<Setup>(desk.caller, desk.services.workspaces, &WorkspaceService::read);
    QCOMPARE(own->agents.size(), 1U);
    QCOMPARE(own->trunks.size(), 1U);
    QCOMPARE(own->numbers.size(), 1U);
    QCOMPARE(own->assignments.size(), 1U);
    QCOMPARE(ask<std::vector<Agent>>(desk.neighbour, desk.services.agents, &AgentService::list)->size(), 2U);
    QCOMPARE(ask<std::vector<Trunk>>(desk.neighbour, desk.services.trunks, &TrunkService::list)->back(), *trunk);
    QCOMPARE(ask<std::vector<PhoneNumber>>(desk.neighbour, desk.services.numbers, &PhoneNumberService::list)->back(),
             *number);
    // Neither may lend the other what it has.
    refuses(ask<void>(desk.neighbour, desk.services.numbers, &PhoneNumberService::assign, number->id, desk.agent()),
            ErrorCode::NotFound, "#/agent_id");
    refuses(ask<void>(desk.neighbour, desk.services.numbers, &PhoneNumberService::assign, desk.number(), agent->id),
            ErrorCode::NotFound, "#/phone_number_id");
    refuses(ask<PhoneNumber>(desk.neighbour, desk.services.numbers, &PhoneNumberService::create,
                             NewPhoneNumber{.number = E164{41445550100}, .trunk = trunk->id}),
            ErrorCode::Conflict, "#/number");
}

void WorkspacesTest::campaignsAreSeparate()
{
    TwoWorkspaces desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.name = QStringLiteral("Theirs");
    fresh.agent = desk.theirs.agents.front().id;
    fresh.from = desk.theirs.numbers.front().number; // by its digits, which the other workspace has as well
    const auto made = ask<Campaign>(desk.neighbour, desk.services.campaigns, &CampaignService::create, fresh);
    QVERIFY(made.ok());
    QCOMPARE(made->workspace, desk.second.id);
    QCOMPARE(made->fromNumber, desk.theirs.numbers.front().id);
    QVERIFY(ask<std::vector<CampaignOverview>>(desk.caller, desk.services.campaigns, &CampaignService::list)->empty());
    fresh.from = {};
    fresh.fromNumber = desk.number();
    refuses(ask<Campaign>(desk.neighbour, desk.services.campaigns, &CampaignService::create, fresh),
            ErrorCode::NotFound, "#/phone_number_id");
    fresh.fromNumber = desk.theirs.numbers.front().id;
    fresh.agent = desk.agent();
    refuses(ask<Campaign>(desk.neighbour, desk.services.campaigns, &CampaignService::create, fresh),
            ErrorCode::NotFound, "#/agent_id");
}

void WorkspacesTest::nothingOfAnotherIsUsedBesideOnesOwn()
{
    TwoWorkspaces desk;
    const AgentId agent = desk.theirs.agents.front().id;
    const PhoneNumberId number = desk.theirs.numbers.front().id;
    const auto placed = [&desk](AgentId by, PhoneNumberId from) {
        NewCall call = desk.newCall();
        call.agent = by;
        call.fromNumber = from;
        return ask<ScheduledCall>(desk.neighbour, desk.services.queue, &QueueService::place, call);
    };
    refuses(placed(desk.agent(), number), ErrorCode::NotFound, "#/agent_id");
    refuses(placed(agent, desk.number()), ErrorCode::NotFound, "#/phone_number_id");
    QVERIFY(placed(agent, number).ok());
    PhoneNumberService &numbers = desk.services.numbers;
    refuses(ask<void>(desk.neighbour, numbers, &PhoneNumberService::assign, number, desk.agent()), ErrorCode::NotFound,
            "#/agent_id");
    refuses(ask<void>(desk.neighbour, numbers, &PhoneNumberService::unassign, desk.number(), agent),
            ErrorCode::NotFound, "#/phone_number_id");
}

void WorkspacesTest::theStateOfTheEngineCountsOnesOwn()
{
    TwoWorkspaces desk;
    const WallTime later = TwoWorkspaces::now() + Milliseconds(3'600'000);
    QVERIFY(desk.place(desk.newCall(answering(), later)).ok());
    QVERIFY(desk.place(desk.newCall(answering(1))).ok()); // and is on the line for as long as in life
    const auto status = [&desk](const Caller &caller) {
        return *ask<EngineStatus>(caller, desk.services.engine, &EngineService::status);
    };
    QTRY_COMPARE(status(desk.caller).liveCalls, 1);
    QCOMPARE(status(desk.caller).queued, 1);
    QCOMPARE(status(desk.caller).nextDueAt, later);
    QCOMPARE(status(desk.neighbour).liveCalls, 0);
    QCOMPARE(status(desk.neighbour).queued, 0);
    QCOMPARE(status(desk.neighbour).nextDueAt, WallTime{});
    // A path on the machine is for those who run it.
    QCOMPARE(status(desk.caller).dataDirectory, desk.backend->dataDirectory());
    QVERIFY(status(desk.neighbour).dataDirectory.isEmpty());
}

void WorkspacesTest::creditIsSeparate()
{
    TwoWorkspaces desk;
    desk.topUp(Money::of(20));
    QVERIFY(
        ask<CreditAccount>(desk.neighbour, desk.services.credit, &CreditService::topUp, Money::of(3), QString()).ok());
    QCOMPARE(ask<CreditAccount>(desk.caller, desk.services.credit, &CreditService::account)->balance, Money::of(20));
    QCOMPARE(ask<CreditAccount>(desk.neighbour, desk.services.credit, &CreditService::account)->balance, Money::of(3));
    using Entries = Page<CreditEntry, std::int64_t>;
    QCOMPARE(
        ask<Entries>(desk.neighbour, desk.services.credit, &CreditService::entries, std::int64_t{0}, 10)->rows.size(),
        1U);
}

void WorkspacesTest::doNotCallListsAreSeparate()
{
    TwoWorkspaces desk;
    QVERIFY(ask<DoNotCallAddition>(desk.caller, desk.services.doNotCall, &DoNotCallService::add, answering(),
                                   QStringLiteral("api"), QString())
                .ok());
    QCOMPARE(desk.place(desk.newCall()).error().code, ErrorCode::BlockedDnc);
    QCOMPARE(*ask<qint64>(desk.neighbour, desk.services.doNotCall, &DoNotCallService::count), 0);
    NewCall call = desk.newCall();
    call.fromNumber = desk.theirs.numbers.front().id;
    call.agent = desk.theirs.agents.front().id;
    const auto placed = ask<ScheduledCall>(desk.neighbour, desk.services.queue, &QueueService::place, call);
    QVERIFY2(placed.ok(), placed.ok() ? "" : qPrintable(placed.error().message));
    QVERIFY(desk.queued().empty());
}

void WorkspacesTest::aKeyBelongsToItsWorkspace()
{
    TwoWorkspaces desk;
    QCOMPARE(desk.neighbour.workspace, desk.second.id);
    QCOMPARE(desk.neighbour.kind, CallerKind::ApiKey);
    QCOMPARE(desk.neighbour.scopes, TwoWorkspaces::everythingOfAWorkspace());
    // An administrator of the second workspace sees its keys, and not those of the first.
    const Caller admin = desk.callerWith(Scopes::all());
    const auto keys = ask<std::vector<ApiKey>>(admin, desk.services.keys, &KeyService::list);
    QCOMPARE(keys->size(), 2U);
    for (const ApiKey &key : *keys) {
        QCOMPARE(key.workspace, desk.second.id);
        QVERIFY(!key.prefix.isEmpty());
    }
    const auto own = ask<std::vector<ApiKey>>(desk.caller, desk.services.keys, &KeyService::list);
    QCOMPARE(own->size(), 1U); // that of the first start
    refuses(ask<ApiKey>(admin, desk.services.keys, &KeyService::disable, own->front().id), ErrorCode::NotFound);
    refuses(ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create,
                            NewApiKey{QStringLiteral("none"), Scopes{}, {}, {}}),
            "#/scopes");
    refuses(ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create,
                            NewApiKey{QStringLiteral("nowhere"), Scopes::all(), WorkspaceId{7}, {}}),
            ErrorCode::NotFound, "#/workspace_id");
}

void WorkspacesTest::keysExpireAndAreDisabled()
{
    TwoWorkspaces desk;
    const auto make = [&](WallTime expiresAt) {
        return ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create,
                               NewApiKey{QStringLiteral("key"), {Scope::CallsRead}, {}, expiresAt});
    };
    const auto accepted = [&](const MadeApiKey &made) {
        return desk.backend->apiKeys().find(made.secret.toStdString()).has_value();
    };
    refuses(make(CallingDesk::now() - Milliseconds(1)), "#/expires_at");
    const auto made = make({});
    QVERIFY(accepted(*made));
    QVERIFY(ask<ApiKey>(desk.caller, desk.services.keys, &KeyService::disable, made->key.id)->disabled);
    QVERIFY(!accepted(*made));
    QVERIFY(ask<ApiKey>(desk.caller, desk.services.keys, &KeyService::disable, made->key.id).ok());
    const auto shortLived = make(CallingDesk::now() + Milliseconds(200));
    QTRY_VERIFY(!accepted(*shortLived));
}

void WorkspacesTest::keysOutliveARestart()
{
    QString secret;
    QString disabled;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    {
        CallingDesk desk(path);
        const auto make = [&] {
            return *ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create,
                                    NewApiKey{QStringLiteral("key"), {Scope::CallsRead}, {}, {}});
        };
        secret = make().secret;
        const MadeApiKey gone = make();
        disabled = gone.secret;
        QVERIFY(ask<ApiKey>(desk.caller, desk.services.keys, &KeyService::disable, gone.key.id).ok());
    }
    CallingDesk desk(path);
    const std::optional<Caller> found = desk.backend->apiKeys().find(secret.toStdString());
    QVERIFY(found.has_value());
    QCOMPARE(found->scopes, Scopes{Scope::CallsRead});
    QCOMPARE(found->workspace, desk.caller.workspace);
    QVERIFY(!desk.backend->apiKeys().find(disabled.toStdString()).has_value());
}

void WorkspacesTest::onlyAnAdministratorDisablesAWorkspace()
{
    TwoWorkspaces desk;
    WorkspaceEdit edit;
    edit.disabled = true;
    refuses(ask<Workspace>(desk.neighbour, desk.services.workspaces, &WorkspaceService::change, edit),
            ErrorCode::PermissionDenied);
    const Caller admin = desk.callerWith(Scopes::all());
    QVERIFY(ask<Workspace>(admin, desk.services.workspaces, &WorkspaceService::change, edit)->disabled);
    const auto all = ask<std::vector<Workspace>>(desk.caller, desk.services.workspaces, &WorkspaceService::list);
    QCOMPARE(all->size(), 2U);
    QVERIFY(!all->front().disabled);
    QVERIFY(all->back().disabled);
}

void WorkspacesTest::editingIsDisabledForOneAlone()
{
    TwoWorkspaces desk;
    QVERIFY(desk.disableEditing().ok());
    const NewAgent fresh{.name = QStringLiteral("Ada")};
    refuses(ask<Agent>(desk.caller, desk.services.agents, &AgentService::create, fresh), ErrorCode::EditingDisabled);
    QVERIFY(ask<Agent>(desk.neighbour, desk.services.agents, &AgentService::create, fresh).ok());
}

QTEST_GUILESS_MAIN(WorkspacesTest)
#include "workspaces_test.moc"
