#include "api/http/multipart_filter.h"
#include "api/http/upload_file.h"
#include "api/rest/encode.h"
#include "api/rest/json_decoder.h"
#include "api/rest/list_page.h"
#include "api/rest/list_query.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "api/rest/target_query.h"
#include "core/number_parser.h"
#include "domain/ceilings.h"

namespace campanile {

namespace {

constexpr qsizetype maxNumberText = 64;
constexpr std::size_t maxRawText = 1'000;
constexpr std::size_t enoughErrors = 100;

/// The content of a JSON array of targets: rows to append, and rows whose number cannot be dialled.
struct TargetRows {
    std::vector<NewTarget> good;
    std::vector<RejectedRow> rejected;
};

/// Reads a number; returns an empty text when the number is valid, otherwise what is wrong. The API accepts only E.164;
/// the CSV import also accepts other notations.
QString numberProblem(const NumberParser &parser, const QString &text, E164 &number)
{
    const auto strict = E164::parse(QStringView(text));
    if (!strict) {
        return QStringLiteral("The number is not in E.164; write '+', country code and number in digits only, such as "
                              "+14155550142.");
    }
    number = *strict;
    const ParsedNumber parsed = parser.parse(strict->toStdString());
    return parsed.ok() ? QString() : problemText(parsed);
}

void readTarget(const nlohmann::json &json, std::size_t index, const NumberParser &parser, TargetRows &rows,
                std::vector<FieldError> &errors)
{
    const std::size_t before = errors.size();
    ObjectReader body(json, "#/" + std::to_string(index), errors);
    const auto text = body.text("to_number", Presence::Required, 0, maxNumberText);
    NewTarget target;
    target.name = body.text("name", Presence::Optional, 0, ceilings::nameLength).value_or(QString()).toStdString();
    target.variables = body.strings("variables");
    target.row = static_cast<qint64>(index) + 1;
    body.refuseOthers();
    if (errors.size() > before || !text) {
        return;
    }
    const QString problem = numberProblem(parser, *text, target.number);
    if (problem.isEmpty()) {
        rows.good.push_back(std::move(target));
    } else {
        rows.rejected.push_back({target.row, *text, problem, QString::fromStdString(json.dump()).left(maxRawText)});
    }
}

/// @param file  of a list in CSV, whose members stand in the query; it is kept until the answer
Answering<ImportSummary> answerOf(const RestReply &reply, std::shared_ptr<const void> file = {})
{
    const RestReply::Input input = file ? RestReply::Input::Query : RestReply::Input::Body;
    return reply.made<ImportSummary>(
        [](const ImportSummary &summary) { return RestReply::jsonResponse(200, importJson(summary)); }, std::move(file),
        input);
}

void onAppendJson(TargetService &targets, CampaignId campaign, std::optional<WallTime> skipCalledSince,
                  const RestCall &call, const RestReply &reply)
{
    const nlohmann::json &json = *call.body;
    if (!json.is_array() || json.empty()) {
        reply.problem(Problem::invalid({{"#", "It must be an array of at least one target."}}));
        return;
    }
    if (json.size() > ceilings::targetsPerRequest) {
        reply.problem(Error{ErrorCode::TooLarge,
                            QStringLiteral("An array may have at most %1 targets; send more as text/csv.")
                                .arg(ceilings::targetsPerRequest),
                            {}});
        return;
    }
    const NumberParser parser;
    TargetRows rows;
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < json.size() && errors.size() < enoughErrors; ++i) {
        readTarget(json[i], i, parser, rows, errors);
    }
    if (!errors.empty()) {
        reply.problem(Problem::invalid(std::move(errors)));
        return;
    }
    targets.append(call.caller, campaign, {std::move(rows.good), std::move(rows.rejected), skipCalledSince},
                   answerOf(reply));
}

void onAppendFile(ImportService &imports, ImportRequest request, const RestCall &call, const RestReply &reply)
{
    request.path = QString::fromStdString(call.http->upload->path());
    request.sourceName =
        call.form ? QString::fromStdString(call.form->fileName()).left(ceilings::nameLength) : QString();
    if (request.sourceName.isEmpty()) {
        request.sourceName = QStringLiteral("REST API");
    }
    // The file must outlive the import, so the reply holds the request.
    imports.start(
        call.caller, std::move(request), [](const ImportProgress &) {}, answerOf(reply, call.http));
}

void onAppend(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto campaign = idOf<CampaignId>(call, 0, reply);
    if (!campaign) {
        return;
    }
    const Result<std::optional<TextEncoding>> charset = charsetOf(call);
    if (!charset) {
        reply.problem(charset.error());
        return;
    }
    QueryReader query(call.http->query);
    // JSON leaves nothing open of how it is to be read.
    const ListQuery list = call.http->upload ? readListQuery(query, *charset) : ListQuery();
    ImportRequest request;
    request.defaultRegion = list.defaultRegion;
    request.choices = list.choices;
    request.reading = list.reading;
    request.skipCalledSince = query.instant("skip_called_since");
    if (!isGood(query, reply)) {
        return;
    }
    if (call.http->upload) {
        request.campaign = *campaign;
        onAppendFile(services.imports, std::move(request), call, reply);
    } else {
        onAppendJson(services.targets, *campaign, request.skipCalledSince, call, reply);
    }
}

void onList(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto campaign = idOf<CampaignId>(call, 0, reply);
    if (!campaign) {
        return;
    }
    QueryReader query(call.http->query);
    const auto page = readPage<TargetId>(query);
    const TargetFilter filter = readTargetFilter(query);
    if (!isGood(query, reply)) {
        return;
    }
    services.targets.page(call.caller, *campaign, filter, page.after, page.limit,
                          reply.as<Page<TargetRow, TargetId>>(200, [](const Page<TargetRow, TargetId> &rows) {
                              return pageJson(rows.rows, rows.next, targetJson);
                          }));
}

void onSkip(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto campaign = idOf<CampaignId>(call, 0, reply);
    const auto target = campaign ? idOf<TargetId>(call, 1, reply) : std::nullopt;
    if (!target || !hasNoQuery(call, reply)) {
        return;
    }
    services.targets.rows(call.caller, {*target},
                          [&targets = services.targets, caller = call.caller, campaign = *campaign, target = *target,
                           reply](Result<std::vector<TargetRow>> rows) {
                              if (!rows.ok()) {
                                  reply.problem(rows.error());
                              } else if (rows->empty() || rows->front().campaign != campaign) {
                                  reply.problem(Problem::notFound("The campaign has no target with this id."));
                              } else {
                                  targets.skip(caller, target, reply.as<TargetRow>(200, targetJson));
                              }
                          });
}

} // namespace

void addTargetRoutes(Router &router, const Services &services)
{
    Route append{"POST", "/v1/campaigns/{id}/targets", Route::Body::List, Route::Access::Key,
                 [services](const RestCall &call, const RestReply &reply) { onAppend(services, call, reply); }};
    append.check = [services](const RestCall &call, Reply<void> verdict) {
        const auto campaign = CampaignId::parse(QString::fromStdString(call.parameters.at(0)));
        services.imports.check(call.caller, campaign.value_or(CampaignId{}), std::move(verdict));
    };
    append.makes = true;
    append.answerWithin = std::chrono::milliseconds(0); // a list of millions takes its time
    router.add(std::move(append));
    router.add({"GET", "/v1/campaigns/{id}/targets", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onList(services, call, reply); }});
    router.add({"DELETE", "/v1/campaigns/{id}/targets/{target}", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onSkip(services, call, reply); }});
}

} // namespace campanile
