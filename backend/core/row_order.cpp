#include "core/row_order.h"

#include "core/search_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace campanile {

namespace {

constexpr std::uint64_t signBit = std::uint64_t{1} << 63;

/// The search texts of the letters that two bytes of UTF-8 write and that stand for themselves: Latin with its accents,
/// which most names beyond ASCII are made of. A name is folded letter by letter then, in a tenth of the time.
class LetterTable {
public:
    static constexpr unsigned first = 0x80;
    static constexpr unsigned end = 0x250; // behind Latin Extended-B

    LetterTable()
    {
        for (unsigned letter = first; letter < end; ++letter) {
            m_texts[letter - first] = searchTextOf(QString(QChar(letter)));
        }
    }
    [[nodiscard]] const std::string &of(unsigned letter) const { return m_texts[letter - first]; }

private:
    std::array<std::string, end - first> m_texts;
};

unsigned foldedAscii(unsigned byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

unsigned byteAt(std::string_view text, std::size_t place)
{
    return static_cast<unsigned char>(text[place]);
}

/// Appends what searchTextOf makes of the text, if it has only letters of ASCII and of the table. Answers whether it
/// has; what was appended is to be taken away again otherwise.
bool appendFolded(std::string_view utf8, std::string &folded)
{
    static const LetterTable table;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const unsigned byte = byteAt(utf8, i);
        if (byte < LetterTable::first) {
            folded += static_cast<char>(foldedAscii(byte));
            continue;
        }
        const bool isPair = (byte & 0xe0U) == 0xc0U && i + 1 < utf8.size() && (byteAt(utf8, i + 1) & 0xc0U) == 0x80U;
        const unsigned letter = isPair ? (byte & 0x1fU) << 6U | (byteAt(utf8, i + 1) & 0x3fU) : 0;
        if (letter < LetterTable::first || letter >= LetterTable::end) {
            return false;
        }
        folded += table.of(letter);
        ++i;
    }
    return true;
}

/// The first eight bytes as a number that compares like them.
std::uint64_t beginningOf(std::string_view text)
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < sizeof key; ++i) {
        key = key << 8U | (i < text.size() ? byteAt(text, i) : 0U);
    }
    return key;
}

/// The same of what searchTextOf makes of the text, when all of these bytes are ASCII: whatever follows them, an accent
/// among it, does not change them.
std::optional<std::uint64_t> foldedBeginningOf(std::string_view utf8)
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < sizeof key; ++i) {
        const unsigned byte = i < utf8.size() ? byteAt(utf8, i) : 0U;
        if (byte >= LetterTable::first) {
            return std::nullopt;
        }
        key = key << 8U | foldedAscii(byte);
    }
    return key;
}

} // namespace

void RowOrder::add(std::int64_t id, std::optional<std::int64_t> key)
{
    if (!key) {
        addWithoutKey(id);
        return;
    }
    addEntry({directed(static_cast<std::uint64_t>(*key) ^ signBit), id});
}

void RowOrder::addText(std::int64_t id, std::string_view utf8)
{
    if (isBehindWanted(utf8)) {
        return;
    }
    const std::size_t begin = m_texts.size();
    if (!appendFolded(utf8, m_texts)) {
        m_texts.resize(begin);
        m_texts += searchTextOf(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
    }
    const std::string_view text = std::string_view(m_texts).substr(begin);
    if (text.empty()) {
        addWithoutKey(id);
        return;
    }
    addEntry({directed(beginningOf(text)), id, begin, static_cast<std::uint32_t>(text.size())});
}

void RowOrder::addEntry(const Entry &entry)
{
    if (m_last && !isBefore(entry, *m_last)) {
        m_texts.resize(entry.text); // it was the last that was added
        return;
    }
    m_entries.push_back(entry);
    if (m_entries.size() / 2 >= m_most) {
        forgetUnwanted();
    }
}

void RowOrder::addWithoutKey(std::int64_t id)
{
    m_withoutKey.push_back(id);
    if (m_withoutKey.size() / 2 >= m_most) {
        const auto end = m_withoutKey.begin() + static_cast<std::ptrdiff_t>(m_most);
        std::nth_element(m_withoutKey.begin(), end, m_withoutKey.end());
        m_withoutKey.erase(end, m_withoutKey.end());
    }
}

bool RowOrder::isBehindWanted(std::string_view utf8) const
{
    if (!m_last || utf8.empty()) {
        return false;
    }
    const std::optional<std::uint64_t> beginning = foldedBeginningOf(utf8);
    return beginning && directed(*beginning) > m_last->key;
}

void RowOrder::forgetUnwanted()
{
    const auto before = [this](const Entry &a, const Entry &b) { return isBefore(a, b); };
    const auto last = m_entries.begin() + static_cast<std::ptrdiff_t>(m_most - 1);
    std::nth_element(m_entries.begin(), last, m_entries.end(), before);
    m_entries.erase(last + 1, m_entries.end());
    keepTextsOfEntries();
    m_last = m_entries.back();
}

void RowOrder::keepTextsOfEntries()
{
    std::string texts;
    for (Entry &entry : m_entries) {
        const std::size_t begin = texts.size();
        texts += textOf(entry);
        entry.text = begin;
    }
    m_texts = std::move(texts);
}

bool RowOrder::isBefore(const Entry &a, const Entry &b) const
{
    if (a.key != b.key) {
        return a.key < b.key;
    }
    if (const int compared = textOf(a).compare(textOf(b)); compared != 0) {
        return m_isDescending ? compared > 0 : compared < 0;
    }
    return a.id < b.id;
}

std::vector<std::int64_t> RowOrder::first(std::size_t most)
{
    most = std::min(most, m_most);
    const auto before = [this](const Entry &a, const Entry &b) { return isBefore(a, b); };
    const auto middle = m_entries.begin() + static_cast<std::ptrdiff_t>(std::min(most, m_entries.size()));
    std::nth_element(m_entries.begin(), middle, m_entries.end(), before);
    std::sort(m_entries.begin(), middle, before);
    std::vector<std::int64_t> ids;
    std::transform(m_entries.begin(), middle, std::back_inserter(ids), [](const Entry &entry) { return entry.id; });
    std::ranges::sort(m_withoutKey);
    const std::size_t left = std::min(most - ids.size(), m_withoutKey.size());
    ids.insert(ids.end(), m_withoutKey.begin(), m_withoutKey.begin() + static_cast<std::ptrdiff_t>(left));
    return ids;
}

std::vector<std::int64_t> RowOrder::all()
{
    return first(size());
}

} // namespace campanile
