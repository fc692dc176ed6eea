#include "local/setup/local_key_service.h"

#include "domain/ceilings.h"
#include "local/input_check.h"
#include "local/setup/api_keys.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

Result<void> checkNewKey(const NewApiKey &fresh, WallTime now)
{
    if (auto checked = checkLength("#/name", "The name", fresh.name, 1, ceilings::nameLength); !checked) {
        return checked;
    }
    if (fresh.scopes == Scopes{}) {
        return invalidMember("#/scopes", QStringLiteral("A key needs at least one scope, or it may do nothing."));
    }
    if (fresh.expiresAt.ms != 0 && fresh.expiresAt <= now) {
        return invalidMember("#/expires_at", QStringLiteral("The key would have expired already."));
    }
    return {};
}

} // namespace

void LocalKeyService::list(const Caller &caller, Reply<std::vector<ApiKey>> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    m_core.readers.read<std::vector<ApiKey>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<ApiKey>> {
            return ApiKeyStore(db).of(workspace);
        },
        std::move(reply));
}

void LocalKeyService::create(const Caller &caller, NewApiKey fresh, Reply<MadeApiKey> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    if (const Result<void> checked = checkNewKey(fresh, m_core.clock.wall()); !checked) {
        reply(checked.error());
        return;
    }
    const Result<ApiKeys::Secret> made = ApiKeys::newSecret();
    if (!made) {
        reply(made.error());
        return;
    }
    const ApiKeys::Secret secret = *made;
    m_core.writer.submit<ApiKey>(
        WritePriority::Commands,
        [own = caller.workspace, fresh = std::move(fresh), secret](WriteTransaction &tx) -> Result<ApiKey> {
            const WorkspaceId workspace = fresh.workspace.isNull() ? own : fresh.workspace;
            if (!SetupStore(tx.db).workspace(workspace)) {
                return {ErrorCode::NotFound, QStringLiteral("There is no such workspace."),
                        QStringLiteral("#/workspace_id")};
            }
            ApiKey key{.id = tx.ids.next<ApiKeyId>(),
                       .workspace = workspace,
                       .name = fresh.name.trimmed(),
                       .scopes = fresh.scopes,
                       .prefix = secret.prefix,
                       .createdAt = tx.now,
                       .expiresAt = fresh.expiresAt};
            ApiKeyStore(tx.db).insert(key, secret.sha256Hex);
            return key;
        },
        [this, secret, reply = std::move(reply)](const Result<ApiKey> &key) {
            if (!key) {
                reply(key.error());
                return;
            }
            m_keys.add(*key, secret.sha256Hex);
            reply(MadeApiKey{*key, QString::fromStdString(secret.text)});
        });
}

void LocalKeyService::disable(const Caller &caller, ApiKeyId id, Reply<ApiKey> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    m_core.writer.submit<ApiKey>(
        WritePriority::Commands,
        [workspace = caller.workspace, id](WriteTransaction &tx) -> Result<ApiKey> {
            ApiKeyStore store(tx.db);
            std::optional<ApiKey> key = store.find(workspace, id);
            if (!key) {
                return notFound<ApiKey>("API key");
            }
            store.disable(id);
            key->disabled = true;
            return *key;
        },
        [this, reply = std::move(reply)](Result<ApiKey> key) {
            if (key) {
                m_keys.remove(key->id);
            }
            reply(std::move(key));
        });
}

} // namespace campanile
