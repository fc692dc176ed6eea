#pragma once

#include "local/lists/number_set.h"

#include <cstdint>
#include <vector>

namespace campanile {

/// Tells which rows of a list are people whom an earlier row has named. A row that begins with a number of its own is a
/// new person, even when its other numbers are shared: those are often of a household or of a switchboard. But when one
/// of them is called, it may be the same person with one number more; so may be a row that begins with a number of an
/// earlier row. Neither is ever called on its other number. Thread: one.
class TakenNumbers {
public:
    enum class Row : std::uint8_t {
        New,
        Duplicate, ///< All its numbers are those of earlier rows, and one of them is called.
        Shared,    ///< It may be the person of an earlier row, and is no duplicate: it has a number of its own, too, or
                   ///< none that is called.
    };

    /// A person whom the campaign had before this list, by the number that is called; the others are not known. So a
    /// row that begins with this number is a duplicate, and one that has it further back is Shared.
    void addTarget(E164 number) { m_before.insert(number); }
    /// A person of the list who is not called because of whom it is: nor is another row that begins with one of these.
    void addLeftOut(const std::vector<E164> &callable);
    /// What the row with these numbers is, of which the first would be called. Remembers them when it is new.
    /// @param callable  at least one, none of them null
    Row take(const std::vector<E164> &callable);
    /// The first of these numbers that is somebody else's; null when none is. To be asked of a row that is Shared.
    [[nodiscard]] E164 sharedOf(const std::vector<E164> &callable) const;

private:
    [[nodiscard]] bool isTaken(E164 number) const
    {
        return m_before.contains(number) || m_dialled.contains(number) || m_further.contains(number);
    }

    NumberSet m_before;
    NumberSet m_dialled;
    NumberSet m_further; // of earlier rows, and not called
};

} // namespace campanile
