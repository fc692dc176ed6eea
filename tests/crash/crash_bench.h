#pragma once

#include "child_process.h"
#include "file_watch.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

/// The base of every test that kills the program: a folder of its own, a copy of the program, and a carrier outside it.
namespace campanile {

/// Makes a new folder in the folder for temporary files, or in `parent`. Throws std::runtime_error.
std::filesystem::path freshFolder(const std::filesystem::path &parent = std::filesystem::temp_directory_path());

/// The parent of the fastest folders, for tests that need no disk: it is in memory when there is enough memory.
std::filesystem::path fastParent();

/// Copies a program into `folder`, so that a build during the run does not change what is tested. Answers the copy's
/// path; throws std::filesystem::filesystem_error.
std::filesystem::path copyProgram(const std::filesystem::path &program, const std::filesystem::path &folder);

std::string contentOf(const std::filesystem::path &path);

/// A running recording carrier with its socket and its log in `folder`.
class CarrierProcess {
public:
    /// Throws std::runtime_error when it does not start.
    explicit CarrierProcess(const std::filesystem::path &folder);
    ~CarrierProcess();
    CarrierProcess(const CarrierProcess &) = delete;
    CarrierProcess &operator=(const CarrierProcess &) = delete;

    [[nodiscard]] const std::filesystem::path &socket() const { return m_socket; }
    [[nodiscard]] const std::filesystem::path &log() const { return m_log; }

    /// Sends messages to the carrier, as a separate process would, and waits until they are in the log. Throws
    /// std::runtime_error when it does not answer.
    void tell(const std::vector<std::string> &messages) const;
    /// Waits until the log has everything that was sent to the carrier so far. Throws std::runtime_error.
    void catchUp() const { tell({}); }

private:
    const std::filesystem::path m_socket;
    const std::filesystem::path m_log;
    FileWatch m_watch;
    ChildProcess m_process;
};

/// The arguments of `campaniled dial` for one list.
struct DialSettings {
    std::filesystem::path program;
    std::filesystem::path list;
    std::filesystem::path data;
    std::filesystem::path socket;
    int concurrency = 1;
    int speed = 1;
    int maxAttempts = 2;
    std::chrono::seconds retryDelay{1};

    [[nodiscard]] std::filesystem::path database() const { return data / "campanile.sqlite"; }
    [[nodiscard]] std::filesystem::path dialJournal() const { return data / "dial-journal"; }
    [[nodiscard]] std::vector<std::string> command() const;
};

/// Whether a run that ended by itself succeeded: everybody was called, or nobody was left to call because the previous
/// run was killed between the last outcome and the summary. `scratch` is emptied.
bool endedWell(const DialSettings &dial, ChildProcess::End end, const std::filesystem::path &scratch);

} // namespace campanile
