#pragma once

#include "core/number_notation.h"

#include <string_view>

namespace campanile {

/// Whether a text is written as the papers of that region write their numbers (tax, identity, company), in groups and
/// with marks that no telephone number there has: "123.456.789-09" in Brazil; or as a book's number (ISBN) is anywhere.
/// Such a number can be possible as a telephone number, and would ring at a stranger's. Thread: any.
bool isNumberOfPaper(const NumberNotation &notation, std::string_view region);

} // namespace campanile
