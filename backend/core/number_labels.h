#pragma once

#include <string_view>

namespace campanile {

/// The text without the words that say that it is a telephone number: "Mobile: …", "tel:…", "… (mobile)". A word that
/// is not known as one, as in "Fax: …" or "Do not call: …", stays, and with it the whole label. Thread: any.
std::string_view withoutNumberLabels(std::string_view utf8Text);

/// Whether the text begins with a word or sign that introduces an extension, and digits behind it: "x12", "ext. 12".
bool beginsWithExtension(std::string_view utf8Text);

} // namespace campanile
