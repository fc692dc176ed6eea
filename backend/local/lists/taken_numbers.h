#pragma once

#include "local/lists/number_set.h"

#include <cstdint>
#include <vector>

namespace campanile {

/// Tells which rows of a list are people whom an earlier row has named. A row that begins with a number of its own is a
/// new person, even when its other numbers are shared: those are often of a household or of a switchboard. A row that
/// begins with a number of an earlier row is never called on another one, because it may be the same person with one
/// number more. Thread: one.
class TakenNumbers {
public:
    enum class Row : std::uint8_t {
        New,
        Duplicate, ///< All its numbers are those of earlier rows, and one of them is called.
        Shared,    ///< Its first number is that of an earlier row. It has one of its own, too, or none that is called.
    };

    /// A person whom the campaign has already, by the number that is called.
    void addTarget(E164 number) { m_dialled.insert(number); }
    /// A person of the list who is not called because of whom it is: nor is another row that begins with one of these.
    void addLeftOut(const std::vector<E164> &callable);
    /// What the row with these numbers is, of which the first would be called. Remembers them when it is new.
    /// @param callable  at least one, none of them null
    Row take(const std::vector<E164> &callable);

private:
    [[nodiscard]] bool isTaken(E164 number) const { return m_dialled.contains(number) || m_further.contains(number); }

    NumberSet m_dialled;
    NumberSet m_further; // of earlier rows, and not called
};

} // namespace campanile
