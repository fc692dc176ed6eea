#pragma once

#include "api/rest/problem.h"
#include "core/ids.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

enum class Presence { Required, Optional };

/// Reads the members of one JSON object, and notes everything that is wrong with them, so that a client sees all its
/// mistakes at once. A member that is null counts as absent. Call refuseOthers last.
/// Thread: one. Borrows `value` and `errors`.
class ObjectReader {
public:
    /// Notes an error when `value` is not an object; it is then read as an empty object.
    /// @param pointer where the object is: "#" for the whole body, "#/3" for the fourth element of an array.
    ObjectReader(const nlohmann::json &value, std::string pointer, std::vector<FieldError> &errors);

    /// A string of `least` to `most` characters (UTF-16 units, as QString counts).
    std::optional<QString> text(std::string_view name, Presence presence, qsizetype least, qsizetype most);
    /// A whole number within the range, both ends included.
    std::optional<int> integer(std::string_view name, int least, int most);
    /// An id of this kind.
    template<class IdType>
    std::optional<IdType> id(std::string_view name, Presence presence)
    {
        const auto given = text(name, presence, 1, 64);
        if (!given) {
            return std::nullopt;
        }
        const auto parsed = IdType::parse(*given);
        if (!parsed) {
            wrong(name, "It is not an id of this kind.");
        }
        return parsed;
    }
    /// The strings of an array of at most `most` elements, each read by `from`; nothing when absent or wrong.
    /// @param message  of an element that `from` does not read
    template<class T>
    std::optional<std::vector<T>> list(std::string_view name, std::size_t most, std::optional<T> (*from)(QStringView),
                                       const std::string &message)
    {
        const auto given = texts(name, most);
        if (!given) {
            return std::nullopt;
        }
        std::vector<T> values;
        for (const QString &text : *given) {
            if (const std::optional<T> value = from(text)) {
                values.push_back(*value);
            } else {
                wrongElement(name, &text - given->data(), message);
            }
        }
        return values;
    }
    /// A member of any kind, which is to be read by a reader of its own; null when absent.
    const nlohmann::json *member(std::string_view name) { return find(name, Presence::Optional); }
    /// Reads an object of strings and returns it as compact JSON; "{}" when absent.
    std::string strings(std::string_view name);
    /// Whether the member is present and not null.
    [[nodiscard]] bool has(std::string_view name) const;

    /// Notes an error of a member.
    void wrong(std::string_view name, std::string message);
    /// Refuses by name every member that has not been asked for.
    void refuseOthers();

private:
    const nlohmann::json *find(std::string_view name, Presence presence);
    std::optional<std::vector<QString>> texts(std::string_view name, std::size_t most);
    void wrongElement(std::string_view name, std::ptrdiff_t index, const std::string &message);

    const nlohmann::json *m_object; // null when the value is not an object
    const std::string m_pointer;
    std::vector<FieldError> &m_errors;
    std::set<std::string, std::less<>> m_known;
};

} // namespace campanile
