#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace campanile {

/// The words that headings are made of, sorted by what they say. They are stems of many languages, not whole headings.
///
/// Notation: "word" is a whole word of the heading; "stem*" is the beginning of a word; "*part*" stands within a word,
/// or at the beginning of one in the heading with its spaces removed; "=whole" is the whole heading with its spaces
/// removed. Case, accents and signs do not matter: "Téléphone" is "telephone".
enum class WordGroup {
    Phone,        ///< a telephone
    Mobile,       ///< a telephone, and one that people carry with them
    Landline,     ///< a telephone at home or at work
    Work,         ///< says of a telephone that it is at work
    Home,         ///< … at home
    Main,         ///< … that it is the first of several: of a person the first to try, of a company the switchboard
    Preferred,    ///< … that it is the first to try
    Further,      ///< … that it is not the first to try
    Company,      ///< … that it is the switchboard of a company
    SomebodyElse, ///< … that it is not the person's, or no longer
    OtherPerson,  ///< people around the person: their telephones are not to be called
    Customer,     ///< the person of the list, as programs call them: with a telephone it is the person's
    Quality,      ///< what is said of a telephone besides: it does not make it another's ("direct", "formatted")
    Addressee,    ///< who gets a parcel or a call: beside the person's own telephone it may be somebody else's
    Number,       ///< "number" in many languages: alone it may be anything
    Contact,      ///< "contact", "recipient": alone it may be anything, with a number it is a telephone
    NotVoice,     ///< … that nobody speaks there: fax, pager, telex
    Label,        ///< makes a heading of telephones one of what they are: type, label
    NotItself,    ///< makes a heading of telephones one of something else about them: id, date, carrier …
    OtherNumber,  ///< has numbers, or digits, of its own: order, tax, postcode, account …
    OtherText,    ///< usual headings of something without digits
    Link,         ///< "de", "of", "value": says nothing by itself
    Name,
    FirstName,
    LastName,
    Timezone,
    Country,
    CountryWord,      ///< a country in a heading of several words: "Billing Country"
    CountryPart,      ///< may stand beside it: "code", "region", "billing"
    MaybeCountry,     ///< means country in one language and another thing in another
    MaybeCallingCode, ///< means a calling code in one list and an area code in another
    MaybeCode,        ///< "code": seldom a calling code
    DoNotCall,
    Consent,
    MaybeConsent, ///< consent when its cells say yes or no: "Call"
    Remark,       ///< may say anything of a person, also that they must not be called
    OtherChannel, ///< makes consent one of something other than calls: e-mail, SMS …
    Dated,        ///< makes consent the date of something
};
inline constexpr std::size_t wordGroups = static_cast<std::size_t>(WordGroup::Dated) + 1;

/// The words of one group in the notation above, between spaces.
std::string_view wordsOf(WordGroup group);
/// Those of OtherPerson, which are many.
std::string_view wordsOfOtherPeople();

} // namespace campanile
