#include "disk_model.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace campanile {

namespace {

constexpr std::uint64_t sector = 512;

std::string folderOf(const std::string &name)
{
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? std::string() : name.substr(0, slash);
}

bool oneIn(double share, std::mt19937_64 &random)
{
    return std::uniform_real_distribution<>(0, 1)(random) < share;
}

} // namespace

std::uint32_t DiskModel::current(const std::string &name) const
{
    const auto found = m_names.find(name);
    if (found == m_names.end()) {
        return nothing;
    }
    return found->second.since.empty() ? found->second.synced : found->second.since.back();
}

void DiskModel::apply(const IoEvent &event)
{
    switch (event.kind) {
    case IoKind::Create:
        m_names[event.text].since.push_back(event.file);
        m_files[event.file];
        break;
    case IoKind::MakeFolder:
        m_names[event.text].since.push_back(folder);
        break;
    case IoKind::Unlink:
        m_names[event.text].since.push_back(nothing);
        break;
    case IoKind::Write:
        m_files[event.file].since.push_back({event.offset, false, std::make_shared<const std::string>(event.text)});
        m_logGrew = m_logGrew || (event.file == current(logName) && event.offset >= logHeaderSize);
        break;
    case IoKind::Truncate:
        m_files[event.file].since.push_back({event.offset, true, {}});
        break;
    case IoKind::Sync:
        if (!believed(event)) {
            break;
        }
        if (event.file != nothing) {
            File &file = m_files[event.file];
            for (const Change &change : std::exchange(file.since, {})) {
                DiskModel::change(file.synced, change);
            }
            break;
        }
        for (auto &[name, entry] : m_names) {
            if (folderOf(name) == event.text && !entry.since.empty()) {
                entry.synced = entry.since.back();
                entry.since.clear();
            }
        }
        break;
    case IoKind::Rename:
        throw std::runtime_error("the model has no rule for renaming " + event.text + " to " + event.target);
    case IoKind::Send:
        break;
    }
}

bool DiskModel::believed(const IoEvent &sync)
{
    const bool ofLog = sync.file != nothing && sync.file == current(logName);
    const bool commit = ofLog && std::exchange(m_logGrew, false);
    if (m_synchronous == Synchronous::Full) {
        return true;
    }
    if (m_synchronous == Synchronous::Normal) {
        return !commit;
    }
    const bool ofDatabase = sync.file != nothing && (ofLog || sync.file == current(databaseName) ||
                                                     sync.file == current("campanile.sqlite-journal"));
    return !ofDatabase;
}

void DiskModel::change(std::string &content, const Change &change)
{
    if (change.truncate) {
        content.resize(change.at);
        return;
    }
    content.resize(std::max<std::size_t>(content.size(), change.at + change.text->size()));
    std::memcpy(content.data() + change.at, change.text->data(), change.text->size());
}

std::string DiskModel::contentAfter(const File &file, Luck luck, double share, std::mt19937_64 &random)
{
    std::string content = file.synced;
    for (const Change &change : file.since) {
        if (luck == Luck::Everything || (luck == Luck::Writes && oneIn(share, random)) ||
            (luck == Luck::Sectors && change.truncate && oneIn(share, random))) {
            DiskModel::change(content, change);
        } else if (luck == Luck::Sectors && !change.truncate) {
            const std::string &text = *change.text;
            if (oneIn(share, random)) { // the length came through, if nothing else
                content.resize(std::max<std::size_t>(content.size(), change.at + text.size()));
            }
            for (std::uint64_t done = 0; done < text.size();) {
                const std::uint64_t size = std::min(sector - (change.at + done) % sector, text.size() - done);
                if (oneIn(share, random)) {
                    const auto part = std::make_shared<const std::string>(text.substr(done, size));
                    DiskModel::change(content, {change.at + done, false, part});
                }
                done += size;
            }
        }
    }
    return content;
}

DiskModel::Image DiskModel::cut(std::mt19937_64 &random) const
{
    constexpr std::array lucks{Luck::Nothing, Luck::Everything, Luck::Writes, Luck::Sectors, Luck::Sectors};
    const Luck luck = lucks[random() % lucks.size()];
    const double share = std::array{0.1, 0.5, 0.9}[random() % 3];
    Image image;
    for (const auto &[name, entry] : m_names) {
        std::size_t changes = luck == Luck::Nothing ? 0 : entry.since.size();
        if (changes > 0 && luck != Luck::Everything) {
            changes = random() % (entry.since.size() + 1);
        }
        const std::uint32_t what = changes == 0 ? entry.synced : entry.since[changes - 1];
        const std::string parent = folderOf(name);
        if (what == nothing ||
            (!parent.empty() && std::find(image.folders.begin(), image.folders.end(), parent) == image.folders.end())) {
            continue; // names come in their order, a folder before what is in it
        }
        if (what == folder) {
            image.folders.push_back(name);
        } else {
            image.files[name] = contentAfter(m_files.at(what), luck, share, random);
        }
    }
    return image;
}

DiskModel::Image DiskModel::whole() const
{
    std::mt19937_64 unused; // NOLINT(cert-msc51-cpp): nothing is left to chance
    Image image;
    for (const auto &[name, entry] : m_names) {
        const std::uint32_t what = current(name);
        if (what == folder) {
            image.folders.push_back(name);
        } else if (what != nothing) {
            image.files[name] = contentAfter(m_files.at(what), Luck::Everything, 1, unused);
        }
    }
    return image;
}

} // namespace campanile
