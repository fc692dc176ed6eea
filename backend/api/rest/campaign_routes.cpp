#include "api/rest/encode.h"
#include "api/rest/json_decoder.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "domain/ceilings.h"

#include <chrono>

namespace campanile {

namespace {

constexpr auto maxRetryDelaySeconds =
    static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(ceilings::retryDelay).count());

void readKind(ObjectReader &body)
{
    const auto kind = body.text("kind", Presence::Optional, 1, 16);
    if (kind == QLatin1StringView("recurring")) {
        body.wrong("kind", "Recurring campaigns are not available in this version; use \"bulk\".");
    } else if (kind && kind != QLatin1StringView("bulk")) {
        body.wrong("kind", "It must be \"bulk\".");
    }
}

/// Whether the body gives the member as null, which clears it.
bool isNull(const nlohmann::json &body, const char *name)
{
    const auto found = body.find(name);
    return found != body.end() && found->is_null();
}

std::optional<E164> readFromNumber(ObjectReader &body)
{
    const auto number = body.text("from_number", Presence::Optional, 1, 32);
    const std::optional<E164> from = number ? E164::parse(QStringView(*number)) : std::nullopt;
    if (number && !from) {
        body.wrong("from_number", "It must be a number in E.164, such as +14155550142.");
    }
    return from;
}

std::optional<Milliseconds> readRetryDelay(ObjectReader &body)
{
    const auto seconds = body.integer("retry_delay_seconds", 1, maxRetryDelaySeconds);
    return seconds ? std::optional<Milliseconds>(std::chrono::seconds(*seconds)) : std::nullopt;
}

void readCallerId(ObjectReader &body, NewCampaign &campaign)
{
    const auto id = body.id<PhoneNumberId>("phone_number_id", Presence::Optional);
    const auto from = readFromNumber(body);
    if (body.has("phone_number_id") == body.has("from_number")) {
        body.wrong("phone_number_id", "Exactly one of phone_number_id and from_number is required.");
        return;
    }
    campaign.fromNumber = id.value_or(PhoneNumberId{});
    campaign.from = from.value_or(E164{});
}

NewCampaign readCampaign(const nlohmann::json &json, std::vector<FieldError> &errors)
{
    NewCampaign campaign;
    ObjectReader body(json, "#", errors);
    readKind(body);
    campaign.name = body.text("name", Presence::Required, 1, ceilings::nameLength).value_or(QString());
    campaign.description =
        body.text("description", Presence::Optional, 0, ceilings::descriptionLength).value_or(QString());
    campaign.agent = body.id<AgentId>("agent_id", Presence::Required).value_or(AgentId{});
    readCallerId(body, campaign);
    campaign.ratePerMinute = body.integer("rate_limit_per_minute", 0, ceilings::ratePerMinute).value_or(0);
    campaign.maxConcurrent = body.integer("max_concurrent", 0, ceilings::concurrentCalls).value_or(0);
    if (const auto attempts = body.integer("max_attempts", 1, ceilings::attempts)) {
        campaign.retry.maxAttempts = *attempts;
    }
    campaign.retry.delay = readRetryDelay(body).value_or(campaign.retry.delay);
    body.refuseOthers();
    return campaign;
}

/// A member that is absent stays as it is; null clears a description or a limit.
CampaignEdit readEdit(const nlohmann::json &json, std::vector<FieldError> &errors)
{
    CampaignEdit edit;
    ObjectReader body(json, "#", errors);
    for (const char *name :
         {"name", "agent_id", "phone_number_id", "from_number", "max_attempts", "retry_delay_seconds"}) {
        if (isNull(json, name)) {
            body.wrong(name, "It cannot be cleared; leave it out to keep it.");
        }
    }
    edit.name = body.text("name", Presence::Optional, 1, ceilings::nameLength);
    edit.description = body.text("description", Presence::Optional, 0, ceilings::descriptionLength);
    edit.agent = body.id<AgentId>("agent_id", Presence::Optional);
    edit.fromNumber = body.id<PhoneNumberId>("phone_number_id", Presence::Optional);
    edit.from = readFromNumber(body);
    if (body.has("phone_number_id") && body.has("from_number")) {
        body.wrong("phone_number_id", "Give phone_number_id or from_number, not both.");
    }
    edit.ratePerMinute = body.integer("rate_limit_per_minute", 0, ceilings::ratePerMinute);
    edit.maxConcurrent = body.integer("max_concurrent", 0, ceilings::concurrentCalls);
    edit.maxAttempts = body.integer("max_attempts", 1, ceilings::attempts);
    edit.retryDelay = readRetryDelay(body);
    body.refuseOthers();
    if (isNull(json, "description")) {
        edit.description = QString();
    }
    if (isNull(json, "rate_limit_per_minute")) {
        edit.ratePerMinute = 0;
    }
    if (isNull(json, "max_concurrent")) {
        edit.maxConcurrent = 0;
    }
    return edit;
}

/// What a copy may be called and who calls in it; nothing: as the original.
CampaignCopy readCopy(const nlohmann::json &json, std::vector<FieldError> &errors)
{
    CampaignCopy copy;
    ObjectReader body(json, "#", errors);
    copy.name = body.text("name", Presence::Optional, 1, ceilings::nameLength);
    copy.agent = body.id<AgentId>("agent_id", Presence::Optional);
    copy.fromNumber = body.id<PhoneNumberId>("phone_number_id", Presence::Optional);
    body.refuseOthers();
    return copy;
}

/// The answer to a request that has made a campaign.
Answering<Campaign> madeCampaign(const RestReply &reply)
{
    return reply.made<Campaign>([](const Campaign &made) {
        return RestReply::jsonResponse(201, campaignJson(made),
                                       {{"Location", "/v1/campaigns/" + made.id.toStdString()}});
    });
}

void onCreate(const Services &services, const RestCall &call, const RestReply &reply)
{
    std::vector<FieldError> errors;
    NewCampaign campaign = readCampaign(*call.body, errors);
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    services.campaigns.create(call.caller, std::move(campaign), madeCampaign(reply));
}

void onEdit(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    std::vector<FieldError> errors;
    CampaignEdit edit = readEdit(*call.body, errors);
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    OutJson (*const encode)(const Campaign &) = campaignJson;
    services.campaigns.edit(call.caller, *id, std::move(edit), reply.as<Campaign>(200, encode));
}

void onDuplicate(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    std::vector<FieldError> errors;
    CampaignCopy copy = readCopy(*call.body, errors);
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    services.campaigns.duplicate(call.caller, *id, std::move(copy), madeCampaign(reply));
}

void onRemove(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    services.campaigns.remove(call.caller, *id, [id = *id, reply](const Result<void> &removed) {
        if (removed) {
            reply.json(200, {{"id", id.toStdString()}, {"deleted", true}});
        } else {
            reply.problem(removed.error());
        }
    });
}

void onList(const Services &services, const RestCall &call, const RestReply &reply)
{
    QueryReader query(call.http->query);
    const auto page = readPage<CampaignId>(query);
    if (!isGood(query, reply)) {
        return;
    }
    services.campaigns.list(call.caller,
                            reply.as<std::vector<CampaignOverview>>(200, [page](std::vector<CampaignOverview> &all) {
                                return cutPage<CampaignOverview, CampaignId>(
                                    std::move(all), page, PageOrder::Descending,
                                    [](const CampaignOverview &row) { return row.campaign.id; }, campaignJson);
                            }));
}

void onGet(const Services &services, const RestCall &call, const RestReply &reply,
           OutJson (*encode)(const CampaignOverview &))
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (id && hasNoQuery(call, reply)) {
        services.campaigns.get(call.caller, *id, reply.as<CampaignOverview>(200, encode));
    }
}

using LifeCycleMove = void (CampaignService::*)(const Caller &, CampaignId, Reply<Campaign>);

void onMove(const Services &services, LifeCycleMove move, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (id && hasNoQuery(call, reply)) {
        OutJson (*const encode)(const Campaign &) = campaignJson;
        (services.campaigns.*move)(call.caller, *id, reply.as<Campaign>(200, encode));
    }
}

void onUndoImport(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<CampaignId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    services.imports.undo(
        call.caller, *id,
        [&campaigns = services.campaigns, caller = call.caller, id = *id, reply](const Result<void> &undone) {
            if (!undone) {
                reply.problem(undone.error());
                return;
            }
            OutJson (*const encode)(const CampaignOverview &) = campaignJson;
            campaigns.get(caller, id, reply.as<CampaignOverview>(200, encode));
        });
}

} // namespace

void addCampaignRoutes(Router &router, const Services &services)
{
    Route create{"POST", "/v1/campaigns", Route::Body::Json, Route::Access::Key,
                 [services](const RestCall &call, const RestReply &reply) { onCreate(services, call, reply); }};
    create.makes = true;
    router.add(std::move(create));
    router.add({"GET", "/v1/campaigns", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onList(services, call, reply); }});
    router.add(
        {"GET", "/v1/campaigns/{id}", Route::Body::None, Route::Access::Key,
         [services](const RestCall &call, const RestReply &reply) { onGet(services, call, reply, campaignJson); }});
    router.add({"GET", "/v1/campaigns/{id}/stats", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onGet(services, call, reply, statsJson); }});
    router.add({"PATCH", "/v1/campaigns/{id}", Route::Body::Json, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onEdit(services, call, reply); }});
    Route remove{"DELETE", "/v1/campaigns/{id}", Route::Body::None, Route::Access::Key,
                 [services](const RestCall &call, const RestReply &reply) { onRemove(services, call, reply); }};
    remove.answerWithin = std::chrono::milliseconds(0); // a list of millions takes its time
    router.add(std::move(remove));
    Route duplicate{"POST", "/v1/campaigns/{id}/duplicate", Route::Body::Json, Route::Access::Key,
                    [services](const RestCall &call, const RestReply &reply) { onDuplicate(services, call, reply); }};
    duplicate.makes = true;
    router.add(std::move(duplicate));
    router.add({"POST", "/v1/campaigns/{id}/undo-import", Route::Body::OptionalJson, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onUndoImport(services, call, reply); }});
    struct Named {
        Literal path;
        LifeCycleMove move;
    };
    const std::vector<Named> moves = {{"/v1/campaigns/{id}/start", &CampaignService::start},
                                      {"/v1/campaigns/{id}/pause", &CampaignService::pause},
                                      {"/v1/campaigns/{id}/resume", &CampaignService::resume},
                                      {"/v1/campaigns/{id}/cancel", &CampaignService::cancel}};
    for (const auto &[path, move] : moves) {
        router.add({"POST", path, Route::Body::OptionalJson, Route::Access::Key,
                    [services, move = move](const RestCall &call, const RestReply &reply) {
                        onMove(services, move, call, reply);
                    }});
    }
}

} // namespace campanile
