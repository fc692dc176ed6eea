#pragma once

#include "core/error.h"

#include <exception>

namespace campanile {

/// Thrown inside storage when a statement fails, so that a transaction's body reads as what it does and any failure
/// abandons the whole of it. It never leaves storage: Writer and ReaderPool turn it into a Result at the edge.
class StorageError final : public std::exception {
public:
    explicit StorageError(Error error)
        : m_error(std::move(error))
        , m_what(m_error.message.toStdString())
    {
    }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const char *what() const noexcept override { return m_what.c_str(); }

private:
    Error m_error;
    std::string m_what;
};

} // namespace campanile
