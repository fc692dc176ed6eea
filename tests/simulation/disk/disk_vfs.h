#pragma once

#include "simulation/disk/memory_disk.h"

#include <string>

namespace campanile::simulation {

/// While it lives, SQLite finds the disk under `/<name>/`: every connection of this process that opens a file below
/// that folder works on it, and all others on the machine's own files. Several connections may have a file open as long
/// as one transaction at a time is: locks are always granted. Thread: one.
class MountedDisk {
public:
    /// Borrows the disk.
    MountedDisk(const std::string &name, MemoryDisk &disk);
    ~MountedDisk();
    MountedDisk(const MountedDisk &) = delete;
    MountedDisk &operator=(const MountedDisk &) = delete;

    /// The path of a file on it.
    [[nodiscard]] std::string path(const std::string &file) const { return m_folder + file; }

private:
    const std::string m_folder;
};

} // namespace campanile::simulation
