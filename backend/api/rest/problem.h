#pragma once

#include "api/http/http_message.h"
#include "core/error.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

/// One kind of problem answer (RFC 9457). The table of these is the only place that maps an ErrorCode to an HTTP
/// status; /problems/{code} and the OpenAPI document tell the same.
struct ProblemKind {
    std::string_view code; ///< stable, snake_case; the last part of `type`
    int status;
    std::string_view title;   ///< the same for every occurrence
    bool isRetryable;         ///< the same request may succeed later, and it can be sent again without harm
    int retryAfterSeconds;    ///< for Retry-After; 0: the field is not sent
    std::string_view meaning; ///< for /problems/{code}: what it means and what to do
};

/// All kinds that can be answered.
std::span<const ProblemKind> allProblemKinds();
/// The kind of an error. Every ErrorCode has a kind.
const ProblemKind &problemKindOf(ErrorCode code);
/// The kind with this code; null when there is none.
const ProblemKind *findProblemKind(std::string_view code);

/// One mistake in the input.
struct FieldError {
    /// Where: a JSON Pointer fragment into the body ("#/targets/3/to_number", RFC 6901 section 6), or "?name" for a
    /// parameter of the query.
    std::string pointer;
    std::string message; ///< one English sentence

    friend bool operator==(const FieldError &, const FieldError &) = default;
};

/// An error answer with its details.
struct Problem {
    const ProblemKind *kind;
    std::string detail; ///< what happened here, and what to do
    std::vector<FieldError> errors;
    /// Columns of a list between which the sender has to choose: place, from 1, and heading.
    std::vector<std::pair<int, std::string>> candidates = {};

    /// An error of a service: its pointer, if any, becomes the one field error.
    static Problem of(const Error &error);
    /// Malformed input; the detail is made from the errors, of which there is at least one.
    static Problem invalid(std::vector<FieldError> errors);
    static Problem invalid(std::string detail);
    static Problem notFound(std::string detail);
};

/// application/problem+json with type, title, status, detail, code, errors, request_id and retryable; and candidates,
/// where there are any.
HttpResponse problemResponse(const Problem &problem, const std::string &requestId);

} // namespace campanile
