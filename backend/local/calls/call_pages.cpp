#include "local/calls/call_pages.h"

#include "local/input_check.h"
#include "storage/attempt_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr int rowsPerAnswer = 1'000;

} // namespace

std::vector<Call> callsOf(Connection &db, WorkspaceId workspace, const std::vector<AttemptId> &ids)
{
    AttemptStore store(db);
    std::vector<Call> calls;
    for (std::size_t i = 0; i < std::min(ids.size(), static_cast<std::size_t>(rowsPerAnswer)); ++i) {
        if (std::optional<Call> call = store.call(workspace, ids[i])) {
            calls.push_back(std::move(*call));
        }
    }
    return calls;
}

Result<std::vector<AttemptId>> matchingCalls(Connection &db, WorkspaceId workspace, const CallFilter &filter,
                                             AttemptId before, int limit)
{
    if (const Result<void> checked = checkSearchText(filter.text); !checked) {
        return checked.error();
    }
    return AttemptStore(db).ids(workspace, filter.campaign, filter.status, filter.text, before, limit);
}

Result<Page<Call, AttemptId>> pageOfCalls(Connection &db, WorkspaceId workspace, const CallFilter &filter,
                                          AttemptId after, int limit)
{
    if (const Result<void> checked = checkPageSize(limit); !checked) {
        return checked.error();
    }
    Result<std::vector<AttemptId>> ids = matchingCalls(db, workspace, filter, after, limit + 1);
    if (!ids) {
        return ids.error();
    }
    Page<Call, AttemptId> page;
    if (ids->size() > static_cast<std::size_t>(limit)) {
        ids->pop_back();
        page.next = ids->back();
    }
    page.rows = callsOf(db, workspace, *ids);
    return page;
}

} // namespace campanile
