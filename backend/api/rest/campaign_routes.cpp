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

void readCallerId(ObjectReader &body, NewCampaign &campaign)
{
    const auto id = body.id<PhoneNumberId>("phone_number_id", Presence::Optional);
    const auto number = body.text("from_number", Presence::Optional, 1, 32);
    if (body.has("phone_number_id") == body.has("from_number")) {
        body.wrong("phone_number_id", "Exactly one of phone_number_id and from_number is required.");
        return;
    }
    campaign.fromNumber = id.value_or(PhoneNumberId{});
    if (number) {
        const std::optional<E164> from = E164::parse(QStringView(*number));
        campaign.from = from.value_or(E164{});
        if (!from) {
            body.wrong("from_number", "It must be a number in E.164, such as +14155550142.");
        }
    }
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
    if (const auto delay = body.integer("retry_delay_seconds", 1, maxRetryDelaySeconds)) {
        campaign.retry.delay = std::chrono::seconds(*delay);
    }
    body.refuseOthers();
    return campaign;
}

void onCreate(const Services &services, const RestCall &call, const RestReply &reply)
{
    std::vector<FieldError> errors;
    NewCampaign campaign = readCampaign(*call.body, errors);
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    services.campaigns.create(call.caller, std::move(campaign), reply.made<Campaign>([](const Campaign &made) {
        return RestReply::jsonResponse(201, campaignJson(made),
                                       {{"Location", "/v1/campaigns/" + made.id.toStdString()}});
    }));
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
    services.imports.undo(call.caller, *id,
                          [&campaigns = services.campaigns, caller = call.caller, id = *id,
                           reply](const Result<void> &undone) {
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
