#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <span>

namespace campanile {

/// A regular file opened for reading from beginning to end. Directories, FIFOs, sockets and devices are refused before
/// they are opened; symbolic links are followed. All errors are FileNotReadable and name the file. Thread: one at a
/// time.
class RegularFile {
public:
    static Result<RegularFile> open(const QString &path);

    RegularFile(RegularFile &&other) noexcept;
    RegularFile &operator=(RegularFile &&other) noexcept;
    ~RegularFile();

    /// Size in bytes when it was opened.
    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// Fills all of `out`, of which the file must have had that much left when it was opened. Fails when the disk does,
    /// or when the file has become shorter since.
    Result<void> read(std::span<char> out);

    /// Reading starts again from the first byte.
    Result<void> rewind();

private:
    RegularFile(QString name, int descriptor);

    QString m_name; // quoted, for messages
    int m_descriptor = -1;
    std::int64_t m_size = 0;
};

} // namespace campanile
