#pragma once

#include "csv/column_heading.h"
#include "csv/heading_text.h"

#include <optional>
#include <string>

namespace campanile {

// What a heading that speaks of telephones, or may do so, says of whose they are and in which order they are tried.

/// Whether a word of a heading speaks of a telephone.
bool isTelephone(const std::string &word);
/// Whether all of a word can be said of a telephone of the person; a compound is taken apart.
bool isUnderstood(const std::string &word);

/// Reads a heading with a word of Phone, Mobile or Landline: Phone, OtherPhone, NumberLabel or OtherThing.
Heading telephoneHeading(const HeadingText &heading);
/// "Number", "Contact", "To" may be anything; "Contact number" is a telephone. "Saksnummer" is none of them: a number
/// of something is not a telephone because its word is unknown here.
std::optional<Heading> vagueHeading(const HeadingText &heading);

/// As doubtIn has it, of any heading; empty when nothing speaks against a telephone of the person.
std::string doubtOf(const HeadingText &heading);

} // namespace campanile
