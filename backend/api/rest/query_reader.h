#pragma once

#include "api/http/http_message.h"
#include "api/rest/problem.h"
#include "core/clock.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// The number of rows that a list answers with when the request does not give one.
inline constexpr int defaultPageLimit = 50;

/// The opaque form of the id to go on after: base64url (RFC 4648 section 5) without padding.
std::string encodeCursor(std::string_view id);
/// Reads a cursor; returns nothing when encodeCursor did not make it.
std::optional<std::string> decodeCursor(std::string_view cursor);

/// Reads the parameters of a query, and notes everything that is wrong with them. An empty text, id, status, limit or
/// cursor counts as absent; an empty instant or flag is an error, since more may be done without it than was meant, and
/// so is a parameter that is given twice or that is not known. Call refuseOthers last.
/// Thread: one. Borrows the request's query.
class QueryReader {
public:
    explicit QueryReader(const std::vector<HttpField> &query)
        : m_query(query)
    {
    }

    /// At most `most` characters; empty when absent.
    QString text(std::string_view name, qsizetype most);
    /// An RFC 3339 instant; nothing when absent.
    std::optional<WallTime> instant(std::string_view name);
    /// `true` or `false`; nothing when absent.
    std::optional<bool> flag(std::string_view name);
    /// `limit`: 1 to ceilings::rowsPerPage.
    int limit();
    /// `cursor`: the id it stands for; null when absent.
    template<class IdType>
    IdType cursor()
    {
        const std::string *given = find("cursor");
        const auto decoded = given ? decodeCursor(*given) : std::nullopt;
        const auto id = decoded ? IdType::parse(QString::fromStdString(*decoded)) : std::nullopt;
        if (given && !id) {
            wrong("cursor", "It is not a cursor of this list. Pass next_cursor as it was returned.");
        }
        return id.value_or(IdType{});
    }
    /// An id to filter by; null when absent.
    template<class IdType>
    IdType id(std::string_view name)
    {
        const std::string *given = find(name);
        const auto parsed = given ? IdType::parse(QString::fromStdString(*given)) : std::nullopt;
        if (given && !parsed) {
            wrong(name, "It is not an id of this kind.");
        }
        return parsed.value_or(IdType{});
    }
    /// A status by name; `from` reads one.
    template<class Status>
    std::optional<Status> status(std::optional<Status> (*from)(QStringView))
    {
        const std::string *given = find("status");
        const auto parsed = given ? from(QString::fromStdString(*given)) : std::nullopt;
        if (given && !parsed) {
            wrong("status", "There is no such status.");
        }
        return parsed;
    }

    /// Names with commas between them; an empty set when absent. `from` reads one name.
    template<class Set, class Value>
    Set names(std::string_view name, std::optional<Value> (*from)(QStringView))
    {
        Set all;
        const std::string *given = find(name);
        const QString text = given ? QString::fromStdString(*given) : QString();
        for (const QString &each : given ? text.split(QLatin1Char(',')) : QStringList()) {
            if (const auto read = from(each)) {
                all.add(*read);
            } else {
                wrong(name, "There is no \"" + each.toStdString() +
                                "\". Give names of the documentation, with commas "
                                "between them and nothing else.");
                return {};
            }
        }
        return all;
    }

    /// Notes an error when the parameter is given without a value.
    void refuseEmpty(std::string_view name);
    /// Notes an error when the parameter is absent.
    void require(std::string_view name);
    void wrong(std::string_view name, std::string message);
    void refuseOthers();
    [[nodiscard]] const std::vector<FieldError> &errors() const { return m_errors; }

private:
    const std::string *find(std::string_view name);

    const std::vector<HttpField> &m_query;
    std::vector<FieldError> m_errors;
    std::set<std::string, std::less<>> m_known;
};

} // namespace campanile
