#include "core/region_names.h"

#include "core/edit_distance.h"
#include "core/number_parser.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace campanile {

namespace {

// No country's name is longer, and no longer text is held against them.
constexpr qsizetype longestName = 60;

using Spelling = std::pair<const char *, const char *>;

/// What people write in place of a code of two letters and no locale knows: other codes, parts of countries.
constexpr std::array<Spelling, 52> spellings = {{
    {"UK", "GB"},    {"GREAT BRITAIN", "GB"}, {"BRITAIN", "GB"}, {"ENGLAND", "GB"}, {"SCOTLAND", "GB"}, {"WALES", "GB"},
    {"USA", "US"},   {"AMERICA", "US"},       {"HOLLAND", "NL"}, {"EL", "GR"},      {"KOREA", "KR"},    {"UAE", "AE"},
    {"CZECH", "CZ"}, {"EIRE", "IE"},          {"ARE", "AE"},     {"ARG", "AR"},     {"AUS", "AU"},      {"AUT", "AT"},
    {"BEL", "BE"},   {"BRA", "BR"},           {"CAN", "CA"},     {"CHE", "CH"},     {"CHN", "CN"},      {"CZE", "CZ"},
    {"DEU", "DE"},   {"GER", "DE"},           {"DNK", "DK"},     {"ESP", "ES"},     {"FIN", "FI"},      {"FRA", "FR"},
    {"GBR", "GB"},   {"GRC", "GR"},           {"HUN", "HU"},     {"IND", "IN"},     {"IRL", "IE"},      {"ISR", "IL"},
    {"ITA", "IT"},   {"JPN", "JP"},           {"KOR", "KR"},     {"MEX", "MX"},     {"NLD", "NL"},      {"NOR", "NO"},
    {"NZL", "NZ"},   {"POL", "PL"},           {"PRT", "PT"},     {"ROU", "RO"},     {"RUS", "RU"},      {"SAU", "SA"},
    {"SWE", "SE"},   {"TUR", "TR"},           {"UKR", "UA"},     {"ZAF", "ZA"},
}};

bool isRegion(const QString &code)
{
    return NumberParser::isKnownRegion(code.toStdString());
}

/// The main region of a calling code, with or without "+".
QString regionOfCallingCode(QString digits)
{
    if (digits.startsWith(u'+')) {
        digits.remove(0, 1);
    }
    const bool isCode = !digits.isEmpty() && digits.size() <= 3 &&
                        std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    // The digits that follow belong to nobody, so they say nothing against the main region.
    return isCode ? regionOf(E164{digits.leftJustified(9, u'0').toLongLong()}) : QString();
}

/// The region whose name, in English or in a language of its own, is nearest.
QString regionOfName(const QString &name)
{
    const QString wanted = name.toCaseFolded();
    QString best;
    int bestDistance = static_cast<int>(wanted.size()) / 4 + 1;
    const auto consider = [&](const QString &candidate, const QString &code) {
        const int away = editDistance(wanted, candidate.toCaseFolded());
        if (away < bestDistance && isRegion(code)) {
            best = code;
            bestDistance = away;
        }
    };
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        consider(QLocale::territoryToString(territory), QLocale::territoryToCode(territory));
    }
    for (const QLocale &locale :
         QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory)) {
        consider(locale.nativeTerritoryName(), QLocale::territoryToCode(locale.territory()));
    }
    return best;
}

} // namespace

QString nearestRegion(const QString &text)
{
    const QString given = text.simplified();
    if (given.isEmpty() || given.size() > longestName) {
        return {};
    }
    const QString code = QString(given).remove(u'.').toUpper();
    const auto *const spelling = std::ranges::find_if(
        spellings, [&code](const Spelling &each) { return code == QLatin1StringView(each.first); });
    if (spelling != spellings.end()) {
        return QString::fromLatin1(spelling->second);
    }
    if (isRegion(code)) {
        return code;
    }
    const QString byCode = regionOfCallingCode(given);
    return byCode.isEmpty() && given.size() > 3 ? regionOfName(given) : byCode;
}

Result<QString> knownRegion(const QString &text)
{
    if (isRegion(text)) {
        return text;
    }
    const QString nearest = nearestRegion(text);
    const QString advice = nearest.isEmpty()
                               ? QStringLiteral("Write an ISO 3166-1 code of two capital letters, such as US.")
                               : QStringLiteral("Did you mean %1?").arg(nearest);
    return Error{ErrorCode::InvalidInput,
                 QStringLiteral("There is no region \"%1\". %2").arg(text.left(longestName), advice),
                 QStringLiteral("#/default_region"),
                 ErrorRule::UnknownRegion,
                 {text.left(longestName), nearest}};
}

} // namespace campanile
