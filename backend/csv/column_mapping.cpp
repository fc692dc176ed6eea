#include "csv/column_mapping.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <set>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

/// How surely a name means the number to call. A name that often means something else (a running number, a person)
/// gives way when another column holds the telephone numbers.
enum class Certainty { Ambiguous, Usual, Explicit };

struct KnownName {
    std::string_view name; // as `reduced` leaves it
    ColumnRole role;
    Certainty certainty = Certainty::Usual;
};

// English first, then what German, French, Spanish, Italian and Portuguese exports call them.
constexpr std::array knownNames{
    KnownName{"e164", ColumnRole::Number, Certainty::Explicit},
    KnownName{"phonee164", ColumnRole::Number, Certainty::Explicit},
    KnownName{"tonumber", ColumnRole::Number, Certainty::Explicit},
    KnownName{"phonenumber", ColumnRole::Number, Certainty::Explicit},
    KnownName{"phone", ColumnRole::Number, Certainty::Explicit},
    KnownName{"recipientnumber", ColumnRole::Number, Certainty::Explicit},
    KnownName{"destinationnumber", ColumnRole::Number, Certainty::Explicit},
    KnownName{"calleenumber", ColumnRole::Number, Certainty::Explicit},
    KnownName{"msisdn", ColumnRole::Number, Certainty::Explicit},
    KnownName{"phoneno", ColumnRole::Number},
    KnownName{"phonenum", ColumnRole::Number},
    KnownName{"phonenr", ColumnRole::Number},
    KnownName{"primaryphone", ColumnRole::Number},
    KnownName{"mainphone", ColumnRole::Number},
    KnownName{"contactphone", ColumnRole::Number},
    KnownName{"contactnumber", ColumnRole::Number},
    KnownName{"contactno", ColumnRole::Number},
    KnownName{"contactphonenumber", ColumnRole::Number},
    KnownName{"customerphone", ColumnRole::Number},
    KnownName{"customernumber", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"callnumber", ColumnRole::Number},
    KnownName{"dialnumber", ColumnRole::Number},
    KnownName{"telephone", ColumnRole::Number},
    KnownName{"telephonenumber", ColumnRole::Number},
    KnownName{"telephoneno", ColumnRole::Number},
    KnownName{"tel", ColumnRole::Number},
    KnownName{"telno", ColumnRole::Number},
    KnownName{"telnr", ColumnRole::Number},
    KnownName{"telnumber", ColumnRole::Number},
    KnownName{"mobile", ColumnRole::Number},
    KnownName{"mobilephone", ColumnRole::Number},
    KnownName{"mobilephonenumber", ColumnRole::Number},
    KnownName{"mobilenumber", ColumnRole::Number},
    KnownName{"mobileno", ColumnRole::Number},
    KnownName{"phonemobile", ColumnRole::Number},
    KnownName{"cell", ColumnRole::Number},
    KnownName{"cellphone", ColumnRole::Number},
    KnownName{"cellphonenumber", ColumnRole::Number},
    KnownName{"cellnumber", ColumnRole::Number},
    KnownName{"homephone", ColumnRole::Number},
    KnownName{"workphone", ColumnRole::Number},
    KnownName{"businessphone", ColumnRole::Number},
    KnownName{"telefon", ColumnRole::Number},
    KnownName{"telefonnummer", ColumnRole::Number},
    KnownName{"rufnummer", ColumnRole::Number},
    KnownName{"handy", ColumnRole::Number},
    KnownName{"handynummer", ColumnRole::Number},
    KnownName{"mobil", ColumnRole::Number},
    KnownName{"mobilnummer", ColumnRole::Number},
    KnownName{"numerodetelephone", ColumnRole::Number},
    KnownName{"portable", ColumnRole::Number},
    KnownName{"telefono", ColumnRole::Number},
    KnownName{"numerodetelefono", ColumnRole::Number},
    KnownName{"movil", ColumnRole::Number},
    KnownName{"celular", ColumnRole::Number},
    KnownName{"cellulare", ColumnRole::Number},
    KnownName{"telefone", ColumnRole::Number},
    KnownName{"number", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"to", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"recipient", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"destination", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"callee", ColumnRole::Number, Certainty::Ambiguous},
    KnownName{"name", ColumnRole::Name},
    KnownName{"fullname", ColumnRole::Name},
    KnownName{"contactname", ColumnRole::Name},
    KnownName{"customername", ColumnRole::Name},
    KnownName{"clientname", ColumnRole::Name},
    KnownName{"leadname", ColumnRole::Name},
    KnownName{"displayname", ColumnRole::Name},
    KnownName{"nombre", ColumnRole::Name},
    KnownName{"nombrecompleto", ColumnRole::Name},
    KnownName{"firstname", ColumnRole::FirstName},
    KnownName{"fname", ColumnRole::FirstName},
    KnownName{"givenname", ColumnRole::FirstName},
    KnownName{"forename", ColumnRole::FirstName},
    KnownName{"vorname", ColumnRole::FirstName},
    KnownName{"prenom", ColumnRole::FirstName},
    KnownName{"lastname", ColumnRole::LastName},
    KnownName{"lname", ColumnRole::LastName},
    KnownName{"surname", ColumnRole::LastName},
    KnownName{"familyname", ColumnRole::LastName},
    KnownName{"nachname", ColumnRole::LastName},
    KnownName{"apellido", ColumnRole::LastName},
    KnownName{"apellidos", ColumnRole::LastName},
    KnownName{"timezone", ColumnRole::Timezone},
    KnownName{"timezonename", ColumnRole::Timezone},
    KnownName{"timezoneid", ColumnRole::Timezone},
    KnownName{"ianatimezone", ColumnRole::Timezone},
    KnownName{"tz", ColumnRole::Timezone},
    KnownName{"tzname", ColumnRole::Timezone},
    KnownName{"zeitzone", ColumnRole::Timezone},
};

QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Letters and digits in lower case, accents and everything else dropped: "Téléphone (mobile)" → "telephonemobile".
std::string reduced(std::string_view utf8Name)
{
    QString result;
    for (const QChar c : toQString(utf8Name).normalized(QString::NormalizationForm_KD)) {
        if (c.isLetterOrNumber()) {
            result += c.toLower();
        }
    }
    return result.toStdString();
}

const KnownName *findName(std::string_view utf8Name)
{
    std::string name = reduced(utf8Name);
    const auto find = [&name] { return std::ranges::find(knownNames, name, &KnownName::name); };
    const auto *found = find();
    if (found == knownNames.end()) { // "Phone 1", "mobile_2"
        while (!name.empty() && name.back() >= '0' && name.back() <= '9') {
            name.pop_back();
        }
        found = find();
    }
    return found == knownNames.end() ? nullptr : &*found;
}

/// "2026-03-31", "31.03.2026", "3/31/2026" and the same with two digits for the year: eight digits and yet no number.
bool isDate(std::string_view text)
{
    std::array<int, 3> digits{};
    std::size_t group = 0;
    char separator = '\0';
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            ++digits[group];
        } else if ((c == '-' || c == '.' || c == '/') && (separator == '\0' || c == separator) && group < 2) {
            separator = c;
            ++group;
        } else {
            return false;
        }
    }
    const auto isShort = [](int count) { return count == 1 || count == 2; };
    return group == 2 && isShort(digits[1]) &&
           ((digits[0] == 4 && isShort(digits[2])) || (isShort(digits[0]) && (digits[2] == 4 || digits[2] == 2)));
}

/// How much a field looks like a telephone number, 0 to 3: a running number of seven digits does a little, "+44 20 …"
/// fully.
int likeness(std::string_view field)
{
    const std::size_t begin = field.find_first_not_of(" \t'");
    if (begin == std::string_view::npos) {
        return 0;
    }
    field = field.substr(begin, field.find_last_not_of(" \t") + 1 - begin);
    int digits = 0;
    int separators = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const char c = field[i];
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if ((c == 'E' || c == 'e') && digits >= 2) { // 1.41556E+10
            const std::string_view exponent = field.substr(i + 1);
            return exponent == "+10" || exponent == "+11" || exponent == "+12" || exponent == "+09" ? 2 : 0;
        } else if (c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')') {
            ++separators;
        } else if (field.substr(i).starts_with("\u00A0")) {
            ++i;
            ++separators;
        } else if (c != '+' || digits > 0) {
            return 0;
        }
    }
    const bool isAmount = separators == 1 && field.find('.') != std::string_view::npos && field.front() != '+';
    if (digits < 7 || digits > 15 || isDate(field) || (isAmount && field.size() - field.find('.') <= 3)) {
        return 0;
    }
    return field.front() == '+' ? 3 : digits >= 10 ? 2 : 1;
}

/// What the rows behind the header say about one column.
struct Content {
    int filled = 0;
    int numbers = 0;
    int likeness = 0; // sum over the rows

    [[nodiscard]] bool isMostlyNumbers() const { return filled > 0 && numbers * 2 > filled; }
};

Content contentOf(const SampleRows &rows, std::size_t firstRow, std::size_t column)
{
    Content content;
    for (std::size_t i = firstRow; i < rows.size(); ++i) {
        if (column < rows[i].size() && !rows[i][column].empty()) {
            const int like = likeness(rows[i][column]);
            ++content.filled;
            content.numbers += like > 0 ? 1 : 0;
            content.likeness += like;
        }
    }
    return content;
}

/// The column of the telephone numbers, -1 when there is none.
int findNumberColumn(const std::vector<const KnownName *> &names, const std::vector<Content> &contents)
{
    int byName = -1;
    int byContent = -1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool named = names[i] != nullptr && names[i]->role == ColumnRole::Number;
        if (named && (byName < 0 || names[i]->certainty > names[static_cast<std::size_t>(byName)]->certainty)) {
            byName = static_cast<int>(i);
        }
        const bool better =
            byContent < 0 || contents[i].likeness > contents[static_cast<std::size_t>(byContent)].likeness;
        if (contents[i].isMostlyNumbers() && better) {
            byContent = static_cast<int>(i);
        }
    }
    if (byName < 0 || byContent < 0) {
        return byName < 0 ? byContent : byName;
    }
    const auto named = static_cast<std::size_t>(byName);
    const bool givesWay = names[named]->certainty == Certainty::Ambiguous && contents[named].numbers == 0;
    return givesWay ? byContent : byName;
}

bool firstRowIsHeader(const SampleRows &rows)
{
    return !rows.empty() && std::ranges::none_of(rows.front(), looksLikeNumber);
}

/// The role as the agent's prompt calls it, so that {{ name }} works whatever the column was called.
std::string keyOfRole(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Name:
        return "name";
    case ColumnRole::FirstName:
        return "first_name";
    case ColumnRole::LastName:
        return "last_name";
    case ColumnRole::Timezone:
        return "timezone";
    case ColumnRole::Number:
    case ColumnRole::Variable:
    case ColumnRole::Ignore:
        break;
    }
    return {};
}

std::string unusedKey(const std::string &wanted, std::set<std::string> &used)
{
    std::string key = wanted;
    for (int i = 2; !used.insert(key).second; ++i) {
        key = wanted + '_' + std::to_string(i);
    }
    return key;
}

QString nameOfRole(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Number:
        return u"the number"_s;
    case ColumnRole::Name:
        return u"the name"_s;
    case ColumnRole::FirstName:
        return u"the first name"_s;
    case ColumnRole::LastName:
        return u"the last name"_s;
    case ColumnRole::Timezone:
        return u"the time zone"_s;
    case ColumnRole::Variable:
        return u"a variable"_s;
    case ColumnRole::Ignore:
        return u"nothing"_s;
    }
    return {};
}

constexpr qsizetype mostNamed = 20; // keeps the message readable

QString describeColumns(const ColumnMapping &mapping)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(mapping.columns.size(), mostNamed); ++i) {
        const QString &header = mapping.columns[i].header;
        names += header.isEmpty() ? QStringLiteral("column %1").arg(i + 1) : u'“' + header + u'”';
    }
    const std::size_t more = mapping.columns.size() - static_cast<std::size_t>(names.size());
    return names.join(u", "_s) + (more > 0 ? QStringLiteral(" and %1 more").arg(more) : QString());
}

QString headersOf(const ColumnMapping &mapping)
{
    QStringList headers;
    for (const MappedColumn &column : mapping.columns) {
        headers += u'“' + column.header + u'”';
    }
    return headers.mid(0, mostNamed).join(u", "_s);
}

Error noNumberColumn(const ColumnMapping &mapping)
{
    return {ErrorCode::InvalidInput,
            QStringLiteral("No column holds telephone numbers. The columns are %1; call one of them “phone”, or choose "
                           "the number column yourself.")
                .arg(mapping.columns.empty() ? u"none"_s : describeColumns(mapping)),
            {},
            ErrorRule::NoNumberColumn,
            {headersOf(mapping)}};
}

} // namespace

int ColumnMapping::indexOf(ColumnRole role) const
{
    const auto found = std::ranges::find(columns, role, &MappedColumn::role);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

void ColumnMapping::setNumberColumn(int column)
{
    std::set<std::string> used;
    for (const MappedColumn &other : columns) {
        used.insert(other.variableKey);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        MappedColumn &other = columns[i];
        if (static_cast<int>(i) == column) {
            other.role = ColumnRole::Number;
            other.variableKey.clear();
        } else if (other.role == ColumnRole::Number) {
            other.role = ColumnRole::Variable;
            other.variableKey = unusedKey(variableKeyFor(other.header.toStdString(), static_cast<int>(i)), used);
        }
    }
}

Result<void> ColumnMapping::check() const
{
    if (indexOf(ColumnRole::Number) < 0) {
        return noNumberColumn(*this);
    }
    for (const ColumnRole role :
         {ColumnRole::Number, ColumnRole::Name, ColumnRole::FirstName, ColumnRole::LastName, ColumnRole::Timezone}) {
        if (std::ranges::count(columns, role, &MappedColumn::role) > 1) {
            return Error{
                ErrorCode::InvalidInput,
                QStringLiteral("More than one column is mapped to %1; keep one of them.").arg(nameOfRole(role)),
                {},
                ErrorRule::RoleTwice,
                {QString::number(static_cast<int>(role))}};
        }
    }
    std::set<std::string> used;
    for (const MappedColumn &column : columns) {
        if (!column.variableKey.empty() && !used.insert(column.variableKey).second) {
            const QString key = QString::fromStdString(column.variableKey);
            return Error{ErrorCode::InvalidInput,
                         QStringLiteral("Two columns give the variable “%1”; rename one of them.").arg(key),
                         {},
                         ErrorRule::VariableTwice,
                         {key}};
        }
    }
    return {};
}

ColumnRole roleOfColumnName(std::string_view utf8Name)
{
    const KnownName *const known = findName(utf8Name);
    return known == nullptr ? ColumnRole::Variable : known->role;
}

bool looksLikeNumber(std::string_view utf8Field)
{
    return likeness(utf8Field) > 0;
}

std::string variableKeyFor(std::string_view utf8Header, int index)
{
    const QString header = toQString(utf8Header).trimmed();
    const auto belongs = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c.isMark() || c.isSurrogate(); };
    if (!header.isEmpty() && std::ranges::all_of(header, belongs)) {
        return header.toStdString();
    }
    QString key;
    bool gap = false;
    for (const QChar c : header) {
        if (!belongs(c)) {
            gap = !key.isEmpty();
            continue;
        }
        if (gap) {
            key += u'_';
            gap = false;
        }
        key += c.toLower();
    }
    return key.isEmpty() ? "column_" + std::to_string(index + 1) : key.toStdString();
}

ColumnMapping guessColumns(const SampleRows &rows, std::optional<bool> hasHeader)
{
    ColumnMapping mapping;
    mapping.hasHeader = hasHeader.value_or(firstRowIsHeader(rows));
    std::size_t columns = 0;
    for (const auto &row : rows) {
        columns = std::max(columns, row.size());
    }
    std::vector<const KnownName *> names(columns);
    std::vector<Content> contents(columns);
    mapping.columns.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) {
        if (mapping.hasHeader && !rows.empty() && i < rows.front().size()) {
            mapping.columns[i].header = toQString(rows.front()[i]).trimmed();
            names[i] = findName(rows.front()[i]);
        }
        contents[i] = contentOf(rows, mapping.hasHeader ? 1 : 0, i);
    }
    const int number = findNumberColumn(names, contents);
    std::set<ColumnRole> taken;
    std::set<std::string> used;
    for (std::size_t i = 0; i < columns; ++i) {
        MappedColumn &column = mapping.columns[i];
        const ColumnRole named = names[i] == nullptr ? ColumnRole::Variable : names[i]->role;
        if (static_cast<int>(i) == number) {
            column.role = ColumnRole::Number;
            continue;
        }
        if (named != ColumnRole::Number && named != ColumnRole::Variable && taken.insert(named).second) {
            column.role = named;
        }
        const std::string byRole = keyOfRole(column.role);
        const std::string wanted =
            byRole.empty() ? variableKeyFor(column.header.toStdString(), static_cast<int>(i)) : byRole;
        column.variableKey = unusedKey(wanted, used);
    }
    return mapping;
}

} // namespace campanile
