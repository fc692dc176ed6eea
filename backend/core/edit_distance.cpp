#include "core/edit_distance.h"

#include <algorithm>
#include <vector>

namespace campanile {

int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = static_cast<int>(i);
    }
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype k = 0; k < b.size(); ++k) {
            const auto column = static_cast<std::size_t>(k);
            const int replaced = diagonal + (a[i] == b[k] ? 0 : 1);
            diagonal = row[column + 1];
            row[column + 1] = std::min({replaced, row[column] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace campanile
