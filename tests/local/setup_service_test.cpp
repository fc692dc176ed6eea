// What an administrator changes: limits at their ceilings, hours, agents, numbers, trunks, and the switch that forbids
// changes.

#include "domain/calling_hours.h"
#include "domain/ceilings.h"
#include "domain/country_rule.h"
#include "storage/connection.h"
#include "support/refusals.h"
#include "support/service_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class SetupDesk : public ServiceDesk {
public:
    Setup read() { return *ask<Setup>(caller, services.workspaces, &WorkspaceService::read); }
    Result<Agent> changeAgent(const AgentEdit &edit)
    {
        return ask<Agent>(caller, services.agents, &AgentService::change, setup.agents.front().id, edit);
    }
    Result<PhoneNumber> changeNumber(const PhoneNumberEdit &edit)
    {
        return ask<PhoneNumber>(caller, services.numbers, &PhoneNumberService::change, setup.numbers.front().id, edit);
    }
    Result<Trunk> changePrice(Money perMinute)
    {
        return ask<Trunk>(caller, services.trunks, &TrunkService::changePrice, setup.trunks.front().id, perMinute);
    }
    Result<void> assign(PhoneNumberId number, AgentId agent)
    {
        return ask<void>(caller, services.numbers, &PhoneNumberService::assign, number, agent);
    }
    Result<void> unassign(PhoneNumberId number, AgentId agent)
    {
        return ask<void>(caller, services.numbers, &PhoneNumberService::unassign, number, agent);
    }
};

/// A member of an edit reaches from `least` to `most` and not a step further.
template<class Edit, class Change>
void reaches(Change change, std::optional<int> Edit::*member, const char *pointer, int least, int most)
{
    Edit edit;
    for (const int good : {least, most}) {
        edit.*member = good;
        QVERIFY2(change(edit).ok(), pointer);
    }
    for (const int bad : {least - 1, most + 1}) {
        edit.*member = bad;
        refuses(change(edit), pointer);
    }
}

} // namespace

class SetupServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitsReachToTheirCeilings();
    void agentsReachToTheirCeilings();
    void numbersReachToTheirCeilings();
    void pricesReachToTheirCeiling();
    void countriesAreNamedByTheirCodes();
    void onlyASimulatedTrunkCallsEverywhere();
    void attemptsReachToTheirCeiling();
    void namesReachToTheirCeiling();
    void whatIsAbsentStays();
    void hoursAreReadAndBroughtIntoOrder();
    void badHoursAreNamed();
    void agentsAreAssignedToNumbers();
    void whatDoesNotExistIsNotFound();
    void editingCanBeSwitchedOffAndOn();
    void nothingIsChangedWhileEditingIsDisabled();
    void aDisabledWorkspaceDialsNothing();
    void aChangeIsTold();
};

void SetupServiceTest::limitsReachToTheirCeilings()
{
    SetupDesk desk;
    const auto change = [&](const WorkspaceEdit &edit) { return desk.changeWorkspace(edit); };
    reaches(change, &WorkspaceEdit::ratePerMinute, "#/rate_limit_per_minute", 0, ceilings::ratePerMinute);
    reaches(change, &WorkspaceEdit::maxConcurrent, "#/max_concurrent", 0, ceilings::concurrentCalls);
    reaches(change, &WorkspaceEdit::maxPerDay, "#/max_per_day", 1, ceilings::callsPerNumberPerDay);
    reaches(change, &WorkspaceEdit::maxPerWeek, "#/max_per_week", 1, ceilings::callsPerNumberPerWeek);
    WorkspaceEdit edit;
    for (const Milliseconds good : {Milliseconds(0), ceilings::cooldown}) {
        edit.cooldown = good;
        QVERIFY(change(edit).ok());
    }
    for (const Milliseconds bad : {Milliseconds(-1), ceilings::cooldown + Milliseconds(1)}) {
        edit.cooldown = bad;
        refuses(change(edit), "#/cooldown_seconds");
    }
    const Workspace workspace = desk.read().workspace; // the refused ones left no trace
    QCOMPARE(workspace.ratePerMinute, ceilings::ratePerMinute);
    QCOMPARE(workspace.maxConcurrent, ceilings::concurrentCalls);
    QCOMPARE(workspace.maxPerDay, ceilings::callsPerNumberPerDay);
    QCOMPARE(workspace.maxPerWeek, ceilings::callsPerNumberPerWeek);
    QCOMPARE(workspace.cooldown, ceilings::cooldown);
}

void SetupServiceTest::agentsReachToTheirCeilings()
{
    SetupDesk desk;
    const auto change = [&](const AgentEdit &edit) { return desk.changeAgent(edit); };
    reaches(change, &AgentEdit::maxHoldSeconds, "#/max_hold_seconds", 1, ceilings::holdSeconds);
    reaches(change, &AgentEdit::maxDurationSeconds, "#/max_duration_seconds", 1, ceilings::callSeconds);
    AgentEdit edit;
    edit.firstMessage = QString(ceilings::firstMessageLength, u'x');
    QVERIFY(change(edit).ok());
    edit.firstMessage = QString(ceilings::firstMessageLength + 1, u'x');
    refuses(change(edit), "#/first_message");
    QCOMPARE(desk.read().agents.front().maxHoldSeconds, ceilings::holdSeconds);
}

void SetupServiceTest::numbersReachToTheirCeilings()
{
    SetupDesk desk;
    const auto change = [&](const PhoneNumberEdit &edit) { return desk.changeNumber(edit); };
    reaches(change, &PhoneNumberEdit::ratePerMinute, "#/rate_limit_per_minute", 0, ceilings::ratePerMinute);
    PhoneNumberEdit edit;
    edit.label = QString(ceilings::nameLength + 1, u'x');
    refuses(change(edit), "#/label");
    edit.label = QStringLiteral(" Front desk ");
    edit.verified = false;
    edit.inboundOnly = true;
    const auto number = change(edit);
    QCOMPARE(number->label, QStringLiteral("Front desk"));
    QVERIFY(!number->verified);
    QVERIFY(number->inboundOnly);
    QCOMPARE(desk.read().numbers.front(), *number);
}

void SetupServiceTest::pricesReachToTheirCeiling()
{
    SetupDesk desk;
    QCOMPARE(desk.changePrice(ceilings::pricePerMinute)->pricePerMinute, ceilings::pricePerMinute);
    refuses(desk.changePrice(ceilings::pricePerMinute + Money{1}), "#/price_per_minute");
    refuses(desk.changePrice(Money{-1}), "#/price_per_minute");
    QCOMPARE(desk.changePrice({})->pricePerMinute, Money{});
    QCOMPARE(desk.read().trunks.front().pricePerMinute, Money{});
}

void SetupServiceTest::countriesAreNamedByTheirCodes()
{
    SetupDesk desk;
    const QStringList countries{QStringLiteral("CA"), QStringLiteral("GB")};
    QCOMPARE(desk.callOnly(countries)->countries, countries);
    QCOMPARE(desk.read().trunks.front().countries, countries);
    refuses(desk.callOnly({QStringLiteral("CA"), QStringLiteral("ZZ")}), "#/countries/1");
    refuses(desk.callOnly({QStringLiteral("gb")}), "#/countries/0");
    refuses(desk.callOnly({QString()}), "#/countries/0");
    QCOMPARE(desk.read().trunks.front().countries, countries);
    QCOMPARE(desk.callOnly({})->countries, QStringList());
}

void SetupServiceTest::onlyASimulatedTrunkCallsEverywhere()
{
    SetupDesk desk;
    QCOMPARE(desk.setup.trunks.front().countries, QStringList(CountryRule::everywhere)); // it rings nobody
    QVERIFY(desk.callOnly({CountryRule::everywhere}).ok());
    Connection(desk.databasePath(), Connection::Access::ReadWrite)
        .execute("UPDATE trunks SET kind = ?", CarrierKind::Sip);
    refuses(desk.callOnly({CountryRule::everywhere}), "#/countries");
    QVERIFY(desk.callOnly({QStringLiteral("GB")}).ok());
}

void SetupServiceTest::attemptsReachToTheirCeiling()
{
    SetupDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.retry.maxAttempts = ceilings::attempts;
    fresh.retry.delay = ceilings::retryDelay;
    fresh.ratePerMinute = ceilings::ratePerMinute;
    fresh.maxConcurrent = ceilings::concurrentCalls;
    QVERIFY(desk.createCampaign(fresh).ok());
    NewCampaign beyond = fresh;
    beyond.retry.maxAttempts = ceilings::attempts + 1;
    refuses(desk.createCampaign(beyond), "#/max_attempts");
    beyond = fresh;
    beyond.retry.delay = ceilings::retryDelay + Milliseconds(1'000);
    refuses(desk.createCampaign(beyond), "#/retry_delay_seconds");
    beyond = fresh;
    beyond.ratePerMinute = ceilings::ratePerMinute + 1;
    refuses(desk.createCampaign(beyond), "#/rate_limit_per_minute");
    beyond = fresh;
    beyond.maxConcurrent = ceilings::concurrentCalls + 1;
    refuses(desk.createCampaign(beyond), "#/max_concurrent");
}

void SetupServiceTest::namesReachToTheirCeiling()
{
    SetupDesk desk;
    WorkspaceEdit edit;
    for (const QString &bad : {QString(), QStringLiteral("  "), QString(ceilings::nameLength + 1, u'x')}) {
        edit.name = bad;
        refuses(desk.changeWorkspace(edit), "#/name");
        AgentEdit agent;
        agent.name = bad;
        refuses(desk.changeAgent(agent), "#/name");
    }
    edit.name = QString(ceilings::nameLength, u'x');
    QCOMPARE(desk.changeWorkspace(edit)->name, *edit.name);
}

void SetupServiceTest::whatIsAbsentStays()
{
    SetupDesk desk;
    const Setup before = desk.read();
    QCOMPARE(*desk.changeWorkspace({}), before.workspace);
    QCOMPARE(*desk.changeAgent({}), before.agents.front());
    QCOMPARE(*desk.changeNumber({}), before.numbers.front());
    AgentEdit edit;
    edit.disabled = true;
    Agent expected = before.agents.front();
    expected.disabled = true;
    QCOMPARE(*desk.changeAgent(edit), expected);
}

void SetupServiceTest::hoursAreReadAndBroughtIntoOrder()
{
    SetupDesk desk;
    WorkspaceEdit edit;
    edit.hours = QStringLiteral(R"({ "zone": "callee", "mon": ["13:00-18:00", "09:00-12:00", "12:00-12:30"] })");
    const auto workspace = desk.changeWorkspace(edit);
    QVERIFY2(workspace.ok(), workspace.ok() ? "" : qPrintable(workspace.error().message));
    const auto hours = CallingHours::parse(workspace->hours.toStdString());
    QVERIFY(hours.ok());
    QCOMPARE(hours->days[0], (std::vector<DailyWindow>{{540, 750}, {780, 1'080}}));
    QCOMPARE(desk.read().workspace.hours, workspace->hours);
    edit.hours = QString();
    QCOMPARE(desk.changeWorkspace(edit)->hours, QString());
}

void SetupServiceTest::badHoursAreNamed()
{
    SetupDesk desk;
    WorkspaceEdit edit;
    edit.hours = QStringLiteral(R"({"zone":"callee","mon":["22:00-06:00"]})");
    refuses(desk.changeWorkspace(edit), "#/hours/mon/0");
    edit.hours = QStringLiteral(R"({"zone":"IST","mon":["09:00-18:00"]})");
    refuses(desk.changeWorkspace(edit), "#/hours/zone");
    edit.hours = QStringLiteral("nine to five");
    const auto broken = desk.changeWorkspace(edit);
    QCOMPARE(broken.error().code, ErrorCode::InvalidInput);
    QVERIFY(broken.error().pointer.startsWith(QStringLiteral("#/hours")));
    QCOMPARE(desk.read().workspace.hours, QString());
}

void SetupServiceTest::agentsAreAssignedToNumbers() // B0-05
{
    SetupDesk desk;
    const PhoneNumberId number = desk.setup.numbers.front().id;
    const AgentId agent = desk.setup.agents.front().id;
    QCOMPARE(desk.read().assignments, (std::vector<Assignment>{{number, agent}}));
    QVERIFY(desk.unassign(number, agent).ok());
    QVERIFY(desk.unassign(number, agent).ok());
    QVERIFY(desk.read().assignments.empty());
    const auto place = [&] {
        NewCall call;
        call.to = E164{14155550142};
        call.fromNumber = number;
        call.agent = agent;
        return ask<ScheduledCall>(desk.caller, desk.services.queue, &QueueService::place, call);
    };
    QCOMPARE(place().error().code, ErrorCode::NumberNotAssigned);
    QVERIFY(desk.assign(number, agent).ok());
    QVERIFY(desk.assign(number, agent).ok());
    QCOMPARE(desk.read().assignments.size(), 1U);
    QVERIFY(place().ok());
}

void SetupServiceTest::whatDoesNotExistIsNotFound()
{
    SetupDesk desk;
    QCOMPARE(ask<Agent>(desk.caller, desk.services.agents, &AgentService::change, AgentId{1}, AgentEdit{}).error().code,
             ErrorCode::NotFound);
    QCOMPARE(ask<PhoneNumber>(desk.caller, desk.services.numbers, &PhoneNumberService::change, PhoneNumberId{1},
                              PhoneNumberEdit{})
                 .error()
                 .code,
             ErrorCode::NotFound);
    QCOMPARE(
        ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changePrice, TrunkId{1}, Money{}).error().code,
        ErrorCode::NotFound);
    const auto agent = desk.assign(desk.setup.numbers.front().id, AgentId{1});
    QCOMPARE(agent.error().code, ErrorCode::NotFound);
    QCOMPARE(agent.error().pointer, QStringLiteral("#/agent_id"));
    const auto number = desk.unassign(PhoneNumberId{1}, desk.setup.agents.front().id);
    QCOMPARE(number.error().pointer, QStringLiteral("#/phone_number_id"));
}

void SetupServiceTest::editingCanBeSwitchedOffAndOn() // I-23
{
    SetupDesk desk;
    QVERIFY(desk.disableEditing().ok());
    QVERIFY(desk.disableEditing().ok());
    QVERIFY(desk.read().workspace.editingDisabled);
    WorkspaceEdit edit;
    edit.ratePerMinute = 30;
    QCOMPARE(desk.changeWorkspace(edit).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.read().workspace.ratePerMinute, 0);
    edit.editingDisabled = false; // on again, and changed in the same step
    const auto workspace = desk.changeWorkspace(edit);
    QVERIFY(workspace.ok());
    QVERIFY(!workspace->editingDisabled);
    QCOMPARE(workspace->ratePerMinute, 30);
}

void SetupServiceTest::nothingIsChangedWhileEditingIsDisabled() // I-23
{
    SetupDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{E164{14155550142}, "Ana", "{}", 1}}).ok());
    const TargetId target = ask<Page<TargetRow, TargetId>>(desk.caller, desk.services.targets, &TargetService::page,
                                                           campaign, TargetFilter{}, TargetId{}, 1)
                                ->rows.front()
                                .id;
    QVERIFY(desk.disableEditing().ok());
    const Setup before = desk.read();
    const auto refused = [](const auto &result) {
        return !result.ok() && result.error().code == ErrorCode::EditingDisabled && !result.error().message.isEmpty();
    };
    AgentEdit agent;
    agent.disabled = true;
    PhoneNumberEdit number;
    number.inboundOnly = true;
    QVERIFY(refused(desk.changeAgent(agent)));
    QVERIFY(refused(desk.changeNumber(number)));
    QVERIFY(refused(desk.changePrice(Money::of(1))));
    QVERIFY(refused(desk.callOnly({})));
    QVERIFY(refused(desk.unassign(desk.setup.numbers.front().id, desk.setup.agents.front().id)));
    QVERIFY(refused(ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changeSimulation,
                               desk.setup.trunks.front().id, SimulationSettings{})));
    QVERIFY(refused(ask<CampaignId>(desk.caller, desk.services.workspaces, &WorkspaceService::createSample)));
    QVERIFY(refused(desk.append(campaign, {{E164{14155550143}, "Tom", "{}", 1}})));
    QVERIFY(refused(desk.import(campaign, "phone\n+14155550143\n")));
    QVERIFY(refused(ask<TargetRow>(desk.caller, desk.services.targets, &TargetService::skip, target)));
    QVERIFY(ask<Setup>(desk.caller, desk.services.workspaces, &WorkspaceService::ensureBasics)
                .ok()); // there is nothing to make
    const Setup after = desk.read();
    QCOMPARE(after.agents, before.agents);
    QCOMPARE(after.numbers, before.numbers);
    QCOMPARE(after.trunks, before.trunks);
    QCOMPARE(after.assignments, before.assignments);
    WorkspaceEdit on;
    on.editingDisabled = false;
    QVERIFY(desk.changeWorkspace(on).ok());
    QCOMPARE(desk.import(campaign, "phone\n+14155550143\n")->inserted, 1); // the refused import left it free
}

void SetupServiceTest::aDisabledWorkspaceDialsNothing()
{
    SetupDesk desk;
    Trunk trunk = desk.setup.trunks.front();
    trunk.simulation.speed = 10'000;
    QVERIFY(ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changeSimulation, trunk.id, trunk.simulation)
                .ok());
    WorkspaceEdit edit;
    edit.disabled = true;
    QVERIFY(desk.changeWorkspace(edit).ok());
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{E164{14155550000}, "Ana", "{}", 1}}).ok());
    QVERIFY(ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::start, campaign).ok());
    const auto overview = [&] {
        return *ask<CampaignOverview>(desk.caller, desk.services.campaigns, &CampaignService::get, campaign);
    };
    QTRY_VERIFY(overview().hold.isWorthTelling());
    QCOMPARE(overview().stats.attempts, 0);
    edit.disabled = false;
    QVERIFY(desk.changeWorkspace(edit).ok()); // and it goes on by itself
    QTRY_COMPARE_WITH_TIMEOUT(overview().campaign.status, CampaignStatus::Completed, 30'000);
}

void SetupServiceTest::aChangeIsTold()
{
    SetupDesk desk;
    int told = 0;
    QObject::connect(&desk.services.changes, &ChangeFeed::changed, &desk.services.changes,
                     [&told](const ChangeSet &changes) { told += changes.setup ? 1 : 0; });
    QCoreApplication::processEvents(); // what the beginning left
    told = 0;
    WorkspaceEdit edit;
    edit.ratePerMinute = 30;
    QVERIFY(desk.changeWorkspace(edit).ok());
    QTRY_COMPARE(told, 1);
    QVERIFY(desk.changePrice(Money::of(1)).ok());
    QTRY_COMPARE(told, 2);
    QVERIFY(desk.unassign(desk.setup.numbers.front().id, desk.setup.agents.front().id).ok());
    QTRY_COMPARE(told, 3);
}

QTEST_GUILESS_MAIN(SetupServiceTest)
#include "setup_service_test.moc"
