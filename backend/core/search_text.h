#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace campanile {

/// The text as searches compare it: case folded, accents taken off, and letters that are one letter with a stroke or
/// two letters in one written plainly, so that "elodie" finds "Élodie" and "lodz" finds "Łódź". Marks that are letters
/// of their own scripts (vowel signs of Devanagari, voiced kana) stay. UTF-8. Thread: any.
std::string searchTextOf(const QString &text);

/// Whether a name (UTF-8) holds the text, which `searchTextOf` made. A name in ASCII is compared without
/// `searchTextOf`.
class NameSearch {
public:
    explicit NameSearch(const QString &text)
        : m_wanted(searchTextOf(text))
    {
    }

    [[nodiscard]] bool finds(std::string_view utf8Name);

private:
    const std::string m_wanted;
    std::string m_lower; // of the last name in ASCII
};

} // namespace campanile
