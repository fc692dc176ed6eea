#pragma once

#include "csv/heading_words.h"

#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// The words of a heading in lower case without accents, and the same without the spaces between them.
struct HeadingText {
    std::vector<std::string> words;
    std::string joined;
    int ordinal = 0; ///< the number that stands behind one of them: 2 for "Phone 2", "mobile_2"
};

/// Cuts a heading into its words, at signs and where a small letter is followed by a capital. A word of digits is left
/// out.
HeadingText readHeadingText(std::string_view utf8Heading);

// How words are held against those of a group; heading_words.h tells how the groups are written.

/// Whether the heading has a word of the group, or is one as a whole.
bool hasWordOf(const HeadingText &heading, WordGroup group);
/// Whether the word, its beginning, its end or a part within it is of the group, as the notation allows.
bool isWordOf(const std::string &word, WordGroup group);
/// Whether the word is one of the group and nothing stands before or behind it: "number", and not "Kundennummer".
bool isExactlyWordOf(const std::string &word, WordGroup group);

} // namespace campanile
