#pragma once

#include "csv/column_mapping.h"

#include <set>
#include <string>

namespace campanile {

/// The role as the agent's prompt calls it, so that {{ name }} works whatever the column was called; empty for roles
/// whose columns keep their own names.
std::string keyOfRole(ColumnRole role);

/// `wanted`, with _2, _3 … behind it when it is used already; the key counts as used from then on.
std::string unusedKey(const std::string &wanted, std::set<std::string> &used);

} // namespace campanile
