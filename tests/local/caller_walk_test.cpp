// Every service function is asked by a caller of another workspace and by callers that lack the scope it needs. A
// function that is missing here fails the test: the interfaces are read from the sources.

#include "caller_walk.h"
#include "support/refusals.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace campanile;
using namespace campanile::test;

namespace {

/// How often each function stands in the interfaces: "CampaignService::list", and whether it takes a caller first.
std::map<QString, int> functionsOfTheSources()
{
    std::map<QString, int> functions;
    const QDir folder(QStringLiteral(CAMPANILE_SOURCE_DIR "/backend/services"));
    static const QRegularExpression interface(QStringLiteral("\\nclass (\\w+Service) \\{(.*?)\\n\\};"),
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression function(QStringLiteral("virtual [^;]*?\\b(\\w+)\\(([^;]*)\\)[^;()]*= 0;"),
                                             QRegularExpression::DotMatchesEverythingOption);
    for (const QString &name : folder.entryList({QStringLiteral("*.h")})) {
        QFile file(folder.filePath(name));
        [&] { QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name)); }();
        const QString text = QString::fromUtf8(file.readAll());
        for (auto in = interface.globalMatch(text); in.hasNext();) {
            const QRegularExpressionMatch found = in.next();
            for (auto it = function.globalMatch(found.captured(2)); it.hasNext();) {
                const QRegularExpressionMatch one = it.next();
                const QString full = found.captured(1) + QStringLiteral("::") + one.captured(1);
                ++functions[full];
                [&] { QVERIFY2(one.captured(2).startsWith(QStringLiteral("const Caller &")), qPrintable(full)); }();
            }
        }
    }
    return functions;
}

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
    const std::map<QString, int> wanted = functionsOfTheSources();
    QVERIFY(wanted.size() > 80); // the sources were read
    for (const auto &[name, times] : wanted) {
        QVERIFY2(walked[name] == times, qPrintable(QStringLiteral("%1 is not walked").arg(name)));
    }
    for (const auto &[name, times] : walked) {
        QVERIFY2(wanted.contains(name), qPrintable(QStringLiteral("%1 is walked, but is no service's").arg(name)));
    }
}

void CallerWalkTest::aForeignCallerFindsNothing()
{
    Walk walk;
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
    for (const Step &step : walk.steps()) {
        const Outcome outcome = step.call(walk.caller);
        QVERIFY2(outcome.error != ErrorCode::PermissionDenied, step.function);
        QVERIFY2(outcome.error != ErrorCode::NotFound, step.function);
        const QLatin1StringView name(step.function);
        if (step.foreign == Foreign::Nothing && name != QLatin1StringView("CallService::live") &&
            name != QLatin1StringView("QueueService::undecided")) { // which are empty at rest
            QVERIFY2(outcome.sawSomething, step.function);
        }
    }
}

QTEST_GUILESS_MAIN(CallerWalkTest)
#include "caller_walk_test.moc"
