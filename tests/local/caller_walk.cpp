#include "caller_walk.h"

#include "csv/csv_preview.h"

#include <QTest>

namespace campanile::test {

namespace {

template<class T>
Outcome outcomeOf(const Result<T> &result)
{
    if (!result.ok()) {
        return {result.error().code, false};
    }
    if constexpr (requires { result->empty(); }) {
        return {{}, !result->empty()};
    } else if constexpr (requires { result->rows.empty(); }) {
        return {{}, !result->rows.empty()};
    } else if constexpr (requires { result->has_value(); }) {
        return {{}, result->has_value()};
    } else if constexpr (requires { result->isNull(); }) {
        return {{}, !result->isNull()};
    } else {
        return {{}, true};
    }
}

/// A step that asks one function with these arguments.
template<class T, class Service, class... Parameters, class... Arguments>
Step step(const char *function, Scope scope, Foreign foreign, Service &service,
          void (Service::*method)(const Caller &, Parameters...), Arguments... arguments)
{
    return {function, {scope}, foreign, [&service, method, arguments...](const Caller &caller) {
                return outcomeOf(ask<T>(caller, service, method, arguments...));
            }};
}

/// A step for a function whose answer is waited for with its handle in the hand.
template<class T, class Call>
Step handled(const char *function, Scope scope, Foreign foreign, Call call)
{
    return {function, {scope}, foreign, [call](const Caller &caller) {
                decltype(call(caller, Reply<T>())) handle;
                return outcomeOf(await<T>([&](Reply<T> reply) { handle = call(caller, std::move(reply)); }));
            }};
}

} // namespace

Walk::Walk()
{
    hurry();
    import = ServiceDesk::import(createCampaign()->id, listOf(people(3)) + "nonsense,Nobody\n")->id;
    campaign = *ask<CampaignId>(caller, services.campaigns, &CampaignService::findByFingerprint, QString());
    draftCampaign = draft(3);
    target = targets(draftCampaign).front().id;
    doomed = draft(1);
    later = place(newCall(answering(1), now() + Milliseconds(3'600'000)))->id;
    QVERIFY(place(newCall()).ok());
    QTRY_VERIFY(!calls().empty());
    call = calls().front().id;
    dialled = calls().front().scheduledCall;
    QTRY_VERIFY(!this->call_().live()); // and it was answered, so that there was a conversation
    conversation = call_().conversation;
    key = ask<MadeApiKey>(caller, services.keys, &KeyService::create,
                          NewApiKey{QStringLiteral("theirs"), Scopes::all(), {}, {}})
              ->key.id;
    QVERIFY(ask<DoNotCallAddition>(caller, services.doNotCall, &DoNotCallService::add, listed, QStringLiteral("api"),
                                   QString())
                .ok());
    DoNotCallListRequest request;
    request.name = QStringLiteral("Register");
    request.asOf = WallTime{1'767'225'600'000};
    request.content = "+14155559999\n";
    QVERIFY(await<DoNotCallListSummary>([&](Reply<DoNotCallListSummary> reply) {
                services.doNotCall.addList(caller, request, {}, std::move(reply));
            }).ok());
    rehearsal = ask<RehearsalState>(caller, services.rehearsals, &RehearsalService::start,
                                    RehearsalRequest{.campaign = draftCampaign})
                    ->id;
}

void Walk::occupy()
{
    unknown = place(newCall(E164{answering(2).digits + 1}))->id; // busy
    QTRY_COMPARE(statusOf(unknown), ScheduledCallStatus::Failed);
    // No carrier of this program leaves a call undecided within seconds.
    QCOMPARE(Connection(databasePath(), Connection::Access::ReadWrite)
                 .execute("UPDATE scheduled_calls SET undecided = 1, last_error = ? WHERE id = ?",
                          EndReason::OutcomeUnknown, unknown),
             1);
    SimulationSettings asInLife = setup.trunks.front().simulation;
    asInLife.ringTime = Milliseconds(1);
    simulate(asInLife);
    QVERIFY(place(newCall(E164{answering(3).digits + 9})).ok()); // who talks until the agent's cap ends it
    QTRY_VERIFY(!live().empty() && live().front().state == AttemptState::Answered);
    hurry(); // from the next call on
}

void Walk::addCampaigns(std::vector<Step> &steps)
{
    using S = CampaignService;
    S &s = services.campaigns;
    const auto read = Scope::CampaignsRead;
    const auto write = Scope::CampaignsWrite;
    NewCampaign foreign;
    foreign.name = QStringLiteral("With another's agent");
    foreign.agent = agent();
    foreign.fromNumber = number();
    steps.push_back(step<std::vector<CampaignOverview>>("CampaignService::list", read, Foreign::Nothing, s, &S::list));
    steps.push_back(step<CampaignOverview>("CampaignService::get", read, Foreign::NotFound, s, &S::get, campaign));
    steps.push_back(step<Campaign>("CampaignService::create", write, Foreign::NotFound, s, &S::create, foreign));
    steps.push_back(
        step<Campaign>("CampaignService::edit", write, Foreign::NotFound, s, &S::edit, campaign, CampaignEdit{}));
    steps.push_back(step<void>("CampaignService::remove", write, Foreign::NotFound, s, &S::remove, doomed));
    steps.push_back(step<Campaign>("CampaignService::duplicate", write, Foreign::NotFound, s, &S::duplicate, campaign,
                                   CampaignCopy{}));
    steps.push_back(step<Campaign>("CampaignService::setSpendLimit", write, Foreign::NotFound, s, &S::setSpendLimit,
                                   campaign, Money::of(1)));
    steps.push_back(step<Campaign>("CampaignService::start", write, Foreign::NotFound, s, &S::start, campaign));
    steps.push_back(step<Campaign>("CampaignService::pause", write, Foreign::NotFound, s, &S::pause, campaign));
    steps.push_back(
        step<Campaign>("CampaignService::pauseWithQueue", write, Foreign::NotFound, s, &S::pauseWithQueue, campaign));
    steps.push_back(step<Campaign>("CampaignService::resume", write, Foreign::NotFound, s, &S::resume, campaign));
    steps.push_back(step<Campaign>("CampaignService::cancel", write, Foreign::NotFound, s, &S::cancel, campaign));
    steps.push_back(step<Page<Event, std::int64_t>>("CampaignService::activity", read, Foreign::NotFound, s,
                                                    &S::activity, campaign, std::int64_t{0}, 10));
    steps.push_back(step<CampaignId>("CampaignService::findByFingerprint", read, Foreign::Nothing, s,
                                     &S::findByFingerprint, QString()));
}

void Walk::addLists(std::vector<Step> &steps)
{
    const auto read = Scope::CampaignsRead;
    const auto write = Scope::CampaignsWrite;
    TargetService &t = services.targets;
    using T = TargetService;
    steps.push_back(handled<std::vector<TargetId>>("TargetService::ids", read, Foreign::Nothing,
                                                   [&t, this](const Caller &who, Reply<std::vector<TargetId>> reply) {
                                                       return t.ids(who, campaign, {}, std::move(reply));
                                                   }));
    steps.push_back(
        step<std::vector<TargetRow>>("TargetService::rows", read, Foreign::Nothing, t, &T::rows, std::vector{target}));
    steps.push_back(step<Page<TargetRow, TargetId>>("TargetService::page", read, Foreign::NotFound, t, &T::page,
                                                    campaign, TargetFilter{}, TargetId{}, 10));
    steps.push_back(step<ImportSummary>("TargetService::append", write, Foreign::NotFound, t, &T::append, campaign,
                                        NewTargets{people(1), {}}));
    steps.push_back(step<TargetRow>("TargetService::skip", write, Foreign::NotFound, t, &T::skip, target));
    steps.push_back(handled<std::vector<TargetId>>("TargetService::sorted", read, Foreign::Nothing,
                                                   [&t, this](const Caller &who, Reply<std::vector<TargetId>> reply) {
                                                       return t.sorted(who, campaign, {}, {}, {}, std::move(reply));
                                                   }));
    steps.push_back(handled<qint64>("TargetService::exportTo", read, Foreign::NotFound,
                                    [&t, this](const Caller &who, Reply<qint64> reply) {
                                        TargetExport request;
                                        request.path = folder.filePath(QStringLiteral("targets.csv"));
                                        return t.exportTo(who, campaign, std::move(request), {}, std::move(reply));
                                    }));
    steps.push_back(handled<SkipAccount>("TargetService::skipAll", write, Foreign::NotFound,
                                         [&t, this](const Caller &who, Reply<SkipAccount> reply) {
                                             TargetSelection nobody; // the steps behind this one need them
                                             nobody.only.emplace();
                                             return t.skipAll(who, campaign, nobody, {}, std::move(reply));
                                         }));
    ImportService &i = services.imports;
    using I = ImportService;
    steps.push_back(step<CsvPreview>("ImportService::preview", write, Foreign::TheirOwn, i, &I::preview,
                                     folder.filePath(QStringLiteral("none.csv")), CsvChoices{}, QString()));
    steps.push_back(step<void>("ImportService::check", write, Foreign::NotFound, i, &I::check, campaign));
    steps.push_back(handled<KnownPeople>(
        "ImportService::known", read, Foreign::NotFound, [&i, this](const Caller &who, Reply<KnownPeople> reply) {
            return i.known(
                who,
                {.list = importOf(campaign, listOf(people(1))), .agent = agent(), .fromNumber = number(), .since = {}},
                std::move(reply));
        }));
    steps.push_back(handled<ImportSummary>(
        "ImportService::start", write, Foreign::NotFound, [&i, this](const Caller &who, Reply<ImportSummary> reply) {
            return i.start(who, importOf(campaign, listOf(people(1))), {}, std::move(reply));
        }));
    steps.push_back(step<void>("ImportService::undo", write, Foreign::NotFound, i, &I::undo, campaign));
    steps.push_back(step<ImportSummary>("ImportService::last", read, Foreign::NotFound, i, &I::last, campaign));
    steps.push_back(step<std::vector<RejectedRow>>("ImportService::rejects", read, Foreign::NotFound, i, &I::rejects,
                                                   import, qint64{0}, 10));
    steps.push_back(step<std::vector<RejectedRow>>("ImportService::skipped", read, Foreign::NotFound, i, &I::skipped,
                                                   import, qint64{0}, 10));
}

void Walk::addCalls(std::vector<Step> &steps)
{
    const auto read = Scope::CallsRead;
    const auto write = Scope::CallsWrite;
    CallService &c = services.calls;
    using C = CallService;
    using Calls = std::vector<Call>;
    steps.push_back(step<Calls>("CallService::live", read, Foreign::Nothing, c, &C::live));
    steps.push_back(handled<std::vector<AttemptId>>("CallService::sorted", read, Foreign::Nothing,
                                                    [&c](const Caller &who, Reply<std::vector<AttemptId>> reply) {
                                                        return c.sorted(who, {}, {}, {}, std::move(reply));
                                                    }));
    steps.push_back(handled<std::vector<AttemptId>>(
        "CallService::ids", read, Foreign::Nothing,
        [&c](const Caller &who, Reply<std::vector<AttemptId>> reply) { return c.ids(who, {}, std::move(reply)); }));
    steps.push_back(step<Calls>("CallService::rows", read, Foreign::Nothing, c, &C::rows, std::vector{call}));
    steps.push_back(step<Page<Call, AttemptId>>("CallService::page", read, Foreign::Nothing, c, &C::page, CallFilter{},
                                                AttemptId{}, 10));
    steps.push_back(
        step<Calls>("CallService::ofScheduledCall", read, Foreign::Nothing, c, &C::ofScheduledCall, dialled));
    steps.push_back(step<Call>("CallService::get", read, Foreign::NotFound, c, &C::get, call));
    steps.push_back(step<void>("CallService::hangUp", write, Foreign::NotFound, c, &C::hangUp, call));
    steps.push_back(
        step<EndReason>("CallService::hangUpAndTell", write, Foreign::NotFound, c, &C::hangUpAndTell, call));
    QueueService &q = services.queue;
    using Q = QueueService;
    steps.push_back(step<ScheduledCall>("QueueService::place", write, Foreign::NotFound, q, &Q::place, newCall()));
    steps.push_back(
        step<ScheduledCall>("QueueService::edit", write, Foreign::NotFound, q, &Q::edit, later, CallEdit{}));
    steps.push_back(step<ScheduledCall>("QueueService::cancel", write, Foreign::NotFound, q, &Q::cancel, later));
    steps.push_back(step<ScheduledCall>("QueueService::get", read, Foreign::NotFound, q, &Q::get, later));
    steps.push_back(step<Page<ScheduledCall, ScheduledCallId>>("QueueService::page", read, Foreign::Nothing, q,
                                                               &Q::page, QueueFilter{}, ScheduledCallId{}, 10));
    steps.push_back(
        step<std::vector<ScheduledCall>>("QueueService::undecided", read, Foreign::Nothing, q, &Q::undecided));
    steps.push_back(step<ScheduledCall>("QueueService::decide", write, Foreign::NotFound, q, &Q::decide, unknown,
                                        UnknownDecision::DialAgain));
    WhyService &w = services.why;
    using W = WhyService;
    steps.push_back(step<Explanation>("WhyService::ofCampaign", Scope::CampaignsRead, Foreign::NotFound, w,
                                      &W::ofCampaign, campaign));
    steps.push_back(
        step<Explanation>("WhyService::ofTarget", Scope::CampaignsRead, Foreign::NotFound, w, &W::ofTarget, target));
    steps.push_back(step<Explanation>("WhyService::ofCall", read, Foreign::NotFound, w, &W::ofCall, later));
}

void Walk::addSetup(std::vector<Step> &steps)
{
    const auto read = Scope::ConfigRead;
    const auto write = Scope::ConfigWrite;
    using W = WorkspaceService;
    W &w = services.workspaces;
    steps.push_back(step<Setup>("WorkspaceService::read", read, Foreign::TheirOwn, w, &W::read));
    steps.push_back(step<CampaignId>("WorkspaceService::createSample", write, Foreign::TheirOwn, w, &W::createSample));
    steps.back().scopes.push_back(Scope::CampaignsWrite);
    steps.push_back(step<Setup>("WorkspaceService::ensureBasics", write, Foreign::TheirOwn, w, &W::ensureBasics));
    steps.push_back(
        step<Workspace>("WorkspaceService::change", write, Foreign::TheirOwn, w, &W::change, WorkspaceEdit{}));
    steps.push_back(
        step<std::vector<Workspace>>("WorkspaceService::list", Scope::Admin, Foreign::WholeHouse, w, &W::list));
    steps.push_back(step<Workspace>("WorkspaceService::create", Scope::Admin, Foreign::WholeHouse, w, &W::create,
                                    QStringLiteral("Third")));
    using A = AgentService;
    A &a = services.agents;
    steps.push_back(step<std::vector<Agent>>("AgentService::list", read, Foreign::TheirOwn, a, &A::list));
    steps.push_back(step<Agent>("AgentService::create", write, Foreign::TheirOwn, a, &A::create,
                                NewAgent{.name = QStringLiteral("Ada")}));
    steps.push_back(step<Agent>("AgentService::change", write, Foreign::NotFound, a, &A::change, agent(), AgentEdit{}));
    using T = TrunkService;
    T &t = services.trunks;
    steps.push_back(step<std::vector<Trunk>>("TrunkService::list", read, Foreign::TheirOwn, t, &T::list));
    steps.push_back(step<Trunk>("TrunkService::create", write, Foreign::TheirOwn, t, &T::create,
                                NewTrunk{.name = QStringLiteral("Line")}));
    steps.push_back(step<Trunk>("TrunkService::changeSimulation", write, Foreign::NotFound, t, &T::changeSimulation,
                                trunk(), SimulationSettings{}));
    steps.push_back(
        step<Trunk>("TrunkService::changePrice", write, Foreign::NotFound, t, &T::changePrice, trunk(), Money::of(1)));
    steps.push_back(step<Trunk>("TrunkService::changeCountries", write, Foreign::NotFound, t, &T::changeCountries,
                                trunk(), QStringList()));
    using N = PhoneNumberService;
    N &n = services.numbers;
    steps.push_back(step<std::vector<PhoneNumber>>("PhoneNumberService::list", read, Foreign::TheirOwn, n, &N::list));
    steps.push_back(step<PhoneNumber>("PhoneNumberService::create", write, Foreign::NotFound, n, &N::create,
                                      NewPhoneNumber{.number = E164{14155550111}, .trunk = trunk()}));
    steps.push_back(step<PhoneNumber>("PhoneNumberService::change", write, Foreign::NotFound, n, &N::change, number(),
                                      PhoneNumberEdit{}));
    steps.push_back(
        step<void>("PhoneNumberService::assign", write, Foreign::NotFound, n, &N::assign, number(), agent()));
    steps.push_back(
        step<void>("PhoneNumberService::unassign", write, Foreign::NotFound, n, &N::unassign, number(), agent()));
    using K = KeyService;
    K &k = services.keys;
    steps.push_back(step<std::vector<ApiKey>>("KeyService::list", Scope::Admin, Foreign::WholeHouse, k, &K::list));
    steps.push_back(step<MadeApiKey>("KeyService::create", Scope::Admin, Foreign::WholeHouse, k, &K::create,
                                     NewApiKey{QStringLiteral("key"), Scopes::all(), {}, {}}));
    steps.push_back(step<ApiKey>("KeyService::disable", Scope::Admin, Foreign::WholeHouse, k, &K::disable, key));
}

void Walk::addMoney(std::vector<Step> &steps)
{
    using C = CreditService;
    C &c = services.credit;
    const auto billing = Scope::BillingWrite;
    steps.push_back(
        step<CreditAccount>("CreditService::account", Scope::ConfigRead, Foreign::TheirOwn, c, &C::account));
    steps.push_back(
        step<CreditAccount>("CreditService::topUp", billing, Foreign::TheirOwn, c, &C::topUp, Money::of(5), QString()));
    steps.push_back(step<CreditAccount>("CreditService::correct", billing, Foreign::TheirOwn, c, &C::correct,
                                        Money::of(1), QStringLiteral("a test")));
    steps.push_back(step<CreditAccount>("CreditService::setAutoReload", billing, Foreign::TheirOwn, c,
                                        &C::setAutoReload, AutoReload{}));
    steps.push_back(step<CreditAccount>("CreditService::setLowBalance", billing, Foreign::TheirOwn, c,
                                        &C::setLowBalance, Money::of(1)));
    steps.push_back(step<Page<CreditEntry, std::int64_t>>("CreditService::entries", Scope::ConfigRead,
                                                          Foreign::TheirOwn, c, &C::entries, std::int64_t{0}, 10));
}

void Walk::addDoNotCall(std::vector<Step> &steps)
{
    using D = DoNotCallService;
    D &d = services.doNotCall;
    const auto read = Scope::ConfigRead;
    const auto write = Scope::ConfigWrite;
    steps.push_back(
        step<std::optional<DoNotCallEntry>>("DoNotCallService::find", read, Foreign::Nothing, d, &D::find, listed));
    steps.push_back(
        step<Page<DoNotCallEntry, E164>>("DoNotCallService::page", read, Foreign::Nothing, d, &D::page, E164{}, 10));
    steps.push_back({"DoNotCallService::count", {read}, Foreign::Nothing, [&d](const Caller &who) {
                         const auto count = ask<qint64>(who, d, &D::count);
                         return count.ok() ? Outcome{{}, *count > 0} : outcomeOf(count);
                     }});
    steps.push_back(step<std::vector<DoNotCallList>>("DoNotCallService::lists", read, Foreign::Nothing, d, &D::lists));
    steps.push_back(step<void>("DoNotCallService::remove", write, Foreign::NotFound, d, &D::remove, listed));
    using Added = DoNotCallAddition;
    steps.push_back({"DoNotCallService::optOut", {Scope::CallsWrite}, Foreign::NotFound, [&d, this](const Caller &who) {
                         return outcomeOf(await<Added>(
                             [&](Reply<Added> reply) { d.optOut(who, call, QStringLiteral("no"), std::move(reply)); }));
                     }});
    steps.push_back({"DoNotCallService::optOut", {Scope::CallsWrite}, Foreign::NotFound, [&d, this](const Caller &who) {
                         return outcomeOf(await<Added>([&](Reply<Added> reply) {
                             d.optOut(who, conversation, QStringLiteral("no"), std::move(reply));
                         }));
                     }});
    steps.push_back(step<Added>("DoNotCallService::add", write, Foreign::TheirOwn, d, &D::add, E164{14155557777},
                                QStringLiteral("api"), QString()));
    steps.push_back(handled<DoNotCallListSummary>("DoNotCallService::addList", write, Foreign::TheirOwn,
                                                  [&d](const Caller &who, Reply<DoNotCallListSummary> reply) {
                                                      DoNotCallListRequest request;
                                                      request.name = QStringLiteral("Theirs");
                                                      request.asOf = WallTime{1'767'225'600'000};
                                                      request.content = "+14155556666\n";
                                                      return d.addList(who, request, {}, std::move(reply));
                                                  }));
}

void Walk::addTheRest(std::vector<Step> &steps)
{
    const auto read = Scope::CampaignsRead;
    const auto write = Scope::CampaignsWrite;
    steps.push_back(handled<Forecast>(
        "ForecastService::forecast", read, Foreign::NotFound, [this](const Caller &who, Reply<Forecast> reply) {
            return services.forecasts.forecast(who, {.campaign = draftCampaign}, std::move(reply));
        }));
    using R = RehearsalService;
    R &r = services.rehearsals;
    steps.push_back(step<RehearsalState>("RehearsalService::start", write, Foreign::NotFound, r, &R::start,
                                         RehearsalRequest{.campaign = draftCampaign}));
    steps.push_back(step<std::vector<RehearsalState>>("RehearsalService::list", read, Foreign::Nothing, r, &R::list));
    steps.push_back(step<RehearsalState>("RehearsalService::state", read, Foreign::NotFound, r, &R::state, rehearsal));
    steps.push_back(
        step<RehearsalState>("RehearsalService::setSpeed", write, Foreign::NotFound, r, &R::setSpeed, rehearsal, 1));
    steps.push_back(step<Page<Call, AttemptId>>("RehearsalService::calls", read, Foreign::NotFound, r, &R::calls,
                                                rehearsal, AttemptId{}, 10));
    steps.push_back(step<void>("RehearsalService::end", write, Foreign::NotFound, r, &R::end, rehearsal));
    steps.push_back(step<SchedulePreview>("ScheduleService::preview", read, Foreign::TheirOwn, services.schedules,
                                          &ScheduleService::preview, QStringLiteral("@hourly"), QStringLiteral("UTC"),
                                          std::optional<WallTime>(), 1));
    using E = EngineService;
    E &e = services.engine;
    steps.push_back(step<EngineStatus>("EngineService::status", Scope::CallsRead, Foreign::TheirOwn, e, &E::status));
    steps.push_back(step<void>("EngineService::stopAll", Scope::Admin, Foreign::WholeHouse, e, &E::stopAll));
    steps.push_back(step<void>("EngineService::release", Scope::Admin, Foreign::WholeHouse, e, &E::release));
}

std::vector<Step> Walk::steps()
{
    std::vector<Step> all;
    addCampaigns(all);
    addLists(all);
    addCalls(all);
    addSetup(all);
    addMoney(all);
    addDoNotCall(all);
    addTheRest(all);
    return all;
}

} // namespace campanile::test
