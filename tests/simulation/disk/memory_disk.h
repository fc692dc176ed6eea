#pragma once

#include "core/random.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace campanile::simulation {

enum class DiskWork { Read, Write, Sync, Truncate, Remove };

/// What a disk answers instead of doing its work.
enum class DiskAnswer { Works, Fails, Full };

/// A file as processes see it, and as it would be found after a power cut.
struct MemoryFile {
    /// A change that no sync has made durable yet: bytes at a place, or a new size.
    struct Change {
        std::size_t at = 0;
        std::vector<std::uint8_t> bytes;
        bool truncates = false;
    };

    std::vector<std::uint8_t> bytes;
    std::vector<std::uint8_t> durable;
    std::vector<Change> unsynced;
    std::vector<std::unique_ptr<std::uint8_t[]>> shared; ///< SQLite's index of the log; dies with the process
    int sharers = 0;                                     ///< connections that have it mapped
};

/// A disk in memory that outlives the processes that use it. It can fail, it can be cut off in the middle of an
/// operation (the process died), and it can lose power: then of each file's unsynced changes any may be missing, and
/// any may be torn at a sector. One process uses it at a time. Thread: one.
class MemoryDisk {
public:
    static constexpr std::size_t sector = 512;

    /// @param durable keep apart what was synced; without it a power cut loses nothing, and writes cost half.
    explicit MemoryDisk(bool durable)
        : m_durable(durable)
    {
    }

    /// Asked before each operation; it may call `die`. Without it everything works.
    std::function<DiskAnswer(DiskWork)> judge;
    /// Whether a sync that fails forgets what it should have made durable, as some kernels do.
    bool forgetsFailedSyncs = false;

    /// The process that uses the disk is gone: nothing changes any more, and every operation fails.
    void die() { m_dead = true; }
    [[nodiscard]] bool isDead() const { return m_dead; }
    /// Gives the disk to the next process.
    void revive();
    /// The power fails, too. The dice decide which changes survive, and how much of each.
    void losePower(Random &dice);

    /// The file, made when it is missing and `make` says so; null otherwise.
    std::shared_ptr<MemoryFile> open(const std::string &name, bool make);
    [[nodiscard]] bool exists(const std::string &name) const { return m_files.contains(name); }
    DiskAnswer remove(const std::string &name);

    /// Answers how many bytes there were to read.
    DiskAnswer read(MemoryFile &file, void *to, std::size_t size, std::size_t at, std::size_t &got);
    DiskAnswer write(MemoryFile &file, const void *from, std::size_t size, std::size_t at);
    DiskAnswer truncate(MemoryFile &file, std::size_t size);
    DiskAnswer sync(MemoryFile &file);

private:
    [[nodiscard]] DiskAnswer judged(DiskWork work);

    const bool m_durable;
    bool m_dead = false;
    std::map<std::string, std::shared_ptr<MemoryFile>> m_files;
};

} // namespace campanile::simulation
