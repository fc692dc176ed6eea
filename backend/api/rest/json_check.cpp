#include "api/rest/json_check.h"

#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

namespace campanile {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

/// Reads the text and refuses what is not allowed; it keeps only the path to the present place.
class Checker final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Checker(const JsonLimits &limits)
        : m_limits(limits)
    {
    }

    bool null() override { return scalar(); }
    bool boolean(bool) override { return scalar(); }
    bool number_integer(number_integer_t) override { return scalar(); }
    bool number_unsigned(number_unsigned_t) override { return scalar(); }
    bool number_float(number_float_t, const string_t &) override { return scalar(); }
    bool string(string_t &value) override { return countNode() && isGoodString(value) && leaveNode(); }
    bool binary(binary_t &) override { return refuse("Binary values are not JSON."); }

    bool start_object(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        Level &level = m_levels.back();
        level.name = name;
        if (!isGoodString(name)) {
            return false;
        }
        return level.names.insert(name).second || refuse("The member is given twice.");
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        return refuse(("The body is not JSON: unexpected text at byte " + std::to_string(position) + ".").c_str());
    }

    [[nodiscard]] Error error() const
    {
        return m_error.value_or(Error{ErrorCode::InvalidInput, QStringLiteral("The body is not JSON."), {}});
    }

private:
    struct Level {
        bool isArray;
        std::size_t index = 0;
        std::string name;
        std::unordered_set<std::string> names;
    };

    bool scalar() { return countNode() && leaveNode(); }
    bool countNode() { return ++m_nodes <= m_limits.nodes || refuse("The body has too many values."); }
    bool leaveNode()
    {
        if (!m_levels.empty()) {
            ++m_levels.back().index;
        }
        return true;
    }
    bool open(bool isArray)
    {
        if (!countNode()) {
            return false;
        }
        if (m_levels.size() >= static_cast<std::size_t>(m_limits.depth)) {
            return refuse("The body is nested too deeply.");
        }
        m_levels.push_back({isArray, 0, {}, {}});
        return true;
    }
    bool close()
    {
        m_levels.pop_back();
        return leaveNode();
    }
    bool isGoodString(const std::string &text)
    {
        if (text.size() > m_limits.stringBytes) {
            return refuse("A string is too long.");
        }
        return text.find('\0') == std::string::npos || refuse("A string contains U+0000.");
    }
    bool refuse(const char *message)
    {
        std::string pointer = "#";
        for (const Level &level : m_levels) {
            const bool isNamed = level.isArray || !level.names.empty() || !level.name.empty();
            if (isNamed && pointer.size() < 1'000) {
                pointer += pointerStep(level.isArray ? std::to_string(level.index) : level.name.substr(0, 100));
            }
        }
        m_error = Error{ErrorCode::InvalidInput, QString::fromLatin1(message), QString::fromStdString(pointer)};
        return false;
    }

    const JsonLimits &m_limits;
    std::size_t m_nodes = 0;
    std::vector<Level> m_levels;
    std::optional<Error> m_error;
};

} // namespace

Result<nlohmann::json> parseJson(std::string_view text, const JsonLimits &limits)
{
    if (text.starts_with(byteOrderMark)) {
        return {ErrorCode::InvalidInput, QStringLiteral("The body begins with a byte order mark; send it without."),
                QStringLiteral("#")};
    }
    Checker checker(limits);
    if (!nlohmann::json::sax_parse(text, &checker)) {
        return checker.error();
    }
    auto tree = nlohmann::json::parse(text, nullptr, false);
    if (tree.is_discarded()) {
        return checker.error();
    }
    return tree;
}

std::string pointerStep(std::string_view name)
{
    static constexpr std::string_view plain = "-._!$&'()*+,;=:@";
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string step = "/";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else if ((byte < 0x80 && std::isalnum(byte) != 0) || plain.find(c) != std::string_view::npos) {
            step += c;
        } else {
            step += {'%', hex[byte >> 4], hex[byte & 15]};
        }
    }
    return step;
}

} // namespace campanile
