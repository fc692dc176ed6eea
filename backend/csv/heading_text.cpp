#include "csv/heading_text.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <utility>

namespace campanile {

namespace {

bool isWordCharacter(char32_t c)
{
    return QChar::isLetterOrNumber(c);
}

/// Letters that Unicode does not take for an accented one, but people leave out the accent of.
QString folded(char32_t c)
{
    switch (const char32_t lower = QChar::toLower(c)) {
    case U'ı':
        return QStringLiteral("i");
    case U'ł':
        return QStringLiteral("l");
    case U'đ':
        return QStringLiteral("d");
    case U'ø':
        return QStringLiteral("o");
    case U'ß':
        return QStringLiteral("ss");
    case U'ς':
        return QStringLiteral("σ");
    default:
        return QString::fromUcs4(&lower, 1);
    }
}

/// Cuts at signs, and where a small letter is followed by a capital: "mobilePhone", "Phone (mobile)".
std::vector<QString> cut(const QString &text)
{
    std::vector<QString> words;
    QString word;
    char32_t before = 0;
    const auto end = [&words, &word] {
        if (!word.isEmpty()) {
            words.push_back(std::exchange(word, {}));
        }
    };
    for (const char32_t c : text.normalized(QString::NormalizationForm_KD).toUcs4()) {
        if (QChar::isMark(c)) { // an accent, or a vowel sign of an Indian word: the word goes on
            continue;
        }
        if (!isWordCharacter(c)) {
            end();
        } else {
            if (QChar::isLower(before) && QChar::isUpper(c)) {
                end();
            }
            word += folded(c);
        }
        before = c;
    }
    end();
    return words;
}

bool isDigits(const QString &word)
{
    return std::ranges::all_of(word, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Takes "2" off "phone2"; "e164" stays.
int takeOrdinal(QString &word)
{
    qsizetype digits = 0;
    while (digits < word.size() && word.at(word.size() - 1 - digits).isDigit()) {
        ++digits;
    }
    if (digits == 0 || digits > 2) {
        return 0;
    }
    const int ordinal = word.right(digits).toInt();
    word.chop(digits);
    return ordinal;
}

/// One group of words, ready to be looked for.
class Patterns {
public:
    explicit Patterns(std::string_view list)
    {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(' '), list.size());
            if (end > 0) {
                add(list.substr(0, end));
            }
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    [[nodiscard]] bool isIn(const HeadingText &heading) const
    {
        return m_wholes.contains(heading.joined) ||
               std::ranges::any_of(heading.words, [this](const std::string &word) { return isOneOf(word); }) ||
               std::ranges::any_of(m_parts, [&heading](const std::string &part) { return holds(heading, part); });
    }

    /// Whether the word itself, its beginning or its end is one; of the parts only those that are within it.
    [[nodiscard]] bool isOneOf(const std::string &word) const
    {
        return m_words.contains(word) ||
               std::ranges::any_of(m_prefixes, [&word](const std::string &p) { return word.starts_with(p); }) ||
               std::ranges::any_of(m_suffixes, [&word](const std::string &s) { return word.ends_with(s); }) ||
               std::ranges::any_of(m_parts,
                                   [&word](const std::string &part) { return word.find(part) != std::string::npos; });
    }

    /// Whether the word is one of them and nothing else.
    [[nodiscard]] bool isExactly(const std::string &word) const
    {
        return m_words.contains(word) || std::ranges::find(m_prefixes, word) != m_prefixes.end() ||
               std::ranges::find(m_suffixes, word) != m_suffixes.end() ||
               std::ranges::find(m_parts, word) != m_parts.end();
    }

    /// The longest of them that is not in Latin letters and stands anywhere in the text; empty for none.
    [[nodiscard]] std::string_view longestIn(std::string_view text) const
    {
        std::string_view longest;
        const auto consider = [&longest, text](const auto &patterns) {
            for (const std::string &pattern : patterns) {
                const bool isForeign = static_cast<unsigned char>(pattern.front()) >= 0x80;
                if (isForeign && pattern.size() > longest.size() && text.find(pattern) != std::string_view::npos) {
                    longest = pattern;
                }
            }
        };
        consider(m_words);
        consider(m_prefixes);
        consider(m_suffixes);
        consider(m_parts);
        return longest;
    }

    /// Where the first of the parts stands in the word; npos for none.
    [[nodiscard]] std::size_t placeOfPart(std::string_view word) const
    {
        std::size_t place = std::string_view::npos;
        for (const std::string &part : m_parts) {
            place = std::min(place, word.find(part));
        }
        return place;
    }

private:
    /// Whether the part stands at the beginning of a word, or within one: "Teléfono contacto" says nothing of "no
    /// contact".
    static bool holds(const HeadingText &heading, const std::string &part)
    {
        std::size_t begin = 0;
        for (const std::string &word : heading.words) {
            if (heading.joined.compare(begin, part.size(), part) == 0 || word.find(part) != std::string::npos) {
                return true;
            }
            begin += word.size();
        }
        return false;
    }

    /// What a heading is held against. Most patterns are a word in small letters already, and thousands of them are
    /// read whenever the program starts.
    static std::string textOf(std::string_view pattern)
    {
        std::string_view word = pattern;
        word.remove_prefix(word.find_first_not_of("=*") == 1 ? 1 : 0);
        word.remove_suffix(word.ends_with('*') ? 1 : 0);
        if (std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) {
            return std::string(word);
        }
        return pattern.find("e164") != std::string_view::npos ? "e164" : readHeadingText(pattern).joined;
    }

    void add(std::string_view pattern)
    {
        const bool isWhole = pattern.front() == '=';
        const bool openBefore = pattern.front() == '*';
        const bool openBehind = pattern.back() == '*';
        std::string text = textOf(pattern);
        if (text.empty()) {
            return;
        }
        if (isWhole) {
            m_wholes.insert(std::move(text));
        } else if (openBefore && openBehind) {
            m_parts.push_back(std::move(text));
        } else if (openBefore) {
            m_suffixes.push_back(std::move(text));
        } else if (openBehind) {
            m_prefixes.push_back(std::move(text));
        } else {
            m_words.insert(std::move(text));
        }
    }

    std::unordered_set<std::string> m_words;
    std::unordered_set<std::string> m_wholes;
    std::vector<std::string> m_prefixes;
    std::vector<std::string> m_suffixes;
    std::vector<std::string> m_parts;
};

const Patterns &patternsOf(WordGroup group)
{
    static const std::vector<Patterns> all = [] {
        std::vector<Patterns> made;
        for (std::size_t i = 0; i < wordGroups; ++i) {
            made.emplace_back(wordsOf(static_cast<WordGroup>(i)));
        }
        return made;
    }();
    return all[static_cast<std::size_t>(group)];
}

} // namespace

HeadingText readHeadingText(std::string_view utf8Heading)
{
    HeadingText found;
    QString text = QString::fromUtf8(utf8Heading.data(), static_cast<qsizetype>(utf8Heading.size()));
    text.replace(QLatin1StringView("WhatsApp"), QLatin1StringView("Whatsapp")); // one word, and no number of an app
    for (QString word : cut(text)) {
        const int ordinal = takeOrdinal(word);
        if (!word.isEmpty() && !isDigits(word)) {
            found.words.push_back(word.toStdString());
            found.joined += found.words.back();
        }
        if (ordinal > 0) {
            found.ordinal = ordinal;
            found.wordsBeforeOrdinal = found.words.size();
        }
    }
    return found;
}

bool hasWordOf(const HeadingText &heading, WordGroup group)
{
    return patternsOf(group).isIn(heading);
}

bool hasOneOf(const HeadingText &heading, std::initializer_list<WordGroup> groups)
{
    return std::ranges::any_of(groups, [&heading](WordGroup group) { return hasWordOf(heading, group); });
}

bool isWordOf(const std::string &word, WordGroup group)
{
    return patternsOf(group).isOneOf(word);
}

bool isExactlyWordOf(const std::string &word, WordGroup group)
{
    return patternsOf(group).isExactly(word);
}

bool isWithoutSpaces(const std::string &word)
{
    const auto isOfSuchScript = [](char32_t c) {
        const bool isThai = c >= 0x0E00 && c <= 0x0EFF;
        const bool isHangul = (c >= 0x1100 && c <= 0x11FF) || (c >= 0xAC00 && c <= 0xD7FF);
        const bool isHan = (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
        return isThai || isHangul || isHan;
    };
    const auto characters = QString::fromStdString(word).toUcs4();
    return std::any_of(characters.begin(), characters.end(), isOfSuchScript);
}

std::vector<std::string> leftOf(const std::string &word, std::span<const WordGroup> groups)
{
    std::string text = word;
    for (;;) {
        std::string_view longest;
        for (const WordGroup group : groups) {
            const std::string_view found = patternsOf(group).longestIn(text);
            longest = found.size() > longest.size() ? found : longest;
        }
        if (longest.empty()) {
            break;
        }
        text.replace(text.find(longest), longest.size(), 1, ' ');
    }
    std::vector<std::string> pieces;
    std::size_t begin = text.find_first_not_of(' ');
    while (begin != std::string::npos) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        pieces.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(' ', end);
    }
    return pieces;
}

std::string beforePartOf(const std::string &word, std::span<const WordGroup> groups)
{
    std::size_t place = std::string::npos;
    for (const WordGroup group : groups) {
        place = std::min(place, patternsOf(group).placeOfPart(word));
    }
    return place == std::string::npos ? std::string() : word.substr(0, place);
}

} // namespace campanile
