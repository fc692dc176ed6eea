#include "local/permission.h"

namespace campanile {

Result<void> checkScope(const Caller &caller, Scope scope)
{
    if (caller.scopes.allow(scope)) {
        return {};
    }
    const QLatin1StringView name = nameOf(scope);
    if (caller.kind == CallerKind::ApiKey) {
        return {ErrorCode::PermissionDenied,
                QStringLiteral("The API key does not have the scope %1, so nothing was done. Use a key that has it.")
                    .arg(name)};
    }
    return {ErrorCode::PermissionDenied,
            QStringLiteral("This needs the scope %1, which the caller does not have. Nothing was done.").arg(name)};
}

} // namespace campanile
