#pragma once

#include "csv/heading_words.h"

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// The words of a heading in lower case without accents, and the same without the spaces between them.
struct HeadingText {
    std::vector<std::string> words;
    std::string joined;
    int ordinal = 0;                    ///< the number that stands behind one of them: 2 for "Phone 2", "mobile_2"
    std::size_t wordsBeforeOrdinal = 0; ///< behind how many of the words it stands
};

/// Cuts a heading into its words, at signs and where a small letter is followed by a capital. A word of digits is left
/// out.
HeadingText readHeadingText(std::string_view utf8Heading);

// How words are held against those of a group; heading_words.h tells how the groups are written.

/// Whether the heading has a word of the group, or is one as a whole.
bool hasWordOf(const HeadingText &heading, WordGroup group);
/// Whether it has a word of any of the groups.
bool hasOneOf(const HeadingText &heading, std::initializer_list<WordGroup> groups);
/// Whether the word, its beginning, its end or a part within it is of the group, as the notation allows.
bool isWordOf(const std::string &word, WordGroup group);
/// Whether the word is one of the group and nothing stands before or behind it: "number", and not "Kundennummer".
bool isExactlyWordOf(const std::string &word, WordGroup group);

/// Whether the word is of a script that leaves no spaces between words, as Chinese, Japanese and Thai do; Korean
/// headings often do so, too.
bool isWithoutSpaces(const std::string &word);
/// Takes every word of the groups out of a word of such a script, the longest first. What is left, in pieces.
std::vector<std::string> leftOf(const std::string &word, std::span<const WordGroup> groups);
/// What stands before the first part of the groups within a word: "fahrer" of "fahrertelefon". Empty when there is
/// none.
std::string beforePartOf(const std::string &word, std::span<const WordGroup> groups);

} // namespace campanile
