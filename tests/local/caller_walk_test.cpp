// Every service function is asked by a caller of another workspace and by callers that lack the scope it needs. A
// function that is missing here fails the test: the interfaces are read from the sources.

#include "caller_walk.h"
#include "support/refusals.h"
#include "support/service_functions.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

/// All scopes of a workspace but one.
Scopes without(Scope scope)
{
    Scopes scopes;
    for (const Scope each : allScopes) {
        if (each != scope && each != Scope::Admin) {
            scopes.bits |= Scopes{each}.bits;
        }
    }
    return scopes;
}

Scopes only(const std::vector<Scope> &wanted)
{
    Scopes scopes;
    for (const Scope each : wanted) {
        scopes.bits |= Scopes{each}.bits;
    }
    return scopes;
}

} // namespace

class CallerWalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFunctionIsWalked();
    void whatMakesSomethingIsDoneOnce();
    void aForeignCallerFindsNothing();
    void aCallerWithoutTheScopeIsRefused();
    void theOwnerFindsWhatTheForeignerDoesNot();
};

void CallerWalkTest::everyFunctionIsWalked()
{
    Walk walk;
    std::map<QString, int> walked;
    for (const Step &step : walk.steps()) {
        ++walked[QString::fromLatin1(step.function)];
    }
    std::map<QString, int> wanted;
    for (const ServiceFunction &function : serviceFunctions()) {
        ++wanted[function.name];
        QVERIFY2(function.takesCaller, qPrintable(function.name));
    }
    QVERIFY(wanted.size() > 80); // the sources were read
    for (const auto &[name, times] : wanted) {
        QVERIFY2(walked[name] == times, qPrintable(QStringLiteral("%1 is not walked").arg(name)));
    }
    for (const auto &[name, times] : walked) {
        QVERIFY2(wanted.contains(name), qPrintable(QStringLiteral("%1 is walked, but is no service's").arg(name)));
    }
}

/// A function that needs a scope to write either keeps its answer for a request that comes again (once_test asks it
/// twice), or is named here with the reason why it need not.
void CallerWalkTest::whatMakesSomethingIsDoneOnce()
{
    const std::set<QString> makesWithoutReplay{
        QStringLiteral("DoNotCallService::optOut"),       // a number that is listed keeps its entry
        QStringLiteral("KeyService::create"),             // the answer holds the secret, which is kept nowhere
        QStringLiteral("RehearsalService::start"),        // a copy that goes with the program
        QStringLiteral("WorkspaceService::createSample"), // refused in a workspace that has anything
        QStringLiteral("WorkspaceService::ensureBasics"), // makes only what is missing
    };
    const std::set<QString> changesWhatIsThere{
        QStringLiteral("AgentService::change"),
        QStringLiteral("CallService::hangUp"),
        QStringLiteral("CallService::hangUpAndTell"),
        QStringLiteral("CampaignService::cancel"),
        QStringLiteral("CampaignService::edit"),
        QStringLiteral("CampaignService::pause"),
        QStringLiteral("CampaignService::pauseWithQueue"),
        QStringLiteral("CampaignService::remove"),
        QStringLiteral("CampaignService::resume"),
        QStringLiteral("CampaignService::setSpendLimit"),
        QStringLiteral("CampaignService::start"),
        QStringLiteral("CreditService::setAutoReload"),
        QStringLiteral("CreditService::setLowBalance"),
        QStringLiteral("DoNotCallService::remove"),
        QStringLiteral("EngineService::release"),
        QStringLiteral("EngineService::stopAll"),
        QStringLiteral("ImportService::undo"),
        QStringLiteral("KeyService::disable"),
        QStringLiteral("PhoneNumberService::assign"),
        QStringLiteral("PhoneNumberService::change"),
        QStringLiteral("PhoneNumberService::unassign"),
        QStringLiteral("QueueService::cancel"),
        QStringLiteral("QueueService::decide"),
        QStringLiteral("QueueService::edit"),
        QStringLiteral("RehearsalService::end"),
        QStringLiteral("RehearsalService::setSpeed"),
        QStringLiteral("TargetService::skip"),
        QStringLiteral("TargetService::skipAll"),
        QStringLiteral("TrunkService::changeCountries"),
        QStringLiteral("TrunkService::changePrice"),
        QStringLiteral("TrunkService::changeSimulation"),
        QStringLiteral("WorkspaceService::change"),
    };
    // An administrator's scope or one to write is needed, and yet they only look.
    const std::set<QString> onlyReads{QStringLiteral("ImportService::check"), QStringLiteral("ImportService::preview"),
                                      QStringLiteral("KeyService::list"), QStringLiteral("WorkspaceService::list")};
    std::set<QString> answeredOnce;
    for (const ServiceFunction &function : serviceFunctions()) {
        if (function.keepsAnswer) {
            answeredOnce.insert(function.name);
        }
    }
    std::set<QString> left = makesWithoutReplay;
    left.insert(changesWhatIsThere.begin(), changesWhatIsThere.end());
    left.insert(onlyReads.begin(), onlyReads.end());
    std::set<QString> unnamed;
    Walk walk;
    for (const Step &step : walk.steps()) {
        const QString name = QString::fromLatin1(step.function);
        const bool writes = std::ranges::any_of(step.scopes, [](Scope scope) {
            return scope == Scope::CallsWrite || scope == Scope::CampaignsWrite || scope == Scope::ConfigWrite ||
                   scope == Scope::BillingWrite || scope == Scope::Admin;
        });
        const bool isNamed =
            makesWithoutReplay.contains(name) || changesWhatIsThere.contains(name) || onlyReads.contains(name);
        QVERIFY2(!isNamed || !answeredOnce.contains(name), step.function); // it is an exception no more
        left.erase(name);
        if (writes && !isNamed && !answeredOnce.contains(name)) {
            unnamed.insert(name);
        }
    }
    QVERIFY2(unnamed.empty(), unnamed.empty() ? "" : qPrintable(*unnamed.begin()));
    QVERIFY2(left.empty(), left.empty() ? "" : qPrintable(*left.begin()));
}

void CallerWalkTest::aForeignCallerFindsNothing()
{
    Walk walk;
    walk.occupy();
    for (const Step &step : walk.steps()) {
        const bool forAdministrators = step.foreign == Foreign::WholeHouse;
        // Exactly the scopes that are needed, and no more.
        const Caller foreigner =
            walk.callerWith(only(forAdministrators ? std::vector{Scope::ConfigRead} : step.scopes));
        const Outcome outcome = step.call(foreigner);
        switch (step.foreign) {
        case Foreign::NotFound:
            QVERIFY2(outcome.error == ErrorCode::NotFound, step.function);
            break;
        case Foreign::Nothing:
            QVERIFY2(!outcome.error && !outcome.sawSomething, step.function);
            break;
        case Foreign::TheirOwn:
            QVERIFY2(outcome.error != ErrorCode::PermissionDenied && outcome.error != ErrorCode::NotFound,
                     step.function);
            break;
        case Foreign::WholeHouse:
            QVERIFY2(outcome.error == ErrorCode::PermissionDenied, step.function);
            break;
        }
    }
    // And all of it is as it was.
    QCOMPARE(walk.overview(walk.draftCampaign).campaign.status, CampaignStatus::Draft);
    QCOMPARE(walk.overview(walk.draftCampaign).stats.total(), 3);
    QCOMPARE(walk.statusOf(walk.later), ScheduledCallStatus::Pending);
    QVERIFY(walk.find(walk.unknown)->undecided);
    QCOMPARE(walk.live().size(), 1U);
    const Setup setup = *ask<Setup>(walk.caller, walk.services.workspaces, &WorkspaceService::read);
    QCOMPARE(setup.agents, walk.setup.agents);
    QCOMPARE(setup.numbers, walk.setup.numbers);
    QCOMPARE(setup.trunks.size(), walk.setup.trunks.size());
    QCOMPARE(setup.assignments, walk.setup.assignments);
    QCOMPARE(setup.workspace, walk.setup.workspace);
    QVERIFY(ask<CreditAccount>(walk.caller, walk.services.credit, &CreditService::account)->balance == Money{});
}

void CallerWalkTest::aCallerWithoutTheScopeIsRefused()
{
    Walk walk;
    for (const Step &step : walk.steps()) {
        for (const Scope needed : step.scopes) {
            // Of the very workspace, with every other scope.
            const Outcome outcome = step.call(walk.callerOf(walk.caller.workspace, without(needed)));
            QVERIFY2(outcome.error == ErrorCode::PermissionDenied, step.function);
        }
    }
    QCOMPARE(walk.statusOf(walk.later), ScheduledCallStatus::Pending);
    QVERIFY(!walk.engine().stoppedByHand);
}

void CallerWalkTest::theOwnerFindsWhatTheForeignerDoesNot()
{
    Walk walk;
    walk.occupy();
    for (const Step &step : walk.steps()) {
        const Outcome outcome = step.call(walk.caller);
        QVERIFY2(outcome.error != ErrorCode::PermissionDenied, step.function);
        QVERIFY2(outcome.error != ErrorCode::NotFound, step.function);
        if (step.foreign == Foreign::Nothing) {
            QVERIFY2(outcome.sawSomething, step.function);
        }
    }
}

QTEST_GUILESS_MAIN(CallerWalkTest)
#include "caller_walk_test.moc"
