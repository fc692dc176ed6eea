#include "csv/column_mapping.h"

#include "csv/variable_keys.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <set>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array singleRoles{ColumnRole::Number,   ColumnRole::Name,     ColumnRole::FirstName,
                                 ColumnRole::LastName, ColumnRole::Timezone, ColumnRole::Country};

bool isNumberRole(ColumnRole role)
{
    return role == ColumnRole::Number || role == ColumnRole::FurtherNumber;
}

bool hasVariable(ColumnRole role)
{
    return role != ColumnRole::Number && role != ColumnRole::Ignore;
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
    case ColumnRole::FurtherNumber:
        return u"a further number"_s;
    case ColumnRole::Country:
        return u"the country"_s;
    case ColumnRole::DoNotCall:
        return u"do not call"_s;
    case ColumnRole::Consent:
        return u"consent"_s;
    case ColumnRole::NumberLabel:
        return u"the label of a number"_s;
    }
    return {};
}

constexpr qsizetype mostNamed = 20; // keeps the message readable

QString nameOf(const QString &header, std::size_t index)
{
    return header.isEmpty() ? QStringLiteral("column %1").arg(index + 1) : u'“' + header + u'”';
}

QString describeColumns(const ColumnMapping &mapping)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(mapping.columns.size(), mostNamed); ++i) {
        names += nameOf(mapping.columns[i].header, i);
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

/// The columns whose headings speak of telephones, while their cells hold none.
QString columnsWithoutNumbers(const ColumnMapping &mapping)
{
    QStringList headers;
    for (const MappedColumn &column : mapping.columns) {
        if (column.reason == RoleReason::NoNumbers) {
            headers += u'“' + column.header + u'”';
        }
    }
    return headers.mid(0, mostNamed).join(u", "_s);
}

Error noNumberColumn(const ColumnMapping &mapping)
{
    if (const QString named = columnsWithoutNumbers(mapping); !named.isEmpty()) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("No column holds telephone numbers. By its heading %1 should, but most of its cells are "
                               "none. Write one number into each cell and nothing else, or choose the number column "
                               "yourself, so that each row says what is wrong with it.")
                    .arg(named),
                {},
                ErrorRule::NoNumberColumn,
                {headersOf(mapping), named}};
    }
    return {ErrorCode::InvalidInput,
            QStringLiteral("No column holds telephone numbers. The columns are %1; call one of them “phone”, or choose "
                           "the number column yourself.")
                .arg(mapping.columns.empty() ? u"none"_s : describeColumns(mapping)),
            {},
            ErrorRule::NoNumberColumn,
            {headersOf(mapping)}};
}

/// “Office” (100 % possible numbers), “Reference” (98 %) …
QString describeCandidates(const ColumnQuestion &question)
{
    QStringList names;
    for (const ColumnCandidate &candidate : question.candidates) {
        names += QStringLiteral("%1 (%2 % possible numbers)")
                     .arg(nameOf(candidate.header, static_cast<std::size_t>(candidate.column)))
                     .arg(candidate.possibleShare);
    }
    const qsizetype more = names.size() - mostNamed;
    return names.mid(0, mostNamed).join(u", "_s) + (more > 0 ? QStringLiteral(" and %1 more").arg(more) : QString());
}

QString namesOfCandidates(const ColumnQuestion &question)
{
    QStringList names;
    for (const ColumnCandidate &candidate : question.candidates) {
        const QString place = QString::number(candidate.column + 1);
        names += u'“' + (candidate.header.isEmpty() ? place : candidate.header) + u'”';
    }
    return names.mid(0, mostNamed).join(u", "_s);
}

Error unanswered(const ColumnQuestion &question)
{
    const auto refuse = [](ErrorRule rule, const QString &message, const QString &value) {
        return Error{ErrorCode::InvalidInput, message, {}, rule, {value}};
    };
    switch (question.kind) {
    case ColumnQuestion::Kind::WhichColumn:
        return refuse(ErrorRule::WhichColumn,
                      QStringLiteral("It is not clear which column holds the telephone numbers to call: %1. Choose the "
                                     "number column by its heading or its place.")
                          .arg(describeCandidates(question)),
                      namesOfCandidates(question));
    case ColumnQuestion::Kind::IsThisANumber:
        return refuse(ErrorRule::IsThisANumber,
                      QStringLiteral("It is not certain that %1 holds the telephone numbers of the people to call. "
                                     "Choose it as the number column if it does.")
                          .arg(describeCandidates(question)),
                      namesOfCandidates(question));
    case ColumnQuestion::Kind::SideBySide:
        return refuse(
            ErrorRule::NumbersSideBySide,
            QStringLiteral("Each row holds %1 numbers and nothing else, so it is not clear whether they belong "
                           "to one person or to several. Put each person into a row of their own, or choose "
                           "the number column.")
                .arg(question.candidates.size()),
            QString::number(question.candidates.size()));
    case ColumnQuestion::Kind::WhichEncoding:
        return refuse(
            ErrorRule::WhichEncoding,
            QStringLiteral("Nothing in the list tells its encoding, and the headings %1 may be misread: one of "
                           "them may say who must not be called. Name the encoding of the list; it is "
                           "Windows-1252 if they are spelt right.")
                .arg(namesOfCandidates(question)),
            namesOfCandidates(question));
    case ColumnQuestion::Kind::PeopleAbove:
        break;
    }
    return refuse(
        ErrorRule::PeopleAboveHeader,
        u"Rows with numbers stand above the row that names the columns. Remove the rows above it, or say that "
        u"the list has no header and choose the number column."_s,
        {});
}

} // namespace

int ColumnMapping::indexOf(ColumnRole role) const
{
    const auto found = std::ranges::find(columns, role, &MappedColumn::role);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

std::vector<int> ColumnMapping::indexesOf(ColumnRole role) const
{
    std::vector<int> indexes;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role == role) {
            indexes.push_back(static_cast<int>(i));
        }
    }
    return indexes;
}

std::vector<int> ColumnMapping::numberColumns() const
{
    std::vector<int> indexes = indexesOf(ColumnRole::Number);
    const std::vector<int> further = indexesOf(ColumnRole::FurtherNumber);
    indexes.insert(indexes.end(), further.begin(), further.end());
    std::ranges::stable_sort(indexes, {}, [this](int i) { return columns[static_cast<std::size_t>(i)].priority; });
    return indexes;
}

Result<int> ColumnMapping::columnNamed(QStringView nameOrPlace) const
{
    const QString name = nameOrPlace.trimmed().toString();
    const auto refuse = [this, &name](const QString &why) {
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("%1 The columns are %2; name one of them, or give its place, counted from 1.")
                         .arg(why, columns.empty() ? u"none"_s : describeColumns(*this)),
                     {},
                     ErrorRule::NoSuchColumn,
                     {name, headersOf(*this)}};
    };
    std::vector<int> found;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!name.isEmpty() && columns[i].header.compare(name, Qt::CaseInsensitive) == 0) {
            found.push_back(static_cast<int>(i));
        }
    }
    bool isPlace = false;
    const int place = name.toInt(&isPlace);
    if (isPlace && place >= 1 && place <= static_cast<int>(columns.size())) {
        found.push_back(place - 1); // a heading that is the place of another column is ambiguous
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.empty()) {
        return refuse(QStringLiteral("There is no column “%1”.").arg(name));
    }
    if (found.size() > 1) {
        return refuse(QStringLiteral("More than one column is meant by “%1”.").arg(name));
    }
    return found.front();
}

void ColumnMapping::setRole(int column, ColumnRole role)
{
    if (column < 0 || column >= static_cast<int>(columns.size())) {
        return;
    }
    MappedColumn &chosen = columns[static_cast<std::size_t>(column)];
    const int former = role == ColumnRole::Number ? indexOf(ColumnRole::Number) : -1;
    if (former >= 0 && former != column) {
        setRole(former, ColumnRole::Variable);
    }
    int last = 1;
    for (const MappedColumn &other : columns) {
        last = &other == &chosen ? last : std::max(last, other.priority);
    }
    chosen.role = role;
    chosen.priority = role == ColumnRole::Number ? 1 : role == ColumnRole::FurtherNumber ? last + 1 : 0;
    chosen.reason = RoleReason::Chosen;
    if (!hasVariable(role)) {
        chosen.variableKey.clear();
    } else if (chosen.variableKey.empty()) {
        std::set<std::string> used;
        for (const MappedColumn &other : columns) {
            used.insert(other.variableKey);
        }
        chosen.variableKey = unusedKey(variableKeyFor(chosen.header.toStdString(), column), used);
    }
    // The choice of a column does not say what becomes of people above the header, nor how other headings are spelt.
    const bool isAboutColumn = question && question->kind != ColumnQuestion::Kind::PeopleAbove &&
                               question->kind != ColumnQuestion::Kind::WhichEncoding;
    if (role == ColumnRole::Number && isAboutColumn) {
        question.reset();
    }
}

void ColumnMapping::setOnlyNumberColumn(int column)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (static_cast<int>(i) != column && isNumberRole(columns[i].role)) {
            setRole(static_cast<int>(i), ColumnRole::Variable);
        }
    }
    setRole(column, ColumnRole::Number);
}

Result<void> ColumnMapping::check() const
{
    if (question) {
        return unanswered(*question);
    }
    if (indexOf(ColumnRole::Number) < 0) {
        return noNumberColumn(*this);
    }
    for (const ColumnRole role : singleRoles) {
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

} // namespace campanile
