#include "api/rest/problem.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace campanile {

namespace {

constexpr ProblemKind internal{"internal", 500, "Something unforeseen went wrong",
                               false,      0,   "This is a fault of the program. Report it with the request id."};

/// The kinds of ErrorCode come first, with the names of codeName; the kinds of the server itself follow.
constexpr std::array kinds = {
    ProblemKind{"invalid_input", 400, "The input is malformed", false, 0,
                "Nothing was changed. `errors` names every member that is wrong; correct them and send it again."},
    ProblemKind{"not_found", 404, "There is no such object", false, 0,
                "The path, or an id in it or in the body, names nothing in this workspace."},
    ProblemKind{"conflict", 409, "The present state does not allow this", false, 0,
                "The detail names the state. Read the object and decide anew."},
    ProblemKind{"permission_denied", 403, "The key may not do this", false, 0, "Use a key that has the permission."},
    ProblemKind{"unauthenticated", 401, "A valid API key is required", false, 0,
                "Send `Authorization: Bearer <key>` or `X-API-Key: <key>`. The first start of the headless program "
                "writes a key to the file api-key in the data directory."},
    ProblemKind{"too_large", 413, "The request is too large", false, 0,
                "It is beyond a documented limit. Nothing was changed; send less at once, or a file."},
    ProblemKind{"unsupported_type", 415, "The content type is not supported", false, 0,
                "Send the body as a content type that the operation documents, without Content-Encoding."},
    ProblemKind{"rate_limited", 429, "Too many requests", true, 1, "Wait as long as Retry-After says."},
    ProblemKind{"cancelled", 409, "The work was cancelled", false, 0,
                "Somebody stopped it before it had finished; nothing of it was kept."},
    ProblemKind{"file_not_readable", 500, "A file cannot be read", false, 0,
                "A file of the program is missing or may not be read. The detail says which."},
    ProblemKind{"storage_full", 507, "The disk is full", false, 0,
                "Nothing of the refused work was kept. Free some space, then send it again."},
    ProblemKind{"storage_read_only", 503, "The data directory cannot be written", false, 0,
                "Make the data directory writable, then send it again."},
    ProblemKind{"storage_busy", 503, "The data directory is in use", true, 1,
                "Another process holds the data directory. Try again later."},
    ProblemKind{"storage_newer", 500, "The database was written by a newer version", false, 0,
                "Start the version of the program that wrote it, or a newer one."},
    ProblemKind{"storage_corrupt", 500, "The database is damaged", false, 0, "Restore a backup."},
    ProblemKind{"storage_failed", 500, "The storage failed", false, 0,
                "It is not known whether the request was carried out. Read the object before you try again."},
    ProblemKind{"address_in_use", 500, "An address is in use", false, 0,
                "Another program listens on the address that this program should use."},
    ProblemKind{"insufficient_credits", 402, "There is not enough credit", false, 0,
                "Nothing was accepted. Top up, or let the account reload by itself, and send it again."},
    ProblemKind{"number_not_assigned", 403, "The caller ID is not the agent's", false, 0,
                "Assign the number to the agent for outbound calls, or choose one that is."},
    ProblemKind{"number_inbound_only", 403, "The caller ID is for inbound calls only", false, 0,
                "Choose a number that may also place calls."},
    ProblemKind{"number_unverified", 403, "The caller ID has not been verified", false, 0,
                "Verify the number, then send it again."},
    ProblemKind{"workspace_disabled", 403, "The workspace is disabled", false, 0,
                "Nothing of it is dialled until an administrator enables it."},
    ProblemKind{"agent_disabled", 403, "The agent is disabled", false, 0, "Enable the agent, or choose another."},
    ProblemKind{"blocked_dnc", 403, "The number is on the do-not-call list", false, 0,
                "It is never called. The person who put it on the list may remove it again."},
    ProblemKind{"carrier_unavailable", 502, "The carrier cannot be reached", true, 0,
                "No call was placed; it is safe to send it again."},
    ProblemKind{"shutting_down", 503, "The program is ending", true, 5,
                "Nothing was changed. Send it again when the program runs again."},
    ProblemKind{"editing_disabled", 403, "Editing of the workspace is disabled", false, 0,
                "Nothing was changed. An administrator can enable editing again."},
    ProblemKind{"request_in_progress", 409, "A request with this idempotency key is still running", true, 1,
                "Nothing more was done. Send the same request again as Retry-After says, for the answer to the first."},
    internal,

    ProblemKind{"bad_request", 400, "The request is malformed", false, 0,
                "It is not well-formed HTTP, or two programs might read it differently. The connection is closed."},
    ProblemKind{"method_not_allowed", 405, "The path does not have this method", false, 0,
                "The Allow field lists the methods it has."},
    ProblemKind{"request_timeout", 408, "The request took too long to arrive", true, 0,
                "Nothing was changed. The connection is closed; send it again."},
    ProblemKind{"uri_too_long", 414, "The request line is too long", false, 0, "At most 4 KiB are allowed."},
    ProblemKind{"expectation_failed", 417, "The expectation is not understood", false, 0,
                "The only one understood is 100-continue."},
    ProblemKind{"misdirected_request", 421, "The request is meant for another server", false, 0,
                "Host must be 127.0.0.1, localhost or [::1] with the port; this keeps web pages of other sites out."},
    ProblemKind{"foreign_origin", 403, "Pages of other origins are not served", false, 0,
                "A web page of another origin sent this request; programs send no Origin field."},
    ProblemKind{"headers_too_large", 431, "The header fields are too large", false, 0,
                "At most 64 fields with 8 KiB in all are allowed."},
    ProblemKind{"answer_timeout", 504, "The answer took too long", false, 0,
                "It is not known whether the request was carried out. Read the object before you try again."},
    ProblemKind{"version_not_supported", 505, "The HTTP version is not supported", false, 0,
                "HTTP/1.1 and HTTP/1.0 are understood."},
};

/// Whether the list was refused with a question about its columns.
bool isQuestion(ErrorRule rule)
{
    return rule == ErrorRule::WhichColumn || rule == ErrorRule::IsThisANumber || rule == ErrorRule::NumbersSideBySide;
}

/// The detail of an error. The file of an upload is the server's, and its path says nothing to whoever has sent it.
std::string detailOf(const Error &error)
{
    constexpr std::array aboutFiles{ErrorRule::EmptyFile,   ErrorRule::NotText,      ErrorRule::SpreadsheetFile,
                                    ErrorRule::OtherFormat, ErrorRule::Utf32,        ErrorRule::NoFile,
                                    ErrorRule::NotAFile,    ErrorRule::NoPermission, ErrorRule::FileShrank,
                                    ErrorRule::FileFailed};
    QString message = error.message;
    const QString file = error.values.value(0);
    if (!file.isEmpty() && std::ranges::find(aboutFiles, error.rule) != aboutFiles.end()) {
        message.replace(file, QStringLiteral("The list"));
    }
    return message.toStdString();
}

} // namespace

std::span<const ProblemKind> allProblemKinds()
{
    return kinds;
}

const ProblemKind *findProblemKind(std::string_view code)
{
    const auto *const found =
        std::find_if(kinds.begin(), kinds.end(), [code](const ProblemKind &k) { return k.code == code; });
    return found == kinds.end() ? nullptr : &*found;
}

const ProblemKind &problemKindOf(ErrorCode code)
{
    const QLatin1StringView name = codeName(code);
    const ProblemKind *kind = findProblemKind({name.data(), static_cast<std::size_t>(name.size())});
    return kind != nullptr ? *kind : internal;
}

Problem Problem::of(const Error &error)
{
    Problem problem{&problemKindOf(error.code), detailOf(error), {}};
    if (!error.pointer.isEmpty()) {
        problem.errors.push_back({error.pointer.toStdString(), problem.detail});
    }
    if (isQuestion(error.rule)) { // its first value is for words; then place and heading of each column
        for (qsizetype i = 1; i + 1 < error.values.size(); i += 2) {
            problem.candidates.emplace_back(error.values[i].toInt(), error.values[i + 1].toStdString());
        }
        problem.errors.push_back({"?column", "Name the column whose numbers are to be called."});
    }
    if (error.rule == ErrorRule::PeopleAboveHeader) {
        problem.errors.push_back({"?header", "When every row is a person, say header=false, and name the column of the "
                                             "numbers in column."});
    }
    if (error.rule == ErrorRule::WhichEncoding) {
        problem.errors.push_back({"?encoding", "Name the encoding of the list, such as Windows-1251; Windows-1252 when "
                                               "its headings are spelt right."});
    }
    return problem;
}

Problem Problem::invalid(std::vector<FieldError> errors)
{
    std::string detail = errors.front().pointer + ": " + errors.front().message;
    if (errors.size() > 1) {
        detail += " (and " + std::to_string(errors.size() - 1) + " more)";
    }
    return {&problemKindOf(ErrorCode::InvalidInput), std::move(detail), std::move(errors)};
}

Problem Problem::invalid(std::string detail)
{
    return {&problemKindOf(ErrorCode::InvalidInput), std::move(detail), {}};
}

Problem Problem::notFound(std::string detail)
{
    return {&problemKindOf(ErrorCode::NotFound), std::move(detail), {}};
}

HttpResponse problemResponse(const Problem &problem, const std::string &requestId)
{
    const ProblemKind &kind = *problem.kind;
    auto errors = nlohmann::ordered_json::array();
    for (const FieldError &error : problem.errors) {
        errors.push_back({{"pointer", error.pointer}, {"message", error.message}});
    }
    nlohmann::ordered_json body = {
        {"type", "/problems/" + std::string(kind.code)},
        {"title", kind.title},
        {"status", kind.status},
        {"detail", problem.detail},
        {"code", kind.code},
        {"errors", std::move(errors)},
        {"request_id", requestId},
        {"retryable", kind.isRetryable},
    };
    for (const auto &[column, header] : problem.candidates) {
        body["candidates"].push_back({{"column", column}, {"header", header}});
    }
    HttpResponse response;
    response.status = kind.status;
    response.contentType = "application/problem+json";
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (kind.retryAfterSeconds > 0) {
        response.headers.push_back({"Retry-After", std::to_string(kind.retryAfterSeconds)});
    }
    return response;
}

} // namespace campanile
