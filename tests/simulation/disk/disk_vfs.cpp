#include "simulation/disk/disk_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>
#include <utility>

namespace campanile::simulation {

namespace {

/// SQLite's own way to the machine's files: the default before ours was registered.
sqlite3_vfs *machine = nullptr;
std::map<std::string, MemoryDisk *> &mounted()
{
    static std::map<std::string, MemoryDisk *> disks;
    return disks;
}

MemoryDisk *diskOf(const char *path)
{
    const std::string name = path != nullptr ? path : "";
    for (const auto &[folder, disk] : mounted()) {
        if (name.starts_with(folder)) {
            return disk;
        }
    }
    return nullptr;
}

/// What SQLite keeps of an open file; it owns the bytes, we the two members behind the first.
struct OpenFile {
    sqlite3_file base;
    MemoryDisk *disk;
    std::shared_ptr<MemoryFile> file;
    bool shares = false;
};

OpenFile &opened(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file);
}

int codeOf(DiskAnswer answer, int failure)
{
    return answer == DiskAnswer::Works ? SQLITE_OK : answer == DiskAnswer::Full ? SQLITE_FULL : failure;
}

int closeFile(sqlite3_file *file)
{
    opened(file).file.~shared_ptr();
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    OpenFile &open = opened(file);
    std::size_t got = 0;
    const DiskAnswer answer =
        open.disk->read(*open.file, to, static_cast<std::size_t>(size), static_cast<std::size_t>(at), got);
    if (answer != DiskAnswer::Works) {
        return SQLITE_IOERR_READ;
    }
    if (got < static_cast<std::size_t>(size)) {
        std::memset(static_cast<char *>(to) + got, 0, static_cast<std::size_t>(size) - got);
        return SQLITE_IOERR_SHORT_READ;
    }
    return SQLITE_OK;
}

int writeFile(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    OpenFile &open = opened(file);
    return codeOf(open.disk->write(*open.file, from, static_cast<std::size_t>(size), static_cast<std::size_t>(at)),
                  SQLITE_IOERR_WRITE);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    OpenFile &open = opened(file);
    return codeOf(open.disk->truncate(*open.file, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int syncFile(sqlite3_file *file, int)
{
    OpenFile &open = opened(file);
    return codeOf(open.disk->sync(*open.file), SQLITE_IOERR_FSYNC);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = static_cast<sqlite3_int64>(opened(file).file->bytes.size());
    return SQLITE_OK;
}

// One thread, and no transaction open while another connection works: every lock is free.
int lockFile(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int isReserved(sqlite3_file *, int *reserved)
{
    *reserved = 0;
    return SQLITE_OK;
}

int controlFile(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file *)
{
    return static_cast<int>(MemoryDisk::sector);
}

// As SQLite assumes of the machine's own disks: a write harms nothing beside it.
int characteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int mapShared(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    OpenFile &open = opened(file);
    open.file->sharers += std::exchange(open.shares, true) ? 0 : 1;
    auto &regions = open.file->shared;
    const auto index = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (index >= regions.size() && extend == 0) {
        return SQLITE_OK;
    }
    while (regions.size() <= index) {
        regions.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size)));
    }
    *memory = regions[index].get();
    return SQLITE_OK;
}

int lockShared(sqlite3_file *, int, int, int)
{
    return SQLITE_OK;
}

void barrier(sqlite3_file *) {}

int unmapShared(sqlite3_file *file, int)
{
    OpenFile &open = opened(file);
    if (std::exchange(open.shares, false) && --open.file->sharers == 0) {
        open.file->shared.clear();
    }
    return SQLITE_OK;
}

constexpr sqlite3_io_methods methods = {2,           closeFile,   readFile,        writeFile, truncateFile,
                                        syncFile,    sizeOfFile,  lockFile,        lockFile,  isReserved,
                                        controlFile, sectorSize,  characteristics, mapShared, lockShared,
                                        barrier,     unmapShared, nullptr,         nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
{
    MemoryDisk *disk = diskOf(name);
    if (disk == nullptr) {
        return machine->xOpen(machine, name, file, flags, given);
    }
    std::shared_ptr<MemoryFile> found = disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0);
    if (found == nullptr) {
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    new (&opened(file)) OpenFile{{&methods}, disk, std::move(found), false};
    if (given != nullptr) {
        *given = flags;
    }
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    MemoryDisk *disk = diskOf(name);
    return disk == nullptr ? machine->xDelete(machine, name, syncFolder)
                           : codeOf(disk->remove(name), SQLITE_IOERR_DELETE);
}

int accessFile(sqlite3_vfs *, const char *name, int flags, int *answer)
{
    const MemoryDisk *disk = diskOf(name);
    if (disk == nullptr) {
        return machine->xAccess(machine, name, flags, answer);
    }
    *answer = disk->exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *name, int size, char *full)
{
    if (diskOf(name) == nullptr) {
        return machine->xFullPathname(machine, name, size, full);
    }
    std::snprintf(full, static_cast<std::size_t>(size), "%s", name);
    return SQLITE_OK;
}

/// Runs once in a process: our VFS becomes the default, and passes all other paths to the machine's own.
void registerVfs()
{
    if (machine != nullptr) {
        return;
    }
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // before the library starts, as every connection of the product does
    machine = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs ours = *machine;
    ours.szOsFile = std::max(machine->szOsFile, static_cast<int>(sizeof(OpenFile)));
    ours.zName = "campanile-simulation";
    ours.xOpen = openFile;
    ours.xDelete = removeFile;
    ours.xAccess = accessFile;
    ours.xFullPathname = fullPath;
    sqlite3_vfs_register(&ours, 1);
}

} // namespace

MountedDisk::MountedDisk(const std::string &name, MemoryDisk &disk)
    : m_folder('/' + name + '/')
{
    registerVfs();
    mounted()[m_folder] = &disk;
}

MountedDisk::~MountedDisk()
{
    mounted().erase(m_folder);
}

} // namespace campanile::simulation
