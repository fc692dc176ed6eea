#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// A promise that the evidence can show to be broken. The promises C1 to C10 have the same names in the simulation
/// (tests/simulation/checker/checker.h).
enum class Rule {
    DoubleInvite,        ///< C1: an attempt was sent more than once
    InviteWithoutIntent, ///< C3: an INVITE without an attempt on the disk that has its id, number, process and time
    DispatchedUnsent,    ///< C4: a target counts as reached, or an attempt has an outcome, and nothing was ever sent
    LostTarget,          ///< C5: a row of the file is missing, doubled, invented or has come to no end
    TooManyInvites,      ///< a number was called more often than the campaign allows
    NotSentWasSent,      ///< an attempt was given back as never sent, and the carrier has it
    TooSoon,             ///< C10: a number was called again before the retry delay was over
    WrongCounters,       ///< a campaign's counters, or the import's, differ from a recount
    NotInJournal,        ///< an INVITE without its line in the dial journal
    DamagedDatabase,     ///< SQLite's own check, or a row that cannot be
    UnreadableLog,       ///< a line of the carrier's log that cannot be read, so the log is not reliable
};

std::string_view nameOf(Rule rule);

struct Violation {
    Rule rule;
    std::string what; ///< one sentence with the ids and numbers needed to look it up
};

/// The expected result of one list.
struct Expectation {
    std::set<std::int64_t> numbers; ///< every number of the file that can be called, as digits
    std::int64_t duplicates = 0;    ///< rows that repeat one of them
    std::int64_t rejected = 0;      ///< rows without a number that can be called
    int maxAttempts = 1;
    std::chrono::milliseconds retryDelay{0};
};

/// The evidence that the runs left. The checker reads nothing else, neither the program nor its output.
struct Evidence {
    std::filesystem::path carrierLog;
    std::uintmax_t logFrom = 0;        ///< the list's part of the log begins at this byte and goes to the end
    std::filesystem::path database;    ///< a copy
    std::filesystem::path dialJournal; ///< the folder
};

/// What the checker found.
struct Verdict {
    std::vector<Violation> violations;
    std::int64_t invites = 0;
    std::int64_t distinctAttempts = 0; ///< that have an INVITE
    std::int64_t doubles = 0;          ///< INVITEs beyond the first of an attempt
    std::int64_t lost = 0;             ///< numbers of the file without an end

    [[nodiscard]] bool broke(Rule rule) const;
};

/// Compares the carrier's log with the database after a campaign that was killed any number of times and then ended by
/// itself. Only a clock that is set during the run makes the comparison invalid. Throws std::runtime_error when a piece
/// of evidence is missing.
Verdict checkCampaign(const Evidence &evidence, const Expectation &expected);

} // namespace campanile
