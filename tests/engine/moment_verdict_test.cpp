// Property test: what the gate decides is what the explanation says, in whatever state the database is.

#include "core/random.h"
#include "engine/calls/row_moves.h"
#include "engine/why.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/plans.h"
#include "support/second_workspace.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 callee{14155552000};

/// A database in a random state, with one row that is due.
class RandomWorld : public GateWorld {
public:
    explicit RandomWorld(std::uint64_t seed)
        : GateWorld(Place::File) // 600 of them are made
        , m_random(seed)
        , m_other(*this, SecondWorkspace::TrunkOf::TheFirst)
    {
        drawSetup();
        drawCampaign();
        drawRow();
        drawLiveCalls();
        drawPaces();
        drawCredit();
        drawLedger();
    }

    ScheduledCallId row;
    Lane lane;

private:
    bool oneIn(std::uint64_t n) { return m_random.below(n) == 0; }
    int upTo(int most) { return static_cast<int>(m_random.below(static_cast<std::uint64_t>(most) + 1)); }
    int limit(int most) { return oneIn(3) ? 1 + upTo(most - 1) : 0; }

    QString hours()
    {
        // The test begins on a Monday at 09:00Z.
        static const std::array<QString, 4> choices = {
            QString(), QStringLiteral(R"({"zone":"UTC","mon":["08:00-18:00"]})"),
            QStringLiteral(R"({"zone":"UTC","mon":["10:00-18:00"]})"),
            QStringLiteral(R"({"zone":"callee","mon":["09:00-18:00"],"tue":["09:00-18:00"]})")};
        return choices.at(oneIn(2) ? 0 : m_random.below(choices.size()));
    }

    void drawSetup()
    {
        Workspace w = workspace;
        w.disabled = oneIn(40);
        w.ratePerMinute = limit(40);
        w.maxConcurrent = limit(6);
        w.cooldown = oneIn(2) ? Milliseconds(0) : minute * (1 + upTo(120));
        w.maxPerDay = 1 + upTo(3);
        w.maxPerWeek = w.maxPerDay + upTo(3);
        w.hours = hours();
        SetupStore(db).update(w);
        Trunk t = trunk;
        t.maxChannels = limit(8);
        t.pricePerMinute = oneIn(2) ? Money{} : Money::of(0, 60);
        SetupStore(db).update(t);
        PhoneNumber n = number;
        n.ratePerMinute = limit(30);
        n.verified = !oneIn(40);
        n.inboundOnly = oneIn(40);
        SetupStore(db).update(n);
        Agent a = agent;
        a.disabled = oneIn(40);
        SetupStore(db).update(a);
        if (oneIn(40)) {
            SetupStore(db).unassign(n.id, a.id);
        }
    }

    void drawCampaign()
    {
        m_campaign = bulkPlan(*this);
        m_campaign.status = oneIn(40) ? CampaignStatus::Paused : CampaignStatus::Active;
        m_campaign.ratePerMinute = limit(30);
        m_campaign.maxConcurrent = limit(4);
        m_campaign.spendLimit = oneIn(2) ? Money{} : Money::of(upTo(6));
        m_campaign.hours = hours();
        m_campaign.misfireGrace = oneIn(3) ? minute * (1 + upTo(30)) : Milliseconds(0);
        added(*this, m_campaign);
        db.execute("UPDATE campaigns SET spent = ? WHERE id = ?", Money::of(upTo(4), upTo(99)), m_campaign.id);
    }

    void drawRow()
    {
        ScheduledCall call = oneOffCall(*this, callee);
        if (!oneIn(3)) {
            call.campaign = m_campaign.id;
        }
        const WallTime due = clock.wall() + Milliseconds(-upTo(40) * 60'000);
        call.dueAt = due;
        call.scheduledAt = oneIn(3) ? due + Milliseconds(-upTo(100) * 60'000) : due;
        call.maxAttempts = 1 + upTo(3);
        call.expiresAt = oneIn(5) ? clock.wall() + Milliseconds((upTo(10) - 5) * 60'000) : WallTime{};
        write([&](WriteTransaction &transaction) {
            if (!RowMoves(transaction).create(call)) {
                qFatal("The row was not inserted.");
            }
        });
        const int attempts = oneIn(3) ? 1 + upTo(2) : 0;
        db.execute("UPDATE scheduled_calls SET attempt = ?, epoch = ? WHERE id = ?", attempts, attempts, call.id);
        row = call.id;
        lane = call.campaign.isNull() ? Lane{{}, number.id} : Lane{call.campaign, {}};
    }

    /// Calls that began long ago and are still on.
    void drawLiveCalls()
    {
        std::int64_t ofCampaign = 0;
        const auto add = [&](int calls, WorkspaceId of, TrunkId through, CampaignId campaign) {
            for (int i = 0; i < calls; ++i) {
                ScheduledCall call = oneOffCall(*this, E164{14155553000 + i});
                call.workspace = of;
                call.campaign = campaign;
                Attempt attempt;
                attempt.id = ids.next<AttemptId>();
                attempt.scheduledCall = call.id;
                attempt.workspace = of;
                attempt.trunk = through;
                attempt.campaign = campaign;
                attempt.intentAt = clock.wall() - hour;
                attempt.process = process;
                write([&](WriteTransaction &transaction) {
                    if (!RowMoves(transaction).create(call)) {
                        qFatal("The row was not inserted.");
                    }
                    AttemptStore(transaction.db).insert(attempt);
                    transaction.count(campaign, CounterKind::InFlight, 0, 1);
                });
                db.execute("UPDATE scheduled_calls SET status = 1 WHERE id = ?", call.id);
                ofCampaign += campaign.isNull() ? 0 : 1;
            }
        };
        add(upTo(2), workspace.id, trunk.id, m_campaign.id);
        add(upTo(2), workspace.id, TrunkId{trunk.id.value + 1}, {});
        add(upTo(3), m_other.workspace.id, trunk.id, {});
    }

    void drawPaces()
    {
        LimitStore limits(db);
        for (const auto &[scope, id] : {std::pair(BucketScope::Workspace, workspace.id.value),
                                        std::pair(BucketScope::PhoneNumber, number.id.value),
                                        std::pair(BucketScope::Campaign, m_campaign.id.value)}) {
            if (oneIn(3)) {
                continue;
            }
            Bucket bucket;
            const int passes = upTo(20);
            for (int i = 0; i < passes; ++i) {
                const int calls = 1 + upTo(1);
                bucket.begun += calls;
                const WallTime at = clock.wall() + Milliseconds(-90'000 + i * 4'500 + upTo(4'000));
                limits.recordBegun(scope, id, bucket.begun, calls, at, 0);
            }
            bucket.tat = clock.wall() + Milliseconds(oneIn(3) ? upTo(20'000) : oneIn(8) ? 3'600'000 : -upTo(5'000));
            limits.setBucket(scope, id, bucket);
        }
    }

    void drawCredit()
    {
        CreditAccount account = CreditStore(db).account(workspace.id).value();
        account.balance = Money::of(upTo(1), upTo(99));
        account.reserved = Money::of(0, upTo(99));
        if (oneIn(2)) {
            account.reload = {Money::of(upTo(1)), Money::of(0, upTo(80)), oneIn(2) ? Money{} : Money::of(upTo(3))};
            account.reloadMonth = monthOf(clock.wall());
            account.reloaded = Money::of(upTo(3));
        }
        CreditStore(db).update(workspace.id, account);
        if (oneIn(30)) {
            db.execute("DELETE FROM credit_accounts WHERE workspace_id = ?", workspace.id);
        }
    }

    void drawLedger()
    {
        LimitStore limits(db);
        const int dials = oneIn(2) ? 0 : upTo(4);
        for (int i = 0; i < dials; ++i) {
            const WorkspaceId of = oneIn(3) ? m_other.workspace.id : workspace.id;
            const ScheduledCallId call = oneIn(3) ? row : ScheduledCallId{1'000 + i};
            const WallTime at = clock.wall() + Milliseconds(-static_cast<std::int64_t>(1 + upTo(3 * 24 * 60)) * 60'000);
            limits.recordDial(of, callee, at, ids.next<AttemptId>(), call);
        }
        if (oneIn(5)) {
            limits.block(oneIn(2) ? workspace.id : m_other.workspace.id, callee, QStringLiteral("test"), clock.wall());
        }
    }

    Random m_random;
    SecondWorkspace m_other;
    Campaign m_campaign;
};

struct Verdict {
    LaneVerdict lane;
    bool refused = false;
    bool postponed = false;
};

Verdict ask(RandomWorld &world)
{
    std::optional<Result<Decision>> decided;
    world.gate.open({{world.lane, 1}}, [&decided](Result<Decision> result) { decided.emplace(std::move(result)); });
    if (!*decided) {
        qFatal("The pass failed: %s", qPrintable(decided->error().message));
    }
    Verdict verdict;
    verdict.lane = (*decided)->lanes.front();
    const ScheduledCall after = QueueStore(world.db).find(world.row).value();
    verdict.refused = after.status == ScheduledCallStatus::Failed;
    verdict.postponed = after.status == ScheduledCallStatus::Pending && after.dueAt > world.clock.wall();
    return verdict;
}

const GateState *gateNamed(const Explanation &why, const QString &name)
{
    const auto found =
        std::ranges::find_if(why.gates, [&name](const GateState &gate) { return nameOf(gate.obstacle) == name; });
    return found == why.gates.end() ? nullptr : &*found;
}

/// What the two answers have in common; empty when they agree.
QString disagreement(const Verdict &verdict, const Explanation &why)
{
    if ((verdict.lane.admitted == 1) != why.gates.empty()) {
        return QStringLiteral("one lets it go and the other does not");
    }
    if (verdict.lane.admitted == 1) {
        return {};
    }
    if (verdict.refused) {
        return gateNamed(why, QString()) != nullptr ? QString() : QStringLiteral("the refusal is not explained");
    }
    const HoldReason reason = verdict.postponed || verdict.lane.postponedBy != HoldReason::None
                                  ? verdict.lane.postponedBy
                                  : verdict.lane.hold.reason;
    const GateState *gate = gateNamed(why, nameOf(reason));
    if (gate == nullptr) {
        return QStringLiteral("%1 is not explained").arg(nameOf(reason));
    }
    const bool isSameInstant = verdict.lane.postponedBy != HoldReason::None || gate->until == verdict.lane.hold.until;
    return isSameInstant ? QString() : QStringLiteral("%1 ends at another instant").arg(nameOf(reason));
}

} // namespace

class MomentVerdictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theExplanationSaysWhatTheGateDecides();
};

void MomentVerdictTest::theExplanationSaysWhatTheGateDecides()
{
    std::map<QString, int> seen;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        RandomWorld world(seed);
        const Explanation why = *Why(world.db, world.clock.wall(), {}).ofCall(world.row);
        const Verdict verdict = ask(world);
        const QString problem = disagreement(verdict, why);
        QStringList gates;
        for (const GateState &gate : why.gates) {
            gates << nameOf(gate.obstacle);
        }
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2; the explanation names: %3")
                                                   .arg(seed)
                                                   .arg(problem, gates.join(QStringLiteral(", ")))));
        ++seen[verdict.refused                                ? QStringLiteral("refused")
               : verdict.lane.postponedBy != HoldReason::None ? nameOf(verdict.lane.postponedBy)
               : verdict.lane.hold.reason != HoldReason::None ? nameOf(verdict.lane.hold.reason)
                                                              : QStringLiteral("dialled")];
    }
    for (const char *reached :
         {"dialled", "refused", "outside_hours", "number_ledger", "insufficient_credits", "spend_limit",
          "workspace_busy", "trunk_busy", "campaign_busy", "workspace_rate", "number_rate", "campaign_rate",
          "workspace_disabled", "agent_disabled", "number_not_assigned"}) {
        QVERIFY2(seen[QLatin1StringView(reached)] > 0, reached);
    }
}

QTEST_GUILESS_MAIN(MomentVerdictTest)
#include "moment_verdict_test.moc"
