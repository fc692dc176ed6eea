#pragma once

#include "core/result.h"
#include "domain/ids.h"

#include <map>
#include <mutex>
#include <optional>

namespace campanile {

/// What this process knows of the imports that it has begun and that are neither finished nor undone: whether their
/// lists are still read, which the database does not know.
/// Thread: any.
class RunningImports {
public:
    struct Known {
        qint64 targetsBefore = 0;     ///< that the campaign had when the import began
        std::optional<Error> failure; ///< set: the list is not read any more
    };

    void begun(ImportId id, qint64 targetsBefore)
    {
        const std::scoped_lock lock(m_mutex);
        m_known[id] = {targetsBefore, std::nullopt};
    }
    void failed(ImportId id, const Error &failure)
    {
        const std::scoped_lock lock(m_mutex);
        m_known[id].failure = failure;
    }
    /// It has finished, or nothing is left of it.
    void gone(ImportId id)
    {
        const std::scoped_lock lock(m_mutex);
        m_known.erase(id);
    }
    [[nodiscard]] std::optional<Known> find(ImportId id) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_known.find(id);
        return known == m_known.end() ? std::nullopt : std::optional(known->second);
    }

private:
    mutable std::mutex m_mutex; // guards m_known
    std::map<ImportId, Known> m_known;
};

} // namespace campanile
