#include "csv/column_heading.h"

#include "csv/heading_text.h"
#include "csv/telephone_heading.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

namespace {

// A heading is a few words; a longer text is a sentence that happens to stand in the first row.
constexpr std::size_t longestHeading = 120;

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
