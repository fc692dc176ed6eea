// The routes that act on many targets of a campaign: skip all that match, and export as CSV.

#include "api/rest/export_file.h"
#include "api/rest/json_decoder.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "api/rest/target_query.h"

#include <utility>

namespace campanile {

namespace {

constexpr qsizetype maxZoneText = 64;

std::string utf8(QLatin1StringView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

OutJson accountJson(const SkipAccount &account)
{
    OutJson stopped = nullptr;
    if (account.stopped) {
        stopped = {{"code", utf8(codeName(account.stopped->code))}, {"detail", account.stopped->message.toStdString()}};
    }
    return {
        {"chosen", account.chosen},
        {"skipped", account.skipped},
        {"on_the_line", account.onTheLine},
        {"called", account.called},
        {"already_skipped", account.alreadySkipped},
        {"importing", account.importing},
        {"gone", account.gone},
        {"not_reached", account.notReached},
        {"stopped", std::move(stopped)},
    };
}

constexpr const char *noTarget = "It is not the id of a target.";

TargetFilter filterIn(const nlohmann::json &json, std::vector<FieldError> &errors)
{
    ObjectReader reader(json, "#/filter", errors);
    TargetFilter filter;
    if (const auto status = reader.text("status", Presence::Optional, 0, ceilings::nameLength)) {
        filter.status = targetStatusFrom(*status);
        if (!filter.status) {
            reader.wrong("status", "There is no such status.");
        }
    }
    const auto states = reader.list("state", allTargetStates.size(), targetStateFrom, "There is no such state.");
    for (const TargetState state : states.value_or(std::vector<TargetState>())) {
        filter.states.add(state);
    }
    if (states && states->empty()) {
        reader.wrong("state", "It names no state. Name one, or leave the member out.");
    }
    filter.text = reader.text("q", Presence::Optional, 0, ceilings::searchLength).value_or(QString());
    reader.refuseOthers();
    return filter;
}

/// Whom a body chooses. Whoever is meant has to be said: a body without both members would be everybody.
TargetSelection selectionIn(const nlohmann::json &json, std::vector<FieldError> &errors)
{
    ObjectReader body(json, "#", errors);
    TargetSelection selection;
    selection.only = body.list("target_ids", ceilings::targetsPerRequest, TargetId::parse, noTarget);
    const nlohmann::json *filter = body.member("filter");
    if (filter) {
        selection.filter = filterIn(*filter, errors);
    }
    const auto except = body.list("except", ceilings::targetsPerRequest, TargetId::parse, noTarget);
    body.refuseOthers();
    if (body.has("target_ids") == (filter != nullptr) && json.is_object()) {
        errors.push_back({"#", "It must have either target_ids or filter. An empty filter is everybody."});
    }
    if (except && body.has("target_ids")) {
        body.wrong("except", "It goes with filter. Leave these out of target_ids.");
    }
    selection.except = except.value_or(std::vector<TargetId>());
    return selection;
}

void onSkipAll(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto campaign = idOf<CampaignId>(call, 0, reply);
    if (!campaign || !hasNoQuery(call, reply)) {
        return;
    }
    std::vector<FieldError> errors;
    TargetSelection selection = selectionIn(*call.body, errors);
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    services.targets.skipAll(call.caller, *campaign, std::move(selection), {}, reply.as<SkipAccount>(200, accountJson));
}

/// The service's error in the words of the request, which chooses no path.
Error errorOfRequest(Error error)
{
    if (error.pointer == QLatin1StringView("#/zone")) {
        error.pointer = QStringLiteral("?timezone");
    } else if (error.pointer == QLatin1StringView("#/path")) {
        error.code = ErrorCode::StorageFailed;
        error.pointer.clear();
    }
    return error;
}

HttpResponse csvResponse(CampaignId campaign, std::shared_ptr<HttpBodySource> source)
{
    HttpResponse response;
    response.contentType = "text/csv; charset=utf-8";
    response.headers.push_back(
        {"Content-Disposition", "attachment; filename=\"targets-" + campaign.toStdString() + ".csv\""});
    response.source = std::move(source);
    return response;
}

void onExport(const Services &services, const QString &directory, const RestCall &call, const RestReply &reply)
{
    const auto campaign = idOf<CampaignId>(call, 0, reply);
    if (!campaign) {
        return;
    }
    QueryReader query(call.http->query);
    TargetExport request;
    request.selection.filter = readTargetFilter(query);
    request.zone = query.text("timezone", maxZoneText);
    request.spreadsheetSafe = query.flag("spreadsheet_safe").value_or(true);
    if (!isGood(query, reply)) {
        return;
    }
    const auto file = std::make_shared<const ExportFile>(directory);
    request.path = file->path();
    services.targets.exportTo(call.caller, *campaign, std::move(request), {},
                              [file, campaign = *campaign, reply](const Result<qint64> &rows) {
                                  if (!rows) {
                                      reply.problem(errorOfRequest(rows.error()));
                                      return;
                                  }
                                  const Result<std::shared_ptr<ExportFileSource>> source = ExportFileSource::open(file);
                                  if (!source) {
                                      reply.problem(source.error());
                                      return;
                                  }
                                  reply.send(csvResponse(campaign, *source));
                              });
}

} // namespace

void addTargetJobRoutes(Router &router, const Services &services, const QString &temporaryDirectory)
{
    Route skip{"POST", "/v1/campaigns/{id}/targets/skip", Route::Body::Json, Route::Access::Key,
               [services](const RestCall &call, const RestReply &reply) { onSkipAll(services, call, reply); }};
    Route write{"GET", "/v1/campaigns/{id}/targets/export", Route::Body::None, Route::Access::Key,
                [services, temporaryDirectory](const RestCall &call, const RestReply &reply) {
                    onExport(services, temporaryDirectory, call, reply);
                }};
    for (Route *route : {&skip, &write}) { // a list of millions takes its time
        route->answerWithin = std::chrono::milliseconds(0);
        router.add(std::move(*route));
    }
}

} // namespace campanile
