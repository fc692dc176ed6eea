#include "local/editing.h"

#include "storage/setup_store.h"

namespace campanile {

Result<void> mayEdit(Connection &db, WorkspaceId id)
{
    const std::optional<Workspace> workspace = SetupStore(db).workspace(id);
    if (!workspace || !workspace->editingDisabled) {
        return {};
    }
    return {ErrorCode::EditingDisabled,
            QStringLiteral("Editing of the workspace is disabled, so nothing of it was changed. An administrator can "
                           "enable editing again.")};
}

} // namespace campanile
