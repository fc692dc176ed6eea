#include "csv/column_heading.h"

#include "csv/heading_words.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
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

bool isWordCharacter(char32_t c)
{
    return QChar::isLetterOrNumber(c);
}

/// The words of a heading in lower case without accents, and the same without the spaces between them.
struct Words {
    std::vector<std::string> words;
    std::string joined;
    int ordinal = 0; ///< the number that stands behind one of them: 2 for "Phone 2", "mobile_2"
};

/// Letters that Unicode does not take for an accented one, but people leave out the accent of.
QString folded(char32_t c)
{
    switch (const char32_t lower = QChar::toLower(c)) {
    case U'ı':
        return QStringLiteral("i");
    case U'ł':
        return QStringLiteral("l");
    case U'đ':
        return QStringLiteral("d");
    case U'ø':
        return QStringLiteral("o");
    case U'ß':
        return QStringLiteral("ss");
    case U'ς':
        return QStringLiteral("σ");
    default:
        return QString::fromUcs4(&lower, 1);
    }
}

/// Cuts at signs, and where a small letter is followed by a capital: "mobilePhone", "Phone (mobile)".
std::vector<QString> cut(const QString &text)
{
    std::vector<QString> words;
    QString word;
    char32_t before = 0;
    const auto end = [&words, &word] {
        if (!word.isEmpty()) {
            words.push_back(std::exchange(word, {}));
        }
    };
    for (const char32_t c : text.normalized(QString::NormalizationForm_KD).toUcs4()) {
        if (QChar::isMark(c)) { // an accent, or a vowel sign of an Indian word: the word goes on
            continue;
        }
        if (!isWordCharacter(c)) {
            end();
        } else {
            if (QChar::isLower(before) && QChar::isUpper(c)) {
                end();
            }
            word += folded(c);
        }
        before = c;
    }
    end();
    return words;
}

bool isDigits(const QString &word)
{
    return std::ranges::all_of(word, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Takes "2" off "phone2"; "e164" stays.
int takeOrdinal(QString &word)
{
    qsizetype digits = 0;
    while (digits < word.size() && word.at(word.size() - 1 - digits).isDigit()) {
        ++digits;
    }
    if (digits == 0 || digits > 2) {
        return 0;
    }
    const int ordinal = word.right(digits).toInt();
    word.chop(digits);
    return ordinal;
}

Words wordsIn(std::string_view utf8Heading)
{
    Words found;
    const QString text = QString::fromUtf8(utf8Heading.data(), static_cast<qsizetype>(utf8Heading.size()));
    for (QString word : cut(text)) {
        const int ordinal = takeOrdinal(word);
        found.ordinal = ordinal > 0 ? ordinal : found.ordinal;
        if (!word.isEmpty() && !isDigits(word)) {
            found.words.push_back(word.toStdString());
            found.joined += found.words.back();
        }
    }
    return found;
}

/// One group of words, ready to be looked for.
class Patterns {
public:
    explicit Patterns(std::string_view list)
    {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(' '), list.size());
            if (end > 0) {
                add(list.substr(0, end));
            }
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    [[nodiscard]] bool isIn(const Words &heading) const
    {
        return m_wholes.contains(heading.joined) ||
               std::ranges::any_of(heading.words, [this](const std::string &word) { return isOneOf(word); }) ||
               std::ranges::any_of(m_parts, [&heading](const std::string &part) { return holds(heading, part); });
    }

    /// Whether the word itself, its beginning or its end is one; of the parts only those that are within it.
    [[nodiscard]] bool isOneOf(const std::string &word) const
    {
        return m_words.contains(word) ||
               std::ranges::any_of(m_prefixes, [&word](const std::string &p) { return word.starts_with(p); }) ||
               std::ranges::any_of(m_suffixes, [&word](const std::string &s) { return word.ends_with(s); }) ||
               std::ranges::any_of(m_parts,
                                   [&word](const std::string &part) { return word.find(part) != std::string::npos; });
    }

    /// Whether the word is one of them and nothing else.
    [[nodiscard]] bool isExactly(const std::string &word) const
    {
        return m_words.contains(word) || std::ranges::find(m_prefixes, word) != m_prefixes.end() ||
               std::ranges::find(m_suffixes, word) != m_suffixes.end() ||
               std::ranges::find(m_parts, word) != m_parts.end();
    }

private:
    /// Whether the part stands at the beginning of a word, or within one: "Teléfono contacto" says nothing of "no
    /// contact".
    static bool holds(const Words &heading, const std::string &part)
    {
        std::size_t begin = 0;
        for (const std::string &word : heading.words) {
            if (heading.joined.compare(begin, part.size(), part) == 0 || word.find(part) != std::string::npos) {
                return true;
            }
            begin += word.size();
        }
        return false;
    }

    void add(std::string_view pattern)
    {
        const bool isWhole = pattern.front() == '=';
        const bool openBefore = pattern.front() == '*';
        const bool openBehind = pattern.back() == '*';
        Words words = wordsIn(pattern);
        std::string text = pattern.find("e164") != std::string_view::npos ? "e164" : std::move(words.joined);
        if (text.empty()) {
            return;
        }
        if (isWhole) {
            m_wholes.insert(std::move(text));
        } else if (openBefore && openBehind) {
            m_parts.push_back(std::move(text));
        } else if (openBefore) {
            m_suffixes.push_back(std::move(text));
        } else if (openBehind) {
            m_prefixes.push_back(std::move(text));
        } else {
            m_words.insert(std::move(text));
        }
    }

    std::unordered_set<std::string> m_words;
    std::unordered_set<std::string> m_wholes;
    std::vector<std::string> m_prefixes;
    std::vector<std::string> m_suffixes;
    std::vector<std::string> m_parts;
};

const Patterns &patternsOf(WordGroup group)
{
    static const std::vector<Patterns> all = [] {
        std::vector<Patterns> made;
        for (std::size_t i = 0; i < wordGroups; ++i) {
            made.emplace_back(wordsOf(static_cast<WordGroup>(i)));
        }
        return made;
    }();
    return all[static_cast<std::size_t>(group)];
}

bool has(const Words &heading, WordGroup group)
{
    return patternsOf(group).isIn(heading);
}

bool hasOneOf(const Words &heading, std::initializer_list<WordGroup> groups)
{
    return std::ranges::any_of(groups, [&heading](WordGroup group) { return has(heading, group); });
}

bool is(const std::string &word, WordGroup group)
{
    return patternsOf(group).isOneOf(word);
}

bool isTelephone(const std::string &word)
{
    return is(word, WordGroup::Phone) || is(word, WordGroup::Mobile) || is(word, WordGroup::Landline);
}

/// Leaves out what a heading only says about the notation: "Phone (with country code)".
Words withoutRemark(Words heading)
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
bool isNumberOfAnotherThing(const Words &heading)
{
    const auto &words = heading.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool isNumber = is(words[i], WordGroup::Number);
        const bool isOther = is(words[i], WordGroup::OtherNumber) && !isTelephone(words[i]);
        if (isOther &&
            (isNumber || (i + 1 < words.size() && is(words[i + 1], WordGroup::Number) && !isTelephone(words[i + 1])))) {
            return true;
        }
        std::size_t next = i + 1;
        while (next < words.size() && is(words[next], WordGroup::Link)) {
            ++next;
        }
        const bool isLinked = isNumber && next > i + 1 && next < words.size();
        if (isLinked && is(words[next], WordGroup::OtherNumber) && !isTelephone(words[next])) {
            return true;
        }
    }
    return false;
}

bool isUnderstood(const std::string &word)
{
    using enum WordGroup;
    constexpr std::array groups{Phone,  Mobile,  Landline, Work, Home,        Preferred, Further,
                                Number, Contact, Link,     Name, OtherNumber, OtherText, Company};
    return std::ranges::any_of(groups, [&word](WordGroup group) { return is(word, group); });
}

int rankOf(const Words &heading)
{
    if (has(heading, WordGroup::Company) || !std::ranges::all_of(heading.words, isUnderstood)) {
        return Heading::lastRank;
    }
    int rank = plainRank;
    if (has(heading, WordGroup::Preferred)) {
        rank = preferredRank;
    } else if (has(heading, WordGroup::Mobile)) {
        rank = mobileRank;
    } else if (hasOneOf(heading, {WordGroup::Home, WordGroup::Landline})) {
        rank = homeRank;
    } else if (has(heading, WordGroup::Work)) {
        rank = workRank;
    }
    if (heading.ordinal > 1 || has(heading, WordGroup::Further)) {
        rank += furtherPenalty;
    }
    // Two columns of one rank stay in the order of the list; "Phone 3" never comes before "Phone 2".
    return std::min(rank, Heading::lastRank - 1);
}

Heading telephoneHeading(const Words &heading)
{
    if (hasOneOf(heading, {WordGroup::NotItself, WordGroup::NotVoice}) || isNumberOfAnotherThing(heading)) {
        return {HeadingKind::OtherThing};
    }
    const bool isLabel = has(heading, WordGroup::Label);
    if (has(heading, WordGroup::SomebodyElse)) {
        return {isLabel ? HeadingKind::OtherThing : HeadingKind::OtherPhone};
    }
    return isLabel ? Heading{HeadingKind::NumberLabel} : Heading{HeadingKind::Phone, rankOf(heading)};
}

/// "Number", "Contact", "To" may be anything; "Contact number" is a telephone. "Saksnummer" is none of them: a number
/// of something is not a telephone because its word is unknown here.
std::optional<Heading> vagueHeading(const Words &heading)
{
    bool contact = false;
    bool number = false;
    for (const std::string &word : heading.words) {
        const bool isContact = is(word, WordGroup::Contact);
        const bool isNumber =
            patternsOf(WordGroup::Number).isExactly(word) || (isContact && is(word, WordGroup::Number));
        if (!isContact && !isNumber && !is(word, WordGroup::Link)) {
            return std::nullopt;
        }
        contact = contact || isContact;
        number = number || isNumber;
    }
    if (!contact && !number) {
        return std::nullopt;
    }
    return contact && number ? Heading{HeadingKind::Phone, rankOf(heading)} : Heading{HeadingKind::MaybePhone};
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
bool deniesAt(const Words &heading, std::size_t place)
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
    return isOneOf(words[place + 1], participles) || is(words[place + 1], WordGroup::Consent);
}

/// Whether a heading about consent says that there is none, or none any more: "Consent withdrawn", "No consent".
bool isNegated(const Words &heading)
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
bool isToCalls(const Words &heading)
{
    static constexpr std::array calls{"call", "anruf", "appel", "llama", "chiamat", "звон"};
    static constexpr std::array messages{"sms", "text"};
    const auto isCall = [](const std::string &word) { return beginsWithOneOf(word, calls); };
    const auto isMessage = [](const std::string &word) { return beginsWithOneOf(word, messages); };
    const auto isPhone = [](const std::string &word) {
        return is(word, WordGroup::Phone) && !is(word, WordGroup::OtherChannel);
    };
    return std::ranges::any_of(heading.words, isCall) ||
           (std::ranges::none_of(heading.words, isMessage) && std::ranges::any_of(heading.words, isPhone));
}

/// Whether consent is said to be of some day: "Consent date", "Consented on"; "Consent on file" is not.
bool isDated(const Words &heading)
{
    return has(heading, WordGroup::Dated) || heading.words.back() == "on";
}

/// Whether the people may be called, if the heading is about that.
std::optional<Heading> permissionHeading(const Words &heading)
{
    if (has(heading, WordGroup::DoNotCall) || (has(heading, WordGroup::Consent) && isNegated(heading))) {
        const bool isAboutCalls = hasOneOf(heading, {WordGroup::Phone, WordGroup::Mobile}) ||
                                  heading.joined.find("call") != std::string::npos;
        return !isAboutCalls && has(heading, WordGroup::OtherChannel) ? Heading{HeadingKind::OtherText}
                                                                      : Heading{HeadingKind::DoNotCall};
    }
    if (has(heading, WordGroup::Consent)) {
        const bool isToOthers = has(heading, WordGroup::OtherChannel) && !isToCalls(heading);
        return isToOthers || isDated(heading) ? Heading{HeadingKind::OtherText} : Heading{HeadingKind::Consent};
    }
    return std::nullopt;
}

/// Headings that mean something only as a whole.
std::optional<Heading> wholeHeading(const Words &heading)
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
        if (has(heading, group)) {
            return Heading{kind};
        }
    }
    return std::nullopt;
}

} // namespace

Heading readHeading(std::string_view utf8Heading)
{
    if (utf8Heading.size() > longestHeading) {
        return {};
    }
    const Words heading = withoutRemark(wordsIn(utf8Heading));
    if (heading.words.empty()) {
        return {};
    }
    if (const auto permission = permissionHeading(heading)) {
        return *permission;
    }
    if (const auto whole = wholeHeading(heading)) {
        return *whole;
    }
    if (hasOneOf(heading, {WordGroup::Phone, WordGroup::Mobile, WordGroup::Landline})) {
        return telephoneHeading(heading);
    }
    if (hasOneOf(heading, {WordGroup::OtherNumber, WordGroup::NotItself, WordGroup::NotVoice})) {
        return {HeadingKind::OtherThing};
    }
    const bool isOtherText = has(heading, WordGroup::OtherText);
    if (has(heading, WordGroup::Label)) { // "Customer type" is not about a telephone
        return {isOtherText ? HeadingKind::OtherThing : HeadingKind::MaybeLabel};
    }
    if (!isOtherText && has(heading, WordGroup::SomebodyElse)) { // "Next of kin", "Old number", "Notfallnummer"
        return {HeadingKind::OtherPhone, Heading::lastRank};
    }
    if (const auto vague = vagueHeading(heading)) {
        return *vague;
    }
    return {isOtherText ? HeadingKind::OtherText : HeadingKind::Unknown};
}

std::string headingStem(std::string_view utf8Heading)
{
    const Words heading = wordsIn(utf8Heading.substr(0, longestHeading));
    std::string stem;
    for (const std::string &word : heading.words) {
        const bool isCommon = is(word, WordGroup::Label) || is(word, WordGroup::Link) ||
                              (is(word, WordGroup::Number) && !isTelephone(word));
        stem += isCommon ? std::string() : word + ' ';
    }
    return stem.empty() || heading.ordinal == 0 ? stem : stem + std::to_string(heading.ordinal);
}

NumberLabel readNumberLabel(std::string_view utf8Cell)
{
    using enum WordGroup;
    if (utf8Cell.size() > longestHeading) {
        return NumberLabel::Unknown;
    }
    const Words label = wordsIn(utf8Cell);
    if (has(label, NotVoice)) {
        return NumberLabel::NotVoice;
    }
    if (hasOneOf(label, {SomebodyElse, DoNotCall})) {
        return NumberLabel::SomebodyElse;
    }
    const bool saysWhich = hasOneOf(label, {Phone, Mobile, Landline, Work, Home, Preferred, Further, Company});
    return saysWhich && std::ranges::all_of(label.words, isUnderstood) ? NumberLabel::Voice : NumberLabel::Unknown;
}

} // namespace campanile
