#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// Puts rows in order, each of which has an id and a key: an integer or a text. Texts compare as a search compares them
/// (searchTextOf): without case and accents. Rows without a key come last in both directions, and rows of the same key
/// in the order of their ids. The first rows can be had before all of them are in order, in a fraction of the time.
/// Thread: one at a time.
class RowOrder {
public:
    enum class Direction { Ascending, Descending };

    explicit RowOrder(Direction direction)
        : m_isDescending(direction == Direction::Descending)
    {
    }

    /// Makes room for so many rows.
    void reserve(std::size_t rows) { m_entries.reserve(rows); }

    // An order takes keys of one kind only.

    void add(std::int64_t id, std::optional<std::int64_t> key);
    /// @param utf8 empty: the row has no key
    void addText(std::int64_t id, std::string_view utf8);

    [[nodiscard]] std::size_t size() const { return m_entries.size() + m_withoutKey.size(); }
    /// The ids of the first `most` rows.
    [[nodiscard]] std::vector<std::int64_t> first(std::size_t most);
    /// The ids of all rows.
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

    const bool m_isDescending;
    std::vector<Entry> m_entries;
    std::vector<std::int64_t> m_withoutKey; // ids
    std::string m_texts;
};

} // namespace campanile
