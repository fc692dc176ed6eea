#include "engine/credit_book.h"
#include "storage/credit_store.h"
#include "support/manual_world.h"
#include "support/reports.h"
#include <QTest>
using namespace campanile;
using namespace campanile::test;
namespace {
constexpr Milliseconds second{1'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds hour{60 * 60'000};
constexpr Milliseconds day{24 * hour};
constexpr E164 alice{14155552001};
constexpr E164 bob{14155552002};
void show(ManualWorld &world, const char *what)
{
    QStringList t;
    for (const Dialled &d : world.script.dials)
        t << d.at.toUtc().toString(Qt::ISODateWithMs) + QStringLiteral("/") + d.to.toString().right(4);
    qWarning("%s dials: %s", what, qPrintable(t.join(QLatin1Char(' '))));
}
void pay(ManualWorld &world, Money m)
{
    world.write([&](WriteTransaction &tx) { CreditBook b(tx); b.pay(world.workspace.id, CreditKind::TopUp, m, {}); b.save(); });
    world.life->engine.limitsChanged();
    world.life->runFor(second);
}
} // namespace
class WatchdogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void s01_laterCallBehindADisabledAgent()
    {
        ManualWorld world;
        const Agent off = addAgent(world, true);
        ScheduledCall held = oneOffCall(world, alice);
        held.agent = off.id;
        world.place(held);
        world.place(oneOffCall(world, bob, second * 10));
        world.life->runFor(minute);
        show(world, "expected 09:00:10");
        ScheduledCall e = oneOffCall(world, E164{14155552003});
        e.agent = off.id; e.expiresAt = e.dueAt + minute;
        world.place(e);
        world.life->runFor(hour * 3);
        qWarning("expired behind a disabled agent: status %d (3=failed)", static_cast<int>(world.row(e.id).status));
    }
    void s02_zoneEdit()
    {
        ManualWorld world;
        liftTheNumberLedger(world);
        Campaign c = added(world, recurringPlan(world, QStringLiteral("*/15 * * * *"), QStringLiteral("Asia/Kolkata")));
        world.begin(c.id);
        world.life->runFor(hour * 6 + minute);
        const int before = world.dials();
        c.recurrence.timezone = QStringLiteral("Europe/London");
        world.write([&](WriteTransaction &tx) { CampaignStore(tx.db).updatePlan(c); Materializer(tx).layOutAnew(c.id); });
        world.begin(c.id);
        world.life->runFor(hour * 3);
        qWarning("zone edit at 15:01Z: %d dials before, %d in the 3 hours after (expected 12)", before, world.dials() - before);
    }
    void s03_recordAfterTrip()
    {
        ManualWorld world;
        Campaign c = bulkPlan(world);
        c.breaker = {.run = 20, .percent = 50, .window = 50};
        added(world, c);
        world.addTargets(c.id, 200);
        world.db.execute("UPDATE campaigns SET max_concurrent = 80");
        world.begin(c.id);
        const std::vector<AttemptId> open = world.carrier().open();
        for (std::size_t i = 0; i < 20; ++i) { world.carrier().end(open[i], EndReason::CarrierError); }
        world.life->runFor(second);
        qWarning("status %d, record after the trip %d", static_cast<int>(world.status(c.id)), CampaignStore(world.db).breakerHistory(c.id).count);
        world.endAll(EndReason::CarrierError);
        qWarning("record when the rest ended: count %d run %d", CampaignStore(world.db).breakerHistory(c.id).count, CampaignStore(world.db).breakerHistory(c.id).run());
        world.db.execute("UPDATE campaigns SET status = 1, pause_reason = '', hold_queue = 0");
        world.begin(c.id);
        world.carrier().end(world.carrier().open().front(), EndReason::NoAnswer);
        world.life->runFor(second);
        qWarning("after the resume and one GOOD call: status %d (1 active, 2 paused)", static_cast<int>(world.status(c.id)));
    }
    void s04_chargeOfClosedTime()
    {
        ManualWorld world;
        Trunk t = world.trunk; t.pricePerMinute = Money::of(0, 60); world.save(t);
        pay(world, Money::of(10));
        const Campaign c = added(world, bulkPlan(world));
        world.addTargets(c.id, 1);
        world.begin(c.id);
        world.carrier().answer(world.carrier().open().front());
        world.life->runFor(second * 5);
        world.script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Known, EndReason::CalleeHangup}; };
        world.restart(hour * 8);
        world.life->runFor(second);
        qWarning("balance after a call cut off by a crash and 8 closed hours: %lld micros (cap of the agent is 1800 s = 18 units)",
                 static_cast<long long>(CreditStore(world.db).account(world.workspace.id)->balance.micros));
    }
    void s05_clockAheadDuringACall()
    {
        ManualWorld world;
        Trunk t = world.trunk; t.pricePerMinute = Money::of(0, 60); world.save(t);
        pay(world, Money::of(10));
        const Campaign c = added(world, bulkPlan(world));
        world.addTargets(c.id, 1);
        world.begin(c.id);
        world.carrier().answer(world.carrier().open().front());
        world.life->runFor(second * 5);
        world.clock.stepWall(day);
        world.life->runFor(second * 5);
        world.endAll(EndReason::CalleeHangup);
        qWarning("balance after 10 s of talk over a clock set ahead by a day: %lld micros (expected 9900000)",
                 static_cast<long long>(CreditStore(world.db).account(world.workspace.id)->balance.micros));
    }
    void s07_reloadBelowThePrice()
    {
        ManualWorld world;
        Trunk t = world.trunk; t.pricePerMinute = Money::of(2); world.save(t);
        pay(world, Money::of(1, 50));
        CreditAccount a = *CreditStore(world.db).account(world.workspace.id);
        a.reload = {Money::of(1), Money::of(5), {}};
        CreditStore(world.db).update(world.workspace.id, a);
        const Campaign c = added(world, bulkPlan(world));
        world.addTargets(c.id, 1);
        world.begin(c.id);
        world.life->runFor(hour);
        qWarning("auto-reload with 1.50 left, threshold 1.00, price 2.00: %d dials (expected 1)", world.dials());
    }
    void s09_heldAgain()
    {
        ManualWorld world;
        Trunk t = world.trunk; t.pricePerMinute = Money::of(0, 60); world.save(t);
        pay(world, Money::of(0, 60));
        const Campaign c = added(world, bulkPlan(world));
        world.addTargets(c.id, 9);
        world.begin(c.id);
        for (int i = 0; i < 3; ++i) { world.talkAll(minute); pay(world, Money::of(0, 60)); }
        qWarning("told %lld times over 3 top-ups that each lasted for one call, %d dials", static_cast<long long>(world.events(EventType::CampaignHeld, c.id)), world.dials());
    }
    void s10_ledgerPile()
    {
        ManualWorld world;
        const Campaign c = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
        world.begin(c.id);
        for (int i = 0; i < 72; ++i) { world.life->runFor(hour); if (world.script.carrier) world.endAll(EndReason::Declined); }
        Rows r = world.db.query("SELECT status, count(*), max(?1 - scheduled_at) FROM scheduled_calls GROUP BY status", world.clock.wall());
        while (r.next()) qWarning("hourly, usual limits, 72 h: status %lld x %lld, oldest planned %lld min ago", static_cast<long long>(r.integer(0)), static_cast<long long>(r.integer(1)), static_cast<long long>(r.integer(2) / 60000));
        Rows l = world.db.query("SELECT max(a.intent_at - s.scheduled_at) FROM attempts a JOIN scheduled_calls s ON s.id = a.scheduled_call_id");
        if (l.next()) qWarning("latest dial came %lld min after its occurrence", static_cast<long long>(l.integer(0) / 60000));
        show(world, "");
    }
    void s11_resumeAfterAPause()
    {
        ManualWorld world;
        liftTheNumberLedger(world);
        const Campaign c = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
        world.begin(c.id);
        world.life->move(c.id, CampaignStatus::Paused);
        world.life->runFor(hour * 6 + minute * 2);
        world.life->move(c.id, CampaignStatus::Active);
        world.life->runFor(second);
        show(world, "pause 9:00-15:02");
        qWarning("missed told: %lld", static_cast<long long>(world.db.integer("SELECT sum(detail) FROM events WHERE type = ?", EventType::OccurrencesMissed).value_or(0)));
    }
    void s12_yearAhead()
    {
        ManualWorld world;
        liftTheNumberLedger(world);
        const Campaign c = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
        world.begin(c.id);
        world.clock.stepWall(day * 365);
        world.life->runFor(minute * 2);
        world.clock.stepWall(-day * 365);
        world.life->runFor(hour * 4);
        show(world, "year");
        Rows r = world.db.query("SELECT scheduled_at, status, late_ms FROM scheduled_calls ORDER BY 1");
        while (r.next()) qWarning("row %s status %lld", qPrintable(r.time(0).toUtc().toString(Qt::ISODate)), static_cast<long long>(r.integer(1)));
    }
    void s13_breakerRetries()
    {
        ManualWorld world;
        Campaign c = bulkPlan(world);
        c.breaker.run = 2; c.maxConcurrent = 1; c.retry = {.maxAttempts = 3, .delay = minute};
        added(world, c);
        world.addTargets(c.id, 5);
        world.begin(c.id);
        world.endAll(EndReason::CarrierError); world.life->runFor(second); world.endAll(EndReason::CarrierError);
        world.life->runFor(hour);
        world.db.execute("UPDATE campaigns SET status = 1, pause_reason = '', hold_queue = 0");
        world.begin(c.id);
        for (int i = 0; i < 6; ++i) { world.endAll(EndReason::NoAnswer); world.life->runFor(second); }
        show(world, "retries");
        Rows r = world.db.query("SELECT due_at, status FROM scheduled_calls ORDER BY id");
        while (r.next()) qWarning("due %s status %lld", qPrintable(r.time(0).toUtc().toString(Qt::ISODateWithMs)), static_cast<long long>(r.integer(1)));
        qWarning("hold %d status %d", static_cast<int>(world.holdOf({c.id, {}})), static_cast<int>(world.status(c.id)));
    }
};
QTEST_GUILESS_MAIN(WatchdogTest)
#include "watchdog_test.moc"
