#pragma once

#include "core/e164.h"
#include "core/random.h"

#include <cstdint>
#include <vector>

namespace campanile {

/// A set of telephone numbers in one flat table: 8 to 16 bytes a number, and no allocation of its own for any of them.
/// A million rows are held against it in some tens of milliseconds. Thread: one.
class NumberSet {
public:
    explicit NumberSet(std::size_t expected = 0) { grow(expected); }

    /// False when it is in the set already. The number must not be null.
    bool insert(E164 number)
    {
        if ((m_size + 1) * 2 > m_slots.size()) {
            grow(m_slots.size());
        }
        std::int64_t &slot = find(number.digits);
        if (slot != 0) {
            return false;
        }
        slot = number.digits;
        ++m_size;
        return true;
    }
    /// Whether it is in the set. The number must not be null.
    [[nodiscard]] bool contains(E164 number) const { return m_slots[slotOf(number.digits)] != 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    [[nodiscard]] std::size_t slotOf(std::int64_t digits) const
    {
        std::size_t i =
            static_cast<std::size_t>(Random::mix(static_cast<std::uint64_t>(digits))) & (m_slots.size() - 1);
        while (m_slots[i] != 0 && m_slots[i] != digits) {
            i = (i + 1) & (m_slots.size() - 1);
        }
        return i;
    }
    std::int64_t &find(std::int64_t digits) { return m_slots[slotOf(digits)]; }
    void grow(std::size_t expected)
    {
        std::size_t slots = 1'024;
        while (slots < expected * 2) {
            slots *= 2;
        }
        std::vector<std::int64_t> old(slots, 0);
        old.swap(m_slots);
        for (const std::int64_t digits : old) {
            if (digits != 0) {
                find(digits) = digits;
            }
        }
    }

    std::vector<std::int64_t> m_slots; // a power of two of them; 0 is free
    std::size_t m_size = 0;
};

} // namespace campanile
