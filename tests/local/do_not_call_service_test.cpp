// The numbers that are never called: listed, taken off, heard from a call, and not dialled.

#include "domain/ceilings.h"
#include "support/do_not_call_desk.h"
#include "support/refusals.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 ana{14155550142};

/// A campaign over somebody who answers, to its end.
void callSomebody(DoNotCallDesk &desk)
{
    desk.hurry();
    const CampaignId campaign = desk.begun({answering()});
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
}

} // namespace

class DoNotCallServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsListedOnce();
    void badInputIsNamed();
    void aNumberIsTakenOffAgain();
    void entriesAreReadInPages();
    void aListedNumberIsNotDialled();
    void anOptOutHoldsForTheNextCampaign();
    void anOptOutNeedsACall();
    void anOptOutIsHeardWhileEditingIsDisabled();
    void aChangeIsTold();
};

void DoNotCallServiceTest::aNumberIsListedOnce()
{
    DoNotCallDesk desk;
    QVERIFY(!desk.entry(ana));
    const auto first = desk.add(ana, QStringLiteral("window"), QStringLiteral("  By letter  "));
    QVERIFY(first->isNew);
    QCOMPARE(first->entry.number, ana);
    QCOMPARE(first->entry.source, QStringLiteral("window"));
    QCOMPARE(first->entry.reason, QStringLiteral("By letter"));
    QVERIFY(first->entry.addedAt.ms > 0);
    const auto second = desk.add(ana, QStringLiteral("api"), QStringLiteral("Again"));
    QVERIFY(!second->isNew);
    QCOMPARE(second->entry, first->entry); // the first wish is what counts
    QCOMPARE(desk.entry(ana), std::optional(first->entry));
    QCOMPARE(desk.count(), 1);
    QCOMPARE(desk.events(), 1);
    QCOMPARE(desk.lastAddition(), ana.toString());
}

void DoNotCallServiceTest::badInputIsNamed()
{
    DoNotCallDesk desk;
    refuses(desk.add({}), "#/number");
    refuses(desk.add(ana, QStringLiteral(" ")), "#/source");
    refuses(desk.add(ana, QString(41, u'x')), "#/source");
    refuses(desk.add(ana, QStringLiteral("api"), QString(ceilings::noteLength + 1, u'x')), "#/reason");
    refuses(desk.remove({}), "#/number");
    refuses(desk.page({}, 0), "#/limit");
    refuses(desk.page({}, ceilings::rowsPerPage + 1), "#/limit");
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.add(ana, QString(40, u'x'), QString(ceilings::noteLength, u'x')).ok());
}

void DoNotCallServiceTest::aNumberIsTakenOffAgain()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(ana).ok());
    QVERIFY(desk.remove(ana).ok());
    QVERIFY(!desk.entry(ana));
    QCOMPARE(desk.remove(ana).error().code, ErrorCode::NotFound);
}

void DoNotCallServiceTest::entriesAreReadInPages()
{
    DoNotCallDesk desk;
    for (int i = 4; i >= 0; --i) {
        QVERIFY(desk.add(E164{14155550000 + i}).ok());
    }
    const auto first = desk.page({}, 2);
    QCOMPARE(first->rows.size(), 2U);
    QCOMPARE(first->rows[0].number, E164{14155550000});
    const auto second = desk.page(first->next, 2);
    QCOMPARE(second->rows[0].number, E164{14155550002});
    const auto last = desk.page(second->next, 2);
    QCOMPARE(last->rows.size(), 1U);
    QVERIFY(last->next.isNull());
}

void DoNotCallServiceTest::aListedNumberIsNotDialled() // B1-46
{
    DoNotCallDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.draft({answering(0), answering(1)});
    QVERIFY(desk.add(answering(0)).ok()); // after the import, before the dial
    QVERIFY(desk.move(&CampaignService::start, campaign).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.calls().size(), 1U);
    QCOMPARE(desk.calls().front().to, answering(1));
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Failed), 1);
    QCOMPARE(desk.stats(campaign).of(TargetStatus::Dispatched), 1);
}

void DoNotCallServiceTest::anOptOutHoldsForTheNextCampaign()
{
    DoNotCallDesk desk;
    callSomebody(desk);
    const Call call = desk.calls().front();
    QVERIFY(!call.conversation.isNull());
    const auto told = desk.optOut(call.id, QStringLiteral("Never call me again") + QString(1'000, u'!'));
    QVERIFY(told->isNew);
    QCOMPARE(told->entry.number, call.to);
    QCOMPARE(told->entry.source, QStringLiteral("agent"));
    QVERIFY(told->entry.reason.startsWith(QStringLiteral("Never call me again")));
    QCOMPARE(told->entry.reason.size(), ceilings::noteLength); // cut off, and heard all the same
    const auto again = desk.optOut(call.conversation, QStringLiteral("I said so"));
    QVERIFY(!again->isNew);
    QCOMPARE(again->entry, told->entry);
    QCOMPARE(desk.events(), 1);
    const std::size_t before = desk.calls().size();
    const CampaignId next = desk.createCampaign()->id;
    const auto appended = desk.append(next, {{call.to, "Ana", "{}", 1}});
    QCOMPARE(appended->rejected, 1);
    QCOMPARE(appended->inserted, 0);
    QCOMPARE(desk.calls().size(), before);
}

void DoNotCallServiceTest::anOptOutNeedsACall()
{
    DoNotCallDesk desk;
    QCOMPARE(desk.optOut(AttemptId{1}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.optOut(ConversationId{1}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.optOut(ConversationId{}, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.count(), 0);
}

void DoNotCallServiceTest::anOptOutIsHeardWhileEditingIsDisabled() // I-23
{
    DoNotCallDesk desk;
    callSomebody(desk);
    QVERIFY(desk.disableEditing().ok());
    QCOMPARE(desk.add(ana).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.remove(ana).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.addList(DoNotCallDesk::registerOf("+14155550142\n")).error().code, ErrorCode::EditingDisabled);
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.optOut(desk.calls().front().id, QStringLiteral("Stop"))->isNew);
    QCOMPARE(desk.count(), 1);
}

void DoNotCallServiceTest::aChangeIsTold()
{
    DoNotCallDesk desk;
    int told = 0;
    QObject::connect(&desk.services.changes, &ChangeFeed::changed, &desk.services.changes,
                     [&told](const ChangeSet &changes) { told += changes.doNotCall ? 1 : 0; });
    QVERIFY(desk.add(ana).ok());
    QTRY_COMPARE(told, 1);
    QVERIFY(desk.remove(ana).ok());
    QTRY_COMPARE(told, 2);
    QVERIFY(desk.addList(DoNotCallDesk::registerOf("+14155550142\n")).ok());
    QTRY_VERIFY(told > 2);
}

QTEST_GUILESS_MAIN(DoNotCallServiceTest)
#include "do_not_call_service_test.moc"
