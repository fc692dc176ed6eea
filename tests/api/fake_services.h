#pragma once

#include "services/api_key_lookup.h"
#include "services/services.h"

#include <QFile>

#include <functional>
#include <mutex>
#include <thread>

namespace campanile::test {

/// Doors with nothing behind them: they note what they are asked and answer what the test has laid ready. For
/// routing, decoding and encoding only; what the backend really does is tested against the backend.
/// Thread: the server calls them on its own; the test changes members only while no request runs.
class FakeServices final : public CampaignService,
                           public TargetService,
                           public ImportService,
                           public CallService,
                           public AgentService,
                           public TrunkService,
                           public PhoneNumberService,
                           public EngineService {
public:
    FakeServices()
    {
        overview.campaign = {};
        overview.campaign.id = CampaignId{1'000};
        overview.campaign.name = QStringLiteral("July");
        overview.campaign.agent = AgentId{7};
        overview.campaign.fromNumber = PhoneNumberId{8};
        overview.campaign.createdAt = WallTime{1'785'317'400'123};
        target.id = TargetId{2'000};
        target.campaign = overview.campaign.id;
        target.number = *E164::parse(QStringView(u"+14155550142"));
        target.variables = R"({"city":"Bern"})";
        call.id = AttemptId{3'000};
        call.to = target.number;
        setupState.agents.push_back({AgentId{7}, {}, QStringLiteral("Ada"), QStringLiteral("scripted"), {}, false});
        setupState.trunks.push_back({TrunkId{9}, {}, QStringLiteral("Line")});
        setupState.numbers.push_back(
            {PhoneNumberId{8}, {}, TrunkId{9}, *E164::parse(QStringView(u"+14155550100")), {}});
        engineState.running = true;
    }

    /// Set: every call fails with it.
    std::optional<Error> error;
    CampaignOverview overview;
    std::vector<CampaignOverview> campaigns;
    TargetRow target;
    Call call;
    Setup setupState; ///< agents, trunks and numbers
    EngineStatus engineState;
    ImportSummary summary;
    std::vector<RejectedRow> rejectedRows;
    std::vector<RejectedRow> skippedRows;
    SkipAccount skipAccount;
    QByteArray exportedText;
    bool isStopAllSilent = false;

    // What was asked for.
    std::string lastCall;
    NewCampaign created;
    CampaignEdit edited;
    CampaignCopy copied;
    std::vector<NewTarget> appended;
    std::vector<RejectedRow> appendedRejects;
    std::optional<WallTime> appendSkips; ///< the instant since which known people were to be skipped
    ImportRequest imported;
    QByteArray importedBytes;
    TargetFilter targetFilter;
    TargetSelection chosen; ///< to be skipped
    TargetExport exported;
    CallFilter callFilter;
    TargetId targetsAfter;
    AttemptId callsAfter;
    int limit = 0;

    // CampaignService
    void list(const Caller &, Reply<std::vector<CampaignOverview>> reply) override { answer(reply, campaigns); }
    void get(const Caller &, CampaignId id, Reply<CampaignOverview> reply) override
    {
        if (id != overview.campaign.id) {
            reply(Error{ErrorCode::NotFound, QStringLiteral("There is no such campaign."), {}});
        } else {
            answer(reply, overview);
        }
    }
    void create(const Caller &, NewCampaign campaign, Answering<Campaign> reply) override
    {
        created = campaign;
        if (!campaign.from.isNull() && campaign.from != setupState.numbers.front().number) {
            reply(Error{ErrorCode::NotFound, QStringLiteral("There is no such number."),
                        QStringLiteral("#/from_number")});
            return;
        }
        Campaign made = overview.campaign;
        made.name = campaign.name;
        answer(reply, made);
    }
    void start(const Caller &, CampaignId, Reply<Campaign> reply) override
    {
        move("start", CampaignStatus::Active, reply);
    }
    void pauseWithQueue(const Caller &caller, CampaignId id, Reply<Campaign> reply) override
    {
        pause(caller, id, std::move(reply));
    }
    void edit(const Caller &, CampaignId, CampaignEdit changes, Reply<Campaign> reply) override
    {
        edited = std::move(changes);
        move("edit", CampaignStatus::Draft, reply);
    }
    void remove(const Caller &, CampaignId, Reply<void> reply) override
    {
        lastCall = "remove";
        reply(error ? Result<void>(*error) : Result<void>());
    }
    void duplicate(const Caller &, CampaignId, CampaignCopy changes, Answering<Campaign> reply) override
    {
        copied = std::move(changes);
        move("duplicate", CampaignStatus::Draft, reply);
    }
    void setSpendLimit(const Caller &, CampaignId, Money, Reply<Campaign> reply) override
    {
        move("setSpendLimit", CampaignStatus::Active, reply);
    }
    void pause(const Caller &, CampaignId, Reply<Campaign> reply) override
    {
        move("pause", CampaignStatus::Paused, reply);
    }
    void resume(const Caller &, CampaignId, Reply<Campaign> reply) override
    {
        move("resume", CampaignStatus::Active, reply);
    }
    void cancel(const Caller &, CampaignId, Reply<Campaign> reply) override
    {
        move("cancel", CampaignStatus::Cancelled, reply);
    }
    void activity(const Caller &, CampaignId, std::int64_t, int, Reply<Page<Event, std::int64_t>> reply) override
    {
        answer(reply, Page<Event, std::int64_t>{});
    }
    void findByFingerprint(const Caller &, QString, Reply<CampaignId> reply) override { answer(reply, CampaignId{}); }

    // TargetService
    QueryHandle sorted(const Caller &, CampaignId, TargetFilter, TargetOrder,
                       std::function<void(std::vector<TargetId>)>, Reply<std::vector<TargetId>>) override
    {
        return {};
    }
    std::shared_ptr<TargetJob> skipAll(const Caller &, CampaignId, TargetSelection selection,
                                       std::function<void(TargetProgress)>, Reply<SkipAccount> reply) override
    {
        lastCall = "skipAll";
        chosen = std::move(selection);
        answer(reply, skipAccount);
        return {};
    }
    std::shared_ptr<TargetJob> exportTo(const Caller &, CampaignId, TargetExport request,
                                        std::function<void(TargetProgress)>, Reply<qint64> reply) override
    {
        exported = std::move(request);
        QFile file(exported.path);
        if (!error && (!file.open(QIODevice::WriteOnly) || file.write(exportedText) != exportedText.size())) {
            qFatal("The fake could not write the export.");
        }
        file.close();
        answer(reply, qint64{1});
        return {};
    }
    QueryHandle ids(const Caller &, CampaignId, TargetFilter, Reply<std::vector<TargetId>>) override { return {}; }
    void rows(const Caller &, std::vector<TargetId> wanted, Reply<std::vector<TargetRow>> reply) override
    {
        answer(reply, wanted.front() == target.id ? std::vector{target} : std::vector<TargetRow>());
    }
    void page(const Caller &, CampaignId campaign, TargetFilter filter, TargetId after, int most,
              Reply<Page<TargetRow, TargetId>> reply) override
    {
        if (campaign != overview.campaign.id) {
            reply(Error{ErrorCode::NotFound, QStringLiteral("There is no such campaign."), {}});
            return;
        }
        targetFilter = filter;
        targetsAfter = after;
        limit = most;
        Page<TargetRow, TargetId> page;
        if (after.isNull() && filter.text != QStringLiteral("nobody")) {
            page.rows.push_back(target);
            page.next = target.id;
        }
        answer(reply, page);
    }
    void append(const Caller &, CampaignId, NewTargets targets, Answering<ImportSummary> reply) override
    {
        appended = std::move(targets.rows);
        std::vector<RejectedRow> rejected = std::move(targets.rejected);
        appendedRejects = rejected;
        appendSkips = targets.skipCalledSince;
        ImportSummary done;
        done.id = ImportId{4'000};
        done.inserted = static_cast<qint64>(appended.size());
        done.rejected = static_cast<qint64>(rejected.size());
        done.firstRejects = std::move(rejected);
        answer(reply, done);
    }
    void skip(const Caller &, TargetId, Reply<TargetRow> reply) override
    {
        lastCall = "skip";
        TargetRow skipped = target;
        skipped.status = TargetStatus::Skipped;
        skipped.standing = {.state = TargetState::Skipped};
        answer(reply, skipped);
    }

    // ImportService
    void check(const Caller &, CampaignId id, Reply<void> reply) override
    {
        reply(id == overview.campaign.id
                  ? Result<void>()
                  : Result<void>(ErrorCode::NotFound, QStringLiteral("There is no such campaign.")));
    }
    void undo(const Caller &, CampaignId, Reply<void> reply) override
    {
        lastCall = "undo";
        reply(error ? Result<void>(*error) : Result<void>());
    }
    std::shared_ptr<ImportJob> known(const Caller &, KnownPeopleRequest, Reply<KnownPeople> reply) override
    {
        answer(reply, KnownPeople{});
        return {};
    }
    void skipped(const Caller &, ImportId id, qint64 afterRow, int most, Reply<std::vector<RejectedRow>> reply) override
    {
        answerRows(skippedRows, id, afterRow, most, reply);
    }
    void preview(const Caller &, QString, CsvChoices, QString, Reply<CsvPreview>) override {}
    std::shared_ptr<ImportJob> start(const Caller &, ImportRequest request, std::function<void(ImportProgress)>,
                                     Answering<ImportSummary> reply) override
    {
        imported = request;
        QFile file(request.path);
        importedBytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not readable");
        answer(reply, summary);
        return {};
    }
    void rejects(const Caller &, ImportId id, qint64 afterRow, int most, Reply<std::vector<RejectedRow>> reply) override
    {
        answerRows(rejectedRows, id, afterRow, most, reply);
    }
    void answerRows(const std::vector<RejectedRow> &rows, ImportId id, qint64 afterRow, int most,
                    const Reply<std::vector<RejectedRow>> &reply)
    {
        if (id != ImportId{4'000}) {
            reply(Error{ErrorCode::NotFound, QStringLiteral("There is no such import."), {}});
            return;
        }
        std::vector<RejectedRow> page;
        for (const RejectedRow &row : rows) {
            if (row.row > afterRow && page.size() < static_cast<std::size_t>(most)) {
                page.push_back(row);
            }
        }
        answer(reply, page);
    }

    void last(const Caller &, CampaignId, Reply<ImportSummary> reply) override { answer(reply, summary); }

    // CallService
    void live(const Caller &, Reply<std::vector<Call>> reply) override { answer(reply, std::vector<Call>()); }
    QueryHandle ids(const Caller &, CallFilter, Reply<std::vector<AttemptId>>) override { return {}; }
    QueryHandle sorted(const Caller &, CallFilter, CallOrder, std::function<void(std::vector<AttemptId>)>,
                       Reply<std::vector<AttemptId>>) override
    {
        return {};
    }
    void rows(const Caller &, std::vector<AttemptId>, Reply<std::vector<Call>> reply) override
    {
        answer(reply, std::vector<Call>());
    }
    void page(const Caller &, CallFilter filter, AttemptId after, int most, Reply<Page<Call, AttemptId>> reply) override
    {
        callFilter = filter;
        callsAfter = after;
        limit = most;
        answer(reply, Page<Call, AttemptId>{{call}, call.id});
    }
    void ofScheduledCall(const Caller &, ScheduledCallId, Reply<std::vector<Call>> reply) override
    {
        answer(reply, std::vector<Call>());
    }
    void get(const Caller &, AttemptId, Reply<Call> reply) override { answer(reply, call); }
    void hangUpAndTell(const Caller &, AttemptId, Reply<EndReason> reply) override { reply(EndReason::Cancelled); }
    void hangUp(const Caller &, AttemptId, Reply<void> reply) override
    {
        lastCall = "hangUp";
        answer(reply);
    }

    // AgentService
    void list(const Caller &, Reply<std::vector<Agent>> reply) override { answer(reply, setupState.agents); }
    void create(const Caller &, NewAgent, Answering<Agent> reply) override { answer(reply, Agent{}); }
    void change(const Caller &, AgentId, AgentEdit, Reply<Agent> reply) override { answer(reply, Agent{}); }

    // TrunkService
    void list(const Caller &, Reply<std::vector<Trunk>> reply) override { answer(reply, setupState.trunks); }
    void create(const Caller &, NewTrunk, Answering<Trunk> reply) override { answer(reply, Trunk{}); }
    void changeSimulation(const Caller &, TrunkId, SimulationSettings, Reply<Trunk> reply) override
    {
        answer(reply, Trunk{});
    }
    void changePrice(const Caller &, TrunkId, Money, Reply<Trunk> reply) override { answer(reply, Trunk{}); }
    void changeCountries(const Caller &, TrunkId, QStringList, Reply<Trunk> reply) override { answer(reply, Trunk{}); }

    // PhoneNumberService
    void list(const Caller &, Reply<std::vector<PhoneNumber>> reply) override { answer(reply, setupState.numbers); }
    void create(const Caller &, NewPhoneNumber, Answering<PhoneNumber> reply) override { answer(reply, PhoneNumber{}); }
    void change(const Caller &, PhoneNumberId, PhoneNumberEdit, Reply<PhoneNumber> reply) override
    {
        answer(reply, PhoneNumber{});
    }
    void assign(const Caller &, PhoneNumberId, AgentId, Reply<void> reply) override { answer(reply); }
    void unassign(const Caller &, PhoneNumberId, AgentId, Reply<void> reply) override { answer(reply); }

    // EngineService
    void status(const Caller &, Reply<EngineStatus> reply) override { answer(reply, engineState); }
    void stopAll(const Caller &, Reply<void> reply) override
    {
        lastCall = "stopAll";
        if (!isStopAllSilent) {
            answer(reply);
        } else {
            m_kept = reply;
        }
    }
    void release(const Caller &, Reply<void> reply) override
    {
        lastCall = "release";
        answer(reply);
    }

private:
    /// Answers from another thread, as the backend does.
    template<class Answered, class T>
    void answer(Answered reply, T value)
    {
        Result<T> result = error ? Result<T>(*error) : Result<T>(std::move(value));
        std::thread([reply = std::move(reply), result = std::move(result)] { reply(result); }).join();
    }
    void answer(const Reply<void> &reply) { reply(error ? Result<void>(*error) : Result<void>()); }
    void move(const char *name, CampaignStatus status, const Reply<Campaign> &reply)
    {
        lastCall = name;
        Campaign moved = overview.campaign;
        moved.status = status;
        answer(reply, moved);
    }

    Reply<void> m_kept;
};

/// Knows one key, which may do everything.
class OneKey final : public ApiKeyLookup {
public:
    [[nodiscard]] std::optional<Caller> find(std::string_view key) const override
    {
        return key == "good-key" ? std::optional(ownerOf(WorkspaceId{1}, CallerKind::ApiKey)) : std::nullopt;
    }
};

} // namespace campanile::test
