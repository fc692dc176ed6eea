#pragma once

#include "io_trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// Every state that a database went through, one for each commit, as the frames of its write-ahead log show. It is made
/// from a trace of a run with synchronous=FULL, in which each commit is followed by a sync of the log and is answered
/// after the sync.
class CommitHistory {
public:
    /// Throws std::runtime_error when the trace is not of such a run.
    explicit CommitHistory(const std::vector<IoEvent> &trace);

    /// The states that a power cut after the first `events` calls may leave: from the last state whose commit was
    /// answered to the last state of which anything was written; -1 when there is none.
    struct Range {
        int least = -1;
        int most = -1;
    };
    [[nodiscard]] Range after(std::size_t events) const;
    /// The state that a database file has after its log was written back: the latest equal state within the range, or
    /// -1.
    [[nodiscard]] int stateOf(std::string_view database, const Range &within) const;
    [[nodiscard]] std::size_t size() const { return m_states.size(); }

private:
    struct State {
        std::uint64_t fingerprint = 0;
        std::size_t writtenAt = 0;  // the event that wrote its commit frame
        std::size_t answeredAt = 0; // the event after which the program knew it to be on the disk
    };
    void readLog(std::size_t event);
    void takeBase(std::string_view database, std::size_t event);
    void putPage(std::uint32_t number, std::string_view page);

    std::string m_log;
    std::size_t m_read = 0;               // bytes of the log up to the last commit in it
    std::vector<std::size_t> m_writtenAt; // by frame
    std::vector<std::uint64_t> m_pages;   // fingerprints, by number
    std::uint64_t m_fingerprint = 0;      // of all pages
    std::vector<State> m_states;
};

} // namespace campanile
