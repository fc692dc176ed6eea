#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// Puts rows in order, each of which has an id and a key: an integer or a text. Texts compare as a search compares them
/// (searchTextOf): without case and accents. Rows without a key come last in both directions, and rows of the same key
/// in the order of their ids. The first rows can be had before all of them are in order, in a fraction of the time; an
/// order that is asked for no others forgets the rest while it is read.
/// Thread: one at a time.
class RowOrder {
public:
    enum class Direction { Ascending, Descending };
    static constexpr std::size_t allRows = std::numeric_limits<std::size_t>::max();

    /// @param most how many of the first rows are wanted, at least 1. The others cost next to nothing: no memory, and
    ///             of nearly all of them only the first bytes of a text are looked at.
    explicit RowOrder(Direction direction, std::size_t most = allRows)
        : m_isDescending(direction == Direction::Descending)
        , m_most(most)
    {
    }

    /// Makes room for so many rows.
    void reserve(std::size_t rows) { m_entries.reserve(rows); }

    // An order takes keys of one kind only.

    void add(std::int64_t id, std::optional<std::int64_t> key);
    /// @param utf8 empty: the row has no key
    void addText(std::int64_t id, std::string_view utf8);

    /// How many rows are kept: all of them, unless only the first are wanted.
    [[nodiscard]] std::size_t size() const { return m_entries.size() + m_withoutKey.size(); }
    /// The ids of the first `most` rows.
    [[nodiscard]] std::vector<std::int64_t> first(std::size_t most);
    /// The ids of all rows, or of as many as are wanted.
    [[nodiscard]] std::vector<std::int64_t> all();

private:
    /// The first bytes of a text decide nearly always, so they stand where they are compared.
    struct Entry {
        std::uint64_t key;
        std::int64_t id;
        std::size_t text = 0; ///< where its text begins in m_texts
        std::uint32_t size = 0;
    };

    [[nodiscard]] std::uint64_t directed(std::uint64_t key) const { return m_isDescending ? ~key : key; }
    [[nodiscard]] std::string_view textOf(const Entry &entry) const
    {
        return std::string_view(m_texts).substr(entry.text, entry.size);
    }
    [[nodiscard]] bool isBefore(const Entry &a, const Entry &b) const;
    void addEntry(const Entry &entry);
    void addWithoutKey(std::int64_t id);
    /// Whether a row whose text begins like that stands behind all that are wanted.
    [[nodiscard]] bool isBehindWanted(std::string_view utf8) const;
    void forgetUnwanted();
    void keepTextsOfEntries();

    const bool m_isDescending;
    const std::size_t m_most;
    std::optional<Entry> m_last; ///< of the wanted ones, as far as is known: what stands behind it is not wanted
    std::vector<Entry> m_entries;
    std::vector<std::int64_t> m_withoutKey; // ids
    std::string m_texts;
};

} // namespace campanile
