#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "core/error_rule.h"
#include "domain/end_reason.h"
#include "domain/ids.h"
#include "domain/status.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace campanile {

enum class NumberReading : std::uint8_t; // core/number_parser.h

/// One destination on a bulk campaign's list.
struct Target {
    TargetId id;
    CampaignId campaign;
    E164 number;
    QString name;
    std::string variables; ///< a JSON object of strings, UTF-8
    TargetStatus status = TargetStatus::Pending;
    int attempts = 0; ///< attempts made so far
    std::optional<EndReason> lastOutcome;
    WallTime nextAt; ///< when it may be dialled next; 0 when that is not known

    friend bool operator==(const Target &, const Target &) = default;
};

/// One row to be added to a list. The bytes belong to the caller.
struct NewTarget {
    E164 number;
    std::string name;
    std::string variables = "{}"; ///< a JSON object of strings, UTF-8
    qint64 row = 0;               ///< its place in the input, from 1
};

/// One input row that was rejected, and why.
struct RejectedRow {
    qint64 row = 0; ///< physical line (CSV) or index (JSON), from 1
    QString number; ///< the text given as the number
    QString reason; ///< English: what is wrong and what to do
    QString raw;    ///< the row as it was in the input, at most 1,000 characters
    /// The reason, for faces that word it themselves; None for rows that an earlier version rejected.
    ErrorRule rule = ErrorRule::None;
    QStringList values{}; ///< of the rule

    friend bool operator==(const RejectedRow &, const RejectedRow &) = default;
};

/// Why a row became no target.
enum class RowFate {
    Rejected, ///< nobody can be called by it as it stands
    Skipped,  ///< it names somebody who could be called, and was passed over on purpose
};

/// How a list was read, as it was found or chosen: what an operator checks before anybody is called. Headings are as
/// they stand in the list; a column without one is "column 2". Everything is empty for rows that came one by one.
struct ListReading {
    QStringList numberColumns; ///< whose numbers are called: the preferred one first, then those that stand in for it
    QString countryColumn;     ///< in whose countries the numbers are read; empty: there is none
    QString timezoneColumn;    ///< of the people's time zones; empty: there is none
    QStringList permissionColumns;  ///< that say who may be called
    QString encoding;               ///< such as "UTF-8"
    bool encodingIsAssumed = false; ///< the bytes do not tell; another encoding may be named
    QString delimiter;              ///< such as "comma"
    QString header;                 ///< the row that was taken for the header, as it stands; empty: there is none
    qint64 headerLine = 0;          ///< its line, from 1; 0: there is none
    QString region{};               ///< ISO 3166-1 of numbers in national form; empty: not known
    /// Of numbers that may or may not begin with their calling code; nothing: not known.
    std::optional<NumberReading> numberReading{};
    QStringList labelColumns{}; ///< that say what the numbers of other columns are, such as a fax
    /// The places of numberColumns, from 1, which tell columns of one heading apart; empty: not known.
    std::vector<int> numberPlaces{};
    qint64 unreadableCharacters = 0; ///< that are none in this encoding, and became U+FFFD

    friend bool operator==(const ListReading &, const ListReading &) = default;
};

/// What tells a list from every other one, whatever it is called. Rows that came one by one have none.
struct ListContent {
    qint64 bytes = 0;
    QString sha256{}; ///< of these bytes, hexadecimal; empty: not known

    friend bool operator==(const ListContent &, const ListContent &) = default;
};

/// An import that took the same list before: into the same campaign, whose people it has, or into another campaign of
/// the workspace that has not ended, whose people would be called twice.
struct EarlierImport {
    CampaignId campaign;
    QString campaignName;
    WallTime at;           ///< when it began; 0: not known
    qint64 people = 0;     ///< who became targets by it; of other bytes: who is on that campaign's list
    bool sameBytes = true; ///< false: the bytes differ, but exactly the same people are on that campaign's list

    friend bool operator==(const EarlierImport &, const EarlierImport &) = default;
};

/// What an import did. Every row that was read is counted once.
struct ImportSummary {
    ImportId id;
    qint64 inserted = 0;                   ///< became targets
    qint64 duplicates = 0;                 ///< their number is on the campaign's list already
    qint64 rejected = 0;                   ///< see RowFate
    qint64 skipped = 0;                    ///< see RowFate
    qint64 known = 0;                      ///< of the skipped ones: called before, or waiting in another campaign
    qint64 headerRows = 0;                 ///< 1 when a row names the columns
    qint64 preambleRows = 0;               ///< above the header, such as a title
    std::vector<RejectedRow> firstRejects; ///< the first 100
    std::vector<RejectedRow> firstSkipped; ///< the first 100
    ListReading reading;
    std::optional<EarlierImport> earlier{}; ///< as this import found it; not kept with the record of the import

    /// Rows below the header.
    [[nodiscard]] qint64 rows() const { return inserted + duplicates + rejected + skipped; }
    /// All rows. Rows that hold nothing are not counted: spreadsheets leave them behind by the thousand.
    [[nodiscard]] qint64 rowsRead() const { return rows() + headerRows + preambleRows; }
};

} // namespace campanile
