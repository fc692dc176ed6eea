#pragma once

#include "commit_history.h"
#include "disk_model.h"

#include <filesystem>
#include <string>
#include <vector>

namespace campanile {

/// A problem that an image must not have.
enum class ImageFault {
    Damaged,             ///< SQLite's check, or a state that the database never had
    LostCommit,          ///< a commit that was answered for is gone
    InviteWithoutIntent, ///< the carrier had an INVITE, and the database has no attempt for it
    NotInJournal,        ///< the carrier had an INVITE, and the dial journal has no line for it
};

std::string_view nameOf(ImageFault fault);

struct ImageProblem {
    ImageFault fault;
    std::string what;
};

/// Opens images as the program would after the power is back, and compares them with what the program had promised
/// before the cut.
/// Thread: one.
class ImageChecker {
public:
    /// Borrows the trace. @param scratch a folder for one image at a time
    ImageChecker(const std::vector<IoEvent> &trace, std::filesystem::path scratch);

    /// @param events how many calls of the trace the image comes after
    std::vector<ImageProblem> check(const DiskModel::Image &image, std::size_t events);

    [[nodiscard]] const CommitHistory &history() const { return m_history; }
    [[nodiscard]] std::size_t invites() const { return m_invites.size(); }

private:
    struct Invite {
        std::size_t event = 0;
        std::string attempt; // its public form
        std::int64_t id = 0;
        std::int64_t to = 0;
    };
    void checkDatabase(std::size_t events);
    void checkJournal(const DiskModel::Image &image, std::size_t events);
    void report(ImageFault fault, std::string what) { m_problems.push_back({fault, std::move(what)}); }

    const CommitHistory m_history;
    const std::filesystem::path m_scratch;
    std::vector<Invite> m_invites;
    std::vector<ImageProblem> m_problems; // of the image being checked
};

/// Writes an image's files into `folder`, which is emptied.
void writeImage(const DiskModel::Image &image, const std::filesystem::path &folder);

} // namespace campanile
