// Scheduled calls as people change them, take them back and look through them (B0-23…B0-28).

#include "support/durations.h"
#include "support/queue_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

} // namespace

class QueueEditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPendingCallIsEdited();
    void aRefusedEditChangesNothing();
    void aTriedCallKeepsItsNumber();
    void onlyAPendingCallIsEditedOrCancelled();
    void aCancelledCallIsNeverDialled();
    void aRowOfACampaignFollowsItsCampaign();
    void pagesAreStableAndFiltered();
    void onlyWhatNobodyKnowsIsDecided();
    void aChangeIsTold();
};

void QueueEditTest::aPendingCallIsEdited() // B0-23
{
    QueueDesk desk;
    desk.hurry();
    const ScheduledCall before = desk.later();
    CallEdit edit;
    edit.scheduledAt = before.scheduledAt + minute;
    edit.expiresAt = before.scheduledAt + hour;
    edit.maxAttempts = 5;
    edit.timezone = QStringLiteral("Europe/London");
    edit.variables.emplace().emplace(QStringLiteral("name"), QStringLiteral("Ana"));
    const Result<ScheduledCall> edited = desk.edit(before.id, edit);
    QVERIFY(edited.ok());
    QCOMPARE(*desk.find(before.id), *edited);
    QCOMPARE(edited->scheduledAt, before.scheduledAt + minute);
    QCOMPARE(edited->dueAt, edited->scheduledAt);
    QCOMPARE(edited->expiresAt, before.scheduledAt + hour);
    QCOMPARE(edited->maxAttempts, 5);
    QCOMPARE(edited->timezone, QStringLiteral("Europe/London"));
    QCOMPARE(edited->to, before.to); // what is absent stays
    QCOMPARE(*desk.edit(before.id, {}), *edited);

    CallEdit soon;
    soon.to = answering(3);
    soon.scheduledAt = QueueDesk::now();
    soon.expiresAt = WallTime{}; // never
    QVERIFY(desk.edit(before.id, soon).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(before.id), ScheduledCallStatus::Dispatched, 60'000);
    QCOMPARE(desk.calls().size(), 1U);
    QCOMPARE(desk.calls()[0].to, answering(3));
}

void QueueEditTest::aRefusedEditChangesNothing()
{
    QueueDesk desk;
    QVERIFY(desk.list(answering(1)).ok());
    const ScheduledCall call = desk.later();
    CallEdit edit;
    edit.maxAttempts = 21;
    refuses(desk.edit(call.id, edit), ErrorCode::InvalidInput, "#/max_attempts");
    edit = {};
    edit.timezone = QStringLiteral("Mars/Olympus");
    refuses(desk.edit(call.id, edit), ErrorCode::InvalidInput, "#/timezone");
    edit = {};
    edit.expiresAt = call.scheduledAt;
    refuses(desk.edit(call.id, edit), ErrorCode::InvalidInput, "#/expires_at");
    edit = {};
    edit.to = answering(1);
    edit.maxAttempts = 3;
    refuses(desk.edit(call.id, edit), ErrorCode::BlockedDnc, "#/to_number");
    QVERIFY(desk.disableEditing().ok());
    refuses(desk.edit(call.id, {}), ErrorCode::EditingDisabled);
    QCOMPARE(*desk.find(call.id), call);
}

void QueueEditTest::aTriedCallKeepsItsNumber()
{
    QueueDesk desk;
    desk.hurry();
    NewCall busy = desk.newCall(E164{14155550001});
    busy.maxAttempts = 2;
    const ScheduledCallId call = desk.place(busy)->id;
    QTRY_VERIFY_WITH_TIMEOUT(desk.find(call)->attempt == 1 && desk.statusOf(call) == ScheduledCallStatus::Pending,
                             60'000);
    CallEdit edit;
    edit.to = answering(3);
    refuses(desk.edit(call, edit), ErrorCode::Conflict); // nobody takes over another's attempts
    QCOMPARE(desk.find(call)->to, busy.to);
    edit.to = busy.to;
    edit.maxAttempts = 3;
    QCOMPARE(desk.edit(call, edit)->maxAttempts, 3);
}

void QueueEditTest::onlyAPendingCallIsEditedOrCancelled() // B0-24, B0-28
{
    QueueDesk desk;
    const ScheduledCallId cancelled = desk.later().id;
    QCOMPARE(desk.cancel(cancelled)->status, ScheduledCallStatus::Cancelled);
    conflicts(desk.edit(cancelled, {}), "cancelled");
    conflicts(desk.cancel(cancelled), "cancelled");

    const ScheduledCallId call = desk.place(desk.newCall())->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(call), ScheduledCallStatus::InFlight, 60'000);
    conflicts(desk.edit(call, {}), "in_flight");
    conflicts(desk.cancel(call), "in flight");
    QVERIFY(desk.hangUp(desk.live().front().id).ok());
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(call), ScheduledCallStatus::Failed, 60'000);
    conflicts(desk.edit(call, {}), "failed");
    conflicts(desk.cancel(call), "failed");

    desk.hurry();
    const ScheduledCallId talked = desk.place(desk.newCall(answering(1)))->id;
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(talked), ScheduledCallStatus::Dispatched, 60'000);
    conflicts(desk.edit(talked, {}), "dispatched");
    conflicts(desk.cancel(talked), "dispatched");
}

void QueueEditTest::aCancelledCallIsNeverDialled() // B0-27
{
    QueueDesk desk;
    desk.hurry();
    desk.stopAll();
    const ScheduledCallId taken = desk.place(desk.newCall())->id;
    const ScheduledCallId left = desk.place(desk.newCall(answering(1)))->id;
    QVERIFY(desk.cancel(taken).ok());
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.statusOf(left), ScheduledCallStatus::Dispatched, 60'000);
    QCOMPARE(desk.calls().size(), 1U);
    QCOMPARE(desk.calls()[0].to, answering(1));
    QCOMPARE(desk.statusOf(taken), ScheduledCallStatus::Cancelled);
}

void QueueEditTest::aRowOfACampaignFollowsItsCampaign()
{
    QueueDesk desk;
    desk.hurry();
    desk.stopAll();
    const CampaignId campaign = desk.begun({answering(), answering(1)});
    QTRY_COMPARE(desk.queued({campaign, {}}).size(), 2U);
    const ScheduledCall row = desk.queued({campaign, {}}).back();
    refuses(desk.edit(row.id, {}), ErrorCode::Conflict);
    QCOMPARE(desk.cancel(row.id)->status, ScheduledCallStatus::Cancelled);
    QCOMPARE(desk.overview(campaign).stats.of(TargetStatus::Skipped), 1);
    desk.release();
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 60'000);
    QCOMPARE(desk.overview(campaign).stats.attempts, 1);
    QVERIFY(desk.calls()[0].to != row.to);
}

void QueueEditTest::pagesAreStableAndFiltered()
{
    QueueDesk desk;
    std::vector<ScheduledCallId> placed;
    for (int i = 0; i < 5; ++i) {
        placed.push_back(desk.later(answering(i)).id);
    }
    QVERIFY(desk.cancel(placed[1]).ok());
    const auto first = desk.page({}, {}, 2);
    QCOMPARE(first->rows[0].id, placed[4]); // newest first
    QCOMPARE(first->rows[1].id, placed[3]);
    (void)desk.later(answering(9)); // somebody places one meanwhile
    const auto second = desk.page({}, first->next, 2);
    QCOMPARE(second->rows[0].id, placed[2]);
    QCOMPARE(second->rows[1].id, placed[1]);
    const auto last = desk.page({}, second->next, 2);
    QCOMPARE(last->rows.size(), 1U);
    QVERIFY(last->next.isNull());

    QCOMPARE(desk.queued({{}, ScheduledCallStatus::Cancelled}).size(), 1U);
    QCOMPARE(desk.queued({{}, ScheduledCallStatus::Pending}).size(), 5U);
    QVERIFY(desk.queued({{}, ScheduledCallStatus::Failed}).empty());
    desk.stopAll();
    const CampaignId campaign = desk.begun({answering(10), answering(11), answering(12)});
    QTRY_COMPARE(desk.queued({campaign, {}}).size(), 3U);
    const auto ofCampaign = desk.page({campaign, ScheduledCallStatus::Pending}, {}, 2);
    QCOMPARE(ofCampaign->rows.size(), 2U);
    QCOMPARE(desk.page({campaign, ScheduledCallStatus::Pending}, ofCampaign->next, 2)->rows.size(), 1U);
    QVERIFY(desk.queued({campaign, ScheduledCallStatus::Cancelled}).empty());
    QVERIFY(desk.queued({CampaignId{77}, {}}).empty());
}

void QueueEditTest::onlyWhatNobodyKnowsIsDecided()
{
    QueueDesk desk;
    const auto decide = [&](ScheduledCallId id) {
        return ask<ScheduledCall>(desk.caller, desk.services.queue, &QueueService::decide, id,
                                  UnknownDecision::DialAgain);
    };
    const ScheduledCall call = desk.later();
    refuses(decide(call.id), ErrorCode::Conflict);
    refuses(decide(ScheduledCallId{77}), ErrorCode::NotFound);
    QCOMPARE(*desk.find(call.id), call);
    QVERIFY(ask<std::vector<ScheduledCall>>(desk.caller, desk.services.queue, &QueueService::undecided)->empty());
}

void QueueEditTest::aChangeIsTold()
{
    QueueDesk desk;
    bool told = false;
    QObject::connect(&desk.services.changes, &ChangeFeed::changed, &desk.services.changes,
                     [&told](const ChangeSet &changes) { told = told || changes.queue; });
    const ScheduledCallId id = desk.later().id;
    QTRY_VERIFY(told);
    told = false;
    CallEdit edit;
    edit.maxAttempts = 2;
    QVERIFY(desk.edit(id, edit).ok());
    QTRY_VERIFY(told);
    told = false;
    QVERIFY(desk.cancel(id).ok());
    QTRY_VERIFY(told);
}

QTEST_GUILESS_MAIN(QueueEditTest)
#include "queue_edit_test.moc"
