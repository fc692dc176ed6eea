#pragma once

#include "services/answering.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace campanile::test {

/// A face that keeps answers: it encodes what was made as `bytesOf` says, and reads a replay by `valueFrom`. A refusal
/// is kept as its code, its pointer and its message.
template<class T>
Answering<T> keptAs(std::function<std::string(const T &)> bytesOf, std::function<T(const std::string &)> valueFrom,
                    Reply<T> reply)
{
    const auto error = std::make_shared<std::optional<Error>>();
    return {
        [bytesOf = std::move(bytesOf), error](const Result<T> &result) {
            if (result.ok()) {
                return KeptAnswer{201, {}, bytesOf(*result)};
            }
            *error = result.error();
            return KeptAnswer{409, std::to_string(static_cast<int>(result.error().code)),
                              result.error().message.toStdString()};
        },
        [valueFrom = std::move(valueFrom), error, reply = std::move(reply)](const KeptAnswer &answer, bool) {
            if (answer.status == 201) {
                reply(valueFrom(answer.body));
            } else if (*error) { // as it was refused, with all that the error says
                reply(**error);
            } else {
                reply(Error{static_cast<ErrorCode>(std::stoi(answer.head)), QString::fromStdString(answer.body), {}});
            }
        }};
}

} // namespace campanile::test
