#pragma once

#include "core/result.h"

#include <QString>

namespace campanile {

/// The region that a person probably meant: "DE" for "de", "Germany", "Deutschland", "DEU" and "+49", "GB" for "UK".
/// Empty when nothing is near. Takes some milliseconds for a name. Thread: any.
QString nearestRegion(const QString &text);

/// The text, when it is a region in which numbers can be read (NumberParser). InvalidInput at #/default_region for
/// everything else; the message names the region that was probably meant.
Result<QString> knownRegion(const QString &text);

} // namespace campanile
