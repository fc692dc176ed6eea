// The same list twice: its people would be called twice, by whatever agent and from whatever caller ID.

#include "support/calling_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

const QByteArray three("phone,name\n+14155550142,Ada\n+14155550143,Bo\n+14155550144,Cy\n");
const QByteArray threeSavedAgain("name;phone\r\nCy;+14155550144\r\nAda;+14155550142\r\nBo;+14155550143\r\n");

class ListDesk : public CallingDesk {
public:
    /// A draft of an agent whom the people of other campaigns do not know.
    CampaignId draftOfAnother()
    {
        NewCampaign fresh = oneAttemptEach();
        fresh.agent = another;
        return createCampaign(fresh)->id;
    }
    /// What is known of a list before it goes into a campaign of that agent; null: a new campaign.
    Result<KnownPeople> known(const QByteArray &csv, CampaignId into = {})
    {
        return await<KnownPeople>([&](Reply<KnownPeople> reply) {
            services.imports.known(caller, {importOf(into, csv), another, number(), {}}, std::move(reply));
        });
    }

    const AgentId another = await<Agent>([this](Reply<Agent> reply) {
                                services.agents.create(caller, {.name = QStringLiteral("Another")}, std::move(reply));
                            })->id;
};

} // namespace

class EarlierImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListOfAnotherCampaignIsTold();
    void aListThatWasSavedAgainIsTold();
    void aListOfTheSameCampaignIsTold();
    void aListWithOneMoreIsAnother();
    void whatWasGivenUpDoesNotCount();
};

void EarlierImportTest::aListOfAnotherCampaignIsTold()
{
    ListDesk desk;
    QVERIFY(!desk.known(three)->earlier);
    const CampaignId first = desk.createCampaign()->id;
    const Result<ImportSummary> once = desk.import(first, three);
    QVERIFY(once.ok());
    QVERIFY(!once->earlier);
    const Result<KnownPeople> known = desk.known(three);
    QVERIFY(known->earlier.has_value());
    QCOMPARE(known->earlier->campaign, first);
    QCOMPARE(known->earlier->campaignName, desk.overview(first).campaign.name);
    QCOMPARE(known->earlier->people, 3);
    QVERIFY(known->earlier->sameBytes);
    QVERIFY(known->earlier->at.ms > 0);
    QCOMPARE(known->called + known->waiting, 0); // this agent knows none of them
    const Result<ImportSummary> twice = desk.import(desk.draftOfAnother(), three);
    QCOMPARE(twice->inserted, 3); // whoever goes on all the same may
    QCOMPARE(twice->earlier, known->earlier);
}

void EarlierImportTest::aListThatWasSavedAgainIsTold()
{
    ListDesk desk;
    const CampaignId first = desk.createCampaign()->id;
    QVERIFY(desk.import(first, three).ok());
    const Result<KnownPeople> known = desk.known(threeSavedAgain);
    QVERIFY(known->earlier.has_value());
    QCOMPARE(known->earlier->campaign, first);
    QCOMPARE(known->earlier->people, 3);
    QVERIFY(!known->earlier->sameBytes);
    const Result<ImportSummary> twice = desk.import(desk.draftOfAnother(), threeSavedAgain);
    QVERIFY(twice->earlier.has_value());
    QCOMPARE(twice->earlier->campaign, first);
}

void EarlierImportTest::aListOfTheSameCampaignIsTold()
{
    ListDesk desk;
    const CampaignId campaign = desk.draftOfAnother();
    QVERIFY(desk.import(campaign, three).ok());
    QCOMPARE(desk.known(three, campaign)->earlier->campaign, campaign);
    for (int i = 0; i < 2; ++i) {
        const Result<ImportSummary> again = desk.import(campaign, three);
        QCOMPARE(again->inserted, 0);
        QVERIFY(again->earlier.has_value());
        QCOMPARE(again->earlier->campaign, campaign);
        QCOMPARE(again->earlier->people, 3); // of the import that brought them
    }
}

void EarlierImportTest::aListWithOneMoreIsAnother()
{
    ListDesk desk;
    QVERIFY(desk.import(desk.createCampaign()->id, three).ok());
    QVERIFY(!desk.known(three + "+14155550145,Di\n")->earlier);
    QByteArray asLong = three;
    QVERIFY(!desk.known(asLong.replace("142,Ada", "146,Eve"))->earlier);
}

void EarlierImportTest::whatWasGivenUpDoesNotCount()
{
    ListDesk desk;
    const CampaignId cancelled = desk.createCampaign()->id;
    QVERIFY(desk.import(cancelled, three).ok());
    QVERIFY(desk.move(&CampaignService::cancel, cancelled).ok());
    const CampaignId deleted = desk.createCampaign()->id;
    QVERIFY(desk.import(deleted, three).ok());
    QVERIFY(ask<void>(desk.caller, desk.services.campaigns, &CampaignService::remove, deleted).ok());
    QVERIFY(!desk.known(three)->earlier);
    QVERIFY(!desk.import(desk.draftOfAnother(), three)->earlier);
}

QTEST_GUILESS_MAIN(EarlierImportTest)
#include "earlier_import_test.moc"
