#pragma once

#include <QtGlobal>

#include <vector>

namespace campanile {

/// Rows of a table that follow each other, the last one included.
struct RowRange {
    int first = 0;
    int last = 0;

    [[nodiscard]] qint64 size() const { return qint64{last} - first + 1; }

    friend bool operator==(const RowRange &, const RowRange &) = default;
};

inline qint64 sizeOf(const std::vector<RowRange> &ranges)
{
    qint64 rows = 0;
    for (const RowRange &range : ranges) {
        rows += range.size();
    }
    return rows;
}

/// The first `most` rows of ranges.
inline std::vector<RowRange> firstOf(const std::vector<RowRange> &ranges, qint64 most)
{
    std::vector<RowRange> first;
    for (const RowRange &range : ranges) {
        if (most <= 0) {
            break;
        }
        first.push_back({range.first, static_cast<int>(range.first + qMin(range.size(), most) - 1)});
        most -= range.size();
    }
    return first;
}

} // namespace campanile
