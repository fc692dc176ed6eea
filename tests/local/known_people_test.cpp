// A list is known by its people: whoever was called before by the same agent from the same caller ID is found again,
// whatever the file looks like.

#include "domain/people_fingerprint.h"
#include "support/calling_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class KnownDesk : public CallingDesk {
public:
    KnownDesk() { hurry(); }

    /// A campaign with this list, called to its end.
    CampaignId called(const QByteArray &csv)
    {
        const CampaignId id = createCampaign()->id;
        [&] {
            QVERIFY(import(id, csv).ok());
            QVERIFY(move(&CampaignService::start, id).ok());
            QTRY_COMPARE_WITH_TIMEOUT(overview(id).campaign.status, CampaignStatus::Completed, 30'000);
        }();
        return id;
    }
    Result<KnownPeople> known(const QByteArray &csv, WallTime since = {}) { return knownTo(agent(), csv, since); }
    Result<KnownPeople> knownTo(AgentId who, const QByteArray &csv, WallTime since = {})
    {
        return await<KnownPeople>([&](Reply<KnownPeople> reply) {
            services.imports.known(caller, {importOf({}, csv), who, number(), since}, std::move(reply));
        });
    }
    Result<ImportSummary> importNew(CampaignId campaign, const QByteArray &csv, WallTime since = {})
    {
        ImportRequest request = importOf(campaign, csv);
        request.skipCalledSince = since;
        return import(request);
    }
};

const QByteArray three("phone,name\n+14155550142,Ada\n+14155550143,Bo\n+14155550144,Cy\n");

} // namespace

class KnownPeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListSavedAgainIsKnown();
    void onlyWhoIsNewIsImported();
    void aPersonIsKnownByAnyNumber();
    void whoWaitsElsewhereIsKnown();
    void whoWaitsInADraftIsKnown();
    void whoIsBeingImportedDoesNotWaitYet();
    void targetsGivenOneByOneAreHeldAgainstThem();
    void anotherAgentKnowsNobody();
    void whoWasNotCalledIsNew();
    void callsBeforeTheInstantDoNotCount();
    void anAppendedListHasItsPeopleToo();
    void aFingerprintKnowsNoOrder();
};

void KnownPeopleTest::aListSavedAgainIsKnown()
{
    KnownDesk desk;
    QCOMPARE(desk.known(three)->people, 0); // nobody was ever called
    const CampaignId first = desk.called(three);
    const QByteArray saved("\xef\xbb\xbfName;Phone\r\nCy;+1 415 555 0144\r\nAda;(415) 555-0142\r\nBo;+14155550143\r\n");
    const auto again = desk.known(saved);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().message));
    QCOMPARE(again->people, 3);
    QCOMPARE(again->called, 3);
    QCOMPARE(again->waiting, 0);
    QCOMPARE(again->fresh(), 0);
    QCOMPARE(again->same, first);
    QCOMPARE(again->sameStatus, CampaignStatus::Completed);
    QVERIFY(again->lastCall.ms > 0 && again->lastCall <= CallingDesk::now());

    const auto more = desk.known(saved + "Di;+14155550145\r\n");
    QCOMPARE(more->people, 4);
    QCOMPARE(more->called, 3);
    QCOMPARE(more->fresh(), 1);
    QVERIFY(more->same.isNull());
}

void KnownPeopleTest::onlyWhoIsNewIsImported()
{
    KnownDesk desk;
    desk.called(three);
    const CampaignId second = desk.createCampaign()->id;
    const QByteArray more = three + "+14155550145,Di\n+14155550142,Ada again\n";
    const auto summary = desk.importNew(second, more);
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->skipped, 4);
    QCOMPARE(summary->known, 4);
    QCOMPARE(summary->rowsRead(), 6);
    QCOMPARE(summary->firstSkipped.front().rule, ErrorRule::RowCalled);
    QCOMPARE(desk.targets(second).front().number, E164{14155550145});
    const auto last = ask<ImportSummary>(desk.caller, desk.services.imports, &ImportService::last, second);
    QCOMPARE(last->known, 4);
    QCOMPARE(desk.import(desk.createCampaign()->id, more)->inserted, 4); // without the request nobody is passed over
}

void KnownPeopleTest::aPersonIsKnownByAnyNumber()
{
    KnownDesk desk;
    desk.called(three);
    const QByteArray list("name,mobile,phone\nAda,+14155550152,+14155550142\nDi,+14155550145,+14155550146\n"
                          "Ada,+14155550152,\n");
    QCOMPARE(desk.known(list)->people, 2);
    QCOMPARE(desk.known(list)->called, 1);
    const CampaignId second = desk.createCampaign()->id;
    const auto summary = desk.importNew(second, list);
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->skipped, 2); // Ada's second row, too, whose number she shares with her first
    QCOMPARE(summary->known, 2);
    QCOMPARE(summary->rejected, 0);
    QCOMPARE(summary->firstSkipped.front().rule, ErrorRule::RowCalled);
    QCOMPARE(summary->firstSkipped.front().values.value(1), QStringLiteral("+14155550142"));
    QCOMPARE(desk.targets(second).front().number, E164{14155550145});
}

void KnownPeopleTest::whoWaitsElsewhereIsKnown()
{
    KnownDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId waiting = desk.begun({E164{14155550142}, E164{14155550143}}, fresh);
    const auto known = desk.known(three);
    QCOMPARE(known->people, 3);
    QCOMPARE(known->waiting, 2);
    QCOMPARE(known->called, 0);
    QCOMPARE(known->waitsIn, waiting);
    const auto knownFor = await<KnownPeople>([&](Reply<KnownPeople> reply) {
        desk.services.imports.known(
            desk.caller, {ServiceDesk::importOf(waiting, three), desk.agent(), desk.number(), {}}, std::move(reply));
    });
    QCOMPARE(knownFor->waiting, 0); // the campaign that they wait in is the one that the list is for
    const auto summary = desk.importNew(desk.createCampaign()->id, three);
    QCOMPARE(summary->inserted, 1);
    QCOMPARE(summary->firstSkipped.front().rule, ErrorRule::RowWaiting);
    QCOMPARE(summary->firstSkipped.front().values, (QStringList{waiting.toString(), QStringLiteral("Follow-up")}));
    // More people for the campaign itself: whoever is on it is a duplicate, and nothing else.
    const auto own = desk.importNew(waiting, three + "+14155550145,Di\n");
    QCOMPARE(own->inserted, 1);
    QCOMPARE(own->duplicates, 2);
    QCOMPARE(own->skipped, 1); // Cy, who waits in the second campaign by now
}

void KnownPeopleTest::whoWaitsInADraftIsKnown()
{
    KnownDesk desk;
    const CampaignId draft = desk.createCampaign()->id;
    QVERIFY(desk.import(draft, three).ok());
    const auto known = desk.known(three);
    QCOMPARE(known->people, 3);
    QCOMPARE(known->waiting, 3);
    QCOMPARE(known->inDrafts, 3);
    QCOMPARE(known->waitsIn, draft);
    QCOMPARE(known->same, draft);
    QCOMPARE(known->sameStatus, CampaignStatus::Draft);
    const auto second = desk.importNew(desk.createCampaign()->id, three + "+14155550145,Di\n");
    QCOMPARE(second->inserted, 1);
    QCOMPARE(second->skipped, 3);
    QCOMPARE(second->firstSkipped.front().rule, ErrorRule::RowWaiting);
    QCOMPARE(second->firstSkipped.front().values, (QStringList{draft.toString(), QStringLiteral("Follow-up")}));

    // A campaign that was started goes before a draft, older or newer.
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId started = desk.begun({E164{14155550142}}, fresh);
    const CampaignId newer = desk.createCampaign()->id;
    QVERIFY(desk.import(newer, three).ok());
    const auto both = desk.known(three);
    QCOMPARE(both->waiting, 3);
    QCOMPARE(both->inDrafts, 2);
    QCOMPARE(both->waitsIn, started);

    for (const CampaignId id : {draft, started, newer}) {
        QVERIFY(desk.move(&CampaignService::cancel, id).ok());
    }
    QTRY_COMPARE(desk.stats(started).of(TargetStatus::Skipped), 1);
    QCOMPARE(desk.known(three)->waiting, 0); // nobody will be called by them
}

void KnownPeopleTest::whoIsBeingImportedDoesNotWaitYet()
{
    KnownDesk desk;
    const CampaignId draft = desk.createCampaign()->id;
    int times = 0;
    qint64 waiting = 0;
    // Most slices stand in the database at the last time, when the import may still be undone.
    const auto look = [&](const ImportProgress &) {
        ++times;
        waiting += desk.known(listOf(people(20'000)))->waiting;
    };
    const auto summary = desk.import(ServiceDesk::importOf(draft, listOf(people(20'000))), look);
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QVERIFY(times > 0);
    QCOMPARE(waiting, 0);
    QCOMPARE(desk.known(listOf(people(20'000)))->waiting, 20'000);
}

void KnownPeopleTest::targetsGivenOneByOneAreHeldAgainstThem()
{
    KnownDesk desk;
    desk.called(three);
    const CampaignId draft = desk.draft({E164{14155550145}});
    const CampaignId second = desk.createCampaign()->id;
    const auto append = [&](std::optional<WallTime> since) {
        return *ask<ImportSummary>(desk.caller, desk.services.targets, &TargetService::append, second,
                                   NewTargets{{{E164{14155550142}, "Ada", "{}", 1},
                                               {E164{14155550145}, "Di", "{}", 2},
                                               {E164{14155550146}, "Ed", R"({"timezone":"Mars/Olympus"})", 3},
                                               {E164{14155550147}, "Fi", "{}", 4}},
                                              {},
                                              since});
    };
    const ImportSummary summary = append(WallTime{});
    QCOMPARE(summary.inserted, 1);
    QCOMPARE(summary.skipped, 2);
    QCOMPARE(summary.known, 2);
    QCOMPARE(summary.rejected, 1);
    QCOMPARE(summary.rowsRead(), 4);
    QCOMPARE(summary.firstSkipped[0].row, 1);
    QCOMPARE(summary.firstSkipped[0].rule, ErrorRule::RowCalled);
    QCOMPARE(summary.firstSkipped[1].rule, ErrorRule::RowWaiting);
    QCOMPARE(summary.firstSkipped[1].values, (QStringList{draft.toString(), QStringLiteral("Follow-up")}));
    QCOMPARE(desk.targets(second).size(), 1U);
    const auto kept =
        ask<std::vector<RejectedRow>>(desk.caller, desk.services.imports, &ImportService::skipped, summary.id, 0, 100);
    QCOMPARE(*kept, summary.firstSkipped);
    QCOMPARE(append(CallingDesk::now() + Milliseconds(1'000)).inserted, 1); // Ada was called before that; Di waits
    QCOMPARE(append(std::nullopt).inserted, 1);                             // nobody is passed over: Di
}

void KnownPeopleTest::anotherAgentKnowsNobody()
{
    KnownDesk desk;
    desk.called(three);
    const auto other = await<Agent>([&](Reply<Agent> reply) {
        desk.services.agents.create(desk.caller, {.name = QStringLiteral("Another")}, std::move(reply));
    });
    QVERIFY2(other.ok(), other.ok() ? "" : qPrintable(other.error().message));
    QCOMPARE(desk.knownTo(other->id, three)->called, 0);
    QCOMPARE(desk.known(three)->called, 3);
}

void KnownPeopleTest::whoWasNotCalledIsNew()
{
    KnownDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId cancelled = desk.begun({E164{14155550142}}, fresh);
    QVERIFY(desk.move(&CampaignService::cancel, cancelled).ok());
    QTRY_COMPARE(desk.stats(cancelled).of(TargetStatus::Skipped), 1);
    QCOMPARE(desk.known(three)->people, 0); // nobody was called, and nobody waits
    QCOMPARE(desk.importNew(desk.createCampaign()->id, three)->inserted, 3);
}

void KnownPeopleTest::callsBeforeTheInstantDoNotCount()
{
    KnownDesk desk;
    desk.called(three);
    const WallTime later = CallingDesk::now() + Milliseconds(1'000);
    QCOMPARE(desk.known(three, later)->people, 0);
    QCOMPARE(desk.importNew(desk.createCampaign()->id, three, later)->inserted, 3);
    QCOMPARE(desk.known(three, CallingDesk::now() + Milliseconds(-3'600'000))->called, 3);
}

void KnownPeopleTest::anAppendedListHasItsPeopleToo()
{
    KnownDesk desk;
    const CampaignId id = desk.draft({E164{14155550142}, E164{14155550143}});
    QVERIFY(desk.append(id, {{E164{14155550144}, "Cy", "{}", 1}}).ok());
    QVERIFY(desk.move(&CampaignService::start, id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(id).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.known(three)->same, id);
}

void KnownPeopleTest::aFingerprintKnowsNoOrder()
{
    PeopleFingerprint one;
    PeopleFingerprint two;
    one.add(E164{14155550142});
    one.add(E164{14155550143});
    two.add(E164{14155550143});
    two.add(E164{14155550142});
    QCOMPARE(one.value(), two.value());
    two.add(E164{14155550144});
    QVERIFY(one.value() != two.value());
    QCOMPARE(PeopleFingerprint().value(), 0);
    PeopleFingerprint on(one.value());
    on.add(E164{14155550144});
    QCOMPARE(on.value(), two.value());
}

QTEST_GUILESS_MAIN(KnownPeopleTest)
#include "known_people_test.moc"
