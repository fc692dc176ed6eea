#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include <sqlite3.h>

namespace campanile::test {

/// While it lives, the connections that SQLite opens write through it, to the machine's own files; once it is full, no
/// write of theirs gets through. It must outlive these connections, and only one may live at a time. Thread: any.
class FillableDisk {
public:
    FillableDisk()
        : m_base(sqlite3_vfs_find(nullptr))
        , m_system(*m_base)
    {
        s_disk = this;
        m_system.zName = "fillable";
        m_system.xOpen = open;
        sqlite3_vfs_register(&m_system, 1);
    }
    ~FillableDisk()
    {
        sqlite3_vfs_unregister(&m_system);
        sqlite3_vfs_register(m_base, 1);
        s_disk = nullptr;
    }
    FillableDisk(const FillableDisk &) = delete;
    FillableDisk &operator=(const FillableDisk &) = delete;

    void fill() { m_isFull = true; }
    void makeRoom() { m_isFull = false; }

private:
    struct Methods {
        const sqlite3_io_methods *base = nullptr;
        sqlite3_io_methods ours{};
    };

    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int code = s_disk->m_base->xOpen(s_disk->m_base, name, file, flags, outFlags);
        if (code == SQLITE_OK && file->pMethods != nullptr) {
            file->pMethods = s_disk->wrapped(file->pMethods);
        }
        return code;
    }
    static int write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
    {
        return s_disk->m_isFull ? SQLITE_FULL : s_disk->baseOf(file->pMethods)->xWrite(file, data, size, offset);
    }

    const sqlite3_io_methods *wrapped(const sqlite3_io_methods *base)
    {
        const std::scoped_lock lock(m_mutex);
        const auto [place, isNew] = m_methods.try_emplace(base, Methods{base, *base});
        place->second.ours.xWrite = write;
        return &place->second.ours;
    }
    const sqlite3_io_methods *baseOf(const sqlite3_io_methods *ours)
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &[base, methods] : m_methods) {
            if (&methods.ours == ours) {
                return base;
            }
        }
        return ours;
    }

    inline static FillableDisk *s_disk = nullptr;
    sqlite3_vfs *m_base;
    sqlite3_vfs m_system;
    std::atomic<bool> m_isFull{false};
    std::mutex m_mutex; // guards the methods
    std::map<const sqlite3_io_methods *, Methods> m_methods;
};

} // namespace campanile::test
