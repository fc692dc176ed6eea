#include "core/search_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace campanile {

namespace {

/// Letters that Unicode does not take apart.
constexpr std::array<std::pair<char16_t, const char *>, 13> plainLetters = {{
    {u'ø', "o"},
    {u'ł', "l"},
    {u'đ', "d"},
    {u'ð', "d"},
    {u'ħ', "h"},
    {u'ı', "i"},
    {u'ŧ', "t"},
    {u'ß', "ss"},
    {u'æ', "ae"},
    {u'œ', "oe"},
    {u'þ', "th"},
    {u'ŋ', "n"},
    {u'ĸ', "k"},
}};

/// Accents of the Latin, Greek and Cyrillic scripts.
bool isAccent(QChar c)
{
    return (c >= u'\u0300' && c <= u'\u036f') || (c >= u'\u1ab0' && c <= u'\u1aff') ||
           (c >= u'\u1dc0' && c <= u'\u1dff') || (c >= u'\u20d0' && c <= u'\u20ff') ||
           (c >= u'\ufe20' && c <= u'\ufe2f');
}

bool isAscii(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

char lowerOf(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string searchTextOf(const QString &text)
{
    QString folded;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        const auto *const plain =
            std::ranges::find(plainLetters, c.unicode(), &std::pair<char16_t, const char *>::first);
        if (plain != plainLetters.end()) {
            folded += QLatin1StringView(plain->second);
        } else if (!isAccent(c)) {
            folded += c;
        }
    }
    return folded.toStdString();
}

bool NameSearch::finds(std::string_view utf8Name)
{
    if (!isAscii(utf8Name)) {
        const QString name = QString::fromUtf8(utf8Name.data(), static_cast<qsizetype>(utf8Name.size()));
        return searchTextOf(name).find(m_wanted) != std::string::npos;
    }
    m_lower.resize(utf8Name.size());
    std::ranges::transform(utf8Name, m_lower.begin(), lowerOf);
    return m_lower.find(m_wanted) != std::string::npos;
}

} // namespace campanile
