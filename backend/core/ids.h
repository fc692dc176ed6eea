#pragma once

#include "core/clock.h"

#include <QString>

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace campanile {

/// Writes a 63-bit value as 13 characters of Crockford's base 32 (no I, L, O, U), upper case, most significant first,
/// so that text order is number order.
std::string encodeBase32(std::int64_t value);
/// Reads what encodeBase32 wrote, in upper or lower case; returns nothing for any other text.
std::optional<std::int64_t> decodeBase32(QStringView text);

/// An id that cannot be mistaken for another kind of id. It is stored as a 63-bit integer that grows with time (so
/// indexes are narrow and rows are in the order of their creation) and shown as a prefix and 13 characters:
/// "tgt_01KAJ4W8Z0R40". Zero means "none".
template<class Tag>
struct Id {
    std::int64_t value = 0;

    friend auto operator<=>(Id, Id) = default;

    [[nodiscard]] bool isNull() const { return value == 0; }
    [[nodiscard]] std::string toStdString() const { return std::string(Tag::prefix) + encodeBase32(value); }
    [[nodiscard]] QString toString() const { return QString::fromStdString(toStdString()); }

    /// Reads the public form; nothing when the prefix or the rest is wrong.
    static std::optional<Id> parse(QStringView text)
    {
        const QLatin1StringView prefix(Tag::prefix.data(), static_cast<qsizetype>(Tag::prefix.size()));
        if (!text.startsWith(prefix)) {
            return std::nullopt;
        }
        const auto value = decodeBase32(text.mid(prefix.size()));
        if (!value || *value <= 0) {
            return std::nullopt;
        }
        return Id{*value};
    }
};

/// Makes ids: 41 bits of milliseconds since 2024-01-01Z, 10 bits of the process's slot, 12 bits of sequence.
/// Ids grow strictly within a process even if the clock is set back, and stay above those that were there before when
/// the source is told of them. Two processes cannot make the same id while their slots differ modulo 1,024. More than
/// 4,096 ids in one millisecond borrow from the next millisecond.
/// Thread: any.
class IdSource {
public:
    /// How many processes can make ids at the same time.
    static constexpr int slots = 1'024;

    /// @param slot must differ from the slots of all other living processes (storage/process_store.h); only its low 10
    /// bits count
    /// @param newest the greatest id that there is already; 0: none
    IdSource(const Clock &clock, std::int64_t slot, std::int64_t newest = 0)
        : m_clock(clock)
        , m_slot(slot & (slots - 1))
    {
        stayAbove(newest);
    }

    template<class IdType>
    IdType next()
    {
        return IdType{nextValue()};
    }
    [[nodiscard]] std::int64_t nextValue();
    /// From now on every id is greater than this one, whichever slot has made it.
    void stayAbove(std::int64_t id);

    /// The lower bound of the ids of an instant: no id that was made at or after this instant is smaller.
    template<class IdType>
    [[nodiscard]] static IdType firstAt(WallTime instant)
    {
        return IdType{firstValueAt(instant)};
    }
    [[nodiscard]] static std::int64_t firstValueAt(WallTime instant);

private:
    const Clock &m_clock;
    const std::int64_t m_slot;
    std::mutex m_mutex; // guards the two members below
    std::int64_t m_lastMs = 0;
    std::int64_t m_sequence = 0;
};

} // namespace campanile

template<class Tag>
struct std::hash<campanile::Id<Tag>> {
    std::size_t operator()(campanile::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
