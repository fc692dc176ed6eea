#include "csv/telephone_heading.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace campanile {

namespace {

constexpr int preferredRank = 0;
constexpr int mobileRank = 10;
constexpr int plainRank = 20;
constexpr int homeRank = 30;
constexpr int workRank = 40;
constexpr int furtherPenalty = 25;

/// "account number", "Kundennummer", "numéro de compte": the number in the heading is another thing's, even when a
/// telephone is mentioned beside it ("Mobile account number").
bool isNumberOfAnotherThing(const HeadingText &heading)
{
    const auto &words = heading.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool isNumber = isWordOf(words[i], WordGroup::Number);
        const bool isOther = isWordOf(words[i], WordGroup::OtherNumber) && !isTelephone(words[i]);
        if (isOther && (isNumber || (i + 1 < words.size() && isWordOf(words[i + 1], WordGroup::Number) &&
                                     !isTelephone(words[i + 1])))) {
            return true;
        }
        std::size_t next = i + 1;
        while (next < words.size() && isWordOf(words[next], WordGroup::Link)) {
            ++next;
        }
        const bool isLinked = isNumber && next > i + 1 && next < words.size();
        if (isLinked && isWordOf(words[next], WordGroup::OtherNumber) && !isTelephone(words[next])) {
            return true;
        }
    }
    return false;
}

constexpr std::array telephoneGroups{WordGroup::Phone, WordGroup::Mobile, WordGroup::Landline};
/// What can be said of a telephone of the person.
constexpr std::array understoodGroups{
    WordGroup::Phone,    WordGroup::Mobile,    WordGroup::Landline,  WordGroup::Work,    WordGroup::Home,
    WordGroup::Main,     WordGroup::Preferred, WordGroup::Further,   WordGroup::Number,  WordGroup::Contact,
    WordGroup::Customer, WordGroup::Link,      WordGroup::Addressee, WordGroup::Company, WordGroup::Quality};

bool isKnown(const std::string &word)
{
    return std::ranges::any_of(understoodGroups, [&word](WordGroup group) { return isWordOf(word, group); });
}

bool isOfSomebodyElse(const std::string &word)
{
    return isWordOf(word, WordGroup::SomebodyElse) || isWordOf(word, WordGroup::OtherPerson);
}

/// What is not understood of a word; empty when all of it is. A compound is taken apart: "Fahrertelefon", "业务员手机".
std::string strangeIn(const std::string &word)
{
    std::string strange;
    if (isWithoutSpaces(word)) {
        for (const std::string &piece : leftOf(word, understoodGroups)) {
            strange += isKnown(piece) ? std::string() : piece;
        }
        return strange;
    }
    const std::string before = beforePartOf(word, telephoneGroups);
    const bool isLatin = !before.empty() && static_cast<unsigned char>(before.front()) < 0x80;
    const std::string &deciding = isLatin ? before : word;
    return isKnown(deciding) ? std::string() : deciding;
}

/// "Driver phone", "Fahrertelefon": a word of another person, also as the beginning of a compound.
bool isSomebodyElses(const HeadingText &heading)
{
    return hasOneOf(heading, {WordGroup::SomebodyElse, WordGroup::OtherPerson}) ||
           std::ranges::any_of(heading.words, [](const std::string &word) {
               return isOfSomebodyElse(beforePartOf(word, telephoneGroups));
           });
}

/// "Alternate contact phone", "Contact 2 phone": people to turn to when the first does not answer. "Contact phone 2" is
/// a second telephone of the contact.
bool isOfFurtherContact(const HeadingText &heading)
{
    const auto &words = heading.words;
    const auto isContact = [](const std::string &word) { return isExactlyWordOf(word, WordGroup::Contact); };
    const auto isFurther = [](const std::string &word) {
        return isWordOf(word, WordGroup::Further) && !isTelephone(word);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!isContact(words[i])) {
            continue;
        }
        const bool isCounted = heading.ordinal > 1 && heading.wordsBeforeOrdinal == i + 1;
        const bool isBefore = i > 0 && isFurther(words[i - 1]);
        const bool isBehind = i + 2 == words.size() && isFurther(words[i + 1]);
        if ((isCounted && i + 1 < words.size()) || isBefore || isBehind) {
            return true;
        }
    }
    return false;
}

/// "Mobile order", "Cell account": the telephone only says of what kind the thing behind it is.
bool endsWithAnotherThing(const HeadingText &heading)
{
    const auto first = std::ranges::find_if(heading.words, isTelephone);
    return std::any_of(first, heading.words.end(), [](const std::string &word) {
        return !isTelephone(word) && !isUnderstood(word) &&
               (isWordOf(word, WordGroup::OtherNumber) || isWordOf(word, WordGroup::OtherText));
    });
}

int rankOf(const HeadingText &heading)
{
    int rank = plainRank;
    if (hasOneOf(heading, {WordGroup::Preferred, WordGroup::Main})) {
        rank = preferredRank;
    } else if (hasWordOf(heading, WordGroup::Mobile)) {
        rank = mobileRank;
    } else if (hasOneOf(heading, {WordGroup::Home, WordGroup::Landline})) {
        rank = homeRank;
    } else if (hasWordOf(heading, WordGroup::Work)) {
        rank = workRank;
    }
    if (heading.ordinal > 1 || hasWordOf(heading, WordGroup::Further)) {
        rank += furtherPenalty;
    }
    // Two columns of one rank stay in the order of the list; "Phone 3" never comes before "Phone 2".
    rank = std::min(rank, Heading::lastRank - 1);
    return doubtOf(heading).empty() ? rank : Heading::lastRank + rank;
}

/// "No.", "Nr": a short word above what counts the rows or names papers.
bool isCounter(const HeadingText &heading)
{
    constexpr std::array counters{"no", "nr", "n", "nro", "nos", "nbr", "num", "br"};
    return std::ranges::all_of(heading.words, [&counters](const std::string &word) {
        return std::ranges::any_of(counters, [&word](std::string_view counter) { return word == counter; });
    });
}

} // namespace

bool isTelephone(const std::string &word)
{
    return isWordOf(word, WordGroup::Phone) || isWordOf(word, WordGroup::Mobile) || isWordOf(word, WordGroup::Landline);
}

bool isUnderstood(const std::string &word)
{
    return strangeIn(word).empty();
}

Heading telephoneHeading(const HeadingText &heading)
{
    if (hasOneOf(heading, {WordGroup::NotItself, WordGroup::NotVoice}) || isNumberOfAnotherThing(heading)) {
        return {HeadingKind::OtherThing};
    }
    const bool isLabel = hasWordOf(heading, WordGroup::Label);
    if (isSomebodyElses(heading) || isOfFurtherContact(heading) || endsWithAnotherThing(heading)) {
        return {isLabel ? HeadingKind::OtherThing : HeadingKind::OtherPhone};
    }
    return isLabel ? Heading{HeadingKind::NumberLabel} : Heading{HeadingKind::Phone, rankOf(heading)};
}

std::optional<Heading> vagueHeading(const HeadingText &heading)
{
    bool contact = false;
    bool number = false;
    for (const std::string &word : heading.words) {
        const bool isContact = isWordOf(word, WordGroup::Contact);
        const bool isNumber =
            isExactlyWordOf(word, WordGroup::Number) || (isContact && isWordOf(word, WordGroup::Number));
        if (!isContact && !isNumber && !isWordOf(word, WordGroup::Link)) {
            return std::nullopt;
        }
        contact = contact || isContact;
        number = number || isNumber;
    }
    if (!contact && !number) {
        return std::nullopt;
    }
    if (contact && number) {
        return isOfFurtherContact(heading) ? Heading{HeadingKind::OtherPhone}
                                           : Heading{HeadingKind::Phone, rankOf(heading)};
    }
    return Heading{HeadingKind::MaybePhone, isCounter(heading) ? Heading::lastRank : 0};
}

std::string doubtOf(const HeadingText &heading)
{
    using enum WordGroup;
    const bool isMain = hasWordOf(heading, Main);
    std::string doubt;
    for (const std::string &word : heading.words) {
        doubt += strangeIn(word);
    }
    doubt += hasWordOf(heading, Company) || (isMain && hasWordOf(heading, Work)) ? " company" : "";
    doubt += isMain && hasWordOf(heading, Contact) ? " contact" : "";
    doubt += hasWordOf(heading, Addressee) ? " addressee" : "";
    return doubt;
}

} // namespace campanile
