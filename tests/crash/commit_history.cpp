#include "commit_history.h"

#include "disk_model.h"

#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

namespace campanile {

namespace {

constexpr std::size_t pageSize = 4'096; // SQLite's, and ours
constexpr std::size_t frameHeader = 24;
constexpr std::size_t frameSize = frameHeader + pageSize;
constexpr std::size_t saltAt = 16; // in the log's header
constexpr std::size_t frameSaltAt = 8;
constexpr std::size_t saltSize = 8;

std::uint32_t bigEndian(const char *bytes)
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

/// Of one page: different for all that one will meet here.
std::uint64_t fingerprintOf(std::uint32_t number, std::string_view page)
{
    std::uint64_t hash = number * 0x9e3779b97f4a7c15ULL;
    for (std::size_t i = 0; i < page.size(); i += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, page.data() + i, sizeof word);
        hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
        hash ^= hash >> 32;
    }
    return hash;
}

} // namespace

CommitHistory::CommitHistory(const std::vector<IoEvent> &trace)
{
    DiskModel disk(Synchronous::Full);
    std::uint32_t log = 0;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const IoEvent &event = trace[i];
        if (event.kind == IoKind::Create && event.text == logName) {
            if (m_states.empty()) {
                takeBase(disk.whole().files[databaseName], i);
            }
            log = event.file;
            m_log.clear();
            m_read = 0;
        } else if (event.kind == IoKind::Write && event.file == log && log != 0) {
            if (event.offset == 0) {
                m_read = 0; // a new beginning: frames with the salts of the old one are no more
            }
            m_log.resize(std::max<std::size_t>(m_log.size(), event.offset + event.text.size()));
            std::memcpy(m_log.data() + event.offset, event.text.data(), event.text.size());
            const std::size_t frame = event.offset < logHeaderSize ? 0 : (event.offset - logHeaderSize) / frameSize;
            m_writtenAt.resize(std::max(m_writtenAt.size(), frame + 1));
            m_writtenAt[frame] = i;
        } else if (event.kind == IoKind::Sync && event.file == log && log != 0) {
            readLog(i);
        }
        disk.apply(event);
    }
    if (m_states.size() < 2) {
        throw std::runtime_error("the trace shows no commit in the write-ahead log");
    }
}

void CommitHistory::takeBase(std::string_view database, std::size_t event)
{
    for (std::size_t at = 0; at + pageSize <= database.size(); at += pageSize) {
        putPage(static_cast<std::uint32_t>(at / pageSize + 1), database.substr(at, pageSize));
    }
    // Nobody was told of it, and the journal that could undo it may still have its name.
    m_states.push_back({m_fingerprint, event, std::numeric_limits<std::size_t>::max()});
}

void CommitHistory::putPage(std::uint32_t number, std::string_view page)
{
    m_pages.resize(std::max<std::size_t>(m_pages.size(), number));
    const std::uint64_t fingerprint = fingerprintOf(number, page);
    m_fingerprint ^= std::exchange(m_pages[number - 1], fingerprint) ^ fingerprint;
}

/// Takes in what was committed since it was last read.
void CommitHistory::readLog(std::size_t event)
{
    std::size_t end = logHeaderSize + m_read;
    std::size_t begin = end;
    while (end + frameSize <= m_log.size() &&
           std::memcmp(m_log.data() + saltAt, m_log.data() + end + frameSaltAt, saltSize) == 0) {
        const std::uint32_t pagesAfterCommit = bigEndian(m_log.data() + end + 4);
        end += frameSize;
        if (pagesAfterCommit == 0) {
            continue;
        }
        for (; begin < end; begin += frameSize) {
            putPage(bigEndian(m_log.data() + begin), std::string_view(m_log).substr(begin + frameHeader, pageSize));
        }
        while (m_pages.size() > pagesAfterCommit) {
            m_fingerprint ^= m_pages.back();
            m_pages.pop_back();
        }
        m_states.push_back({m_fingerprint, m_writtenAt[(end - logHeaderSize) / frameSize - 1], event});
    }
    m_read = begin - logHeaderSize;
}

CommitHistory::Range CommitHistory::after(std::size_t events) const
{
    Range range;
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        range.least = m_states[i].answeredAt < events ? static_cast<int>(i) : range.least;
        range.most = m_states[i].writtenAt < events ? static_cast<int>(i) : range.most;
    }
    return range;
}

int CommitHistory::stateOf(std::string_view database, const Range &within) const
{
    std::uint64_t fingerprint = 0;
    for (std::size_t at = 0; at + pageSize <= database.size(); at += pageSize) {
        fingerprint ^= fingerprintOf(static_cast<std::uint32_t>(at / pageSize + 1), database.substr(at, pageSize));
    }
    for (int i = within.most; i >= 0; --i) {
        if (m_states[static_cast<std::size_t>(i)].fingerprint == fingerprint) {
            return i;
        }
    }
    return -1;
}

} // namespace campanile
