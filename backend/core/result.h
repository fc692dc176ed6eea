#pragma once

#include "core/error.h"

#include <QtGlobal>

#include <functional>
#include <optional>
#include <utility>
#include <variant>

namespace campanile {

/// A value, or an Error in its place. A failure that the outside world can cause is a Result; a failure that only a bug
/// can cause is an assertion.
template<class T>
class [[nodiscard]] Result {
public:
    using Value = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }
    Result(ErrorCode code, QString message, QString pointer = {})
        : m_state(std::in_place_index<1>, Error{code, std::move(message), std::move(pointer)})
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; calling it on a failure is a bug.
    [[nodiscard]] const T &value() const &
    {
        Q_ASSERT(ok());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &value() &
    {
        Q_ASSERT(ok());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &&value() &&
    {
        Q_ASSERT(ok());
        return std::get<0>(std::move(m_state));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// The error; calling it on a success is a bug.
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!ok());
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template<>
class [[nodiscard]] Result<void> {
public:
    using Value = void;

    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }
    Result(ErrorCode code, QString message, QString pointer = {})
        : m_error(Error{code, std::move(message), std::move(pointer)})
    {
    }

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!ok());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

/// Where an asynchronous call delivers its one answer. It is called exactly once, on a thread of the callee's
/// choosing; `deliverTo` (core/deliver.h) makes one that arrives on a QObject's own thread.
template<class T>
using Reply = std::function<void(Result<T>)>;

} // namespace campanile
