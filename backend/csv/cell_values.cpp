#include "csv/cell_values.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <array>
#include <span>

namespace campanile {

namespace {

struct Character {
    char32_t value = 0;
    std::size_t bytes = 0;
};

/// The spaces beyond ASCII have two or three bytes.
bool isSpace(char32_t c)
{
    return c <= 0x20 || c == 0x7F || QChar::isSpace(c) || QChar::category(c) == QChar::Other_Format;
}

Character decoded(std::string_view bytes)
{
    if (bytes == "\uFEFF") { // QString drops it
        return {0xFEFF, bytes.size()};
    }
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    const auto characters = text.toUcs4();
    return {characters.size() == 1 ? characters.front() : U'x', bytes.size()};
}

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

Character firstOf(std::string_view text)
{
    std::size_t bytes = 1;
    while (bytes < std::min<std::size_t>(text.size(), 4) && continues(text[bytes])) {
        ++bytes;
    }
    return decoded(text.substr(0, bytes));
}

Character lastOf(std::string_view text)
{
    std::size_t bytes = 1;
    while (bytes < std::min<std::size_t>(text.size(), 4) && continues(text[text.size() - bytes])) {
        ++bytes;
    }
    return decoded(text.substr(text.size() - bytes));
}

bool isPlain(char c)
{
    return c > 0x20 && c < 0x7F;
}

constexpr auto yesWords = std::to_array<std::string_view>({"yes",
                                                           "y",
                                                           "true",
                                                           "t",
                                                           "1",
                                                           "x",
                                                           "on",
                                                           "ok",
                                                           "+",
                                                           "✓",
                                                           "✔",
                                                           "☑",
                                                           "✅",
                                                           "○",
                                                           "◯",
                                                           "ja",
                                                           "j",
                                                           "wahr",
                                                           "oui",
                                                           "o",
                                                           "vrai",
                                                           "si",
                                                           "sí",
                                                           "s",
                                                           "verdadero",
                                                           "sim",
                                                           "verdadeiro",
                                                           "sì",
                                                           "vero",
                                                           "da",
                                                           "да",
                                                           "д",
                                                           "истина",
                                                           "так",
                                                           "tak",
                                                           "prawda",
                                                           "ano",
                                                           "áno",
                                                           "pravda",
                                                           "igen",
                                                           "igaz",
                                                           "evet",
                                                           "doğru",
                                                           "kyllä",
                                                           "jah",
                                                           "jā",
                                                           "taip",
                                                           "ναι",
                                                           "はい",
                                                           "是",
                                                           "真",
                                                           "有",
                                                           "예",
                                                           "네",
                                                           "نعم",
                                                           "כן",
                                                           "हाँ",
                                                           "हां",
                                                           "haan",
                                                           "ya",
                                                           "có",
                                                           "ใช่",
                                                           "granted",
                                                           "agreed",
                                                           "given",
                                                           "opted in",
                                                           "opt-in",
                                                           "optin",
                                                           "subscribed",
                                                           "accepted",
                                                           "erteilt",
                                                           "zugestimmt",
                                                           "accordé",
                                                           "dnc",
                                                           "do not call",
                                                           "opted out",
                                                           "opt-out",
                                                           "optout",
                                                           "unsubscribed",
                                                           "blocked",
                                                           "gesperrt",
                                                           "nicht anrufen"});
constexpr auto noWords = std::to_array<std::string_view>(
    {"no",        "n",       "false",     "f",          "0",          "off",        "✗",     "✘",      "☐",
     "❌",         "×",       "nein",      "falsch",     "non",        "faux",       "falso", "não",    "nao",
     "нет",       "н",       "ложь",      "ні",         "не",         "nie",        "fałsz", "ne",     "nem",
     "hamis",     "hayır",   "hayir",     "yanlış",     "ei",         "nej",        "nei",   "nee",    "nu",
     "ei ole",    "όχι",     "いいえ",    "否",         "不",         "无",         "無",    "아니요", "아니오",
     "لا",        "לא",      "नहीं",       "nahin",      "tidak",      "không",      "ไม่",    "denied", "refused",
     "withdrawn", "revoked", "not given", "none given", "verweigert", "widerrufen", "refusé"});

// Words that say "may" or "may not" by themselves, whatever the column asks.
constexpr auto refusals = std::to_array<std::string_view>(
    {"dnc",        "do not call",    "opted out", "opt-out", "optout",     "unsubscribed", "blocked",
     "gesperrt",   "nicht anrufen",  "denied",    "refused", "withdrawn",  "do not allow", "not allowed",
     "don't call", "do not contact", "donotcall", "revoked", "verweigert", "widerrufen",   "refusé"});
constexpr auto grants =
    std::to_array<std::string_view>({"allow", "allowed", "opted in", "opt-in", "optin", "subscribed", "granted",
                                     "agreed", "erteilt", "zugestimmt", "accordé"});

std::string lowered(std::string_view cell)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::ranges::all_of(cell, isAscii)) { // as nearly all cells are, and every row of a list may have some
        std::string word(cell);
        std::ranges::transform(word, word.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return word;
    }
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).toLower().toStdString();
}

// A cross may tick a box or strike it out; "x" ticks.
constexpr auto crosses = std::to_array<std::string_view>({"✗", "✘", "❌", "×"});

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

std::size_t leadingDigits(std::string_view text)
{
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

/// "+02:00", "-0500"
bool isOffset(std::string_view word)
{
    const bool isSigned = word.starts_with('+') || word.starts_with('-');
    return isSigned && word.size() >= 3 && word.find_first_not_of("0123456789:", 1) == std::string_view::npos;
}

/// "10:15", "10:15:00.000Z", "3:05 PM", "10.15 Uhr", "10:15 +02:00": a time of the day and nothing else.
bool isTime(std::string_view text)
{
    constexpr auto endings = std::to_array<std::string_view>({"am", "pm", "a.m.", "p.m.", "z", "uhr", "utc", "gmt"});
    const std::size_t hour = leadingDigits(text);
    if (hour < 1 || hour > 2) {
        return false;
    }
    text.remove_prefix(hour);
    for (int part = 0; part < 2 && (text.starts_with(':') || text.starts_with('.')); ++part) {
        if (leadingDigits(text.substr(1)) != 2) {
            return false;
        }
        text.remove_prefix(3);
    }
    if (text.starts_with('.') || text.starts_with(',')) { // fractions of a second
        text.remove_prefix(1 + leadingDigits(text.substr(1)));
    }
    text = trimmedCell(text);
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (!isOffset(word) && !isOneOf(lowered(word), endings)) {
            return false;
        }
        text = trimmedCell(text.substr(word.size()));
    }
    return true;
}

/// "2025-03-31", "31.03.2025 10:15", "3/31/25": when something was said. "0000-00-00" is how databases write that
/// nothing was, and words behind the day may take it back: "2025-03-31 revoked".
bool isDay(std::string_view cell)
{
    const std::size_t end = cell.find_first_of(" T");
    if (end != std::string_view::npos && !isTime(trimmedCell(cell.substr(end + 1)))) {
        return false;
    }
    cell = cell.substr(0, end);
    std::array<int, 3> digits{};
    std::array<bool, 3> isAboveZero{};
    std::size_t group = 0;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            ++digits[group];
            isAboveZero[group] = isAboveZero[group] || c != '0';
        } else if ((c == '-' || c == '.' || c == '/') && group < 2) {
            ++group;
        } else {
            return false;
        }
    }
    const auto fits = [](int count, int most) { return count >= 1 && count <= most; };
    return group == 2 && fits(digits[0], 4) && fits(digits[1], 2) && fits(digits[2], 4) &&
           std::ranges::all_of(isAboveZero, [](bool is) { return is; });
}

} // namespace

std::string_view trimmedCell(std::string_view cell)
{
    while (!cell.empty() && !isPlain(cell.front())) {
        const Character first = firstOf(cell);
        if (!isSpace(first.value)) {
            break;
        }
        cell.remove_prefix(first.bytes);
    }
    while (!cell.empty() && !isPlain(cell.back())) {
        const Character last = lastOf(cell);
        if (!isSpace(last.value)) {
            break;
        }
        cell.remove_suffix(last.bytes);
    }
    return cell;
}

std::string_view takeNumber(std::string_view &cell)
{
    constexpr std::string_view separator = ":::";
    const std::size_t end = cell.find(separator);
    const std::string_view first = trimmedCell(cell.substr(0, end));
    cell = end == std::string_view::npos ? std::string_view() : trimmedCell(cell.substr(end + separator.size()));
    return first;
}

YesNo readYesNo(std::string_view utf8Cell)
{
    const std::string_view cell = trimmedCell(utf8Cell);
    if (cell.empty()) {
        return YesNo::Empty;
    }
    const std::string word = lowered(cell);
    if (isOneOf(word, yesWords) || isDay(cell)) {
        return YesNo::Yes;
    }
    return isOneOf(word, noWords) ? YesNo::No : YesNo::Unclear;
}

CallPermission readPermission(ColumnRole role, std::string_view utf8Cell)
{
    const std::string word = lowered(trimmedCell(utf8Cell));
    if (isOneOf(word, refusals)) {
        return CallPermission::Refused;
    }
    if (isOneOf(word, grants)) {
        return CallPermission::Granted;
    }
    const bool asksForRefusal = role == ColumnRole::DoNotCall;
    if (asksForRefusal && isOneOf(word, crosses)) {
        return CallPermission::Unclear;
    }
    switch (readYesNo(utf8Cell)) {
    case YesNo::Empty:
        return asksForRefusal ? CallPermission::Granted : CallPermission::Unclear;
    case YesNo::Yes:
        return asksForRefusal ? CallPermission::Refused : CallPermission::Granted;
    case YesNo::No:
        return asksForRefusal ? CallPermission::Granted : CallPermission::Refused;
    case YesNo::Unclear:
        break;
    }
    return CallPermission::Unclear;
}

bool saysNotToCall(std::string_view utf8Cell)
{
    static constexpr auto refusingRemarks = std::to_array<std::string_view>(
        {"dnc",           "do not call",  "donotcall",   "do-not-call", "don't call", "do not contact",
         "do not phone",  "no calls",     "opted out",   "opt-out",     "optout",     "unsubscribed",
         "nicht anrufen", "keine anrufe", "niet bellen", "ring inte",   "ring ikke",  "ne pas appeler",
         "no llamar",     "non chiamare", "não ligar",   "nie dzwonić", "nevolat",    "älä soita",
         "не звонить",    "не дзвонити",  "勿打",        "请勿致电",    "架電禁止",   "電話ng",
         "수신거부",      "통화 거부",    "لا تتصل",     "deceased",    "verstorben", "décédé"});
    constexpr std::size_t longestRemark = 80; // in bytes; a longer one is a sentence
    constexpr std::size_t longestPart = std::ranges::max(refusingRemarks, {}, &std::string_view::size).size();
    std::string_view rest = trimmedCell(utf8Cell);
    if (rest.size() > longestRemark) {
        return false;
    }
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(",;|/"), rest.size());
        const std::string_view part = trimmedCell(rest.substr(0, end));
        if (part.size() <= longestPart && isOneOf(lowered(part), refusingRemarks)) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

} // namespace campanile
