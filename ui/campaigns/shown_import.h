#pragma once

#include "core/error.h"
#include "domain/ids.h"

#include <QtGlobal>

namespace campanile {

/// A list that goes into a campaign, or went wrong, as far as this window knows: the campaign is shown with it, because
/// its own status says nothing of it.
struct ShownImport {
    enum class State {
        None,
        Running, ///< targets go in
        Undoing, ///< it was cancelled, and what went in is being taken out
        Failed,  ///< it ended with `error`
    };

    State state = State::None;
    CampaignId campaign;
    qint64 inserted = 0; ///< targets that went in so far, while Running and Undoing
    qint64 before = 0;   ///< targets that the campaign had before
    qint64 left = 0;     ///< targets that a failed import has left behind, which are not called
    Error error{};       ///< of Failed

    /// Rows of it are in the campaign that must not be called, so that starting would dial nothing, or part of a list.
    [[nodiscard]] bool blocksStart() const
    {
        return state == State::Running || state == State::Undoing || (state == State::Failed && left > 0);
    }
};

} // namespace campanile
