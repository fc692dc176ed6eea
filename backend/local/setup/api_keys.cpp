#include "local/setup/api_keys.h"

#include "storage/api_key_store.h"

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

std::string newKey()
{
    QByteArray bytes(keyBytes, '\0');
    RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), keyBytes);
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

ApiKeys::ApiKeys(Connection &db, IdSource &ids, WorkspaceId workspace, WallTime now, const DataDirectory &directory)
{
    ApiKeyStore store(db);
    if (store.hashes().empty()) {
        const std::string key = newKey();
        writeFor(directory.apiKeyPath(), key);
        const Hash hashed = hash(key);
        const QByteArray raw(reinterpret_cast<const char *>(hashed.data()), static_cast<qsizetype>(hashed.size()));
        store.insert(ids.nextValue(), workspace, QStringLiteral("admin"), raw.toHex().toStdString(), now);
    }
    for (const std::string &hex : store.hashes()) {
        const QByteArray raw = QByteArray::fromHex(QByteArray::fromStdString(hex));
        Hash stored{};
        std::memcpy(stored.data(), raw.constData(), std::min(stored.size(), static_cast<std::size_t>(raw.size())));
        m_hashes.push_back(stored);
    }
}

ApiKeys::Hash ApiKeys::hash(std::string_view key)
{
    Hash hash{};
    unsigned int size = 0;
    EVP_Digest(key.data(), key.size(), hash.data(), &size, EVP_sha256(), nullptr);
    return hash;
}

bool ApiKeys::accepts(std::string_view key) const
{
    const Hash given = hash(key);
    bool accepted = false;
    for (const Hash &known : m_hashes) {
        accepted = CRYPTO_memcmp(known.data(), given.data(), known.size()) == 0 || accepted;
    }
    return accepted;
}

} // namespace campanile
