#pragma once

#include "io_trace.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace campanile {

/// The syncs that the model applies: those of a run with this setting of SQLite. The trace is of a run with Full; for
/// the other settings it contains syncs that would not have been made.
enum class Synchronous {
    Full,
    Normal, ///< commits in the log are not synced; the log is before a checkpoint, and the database after it
    Off,    ///< nothing of the database is ever synced
};

/// The states in which a power cut may leave the files of a folder, after the calls that were made until then.
///
/// The rules are those of POSIX, which a file system need not exceed:
/// - A sync of a file makes the writes before it durable; the file's name becomes durable only by a sync of its folder.
/// - Of what was not synced anything may have reached the disk: any of the writes, each in sectors of 512 bytes, any
///   of which may be missing, and with or without the length that the write would have given the file.
/// - The changes of each name happen in their order, independently of other names, and any number of its last changes
///   may be missing.
/// - The folder itself exists and is empty at the beginning.
class DiskModel {
public:
    explicit DiskModel(Synchronous synchronous)
        : m_synchronous(synchronous)
    {
    }

    /// The next call of the program. Throws std::runtime_error when there is no rule for it.
    void apply(const IoEvent &event);

    using Files = std::map<std::string, std::string>; ///< by name, with their contents

    /// Returns one of the states after a power cut at this point; `folders` are those that exist.
    struct Image {
        Files files;
        std::vector<std::string> folders;
    };
    [[nodiscard]] Image cut(std::mt19937_64 &random) const;
    /// The files as the program itself sees them.
    [[nodiscard]] Image whole() const;

private:
    struct Change { // of a file: a write, or with no text a new length
        std::uint64_t at = 0;
        bool truncate = false;
        std::shared_ptr<const std::string> text;
    };
    struct File {
        std::string synced;
        std::vector<Change> since;
    };
    static constexpr std::uint32_t nothing = 0;
    static constexpr std::uint32_t folder = 0xffffffff;
    struct Name {
        std::uint32_t synced = nothing;
        std::vector<std::uint32_t> since; // what it became
    };
    enum class Luck { Nothing, Everything, Writes, Sectors };

    [[nodiscard]] bool believed(const IoEvent &sync);
    [[nodiscard]] std::uint32_t current(const std::string &name) const;
    static void change(std::string &content, const Change &change);
    static std::string contentAfter(const File &file, Luck luck, double share, std::mt19937_64 &random);

    const Synchronous m_synchronous;
    std::map<std::uint32_t, File> m_files;
    std::map<std::string, Name> m_names;
    bool m_logGrew = false; // frames were written to the log since it was last synced
};

/// The database's files, as SQLite names them.
constexpr const char *databaseName = "campanile.sqlite";
constexpr const char *logName = "campanile.sqlite-wal";
constexpr std::uint64_t logHeaderSize = 32;

} // namespace campanile
