#pragma once

#include "csv/csv_preview.h"
#include "services/services.h"
#include "support/absent_services.h"

#include <QDateTime>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

/// Doors with nothing behind them but what a test puts there. They answer at once; deliverTo makes that a later event,
/// as with a real backend. Thread: the test's.
namespace campanile {

class FakeCampaigns final : public CampaignService {
public:
    std::vector<CampaignOverview> overviews;
    std::vector<QString> asked;      ///< "start", "pause" … in order
    std::optional<Error> refusal;    ///< what the next action is answered with
    std::vector<CampaignEdit> edits; ///< asked for, in order

    CampaignOverview &add(const QString &name, CampaignStatus status, qint64 pending)
    {
        CampaignOverview overview;
        overview.campaign.id = CampaignId{++m_lastId};
        overview.campaign.name = name;
        overview.campaign.status = status;
        overview.campaign.ratePerMinute = 30;
        overview.campaign.retry.maxAttempts = 3;
        overview.agentName = QStringLiteral("Renewals");
        overview.from = E164{14155550100};
        overview.stats.byStatus[static_cast<std::size_t>(TargetStatus::Pending)] = pending;
        overview.states.add(TargetState::Waiting, pending);
        overviews.insert(overviews.begin(), overview);
        return overviews.front();
    }
    CampaignOverview *find(CampaignId id)
    {
        const auto found = std::find_if(overviews.begin(), overviews.end(),
                                        [id](const CampaignOverview &o) { return o.campaign.id == id; });
        return found == overviews.end() ? nullptr : &*found;
    }

    void list(const Caller &, Reply<std::vector<CampaignOverview>> reply) override { reply(overviews); }
    void get(const Caller &, CampaignId id, Reply<CampaignOverview> reply) override
    {
        const CampaignOverview *found = find(id);
        found ? reply(*found) : reply(Error{ErrorCode::NotFound, QStringLiteral("No such campaign."), {}});
    }
    void create(const Caller &, NewCampaign campaign, Answering<Campaign> reply) override
    {
        asked.push_back(QStringLiteral("create ") + campaign.name);
        if (refusal) {
            return reply(*std::exchange(refusal, std::nullopt));
        }
        reply(add(campaign.name, CampaignStatus::Draft, 0).campaign);
    }
    void start(const Caller &, CampaignId id, Reply<Campaign> r) override
    {
        move(id, "start", CampaignStatus::Active, std::move(r));
    }
    void pause(const Caller &, CampaignId id, Reply<Campaign> r) override
    {
        move(id, "pause", CampaignStatus::Paused, std::move(r));
    }
    void pauseWithQueue(const Caller &caller, CampaignId id, Reply<Campaign> r) override
    {
        pause(caller, id, std::move(r));
    }
    void edit(const Caller &, CampaignId id, CampaignEdit edit, Reply<Campaign> r) override
    {
        edits.push_back(edit);
        find(id)->campaign.name = edit.name.value_or(find(id)->campaign.name);
        move(id, "edit", find(id)->campaign.status, std::move(r));
    }
    void remove(const Caller &, CampaignId id, Reply<void> r) override
    {
        asked.push_back(QStringLiteral("remove"));
        if (refusal) {
            return r(*std::exchange(refusal, std::nullopt));
        }
        std::erase_if(overviews, [id](const CampaignOverview &o) { return o.campaign.id == id; });
        r(Result<void>());
    }
    void duplicate(const Caller &, CampaignId id, CampaignCopy, Answering<Campaign> r) override
    {
        asked.push_back(QStringLiteral("duplicate"));
        if (refusal) {
            return r(*std::exchange(refusal, std::nullopt));
        }
        r(add(find(id)->campaign.name + QStringLiteral(" (copy)"), CampaignStatus::Draft, 0).campaign);
    }
    void setSpendLimit(const Caller &, CampaignId id, Money, Reply<Campaign> r) override
    {
        move(id, "limit", CampaignStatus::Active, std::move(r));
    }
    void resume(const Caller &, CampaignId id, Reply<Campaign> r) override
    {
        move(id, "resume", CampaignStatus::Active, std::move(r));
    }
    void cancel(const Caller &, CampaignId id, Reply<Campaign> r) override
    {
        move(id, "cancel", CampaignStatus::Cancelled, std::move(r));
    }
    void activity(const Caller &, CampaignId, std::int64_t, int, Reply<Page<Event, std::int64_t>> reply) override
    {
        reply(Page<Event, std::int64_t>{});
    }
    void findByFingerprint(const Caller &, QString, Reply<CampaignId> reply) override { reply(CampaignId{}); }

private:
    void move(CampaignId id, const char *what, CampaignStatus to, Reply<Campaign> reply)
    {
        asked.push_back(QString::fromLatin1(what));
        if (refusal) {
            return reply(*std::exchange(refusal, std::nullopt));
        }
        find(id)->campaign.status = to;
        reply(find(id)->campaign);
    }
    qint64 m_lastId = 100;
};

class FakeTargets final : public TargetService {
public:
    std::vector<TargetId> list;                     ///< what `ids` answers with, unless `hold`
    bool hold = false;                              ///< keep questions for ids unanswered
    std::vector<TargetFilter> filters;              ///< asked for, in order
    std::vector<Reply<std::vector<TargetId>>> held; ///< unanswered questions
    int cancelled = 0;                              ///< handles let go before their answer
    std::set<qint64> read;                          ///< ids of rows that were read
    int reads = 0;
    std::map<qint64, TargetStatus> statuses; ///< of rows; Pending when not there
    std::map<qint64, EndReason> outcomes;    ///< of rows that have ended; none when not there
    QString names = QStringLiteral("Person %1");
    std::vector<TargetId> skipped;
    std::vector<TargetOrder> orders;                      ///< asked for, in order
    std::function<void(std::vector<TargetId>)> heldFirst; ///< of the last of them, while `hold`
    std::vector<TargetSelection> skips;                   ///< what was to be skipped, in order
    std::function<void(TargetProgress)> skipProgress;     ///< of the last of them
    Reply<SkipAccount> heldSkip;                          ///< its answer
    std::optional<TargetExport> exported;                 ///< the last that was asked for
    std::optional<Error> exportProblem;                   ///< what is answered to it
    struct Job final : TargetJob {
        void cancel() override { isCancelled = true; }
        bool isCancelled = false;
    };
    std::shared_ptr<Job> job; ///< the last one

    void fill(qint64 count)
    {
        list.clear();
        for (qint64 i = 1; i <= count; ++i) {
            list.push_back(TargetId{i});
        }
    }
    QueryHandle ids(const Caller &, CampaignId, TargetFilter filter, Reply<std::vector<TargetId>> reply) override
    {
        filters.push_back(filter);
        auto answered = std::make_shared<bool>(!hold);
        if (hold) {
            held.push_back([reply, answered](Result<std::vector<TargetId>> result) {
                *answered = true;
                reply(std::move(result));
            });
        } else {
            reply(list);
        }
        return std::make_unique<Handle>(*this, answered);
    }
    void rows(const Caller &, std::vector<TargetId> wanted, Reply<std::vector<TargetRow>> reply) override
    {
        ++reads;
        std::vector<TargetRow> rows;
        for (const TargetId id : wanted) {
            read.insert(id.value);
            Target target;
            target.id = id;
            target.number = E164{12025550000 + id.value};
            target.name = names.arg(id.value);
            const auto status = statuses.find(id.value);
            target.status = status == statuses.end() ? TargetStatus::Pending : status->second;
            if (const auto outcome = outcomes.find(id.value); outcome != outcomes.end()) {
                target.lastOutcome = outcome->second;
                target.status = wasAnswered(outcome->second) ? TargetStatus::Dispatched : TargetStatus::Failed;
            }
            rows.push_back(rowOf(target, standingOf(target, {}, {}, {}, {})));
        }
        reply(std::move(rows));
    }
    /// The same answer as `ids`, backwards when it is descending.
    QueryHandle sorted(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetOrder order,
                       std::function<void(std::vector<TargetId>)> first, Reply<std::vector<TargetId>> reply) override
    {
        orders.push_back(order);
        heldFirst = std::move(first);
        return ids(caller, campaign, std::move(filter), [reply, order](Result<std::vector<TargetId>> result) {
            if (result && order.isDescending) {
                std::reverse(result->begin(), result->end());
            }
            reply(std::move(result));
        });
    }
    std::shared_ptr<TargetJob> skipAll(const Caller &, CampaignId, TargetSelection selection,
                                       std::function<void(TargetProgress)> progress, Reply<SkipAccount> reply) override
    {
        skips.push_back(std::move(selection));
        skipProgress = std::move(progress);
        heldSkip = std::move(reply);
        job = std::make_shared<Job>();
        return job;
    }
    std::shared_ptr<TargetJob> exportTo(const Caller &, CampaignId, TargetExport request,
                                        std::function<void(TargetProgress)>, Reply<qint64> reply) override
    {
        exported = std::move(request);
        job = std::make_shared<Job>();
        exportProblem ? reply(*exportProblem) : reply(static_cast<qint64>(list.size()));
        return job;
    }
    void page(const Caller &, CampaignId, TargetFilter, TargetId, int, Reply<Page<TargetRow, TargetId>> reply) override
    {
        reply(Page<TargetRow, TargetId>{});
    }
    void append(const Caller &, CampaignId, NewTargets, Answering<ImportSummary> reply) override
    {
        reply(ImportSummary{});
    }
    void skip(const Caller &, TargetId id, Reply<TargetRow> reply) override
    {
        skipped.push_back(id);
        statuses[id.value] = TargetStatus::Skipped;
        reply(TargetRow{});
    }

private:
    struct Handle final : RunningQuery {
        Handle(FakeTargets &owner, std::shared_ptr<bool> isAnswered)
            : targets(owner)
            , answered(std::move(isAnswered))
        {
        }
        ~Handle() override { targets.cancelled += *answered ? 0 : 1; }
        FakeTargets &targets;
        std::shared_ptr<bool> answered;
    };
};

class FakeImports final : public ImportService {
public:
    struct Job final : ImportJob {
        void cancel() override { cancelled = true; }
        bool cancelled = false;
    };
    std::optional<Error> fileProblem;
    CsvPreview shown;
    bool hold = false;                   ///< keep previews unanswered
    std::vector<CsvChoices> chosen;      ///< of the previews asked for, in order
    std::vector<QString> regions;        ///< of the previews asked for, in order
    std::vector<Reply<CsvPreview>> held; ///< unanswered previews
    std::optional<ImportRequest> request;
    std::function<void(ImportProgress)> progress;
    Reply<ImportSummary> reply;
    std::shared_ptr<Job> job;
    std::vector<RejectedRow> allRejects;
    std::vector<RejectedRow> allSkipped;
    std::optional<Error> undoRefusal;         ///< what the next undoing is answered with
    std::function<void(CampaignId)> onUndo{}; ///< takes out what the import left
    KnownPeople knownPeople;
    bool holdKnown = false;        ///< keep the question for known people unanswered
    Reply<KnownPeople> heldKnown;  ///< that question
    std::shared_ptr<Job> knownJob; ///< of that question

    void preview(const Caller &, QString, CsvChoices choices, QString region, Reply<CsvPreview> answer) override
    {
        chosen.push_back(choices);
        regions.push_back(region);
        if (hold) {
            return held.push_back(std::move(answer));
        }
        fileProblem ? answer(*fileProblem) : answer(shown);
    }
    void check(const Caller &, CampaignId, Reply<void> answer) override { answer(Result<void>()); }
    void undo(const Caller &, CampaignId campaign, Reply<void> answer) override
    {
        if (undoRefusal) {
            return answer(*std::exchange(undoRefusal, std::nullopt));
        }
        if (onUndo) {
            onUndo(campaign);
        }
        answer(Result<void>());
    }
    std::shared_ptr<ImportJob> known(const Caller &, KnownPeopleRequest, Reply<KnownPeople> answer) override
    {
        knownJob = std::make_shared<Job>();
        if (holdKnown) {
            heldKnown = std::move(answer);
        } else {
            answer(knownPeople);
        }
        return knownJob;
    }
    std::shared_ptr<ImportJob> start(const Caller &, ImportRequest wanted, std::function<void(ImportProgress)> far,
                                     Answering<ImportSummary> answer) override
    {
        request = wanted;
        progress = std::move(far);
        reply = std::move(answer);
        job = std::make_shared<Job>();
        return job;
    }
    void skipped(const Caller &, ImportId, qint64 afterRow, int limit, Reply<std::vector<RejectedRow>> answer) override
    {
        answer(rowsAfter(allSkipped, afterRow, limit));
    }
    void last(const Caller &, CampaignId, Reply<ImportSummary> answer) override { answer(ImportSummary{}); }
    void rejects(const Caller &, ImportId, qint64 afterRow, int limit, Reply<std::vector<RejectedRow>> answer) override
    {
        answer(rowsAfter(allRejects, afterRow, limit));
    }

private:
    static std::vector<RejectedRow> rowsAfter(const std::vector<RejectedRow> &rows, qint64 afterRow, int limit)
    {
        std::vector<RejectedRow> found;
        for (const RejectedRow &row : rows) {
            if (row.row > afterRow && static_cast<int>(found.size()) < limit) {
                found.push_back(row);
            }
        }
        return found;
    }
};

class FakeCalls final : public CallService {
public:
    std::vector<Call> history; ///< newest first
    std::vector<AttemptId> hungUp;
    std::vector<CallOrder> orders; ///< asked for, in order

    void live(const Caller &, Reply<std::vector<Call>> reply) override
    {
        std::vector<Call> now;
        std::copy_if(history.rbegin(), history.rend(), std::back_inserter(now), [](const Call &c) { return c.live(); });
        reply(std::move(now));
    }
    QueryHandle ids(const Caller &, CallFilter, Reply<std::vector<AttemptId>> reply) override
    {
        std::vector<AttemptId> found;
        std::transform(history.begin(), history.end(), std::back_inserter(found), [](const Call &c) { return c.id; });
        reply(std::move(found));
        return std::make_unique<RunningQuery>();
    }
    QueryHandle sorted(const Caller &caller, CallFilter filter, CallOrder order,
                       std::function<void(std::vector<AttemptId>)>, Reply<std::vector<AttemptId>> reply) override
    {
        orders.push_back(order);
        return ids(caller, std::move(filter), std::move(reply));
    }
    void rows(const Caller &, std::vector<AttemptId> wanted, Reply<std::vector<Call>> reply) override
    {
        std::vector<Call> rows;
        for (const AttemptId id : wanted) {
            std::copy_if(history.begin(), history.end(), std::back_inserter(rows),
                         [id](const Call &c) { return c.id == id; });
        }
        reply(std::move(rows));
    }
    void page(const Caller &, CallFilter, AttemptId, int, Reply<Page<Call, AttemptId>> reply) override
    {
        reply(Page<Call, AttemptId>{});
    }
    void ofScheduledCall(const Caller &, ScheduledCallId, Reply<std::vector<Call>> reply) override
    {
        reply(std::vector<Call>());
    }
    void get(const Caller &, AttemptId, Reply<Call> reply) override { reply(history.front()); }
    void hangUpAndTell(const Caller &, AttemptId, Reply<EndReason> reply) override { reply(EndReason::Cancelled); }
    void hangUp(const Caller &, AttemptId id, Reply<void> reply) override
    {
        hungUp.push_back(id);
        reply(Result<void>());
    }
};

class FakeWorkspaces final : public WorkspaceService {
public:
    Setup setup;
    CampaignId sample{101};
    int samplesMade = 0;

    void addBasics()
    {
        setup.agents.push_back({AgentId{1}, {}, QStringLiteral("Renewals"), {}, {}, false, 60, 1800});
        setup.numbers.push_back({PhoneNumberId{1}, {}, {}, E164{14155550100}, {}, 0, true});
    }
    void read(const Caller &, Reply<Setup> reply) override { reply(setup); }
    void createSample(const Caller &, Reply<CampaignId> reply) override
    {
        ++samplesMade;
        reply(sample);
    }
    void ensureBasics(const Caller &, Reply<Setup> reply) override
    {
        addBasics();
        reply(setup);
    }
    void change(const Caller &, WorkspaceEdit, Reply<Workspace> reply) override { reply(Workspace{}); }
    void list(const Caller &, Reply<std::vector<Workspace>> reply) override { reply(std::vector{setup.workspace}); }
    void create(const Caller &, QString, Answering<Workspace> reply) override { reply(Workspace{}); }
};

class FakeEngine final : public EngineService {
public:
    EngineStatus now;

    FakeEngine()
    {
        now.running = true;
        now.storage = QStringLiteral("SQLite 3.40.1");
    }
    void status(const Caller &, Reply<EngineStatus> reply) override { reply(now); }
    void stopAll(const Caller &, Reply<void> reply) override
    {
        now.stoppedByHand = true;
        reply(Result<void>());
    }
    void release(const Caller &, Reply<void> reply) override
    {
        now.stoppedByHand = false;
        reply(Result<void>());
    }
};

struct FakeBackend {
    FakeCampaigns campaigns;
    FakeTargets targets;
    FakeImports imports;
    FakeCalls calls;
    FakeWorkspaces setup;
    FakeEngine engine;
    ChangeFeed changes;

    OwnServices services()
    {
        return {{campaigns, targets, imports, calls, setup, absent.agents, absent.trunks, absent.numbers, absent.keys,
                 engine, changes, absent.queue, absent.why, absent.credit, absent.doNotCall, absent.schedules,
                 absent.forecasts, absent.rehearsals},
                ownerOf(WorkspaceId{1}, CallerKind::Window)};
    }
    test::AbsentServices absent;
};

} // namespace campanile
