#include "api/rest/rest_handler.h"

#include "api/http/multipart_filter.h"
#include "api/http/request_head.h"
#include "api/http/upload_file.h"
#include "api/rest/json_check.h"
#include "api/rest/json_decoder.h"
#include "api/rest/routes.h"

#include "core/log.h"

#include <QCryptographicHash>

namespace campanile {

namespace {

constexpr std::uint64_t maxJsonBytes = std::uint64_t{1024} * 1024;
constexpr std::uint64_t maxUploadBytes = 2ULL * 1024 * 1024 * 1024;

Problem problemOfKind(const char *code, std::string detail)
{
    return {findProblemKind(code), std::move(detail), {}};
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsWithoutCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// The key in "Bearer <key>" (RFC 6750 section 2.1; the scheme in any case); empty when it is something else.
std::string_view bearerKey(std::string_view authorization)
{
    constexpr std::string_view scheme = "bearer ";
    if (!equalsWithoutCase(authorization.substr(0, scheme.size()), scheme)) {
        return {};
    }
    authorization.remove_prefix(scheme.size());
    authorization.remove_prefix(std::min(authorization.find_first_not_of(' '), authorization.size()));
    return authorization;
}

/// The problem when the route cannot read the type of the body; otherwise nothing.
std::optional<Problem> checkType(const Route &route, const HttpRequest &head, const MediaType &media)
{
    if (route.body == Route::Body::None) {
        return head.hasBody() ? std::optional(Problem::invalid("This operation takes no body.")) : std::nullopt;
    }
    if (!head.hasBody()) {
        return route.body == Route::Body::OptionalJson
                   ? std::nullopt
                   : std::optional(Problem::invalid({{"#", "A body is required."}}));
    }
    if (head.header("content-encoding")) {
        return problemOfKind("unsupported_type", "Send the body without Content-Encoding.");
    }
    if (media.type == "application/json" && route.body != Route::Body::File) {
        const std::string *charset = media.parameter("charset");
        if (charset && !equalsWithoutCase(*charset, "utf-8")) {
            return problemOfKind("unsupported_type", "JSON is read in UTF-8 only.");
        }
        return std::nullopt;
    }
    if (route.body != Route::Body::List && route.body != Route::Body::File) {
        return problemOfKind("unsupported_type", "The body must be application/json.");
    }
    if (media.type == "text/csv") {
        const std::string *charset = media.parameter("charset");
        const Result<TextEncoding> known =
            charset ? encodingFromName(QString::fromStdString(*charset)) : Result<TextEncoding>(TextEncoding::Utf8);
        return known ? std::nullopt
                     : std::optional(problemOfKind("unsupported_type", known.error().message.toStdString()));
    }
    const std::string *boundary = media.parameter("boundary");
    if (media.type == "multipart/form-data" && boundary && MultipartFilter::isBoundary(*boundary)) {
        return std::nullopt;
    }
    return problemOfKind("unsupported_type",
                         route.body == Route::Body::File
                             ? "A register must be text/csv, or multipart/form-data with a boundary."
                             : "A list must be application/json, text/csv, or multipart/form-data with a boundary.");
}

/// The errors of a body for an operation without input: only an empty object is allowed.
std::vector<FieldError> unwantedMembers(const nlohmann::json &body)
{
    std::vector<FieldError> errors;
    ObjectReader(body, "#", errors).refuseOthers();
    return errors;
}

/// SHA-256 of all that decides what the request does: method, path, query, the type and charset of the body, and the
/// body. The boundary of a multipart body is left out, because a client makes a new one when it sends the same again.
QString fingerprintOf(const RestCall &call)
{
    const HttpRequest &http = *call.http;
    const std::string *contentType = http.header("content-type");
    const MediaType media = contentType ? parseMediaType(*contentType) : MediaType{};
    const std::string *charset = media.parameter("charset");
    QCryptographicHash hash(QCryptographicHash::Sha256);
    // The length is added, too, so that the boundaries of texts are unambiguous.
    const auto add = [&hash](std::string_view text) {
        hash.addData(QByteArray::number(static_cast<qulonglong>(text.size())) + ':');
        hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    };
    add(http.method);
    add(http.path);
    for (const HttpField &field : http.query) {
        add(field.name);
        add(field.value);
    }
    add(media.type);
    add(charset ? std::string_view(*charset) : std::string_view());
    add(http.body);
    hash.addData(http.upload ? http.upload->hash() : QByteArray());
    return QString::fromLatin1(hash.result().toHex());
}

void answerCall(const Route &route, RestCall call, const RestReply &reply)
{
    if (const std::string *key = call.http->header("idempotency-key"); key != nullptr && route.makes) {
        call.caller.once = Once{QString::fromStdString(*key), fingerprintOf(call)};
    }
    if (call.http->hasBody() && !call.http->upload) {
        auto parsed = parseJson(call.http->body);
        if (!parsed.ok()) {
            reply.problem(parsed.error());
            return;
        }
        if (route.body == Route::Body::OptionalJson) {
            auto errors = unwantedMembers(*parsed);
            if (!errors.empty()) {
                reply.problem(Problem::invalid(std::move(errors)));
                return;
            }
        }
        call.body = std::make_shared<const nlohmann::json>(std::move(parsed).value());
    } else if (!call.http->upload && route.body != Route::Body::None && route.body != Route::Body::OptionalJson) {
        reply.problem(Problem::invalid({{"#", "A body is required."}}));
        return;
    }
    route.answer(call, reply);
}

/// The same reply, which also logs the request. The log has the route's template, because a path may contain a person's
/// number.
HttpReply noted(const Route &route, HttpReply reply)
{
    if (!log::wants(log::Level::Debug)) {
        return reply;
    }
    const auto start = std::chrono::steady_clock::now();
    return [&route, start, reply = std::move(reply)](HttpResponse response) {
        const auto took = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - start);
        log::debug(log::Layer::Api, "request answered",
                   {{"method", route.method}, {"route", route.path}, {"status", response.status}, {"ms", took}});
        reply(std::move(response));
    };
}

} // namespace

RestHandler::RestHandler(const Services &services, const ApiKeyLookup &keys, const QString &temporaryDirectory,
                         const QString &version)
    : m_keys(keys)
{
    addEngineRoutes(m_router, services, version);
    addDocumentRoutes(m_router, version);
    addCampaignRoutes(m_router, services);
    addTargetRoutes(m_router, services);
    addTargetJobRoutes(m_router, services, temporaryDirectory);
    addImportRoutes(m_router, services);
    addCallRoutes(m_router, services);
    addSetupRoutes(m_router, services);
    addDoNotCallRoutes(m_router, services);
}

std::optional<Caller> RestHandler::callerOf(const HttpRequest &head) const
{
    if (const std::string *authorization = head.header("authorization")) {
        return m_keys.find(bearerKey(*authorization));
    }
    const std::string *key = head.header("x-api-key");
    return key != nullptr ? m_keys.find(*key) : std::nullopt;
}

std::variant<HttpAdmission, HttpResponse> RestHandler::onHead(const HttpRequest &head)
{
    auto match = m_router.match(head.method, head.segments);
    if (!match.route && match.allow.empty()) {
        return problemResponse(Problem::notFound("There is nothing at this path. /openapi.json lists all paths."),
                               head.id);
    }
    if (!match.route) {
        auto response =
            problemResponse(problemOfKind("method_not_allowed", "This path has: " + match.allow + "."), head.id);
        response.headers.push_back({"Allow", match.allow});
        return response;
    }
    const std::optional<Caller> caller =
        match.route->access == Route::Access::Key ? callerOf(head) : std::optional(Caller{});
    if (!caller) {
        auto response = problemResponse(
            problemOfKind("unauthenticated",
                          R"(Send a valid API key as "Authorization: Bearer <key>" or "X-API-Key: <key>".)"),
            head.id);
        response.headers.push_back({"WWW-Authenticate", R"(Bearer realm="campanile")"});
        return response;
    }
    const std::string *type = head.header("content-type");
    const MediaType media = type ? parseMediaType(*type) : MediaType{};
    if (const auto problem = checkType(*match.route, head, media)) {
        return problemResponse(*problem, head.id);
    }
    RestCall call{*caller, nullptr, std::move(match.parameters), nullptr, nullptr};
    HttpAdmission admission;
    if (match.route->body == Route::Body::None) {
        admission.bodyLimit = 0;
    } else if (media.type == "application/json" || !head.hasBody()) {
        admission.bodyLimit = maxJsonBytes;
    } else {
        admission.body = HttpAdmission::Body::File;
        admission.bodyLimit = maxUploadBytes;
        if (media.type == "multipart/form-data") {
            const auto filter = std::make_shared<MultipartFilter>(*media.parameter("boundary"));
            admission.filter = filter;
            call.form = filter;
        }
    }
    if (match.route->check) {
        admission.check = [route = match.route, call, id = head.id](const HttpAdmission::Verdict &verdict) {
            route->check(call, [verdict, id](const Result<void> &result) {
                verdict(result ? std::nullopt : std::optional(problemResponse(Problem::of(result.error()), id)));
            });
        };
    }
    admission.answerWithin = match.route->answerWithin;
    admission.lateAnswer = match.route->lateAnswer;
    admission.answer = [route = match.route, call = std::move(call)](std::shared_ptr<const HttpRequest> request,
                                                                     HttpReply reply) {
        RestCall complete = call;
        complete.http = std::move(request);
        const RestReply rest(noted(*route, std::move(reply)), complete.http->id);
        answerCall(*route, std::move(complete), rest);
    };
    return admission;
}

HttpResponse RestHandler::refused(const HttpRefusal &refusal, const std::string &requestId)
{
    const ProblemKind *kind = findProblemKind(refusal.code);
    Q_ASSERT(kind && kind->status == refusal.status);
    return problemResponse({kind ? kind : &problemKindOf(ErrorCode::Internal), refusal.detail, {}}, requestId);
}

HttpResponse RestHandler::failed(const Error &error, const std::string &requestId)
{
    return problemResponse(Problem::of(error), requestId);
}

} // namespace campanile
