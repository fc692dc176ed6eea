#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The calls by which a process changed the files of one folder and sent messages on its sockets, in one order over all
/// threads: each call has ended before the next call began (io_recorder.cpp).
namespace campanile {

enum class IoKind : std::uint32_t {
    Create,     ///< a name that was not there before: `text`
    MakeFolder, ///< `text`
    Write,      ///< `text` is what was written to `file` at `offset`
    Truncate,   ///< `file` to `offset` bytes
    Sync,       ///< of `file`; of a folder when `file` is one
    Unlink,     ///< `text`
    Rename,     ///< `text` to `target`
    Send,       ///< `text` is the message
};

/// The head of a record; its texts follow.
struct IoHead {
    IoKind kind;
    std::uint32_t file; ///< the number given to an inode when it was first seen, from 1; 0: none
    std::uint64_t offset;
    std::uint32_t textSize;
    std::uint32_t targetSize;
};

struct IoEvent {
    IoKind kind{};
    std::uint32_t file = 0;
    std::uint64_t offset = 0;
    std::string text; ///< names are relative to the folder, "" is the folder itself
    std::string target;
};

/// Throws std::runtime_error when there is no trace, or when it is incomplete.
std::vector<IoEvent> readIoTrace(const std::filesystem::path &trace);

} // namespace campanile
