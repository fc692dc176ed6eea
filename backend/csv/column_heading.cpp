#include "csv/column_heading.h"

#include "csv/heading_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

namespace {

// A heading is a few words; a longer text is a sentence that happens to stand in the first row.
constexpr std::size_t longestHeading = 120;

constexpr int preferredRank = 0;
constexpr int mobileRank = 10;
constexpr int plainRank = 20;
constexpr int homeRank = 30;
constexpr int workRank = 40;
constexpr int furtherPenalty = 25;

bool hasOneOf(const HeadingText &heading, std::initializer_list<WordGroup> groups)
{
    return std::ranges::any_of(groups, [&heading](WordGroup group) { return hasWordOf(heading, group); });
}

bool isTelephone(const std::string &word)
{
    return isWordOf(word, WordGroup::Phone) || isWordOf(word, WordGroup::Mobile) || isWordOf(word, WordGroup::Landline);
}

/// Leaves out what a heading only says about the notation: "Phone (with country code)".
HeadingText withoutRemark(HeadingText heading)
{
    constexpr std::array remarks{"with", "incl", "including", "inkl", "mit", "avec", "con", "com", "med", "format"};
    const auto remark = std::ranges::find_first_of(heading.words, remarks);
    if (remark != heading.words.begin() && remark != heading.words.end()) {
        heading.words.erase(remark, heading.words.end());
        heading.joined.clear();
        for (const std::string &word : heading.words) {
            heading.joined += word;
        }
    }
    return heading;
}

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
    WordGroup::Phone,    WordGroup::Mobile,    WordGroup::Landline,  WordGroup::Work,   WordGroup::Home,
    WordGroup::Main,     WordGroup::Preferred, WordGroup::Further,   WordGroup::Number, WordGroup::Contact,
    WordGroup::Customer, WordGroup::Link,      WordGroup::Addressee, WordGroup::Company};

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

bool isUnderstood(const std::string &word)
{
    return strangeIn(word).empty();
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

/// As doubtIn has it.
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

/// "No.", "Nr": a short word above what counts the rows or names papers.
bool isCounter(const HeadingText &heading)
{
    constexpr std::array counters{"no", "nr", "n", "nro", "nos", "nbr", "num", "br"};
    return std::ranges::all_of(heading.words, [&counters](const std::string &word) {
        return std::ranges::any_of(counters, [&word](std::string_view counter) { return word == counter; });
    });
}

/// "Number", "Contact", "To" may be anything; "Contact number" is a telephone. "Saksnummer" is none of them: a number
/// of something is not a telephone because its word is unknown here.
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

template<std::size_t size>
bool isOneOf(const std::string &word, const std::array<const char *, size> &known)
{
    return std::ranges::any_of(known, [&word](std::string_view one) { return word == one; });
}

template<std::size_t size>
bool beginsWithOneOf(const std::string &word, const std::array<const char *, size> &stems)
{
    return std::ranges::any_of(stems, [&word](std::string_view stem) { return word.starts_with(stem); });
}

/// Whether the word at that place denies the consent behind it: "Customer has no consent", "Consent not given". "No" is
/// also a number and an answer ("Contract no", "Yes/no consent"), so behind the first word it counts only before what
/// it denies.
bool deniesAt(const HeadingText &heading, std::size_t place)
{
    static constexpr std::array negations{"no",   "not",   "without", "kein", "keine",  "nicht", "ohne", "sans",
                                          "sin",  "senza", "sem",     "geen", "zonder", "ingen", "utan", "uden",
                                          "uten", "ei",    "brak",    "bez",  "без",    "нет"};
    static constexpr std::array alternatives{"yes", "ja", "oui", "si", "sim", "tak", "ano", "да", "or", "oder"};
    static constexpr std::array participles{"given",     "granted", "obtained", "received", "valid",
                                            "available", "opt",     "opted",    "erteilt",  "vorhanden"};
    const std::vector<std::string> &words = heading.words;
    if (!isOneOf(words[place], negations)) {
        return false;
    }
    if (place == 0) {
        return true;
    }
    if (place + 1 == words.size() || isOneOf(words[place - 1], alternatives) || words[place - 1] == words[place + 1]) {
        return false;
    }
    return isOneOf(words[place + 1], participles) || isWordOf(words[place + 1], WordGroup::Consent);
}

/// Whether a heading about consent says that there is none, or none any more: "Consent withdrawn", "No consent".
bool isNegated(const HeadingText &heading)
{
    static constexpr std::array denials{
        "withdraw", "revok", "rescind", "declin", "refus", "denied", "denial", "entzogen", "verweiger", "abgelehn",
        "retir", "revoc", "revoqu", "deneg", "negad", "rechaz", "rifiut", "ritir", "recus", "retras", "ingetrokken",
        "geweiger", "aterkall", "tilbage", "tilbake", "peruut", "kiellet", "wycof", "odwol", "odmow", "odvolan",
        "odmitn", "visszavon", "отозв", "отказ",
        // it is missing
        "missing", "lack", "fehl", "manquant", "mancant", "ontbre", "saknas", "mangl", "puuttu", "hianyz", "отсутств",
        // it was not accepted, or has run out
        "reject", "expired", "abgelaufen", "caducad", "expirad", "scadut", "verlopen"};
    for (std::size_t place = 0; place < heading.words.size(); ++place) {
        if (deniesAt(heading, place) || beginsWithOneOf(heading.words[place], denials)) {
            return true;
        }
    }
    return false;
}

/// Whether consent is to calls, whatever else it is to: "Consent (calls & SMS)". Beside SMS, the word telephone alone
/// does not say so.
bool isToCalls(const HeadingText &heading)
{
    static constexpr std::array calls{"call", "anruf", "appel", "llama", "chiamat", "звон"};
    static constexpr std::array messages{"sms", "text"};
    const auto isCall = [](const std::string &word) { return beginsWithOneOf(word, calls); };
    const auto isMessage = [](const std::string &word) { return beginsWithOneOf(word, messages); };
    const auto isPhone = [](const std::string &word) {
        return isWordOf(word, WordGroup::Phone) && !isWordOf(word, WordGroup::OtherChannel);
    };
    return std::ranges::any_of(heading.words, isCall) ||
           (std::ranges::none_of(heading.words, isMessage) && std::ranges::any_of(heading.words, isPhone));
}

/// Whether consent is said to be of some day: "Consent date", "Consented on"; "Consent on file" is not.
bool isDated(const HeadingText &heading)
{
    return hasWordOf(heading, WordGroup::Dated) || heading.words.back() == "on";
}

/// Whether the people may be called, if the heading is about that.
std::optional<Heading> permissionHeading(const HeadingText &heading)
{
    if (hasWordOf(heading, WordGroup::DoNotCall) || (hasWordOf(heading, WordGroup::Consent) && isNegated(heading))) {
        const bool isAboutCalls = hasOneOf(heading, {WordGroup::Phone, WordGroup::Mobile}) ||
                                  heading.joined.find("call") != std::string::npos;
        return !isAboutCalls && hasWordOf(heading, WordGroup::OtherChannel) ? Heading{HeadingKind::OtherText}
                                                                            : Heading{HeadingKind::DoNotCall};
    }
    if (hasWordOf(heading, WordGroup::Consent)) {
        const bool isToOthers = hasWordOf(heading, WordGroup::OtherChannel) && !isToCalls(heading);
        return isToOthers || isDated(heading) ? Heading{HeadingKind::OtherText} : Heading{HeadingKind::Consent};
    }
    return hasWordOf(heading, WordGroup::MaybeConsent) ? std::optional(Heading{HeadingKind::MaybeConsent})
                                                       : std::nullopt;
}

/// Headings that mean something only as a whole.
std::optional<Heading> wholeHeading(const HeadingText &heading)
{
    constexpr std::array kinds{
        std::pair{WordGroup::Timezone, HeadingKind::Timezone},
        std::pair{WordGroup::Country, HeadingKind::Country},
        std::pair{WordGroup::MaybeCountry, HeadingKind::MaybeCountry},
        std::pair{WordGroup::MaybeCallingCode, HeadingKind::MaybeCallingCode},
        std::pair{WordGroup::MaybeCode, HeadingKind::MaybeCode},
        std::pair{WordGroup::Name, HeadingKind::Name},
        std::pair{WordGroup::FirstName, HeadingKind::FirstName},
        std::pair{WordGroup::LastName, HeadingKind::LastName},
    };
    for (const auto &[group, kind] : kinds) {
        if (hasWordOf(heading, group)) {
            return Heading{kind};
        }
    }
    return std::nullopt;
}

/// "Billing Country", "Business Country/Region", "country_of_residence": a country and words that do not make it
/// anything else, as "birth" would. Behind the country no telephone is named: "Phone country", but "Country phone".
bool isCountryOfSeveralWords(const HeadingText &heading)
{
    using enum WordGroup;
    constexpr std::array companions{CountryPart, Work, Home, Main, Further, Customer, Contact, Phone, Mobile, Link};
    const auto isCountry = [](const std::string &word) { return isExactlyWordOf(word, CountryWord); };
    const auto isCompanion = [&companions](const std::string &word) {
        return std::ranges::any_of(companions, [&word](WordGroup group) { return isWordOf(word, group); });
    };
    const auto &words = heading.words;
    const auto country = std::ranges::find_if(words, isCountry);
    return country != words.end() && std::none_of(country, words.end(), isTelephone) &&
           std::ranges::all_of(words, [&](const std::string &word) { return isCountry(word) || isCompanion(word); });
}

} // namespace

Heading readHeading(std::string_view utf8Heading)
{
    if (utf8Heading.size() > longestHeading) {
        return {};
    }
    const HeadingText heading = withoutRemark(readHeadingText(utf8Heading));
    if (heading.words.empty()) {
        const bool countsRows = utf8Heading.find('#') != std::string_view::npos;
        return countsRows ? Heading{HeadingKind::MaybePhone, Heading::lastRank} : Heading{};
    }
    if (const auto permission = permissionHeading(heading)) {
        return *permission;
    }
    if (const auto whole = wholeHeading(heading)) {
        return *whole;
    }
    if (isCountryOfSeveralWords(heading)) {
        return {HeadingKind::Country};
    }
    if (hasOneOf(heading, {WordGroup::Phone, WordGroup::Mobile, WordGroup::Landline})) {
        return telephoneHeading(heading);
    }
    if (hasOneOf(heading, {WordGroup::OtherNumber, WordGroup::NotItself, WordGroup::NotVoice})) {
        return {HeadingKind::OtherThing};
    }
    const bool isOtherText = hasWordOf(heading, WordGroup::OtherText);
    if (hasWordOf(heading, WordGroup::Label)) { // "Customer type" is not about a telephone
        return {isOtherText ? HeadingKind::OtherThing : HeadingKind::MaybeLabel};
    }
    if (!isOtherText && hasOneOf(heading, {WordGroup::SomebodyElse,
                                           WordGroup::OtherPerson})) { // "Next of kin", "Old number", "Notfallnummer"
        return {HeadingKind::OtherPhone, Heading::lastRank};
    }
    if (const auto vague = vagueHeading(heading)) {
        return *vague;
    }
    return {isOtherText ? HeadingKind::OtherText : HeadingKind::Unknown};
}

std::string headingStem(std::string_view utf8Heading)
{
    const HeadingText heading = readHeadingText(utf8Heading.substr(0, longestHeading));
    std::string stem;
    for (const std::string &word : heading.words) {
        const bool isCommon = isWordOf(word, WordGroup::Label) || isWordOf(word, WordGroup::Link) ||
                              (isWordOf(word, WordGroup::Number) && !isTelephone(word));
        stem += isCommon ? std::string() : word + ' ';
    }
    return stem.empty() || heading.ordinal == 0 ? stem : stem + std::to_string(heading.ordinal);
}

std::string doubtIn(std::string_view utf8Heading)
{
    const Heading heading = readHeading(utf8Heading);
    const bool isDoubtful = heading.kind == HeadingKind::Phone && heading.rank >= Heading::lastRank;
    return isDoubtful ? doubtOf(withoutRemark(readHeadingText(utf8Heading))) : std::string();
}

bool isOfRemarks(std::string_view utf8Heading)
{
    if (utf8Heading.size() > longestHeading) {
        return false;
    }
    const HeadingText heading = readHeadingText(utf8Heading);
    return heading.words.empty() || hasWordOf(heading, WordGroup::Remark);
}

NumberLabel readNumberLabel(std::string_view utf8Cell)
{
    using enum WordGroup;
    if (utf8Cell.size() > longestHeading) {
        return NumberLabel::Unknown;
    }
    const HeadingText label = readHeadingText(utf8Cell);
    if (hasWordOf(label, NotVoice)) {
        return NumberLabel::NotVoice;
    }
    if (hasOneOf(label, {SomebodyElse, OtherPerson, DoNotCall})) {
        return NumberLabel::SomebodyElse;
    }
    const bool saysWhich = hasOneOf(label, {Phone, Mobile, Landline, Work, Home, Main, Preferred, Further, Company});
    return saysWhich && std::ranges::all_of(label.words, isUnderstood) ? NumberLabel::Voice : NumberLabel::Unknown;
}

} // namespace campanile
