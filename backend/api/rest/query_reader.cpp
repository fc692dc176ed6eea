#include "api/rest/query_reader.h"

#include "domain/ceilings.h"

#include <QByteArray>
#include <QDateTime>

#include <algorithm>
#include <charconv>

namespace campanile {

namespace {

constexpr auto cursorForm = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

std::string encodeCursor(std::string_view id)
{
    return QByteArray(id.data(), static_cast<qsizetype>(id.size())).toBase64(cursorForm).toStdString();
}

std::optional<std::string> decodeCursor(std::string_view cursor)
{
    const QByteArray given(cursor.data(), static_cast<qsizetype>(cursor.size()));
    const auto decoded = QByteArray::fromBase64Encoding(given, cursorForm | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).toBase64(cursorForm) != given) {
        return std::nullopt; // the second condition refuses other spellings of the same bytes
    }
    return (*decoded).toStdString();
}

const std::string *QueryReader::find(std::string_view name)
{
    m_known.emplace(name);
    const std::string *found = nullptr;
    for (const HttpField &field : m_query) {
        if (field.name != name) {
            continue;
        }
        if (found) {
            wrong(name, "It is given twice.");
        }
        found = &field.value;
    }
    return found && !found->empty() ? found : nullptr;
}

void QueryReader::wrong(std::string_view name, std::string message)
{
    std::string pointer = "?";
    pointer += name;
    m_errors.push_back({std::move(pointer), std::move(message)});
}

QString QueryReader::text(std::string_view name, qsizetype most)
{
    const std::string *given = find(name);
    QString read = given ? QString::fromStdString(*given) : QString();
    if (read.size() > most) {
        wrong(name, "It must have at most " + std::to_string(most) + " characters.");
        return {};
    }
    return read;
}

std::optional<WallTime> QueryReader::instant(std::string_view name)
{
    refuseEmpty(name);
    const std::string *given = find(name);
    const QDateTime read =
        given ? QDateTime::fromString(QString::fromStdString(*given), Qt::ISODateWithMs) : QDateTime();
    if (given && (!read.isValid() || read.timeSpec() == Qt::LocalTime)) {
        wrong(name, "It must be an RFC 3339 instant with its offset, such as 2026-07-28T09:30:00Z.");
        return std::nullopt;
    }
    return given ? std::optional(WallTime{read.toMSecsSinceEpoch()}) : std::nullopt;
}

std::optional<bool> QueryReader::flag(std::string_view name)
{
    refuseEmpty(name);
    const std::string *given = find(name);
    if (given && *given != "true" && *given != "false") {
        wrong(name, "It must be true or false.");
        return std::nullopt;
    }
    return given ? std::optional(*given == "true") : std::nullopt;
}

void QueryReader::refuseEmpty(std::string_view name)
{
    const bool isEmpty = std::any_of(m_query.begin(), m_query.end(), [name](const HttpField &field) {
        return field.name == name && field.value.empty();
    });
    if (isEmpty) {
        wrong(name, "It has no value. Give one, or leave the parameter out.");
    }
}

void QueryReader::require(std::string_view name)
{
    m_known.emplace(name);
    const bool isThere = std::any_of(m_query.begin(), m_query.end(), [name](const HttpField &field) {
        return field.name == name && !field.value.empty();
    });
    if (!isThere) {
        wrong(name, "It is required.");
    }
}

int QueryReader::limit()
{
    const std::string *given = find("limit");
    if (!given) {
        return defaultPageLimit;
    }
    int value = 0;
    const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
    if (error != std::errc() || end != given->data() + given->size() || value < 1 || value > ceilings::rowsPerPage) {
        wrong("limit", "It must be a whole number from 1 to " + std::to_string(ceilings::rowsPerPage) + ".");
        return defaultPageLimit;
    }
    return value;
}

void QueryReader::refuseOthers()
{
    for (const HttpField &field : m_query) {
        if (!m_known.contains(field.name)) {
            wrong(field.name, "There is no such parameter.");
        }
    }
}

} // namespace campanile
