#pragma once

#include <QString>

namespace campanile {

/// How many letters have to be changed, added or left out to make one text of the other (Levenshtein). Thread: any.
int editDistance(const QString &a, const QString &b);

} // namespace campanile
