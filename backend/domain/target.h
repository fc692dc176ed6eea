#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "core/error_rule.h"
#include "domain/end_reason.h"
#include "domain/ids.h"
#include "domain/status.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace campanile {

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

/// The result of an import; inserted + duplicates + rejected is the number of rows read.
struct ImportSummary {
    ImportId id;
    qint64 inserted = 0;
    qint64 duplicates = 0;
    qint64 rejected = 0;
    std::vector<RejectedRow> firstRejects; ///< the first 100

    [[nodiscard]] qint64 rows() const { return inserted + duplicates + rejected; }
};

} // namespace campanile
