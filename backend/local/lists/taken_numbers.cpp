#include "local/lists/taken_numbers.h"

#include <algorithm>

namespace campanile {

void TakenNumbers::addLeftOut(const std::vector<E164> &callable)
{
    std::ranges::for_each(callable, [this](E164 number) { m_further.insert(number); });
}

TakenNumbers::Row TakenNumbers::take(const std::vector<E164> &callable)
{
    const E164 first = callable.front();
    if (m_before.size() > 0) {
        if (m_before.contains(first)) {
            return Row::Duplicate;
        }
        if (std::ranges::any_of(callable, [this](E164 number) { return m_before.contains(number); })) {
            return Row::Shared;
        }
    }
    if (callable.size() == 1 && m_further.size() == 0) { // most lists have one column of numbers
        return m_dialled.insert(first) ? Row::New : Row::Duplicate;
    }
    if (!isTaken(first)) {
        if (std::ranges::any_of(callable, [this](E164 number) { return m_dialled.contains(number); })) {
            return Row::Shared;
        }
        m_dialled.insert(first);
        std::for_each(callable.begin() + 1, callable.end(), [this](E164 further) { m_further.insert(further); });
        return Row::New;
    }
    const bool hasNoneOfItsOwn = std::ranges::all_of(callable, [this](E164 number) { return isTaken(number); });
    const bool isCalled = std::ranges::any_of(callable, [this](E164 number) { return m_dialled.contains(number); });
    return hasNoneOfItsOwn && isCalled ? Row::Duplicate : Row::Shared;
}

E164 TakenNumbers::sharedOf(const std::vector<E164> &callable) const
{
    const auto found = std::ranges::find_if(callable, [this](E164 number) { return isTaken(number); });
    return found == callable.end() ? E164{} : *found;
}

} // namespace campanile
