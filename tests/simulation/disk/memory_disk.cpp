#include "simulation/disk/memory_disk.h"

#include <algorithm>
#include <cstring>

namespace campanile::simulation {

namespace {

void put(std::vector<std::uint8_t> &file, const std::uint8_t *from, std::size_t size, std::size_t at)
{
    if (size == 0) {
        return;
    }
    if (file.size() < at + size) {
        file.resize(at + size);
    }
    std::memcpy(file.data() + at, from, size);
}

void carryOut(std::vector<std::uint8_t> &file, const MemoryFile::Change &change)
{
    if (change.truncates) {
        file.resize(change.at);
    } else {
        put(file, change.bytes.data(), change.bytes.size(), change.at);
    }
}

} // namespace

void MemoryDisk::revive()
{
    m_dead = false;
    for (const auto &[name, file] : m_files) {
        file->shared.clear();
        file->sharers = 0;
    }
}

void MemoryDisk::losePower(Random &dice)
{
    if (!m_durable) {
        return;
    }
    for (const auto &[name, file] : m_files) {
        for (MemoryFile::Change &change : file->unsynced) {
            const std::uint64_t fate = dice.below(3);
            if (fate == 0) {
                continue;
            }
            if (fate == 1 && !change.truncates) {
                // Sectors reach the platter one by one, in any order.
                for (std::size_t from = 0; from < change.bytes.size(); from += sector) {
                    if (dice.below(2) == 0) {
                        put(file->durable, change.bytes.data() + from, std::min(sector, change.bytes.size() - from),
                            change.at + from);
                    }
                }
                continue;
            }
            carryOut(file->durable, change);
        }
        file->unsynced.clear();
        file->bytes = file->durable;
    }
}

std::shared_ptr<MemoryFile> MemoryDisk::open(const std::string &name, bool make)
{
    const auto found = m_files.find(name);
    if (found != m_files.end()) {
        return found->second;
    }
    return make && !m_dead ? m_files.emplace(name, std::make_shared<MemoryFile>()).first->second : nullptr;
}

DiskAnswer MemoryDisk::judged(DiskWork work)
{
    const DiskAnswer answer = judge && !m_dead ? judge(work) : DiskAnswer::Works;
    return m_dead ? DiskAnswer::Fails : answer;
}

DiskAnswer MemoryDisk::remove(const std::string &name)
{
    const DiskAnswer answer = judged(DiskWork::Remove);
    if (answer == DiskAnswer::Works) {
        m_files.erase(name);
    }
    return answer;
}

DiskAnswer MemoryDisk::read(MemoryFile &file, void *to, std::size_t size, std::size_t at, std::size_t &got)
{
    const DiskAnswer answer = judged(DiskWork::Read);
    if (answer != DiskAnswer::Works) {
        return answer;
    }
    got = at < file.bytes.size() ? std::min(size, file.bytes.size() - at) : 0;
    if (got > 0) {
        std::memcpy(to, file.bytes.data() + at, got);
    }
    return answer;
}

DiskAnswer MemoryDisk::write(MemoryFile &file, const void *from, std::size_t size, std::size_t at)
{
    const DiskAnswer answer = judged(DiskWork::Write);
    if (m_dead) {
        return answer;
    }
    // A write that fails may have done half of its work.
    const std::size_t done = answer == DiskAnswer::Works ? size : size / 2 / sector * sector;
    const auto *bytes = static_cast<const std::uint8_t *>(from);
    put(file.bytes, bytes, done, at);
    if (m_durable && done > 0) {
        file.unsynced.push_back({at, std::vector<std::uint8_t>(bytes, bytes + done), false});
    }
    return answer;
}

DiskAnswer MemoryDisk::truncate(MemoryFile &file, std::size_t size)
{
    const DiskAnswer answer = judged(DiskWork::Truncate);
    if (answer == DiskAnswer::Works) {
        file.bytes.resize(size);
        if (m_durable) {
            file.unsynced.push_back({size, {}, true});
        }
    }
    return answer;
}

DiskAnswer MemoryDisk::sync(MemoryFile &file)
{
    const DiskAnswer answer = judged(DiskWork::Sync);
    if (answer == DiskAnswer::Works) {
        for (const MemoryFile::Change &change : file.unsynced) {
            carryOut(file.durable, change);
        }
        file.unsynced.clear();
    } else if (forgetsFailedSyncs && !m_dead) {
        file.unsynced.clear();
    }
    return answer;
}

} // namespace campanile::simulation
