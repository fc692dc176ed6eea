#pragma once

#include "core/result.h"

#include <QCryptographicHash>

#include <memory>
#include <string>
#include <string_view>

namespace campanile {

/// A body on disk: a file of mode 0600 with a generated name, which is removed when the last owner releases it.
/// Thread: one at a time; creating, writing and removing block for as long as the disk does.
class UploadFile final {
public:
    /// How the names of all files in the directory begin that may be removed at a start.
    static constexpr std::string_view prefix = "campanile-upload-";

    /// Makes the directory (mode 0700) when it is missing, and removes files that a killed process left there. No other
    /// process may use the directory. FileNotReadable when it cannot be made or written.
    static Result<void> prepareDirectory(const std::string &directory);

    /// Makes a new file. Fails with StorageFull, StorageReadOnly or StorageFailed.
    static Result<std::shared_ptr<UploadFile>> create(const std::string &directory);

    UploadFile(const UploadFile &) = delete;
    UploadFile &operator=(const UploadFile &) = delete;
    ~UploadFile();

    /// Appends bytes. Fails with StorageFull or StorageFailed; the file cannot be used afterwards.
    Result<void> append(std::string_view bytes);

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// SHA-256 of all that was appended.
    [[nodiscard]] QByteArray hash() const { return m_hash.result(); }

private:
    UploadFile(int descriptor, std::string path);

    const int m_descriptor;
    const std::string m_path;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace campanile
