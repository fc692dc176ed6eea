#include "image_checker.h"

#include "carrier_log.h"
#include "crash_bench.h"
#include "sqlite_reader.h"

#include <fstream>
#include <map>
#include <stdexcept>

#include <sys/stat.h>

namespace campanile {

namespace fs = std::filesystem;

std::string_view nameOf(ImageFault fault)
{
    switch (fault) {
    case ImageFault::Damaged:
        return "damaged";
    case ImageFault::LostCommit:
        return "lost commit";
    case ImageFault::InviteWithoutIntent:
        return "INVITE without its intent";
    case ImageFault::NotInJournal:
        return "not in the dial journal";
    }
    return "";
}

void writeImage(const DiskModel::Image &image, const fs::path &folder)
{
    fs::remove_all(folder);
    fs::create_directories(folder);
    chmod(folder.c_str(), 0700);
    for (const std::string &name : image.folders) {
        mkdir((folder / name).c_str(), 0700);
    }
    for (const auto &[name, content] : image.files) {
        if (!(std::ofstream(folder / name, std::ios::binary) << content).flush()) {
            throw std::runtime_error("cannot write an image to " + folder.string());
        }
    }
}

ImageChecker::ImageChecker(const std::vector<IoEvent> &trace, fs::path scratch)
    : m_history(trace)
    , m_scratch(std::move(scratch))
{
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const std::vector<std::string_view> words = wordsOf(trace[i].text);
        if (trace[i].kind != IoKind::Send || words.front() != "INVITE" || words.size() < 3) {
            continue;
        }
        const std::string attempt(words[1].substr(0, words[1].find('@')));
        m_invites.push_back({i, attempt, attemptIdFrom(attempt).value_or(0), digitsFrom(words[2]).value_or(0)});
    }
}

std::vector<ImageProblem> ImageChecker::check(const DiskModel::Image &image, std::size_t events)
{
    m_problems.clear();
    writeImage(image, m_scratch);
    try {
        checkDatabase(events);
    } catch (const SqliteError &error) {
        report(ImageFault::Damaged, error.what());
    }
    checkJournal(image, events);
    return std::move(m_problems);
}

void ImageChecker::checkDatabase(std::size_t events)
{
    const CommitHistory::Range promised = m_history.after(events);
    const fs::path database = m_scratch / databaseName;
    if (!fs::exists(database)) {
        if (promised.least >= 0) {
            report(ImageFault::LostCommit, "the database is gone");
        }
        return;
    }
    std::map<std::int64_t, std::int64_t> attempts; // id → number
    {
        const SqliteReader reader(database);
        if (const std::string words = reader.text("PRAGMA integrity_check"); words != "ok") {
            report(ImageFault::Damaged, words);
        }
        if (reader.hasTable("attempts")) {
            reader.each("SELECT id, to_number FROM attempts",
                        [&attempts](const SqliteRow &row) { attempts[row.integer(0)] = row.integer(1); });
        }
        reader.each("PRAGMA wal_checkpoint(TRUNCATE)", [](const SqliteRow &) {}); // so that the file holds everything
    }
    for (const Invite &invite : m_invites) {
        const auto row = attempts.find(invite.id);
        if (invite.event < events && (row == attempts.end() || row->second != invite.to)) {
            report(ImageFault::InviteWithoutIntent, invite.attempt + " to +" + std::to_string(invite.to));
        }
    }
    if (promised.least < 0) {
        return;
    }
    const int state = m_history.stateOf(contentOf(database), promised);
    if (state < 0) {
        report(ImageFault::Damaged, "the database is in a state that it never had");
    } else if (state < promised.least) {
        report(ImageFault::LostCommit, "commit " + std::to_string(state) + " is the last of " +
                                           std::to_string(promised.least) + " that were answered for");
    }
}

void ImageChecker::checkJournal(const DiskModel::Image &image, std::size_t events)
{
    std::string lines;
    for (const auto &[name, content] : image.files) {
        if (name.starts_with("dial-journal/")) {
            lines += content;
        }
    }
    for (const Invite &invite : m_invites) {
        // "2026-11-20T09:00:00.000Z permit att_… +14155550142 from +14155550100"
        const std::string words = " permit " + invite.attempt + " +" + std::to_string(invite.to) + " from ";
        if (invite.event < events && lines.find(words) == std::string::npos) {
            report(ImageFault::NotInJournal, invite.attempt + " to +" + std::to_string(invite.to));
        }
    }
}

} // namespace campanile
