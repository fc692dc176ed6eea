#pragma once

#include "core/ids.h"
#include "domain/campaign.h"
#include "domain/workspace.h"
#include "engine/calls/row_moves.h"
#include "engine/calls/settlement.h"
#include "engine/plan/materializer.h"
#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/event_store.h"
#include "storage/limit_store.h"
#include "storage/migrations.h"
#include "storage/process_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"
#include "storage/writer.h"
#include "support/scratch_folder.h"

#include <QFile>
#include <QTemporaryDir>

#include <optional>
#include <string>
#include <vector>

/// What the tests of storage, engine and carriers have in common.
namespace campanile::test {

/// Monday, 5 January 2026, 09:00Z.
inline constexpr WallTime startOfTest{1'767'603'600'000};

/// The program's own inline writer, except that jobs which a test lets fail do their work and are then undone.
class FaultyWriter final : public Writer {
public:
    FaultyWriter(Connection &connection, IdSource &ids, const Clock &clock, WriteGroup::Publish publish)
        : m_group(connection, ids, clock, std::move(publish))
    {
    }

    /// The error a job of this priority fails with; nothing, or no function: it succeeds.
    std::function<std::optional<Error>(WritePriority)> fault;

private:
    void enqueue(WritePriority priority, Job job) override
    {
        if (std::optional<Error> error = fault ? fault(priority) : std::nullopt) {
            job.work = [work = std::move(job.work), error](WriteTransaction &transaction) {
                [[maybe_unused]] const std::optional<Error> undone = work(transaction);
                return error;
            };
        }
        std::vector<Job> group;
        group.push_back(std::move(job));
        m_group.run(std::move(group));
    }

    WriteGroup m_group;
};

/// Puts an empty database of the present schema at `path`, and answers `path`. Each program makes one and copies it,
/// since the migrations take some thirty milliseconds.
inline QString freshDatabase(const QString &path)
{
    static const QTemporaryDir folder(scratchFolder(QLatin1StringView("schema")));
    static const QString made = [] {
        const QString file = folder.filePath(QStringLiteral("fresh.sqlite"));
        Connection db(file, Connection::Access::ReadWrite);
        migrate(db, file);
        return file;
    }();
    if (!QFile::copy(made, path)) {
        qFatal("The test could not make its database %s.", qPrintable(path));
    }
    return path;
}

/// What a test wants of a campaign.
struct CampaignPlan {
    CampaignStatus status = CampaignStatus::Active;
    int ratePerMinute = 0;
    int maxConcurrent = 0;
    RetryPolicy retry{};
    PhoneNumberId fromNumber{}; ///< null: the one of the test database
};

/// A migrated database on virtual time, with one workspace, agent, simulated trunk and phone number.
class TestDatabase {
public:
    enum class Place {
        Memory,
        File, ///< other connections can read it; without syncs, and made faster than one in memory
    };

    explicit TestDatabase(Place place = Place::Memory)
        : folder(scratchFolder(QLatin1StringView("test")))
        , path(place == Place::Memory ? QStringLiteral(":memory:")
                                      : freshDatabase(folder.filePath(QStringLiteral("test.sqlite"))))
        , db(path, Connection::Access::ReadWrite)
        , ids(clock, 1)
        , writer(db, ids, clock, [this](const ChangeSet &changes) { published.push_back(changes); })
    {
        migrate(db, path);
        db.script("PRAGMA synchronous=OFF");
        EngineStore(db).ensure();
        takeOver();
        workspace.id = ids.next<WorkspaceId>();
        workspace.name = QStringLiteral("Test workspace");
        agent.id = ids.next<AgentId>();
        agent.workspace = workspace.id;
        agent.name = QStringLiteral("Agent");
        agent.endpoint = QStringLiteral("scripted");
        trunk.id = ids.next<TrunkId>();
        trunk.workspace = workspace.id;
        trunk.name = QStringLiteral("Trunk");
        trunk.countries = {CountryRule::everywhere};
        number.id = ids.next<PhoneNumberId>();
        number.workspace = workspace.id;
        number.trunk = trunk.id;
        number.number = E164{14155550100};
        number.verified = true;
        SetupStore setup(db);
        setup.insert(workspace);
        setup.insert(agent);
        setup.insert(trunk);
        setup.insert(number);
        setup.assign(number.id, agent.id);
    }

    VirtualClock clock{startOfTest};
    QTemporaryDir folder;
    const QString path;
    Connection db;
    IdSource ids;
    std::vector<ChangeSet> published;
    FaultyWriter writer;
    ProcessId process; ///< that works on it now
    Workspace workspace;
    Agent agent;
    Trunk trunk;
    PhoneNumber number;

    /// A process begins that owns the database, so that whoever was at work before is dead.
    void takeOver() { process = ProcessStore(db).enrolAlone(clock.wall()).id; }

    [[nodiscard]] QString journalFolder() const { return folder.filePath(QStringLiteral("journal")); }

    /// Does `work` in a transaction of its own; it has to succeed.
    template<class Work>
    auto write(Work work)
    {
        using Value = std::invoke_result_t<Work, WriteTransaction &>;
        if constexpr (std::is_void_v<Value>) {
            write([&work](WriteTransaction &transaction) {
                work(transaction);
                return true;
            });
        } else {
            std::optional<Value> value;
            writer.submit<bool>(
                WritePriority::Commands,
                [&](WriteTransaction &transaction) -> Result<bool> {
                    value.emplace(work(transaction));
                    return true;
                },
                [](const Result<bool> &result) {
                    if (!result) {
                        qFatal("The test could not write: %s", qPrintable(result.error().message));
                    }
                });
            return std::move(*value);
        }
    }

    /// What an administrator changes by hand.
    void save(const Workspace &w)
    {
        workspace = w;
        db.execute("UPDATE workspaces SET disabled = ?, rate_per_minute = ?, max_concurrent = ?, cooldown_ms = ?,"
                   " max_per_day = ?, max_per_week = ? WHERE id = ?",
                   w.disabled, w.ratePerMinute, w.maxConcurrent, w.cooldown, w.maxPerDay, w.maxPerWeek, w.id);
    }
    void save(const Agent &a)
    {
        agent = a;
        db.execute("UPDATE agents SET disabled = ?, max_hold_seconds = ?, max_duration_seconds = ? WHERE id = ?",
                   a.disabled, a.maxHoldSeconds, a.maxDurationSeconds, a.id);
    }
    void save(const Trunk &t)
    {
        trunk = t;
        SetupStore(db).update(t);
    }
    void save(const PhoneNumber &n)
    {
        number = n;
        db.execute("UPDATE phone_numbers SET rate_per_minute = ? WHERE id = ?", n.ratePerMinute, n.id);
    }
    void setStatus(CampaignId id, CampaignStatus status)
    {
        db.execute("UPDATE campaigns SET status = ? WHERE id = ?", status, id);
    }

    /// A campaign of this workspace.
    Campaign addCampaign(const CampaignPlan &plan = {})
    {
        Campaign campaign;
        campaign.id = ids.next<CampaignId>();
        campaign.workspace = workspace.id;
        campaign.name = QStringLiteral("Campaign");
        campaign.agent = agent.id;
        campaign.fromNumber = plan.fromNumber.isNull() ? number.id : plan.fromNumber;
        campaign.status = plan.status;
        campaign.ratePerMinute = plan.ratePerMinute;
        campaign.maxConcurrent = plan.maxConcurrent;
        campaign.retry = plan.retry;
        campaign.createdAt = clock.wall();
        campaign.startedAt = clock.wall();
        write([&](WriteTransaction &transaction) { CampaignStore(transaction.db).insert(campaign); });
        return campaign;
    }

    /// Targets with the numbers `first`, `first` + 1 …; none of the first four thousand ends in a reserved ending.
    std::vector<TargetId> addTargets(CampaignId campaign, int n, E164 first = E164{14155552000})
    {
        return write([&](WriteTransaction &transaction) {
            TargetStore targets(transaction.db);
            std::vector<TargetId> added;
            for (int i = 0; i < n; ++i) {
                const auto id = transaction.ids.next<TargetId>();
                const E164 to{first.digits + i};
                if (!targets.claimNumber(campaign, to, id)) {
                    qFatal("The test adds %s twice.", qPrintable(to.toString()));
                }
                targets.insert(id, campaign, to, "Person " + std::to_string(i), "{}");
                added.push_back(id);
            }
            transaction.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), n);
            return added;
        });
    }

    /// Turns the plan into rows of the queue, as far as its window goes.
    void materialize(CampaignId campaign)
    {
        while (write([&](WriteTransaction &transaction) { return Materializer(transaction).step(campaign); }).more) {
        }
    }

    /// A target that waits in the list is skipped.
    void skip(TargetId id)
    {
        if (!write([&](WriteTransaction &tx) { return RowMoves(tx).skip(target(id)); })) {
            qFatal("The test skips a target that does not wait.");
        }
    }
    /// Claims a call as the gate does; false when it cannot be claimed with this epoch at this instant.
    bool claim(const ScheduledCall &call, WallTime at)
    {
        return write([&](WriteTransaction &tx) { return RowMoves(tx).claim(call, at); });
    }
    bool claim(const ScheduledCall &call) { return claim(call, clock.wall()); }

    Settled settle(const std::vector<AttemptReport> &reports)
    {
        return write([&](WriteTransaction &transaction) { return Settlement(transaction).settle(reports); });
    }

    [[nodiscard]] CampaignStats stats(CampaignId campaign) { return CampaignStore(db).stats(campaign); }

    /// The counters as the rows themselves have them. Every attempt counts but those that never left the machine.
    [[nodiscard]] CampaignStats recount(CampaignId campaign)
    {
        CampaignStats stats;
        Rows byStatus =
            db.query("SELECT status, count(*) FROM targets WHERE campaign_id = ? GROUP BY status", campaign);
        while (byStatus.next()) {
            stats.byStatus.at(static_cast<std::size_t>(byStatus.integer(0))) = byStatus.integer(1);
        }
        Rows byOutcome =
            db.query("SELECT last_outcome, count(*) FROM targets WHERE campaign_id = ? AND status IN (2, 3)"
                     " GROUP BY last_outcome",
                     campaign);
        while (byOutcome.next()) {
            stats.byOutcome[byOutcome.as<EndReason>(0)] = byOutcome.integer(1);
        }
        stats.retryDue = db.integer("SELECT count(*) FROM scheduled_calls WHERE campaign_id = ? AND status = 0"
                                    " AND attempt > 0 AND target_id IS NOT NULL",
                                    campaign)
                             .value_or(0);
        Rows otherwise =
            db.query("SELECT t.last_outcome, count(*) FROM targets t JOIN scheduled_calls s ON s.target_id = t.id"
                     " WHERE t.campaign_id = ? AND t.status = 2 AND t.last_outcome > 5 AND s.last_error IS NULL"
                     " GROUP BY t.last_outcome",
                     campaign);
        while (otherwise.next()) {
            stats.answeredOtherwise[otherwise.as<EndReason>(0)] = otherwise.integer(1);
        }
        stats.attempts = db.integer("SELECT count(*) FROM attempts WHERE campaign_id = ?"
                                    " AND (end_reason IS NULL OR end_reason <> ? OR answered_at > 0)",
                                    campaign, EndReason::NotSent)
                             .value_or(0);
        stats.inFlight = db.integer("SELECT count(*) FROM attempts WHERE campaign_id = ? AND state NOT IN (?, ?)",
                                    campaign, AttemptState::Ended, AttemptState::Resolving)
                             .value_or(0);
        return stats;
    }

    [[nodiscard]] ScheduledCall callOf(TargetId target)
    {
        const auto id = db.integer("SELECT id FROM scheduled_calls WHERE target_id = ?", target);
        return id ? QueueStore(db).find(ScheduledCallId{*id}).value() : ScheduledCall{};
    }
    [[nodiscard]] Target target(TargetId id) { return TargetStore(db).find(id).value(); }
    [[nodiscard]] std::int64_t events(EventType type, CampaignId campaign)
    {
        return EventReader(db).count(type, campaign);
    }

    /// All that settling may change, as text: equal before and after means that nothing changed.
    [[nodiscard]] std::string contents()
    {
        std::string all;
        const auto append = [&all](Rows rows) {
            while (rows.next()) {
                all += rows.utf8(0);
                all += '\n';
            }
        };
        append(db.query(
            "SELECT json_array(id, status, due_at, attempt, epoch, last_error) FROM scheduled_calls ORDER BY id"));
        append(db.query("SELECT json_array(id, state, answered_at, ended_at, end_reason, sip_code, conversation_id)"
                        " FROM attempts ORDER BY id"));
        append(db.query("SELECT json_array(id, attempt_id, started_at, ended_at, end_reason, duration_seconds)"
                        " FROM conversations ORDER BY id"));
        append(db.query("SELECT json_array(id, status, attempts, last_outcome, next_at) FROM targets ORDER BY id"));
        append(db.query("SELECT json_array(id, status, ended_at, importing_from) FROM campaigns ORDER BY id"));
        append(db.query("SELECT json_array(campaign_id, kind, key, n) FROM campaign_counts WHERE n <> 0 ORDER BY 1"));
        append(
            db.query("SELECT json_array(sequence, type, campaign_id, attempt_id, data) FROM events ORDER BY sequence"));
        append(db.query("SELECT json_array(number, workspace_id, at, attempt_id, scheduled_call_id)"
                        " FROM dial_ledger ORDER BY 1"));
        append(db.query("SELECT json_array(scope, scope_id, tat, begun) FROM buckets ORDER BY 1"));
        append(db.query("SELECT json_array(scope, scope_id, last_call, calls, at) FROM minute_calls ORDER BY 1"));
        return all;
    }
};

} // namespace campanile::test
