#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace campanile {

/// Tells when files of one folder are written. Writes that follow each other faster than they are looked at may be told
/// as one.
class FileWatch {
public:
    /// @param folder must exist; one that does not is never written
    /// @param name   the file to watch; empty: all files of the folder
    FileWatch(const std::filesystem::path &folder, std::string name);
    ~FileWatch();
    FileWatch(const FileWatch &) = delete;
    FileWatch &operator=(const FileWatch &) = delete;

    /// Readable when something was written.
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// How many writes were told since it was last asked; does not wait.
    int writes();

private:
    const std::string m_name;
    const int m_descriptor;
};

} // namespace campanile
