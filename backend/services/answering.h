#pragma once

#include "core/result.h"

#include <concepts>
#include <functional>
#include <string>
#include <utility>

namespace campanile {

/// An answer as a face encoded it. It is kept beside the idempotency key of its request, and given again byte for byte.
struct KeptAnswer {
    int status = 0;   ///< the status by which the face answers; above 0
    std::string head; ///< what the face sends before the body, in a form of its own
    std::string body;

    friend bool operator==(const KeptAnswer &, const KeptAnswer &) = default;
};

/// Where a request that makes something is answered. A face without idempotency keys passes a plain Reply. A face that
/// has them passes how it encodes an answer: then the answer to a caller with a `Once` is encoded and kept in the
/// transaction of what the request made, and a later request with the same key is given those bytes again.
/// Thread: any.
template<class T>
class Answering {
public:
    /// Encodes an answer. Pure: it may be called on any thread, and more than once for one request.
    using Encode = std::function<KeptAnswer(const Result<T> &)>;
    /// Called exactly once, on a thread of the backend's choosing. `replayed`: an earlier request was answered so.
    using Deliver = std::function<void(const KeptAnswer &answer, bool replayed)>;

    template<class Plain>
    requires(!std::same_as<Plain, Answering> && std::constructible_from<Reply<T>, Plain>) Answering(Plain reply)
        : m_reply(std::move(reply))
    {
    }
    Answering(Encode encode, Deliver deliver)
        : m_encode(std::move(encode))
        , m_deliver(std::move(deliver))
    {
    }

    /// Whether the answer can be kept.
    [[nodiscard]] bool encodes() const { return static_cast<bool>(m_encode); }
    [[nodiscard]] KeptAnswer encoded(const Result<T> &result) const { return m_encode(result); }
    void deliver(const KeptAnswer &answer, bool replayed) const { m_deliver(answer, replayed); }

    /// Answers without keeping anything.
    void operator()(Result<T> result) const
    {
        if (m_encode) {
            m_deliver(m_encode(result), false);
        } else {
            m_reply(std::move(result));
        }
    }

private:
    Reply<T> m_reply;
    Encode m_encode;
    Deliver m_deliver;
};

} // namespace campanile
