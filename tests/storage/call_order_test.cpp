// Calls in the order of each column, held against a plain sort of the same calls.

#include "core/search_text.h"
#include "storage/attempt_store.h"
#include "storage/call_order_store.h"
#include "support/durations.h"
#include "support/test_database.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr std::array allColumns = {CallSortColumn::DialledAt,   CallSortColumn::Number,   CallSortColumn::Name,
                                   CallSortColumn::Outcome,     CallSortColumn::TalkTime, CallSortColumn::Attempt,
                                   CallSortColumn::CampaignName};

/// What a column compares, as a text that compares alike; empty: nothing.
std::string keyOf(const Call &call, CallSortColumn column)
{
    const auto padded = [](std::int64_t value) {
        return QString::number(value).rightJustified(20, u'0').toStdString();
    };
    switch (column) {
    case CallSortColumn::DialledAt:
        return padded(call.dialledAt.ms);
    case CallSortColumn::Number:
        return padded(call.to.digits);
    case CallSortColumn::Name:
        return searchTextOf(call.targetName);
    case CallSortColumn::Outcome:
        return call.state == AttemptState::Ended ? "b" + padded(static_cast<int>(*call.endReason))
                                                 : "a" + padded(static_cast<int>(call.state));
    case CallSortColumn::TalkTime:
        return call.talkSeconds() > 0 ? padded(call.talkSeconds()) : std::string();
    case CallSortColumn::Attempt:
        return padded(call.attempt);
    case CallSortColumn::CampaignName:
        return searchTextOf(call.campaignName);
    }
    return {};
}

/// Calls of two campaigns, some of which ring, talk or have ended.
class History : public TestDatabase {
public:
    Campaign campaign = addCampaign();
    Campaign other = addCampaign();

    History()
    {
        std::mt19937 dice(4); // NOLINT(cert-msc51-cpp): the same calls each time
        for (const Campaign &each : {campaign, other}) {
            const std::vector<TargetId> targets = addTargets(each.id, 30);
            materialize(each.id);
            for (const TargetId target : targets) {
                dial(target, each.id, static_cast<int>(dice() % 4));
            }
        }
    }
    [[nodiscard]] std::vector<AttemptId> expected(CampaignId of, const QString &text, CallOrder order)
    {
        std::vector<Call> calls; // newest first
        AttemptStore store(db);
        for (const AttemptId id : store.ids(workspace.id, of, std::nullopt, text, {}, -1)) {
            calls.push_back(*store.call(workspace.id, id));
        }
        std::ranges::stable_sort(calls, [order](const Call &a, const Call &b) {
            const std::string left = keyOf(a, order.by);
            const std::string right = keyOf(b, order.by);
            if (left.empty() != right.empty()) {
                return right.empty();
            }
            return order.isDescending ? left > right : left < right;
        });
        std::vector<AttemptId> sorted;
        std::ranges::transform(calls, std::back_inserter(sorted), &Call::id);
        return sorted;
    }
    [[nodiscard]] std::vector<AttemptId> found(CampaignId of, const QString &text, CallOrder order)
    {
        return CallOrderStore::idsIn(CallOrderStore(db).ordered(workspace.id, of, std::nullopt, text, order).all());
    }

private:
    /// @param progress 0: dialled; 1: rings; 2: talks; 3: was busy, or has talked for some time
    void dial(TargetId target, CampaignId of, int progress)
    {
        const ScheduledCall row = callOf(target);
        Attempt attempt;
        attempt.id = ids.next<AttemptId>();
        attempt.workspace = workspace.id;
        attempt.scheduledCall = row.id;
        attempt.campaign = of;
        attempt.target = target;
        attempt.fromNumberId = number.id;
        attempt.trunk = trunk.id;
        attempt.agent = agent.id;
        attempt.from = number.number;
        attempt.to = row.to;
        attempt.process = process;
        attempt.intentAt = clock.wall() + second * static_cast<int>(row.to.digits % 7);
        AttemptStore store(db);
        store.insert(attempt);
        const WallTime now = clock.wall();
        bool moved = true;
        if (progress == 1) {
            moved = store.setProgress(attempt.id, AttemptState::Intent, AttemptState::Ringing, 180);
        } else if (progress == 2) {
            moved = store.setAnswered(attempt.id, AttemptState::Intent, now, ids.next<ConversationId>(), 200);
        } else if (progress == 3 && row.to.digits % 2 == 0) {
            moved = store.setEnded(attempt.id, AttemptState::Intent, {now, EndReason::Busy, EndOrigin::Callee, 486});
        } else if (progress == 3) {
            const WallTime end = now + second * static_cast<int>(row.to.digits % 90 + 1);
            moved = store.setAnswered(attempt.id, AttemptState::Intent, now, ids.next<ConversationId>(), 200) &&
                    store.setEnded(attempt.id, AttemptState::Answered,
                                   {end, EndReason::CalleeHangup, EndOrigin::Callee, 200});
        }
        QVERIFY(moved);
    }
};

} // namespace

class CallOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnComesAsAPlainSortHasIt();
    void anotherWorkspaceSeesNothing();
};

void CallOrderTest::everyColumnComesAsAPlainSortHasIt()
{
    History history;
    for (const CampaignId of : {CampaignId{}, history.campaign.id}) {
        for (const QString &text : {QString(), QStringLiteral("person 1")}) {
            for (const CallSortColumn column : allColumns) {
                for (const bool isDescending : {false, true}) {
                    const CallOrder order{column, isDescending};
                    const std::vector<AttemptId> found = history.found(of, text, order);
                    QVERIFY(!found.empty());
                    QCOMPARE(found, history.expected(of, text, order));
                }
            }
        }
    }
}

void CallOrderTest::anotherWorkspaceSeesNothing()
{
    History history;
    QCOMPARE(CallOrderStore(history.db).ordered(WorkspaceId{1}, {}, std::nullopt, {}, {}).size(), 0U);
}

QTEST_GUILESS_MAIN(CallOrderTest)
#include "call_order_test.moc"
