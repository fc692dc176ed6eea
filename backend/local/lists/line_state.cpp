#include "local/lists/line_state.h"

#include "storage/attempt_store.h"
#include "storage/queue_store.h"

#include <vector>

namespace campanile {

std::optional<AttemptState> stateOnTheLine(Connection &db, TargetId target)
{
    const std::optional<ScheduledCall> call = QueueStore(db).ofTarget(target);
    AttemptStore attempts(db);
    const std::vector<AttemptId> dials = call ? attempts.idsOf(call->id) : std::vector<AttemptId>{};
    const std::optional<Attempt> last = dials.empty() ? std::nullopt : attempts.find(dials.back());
    return last && last->state != AttemptState::Ended ? std::optional(last->state) : std::nullopt;
}

} // namespace campanile
