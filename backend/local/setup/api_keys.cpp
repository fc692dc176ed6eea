#include "local/setup/api_keys.h"

#include "core/ids.h"

#include <QFile>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace campanile {

namespace {

// 256 random bits: a plain hash of the key is as safe as the key (OWASP ASVS 6.5.2).
constexpr int keyBytes = 32;
// "ck_" and five characters: enough to tell keys apart, and far from enough to guess one.
constexpr std::size_t shownOfKey = 8;

/// Empty when the system gives no random numbers.
std::string newKey()
{
    QByteArray bytes(keyBytes, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), keyBytes) != 1) {
        return {};
    }
    return "ck_" + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
}

void writeFor(const QString &path, const std::string &key)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = open(name.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    const std::string line = key + '\n';
    const bool written =
        file >= 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(file) == 0;
    const int code = errno;
    if (file >= 0) {
        close(file);
    }
    if (!written) {
        throw StorageError({ErrorCode::StorageReadOnly,
                            QStringLiteral("The API key cannot be written to %1: %2.").arg(path, qt_error_string(code)),
                            {}});
    }
}

} // namespace

ApiKeys::ApiKeys(Connection &db, IdSource &ids, WorkspaceId workspace, const Clock &clock,
                 const DataDirectory &directory)
    : m_clock(clock)
{
    ApiKeyStore store(db);
    if (!store.any()) {
        const Result<Secret> secret = newSecret();
        if (!secret) {
            throw StorageError(secret.error());
        }
        writeFor(directory.apiKeyPath(), secret->text);
        store.insert({.id = ids.next<ApiKeyId>(),
                      .workspace = workspace,
                      .name = QStringLiteral("admin"),
                      .scopes = Scopes::all(),
                      .prefix = secret->prefix,
                      .createdAt = clock.wall(),
                      .expiresAt = {}},
                     secret->sha256Hex);
    }
    for (const ApiKeyStore::Stored &stored : store.enabled()) {
        add(stored.key, stored.sha256Hex);
    }
}

Result<ApiKeys::Secret> ApiKeys::newSecret()
{
    const std::string text = newKey();
    if (text.empty()) {
        return {ErrorCode::Internal,
                QStringLiteral("No API key was made, because the system gave no random numbers. Try again; if that "
                               "fails, too, restart the machine.")};
    }
    return Secret{text, hexOf(hash(text)), QString::fromStdString(text.substr(0, shownOfKey))};
}

ApiKeys::Hash ApiKeys::hash(std::string_view key)
{
    Hash hash{};
    unsigned int size = 0;
    EVP_Digest(key.data(), key.size(), hash.data(), &size, EVP_sha256(), nullptr);
    return hash;
}

std::string ApiKeys::hexOf(const Hash &hash)
{
    const QByteArray raw(reinterpret_cast<const char *>(hash.data()), static_cast<qsizetype>(hash.size()));
    return raw.toHex().toStdString();
}

std::optional<Caller> ApiKeys::find(std::string_view key) const
{
    const Hash given = hash(key);
    const WallTime now = m_clock.wall();
    std::optional<Caller> caller;
    const std::scoped_lock lock(m_mutex);
    for (const Known &known : m_known) { // all of them, so that the time taken says nothing
        const bool isThis = CRYPTO_memcmp(known.hash.data(), given.data(), given.size()) == 0;
        if (isThis && (known.key.expiresAt.ms == 0 || now < known.key.expiresAt)) {
            caller = Caller{known.key.workspace, CallerKind::ApiKey, known.key.id, known.key.scopes, {}};
        }
    }
    return caller;
}

void ApiKeys::add(const ApiKey &key, const std::string &sha256Hex)
{
    const QByteArray raw = QByteArray::fromHex(QByteArray::fromStdString(sha256Hex));
    Known known{key, {}};
    std::memcpy(known.hash.data(), raw.constData(), std::min(known.hash.size(), static_cast<std::size_t>(raw.size())));
    const std::scoped_lock lock(m_mutex);
    m_known.push_back(known);
}

void ApiKeys::remove(ApiKeyId id)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_known, [id](const Known &known) { return known.key.id == id; });
}

} // namespace campanile
