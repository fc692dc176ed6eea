#include "carrier_log.h"

#include <charconv>
#include <fstream>
#include <stdexcept>

namespace campanile {

namespace {

constexpr std::string_view idPrefix = "att_";
constexpr std::size_t idDigits = 13;
constexpr std::string_view base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::optional<std::int64_t> integerFrom(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Reads line by line; knows the distance of the two clocks.
class LogReader {
public:
    /// False when the line is not of the format.
    bool take(std::string_view line, bool wanted)
    {
        const std::vector<std::string_view> words = wordsOf(line);
        if (words.size() < 5) {
            return false;
        }
        const auto sent = integerFrom(words[0]);
        const auto doubt = integerFrom(words[1]);
        const auto connection = integerFrom(words[2]);
        if (!sent || !doubt || !connection || *doubt < 0) {
            return false;
        }
        if (words[3] == "CLOCK") {
            const auto wall = integerFrom(words[4]);
            m_wallAhead = wall.value_or(0) - *sent;
            return wall.has_value();
        }
        if (words[3] != "INVITE") {
            return words[3] == "END" || words[3] == "QUERY" || words[3] == "ANSWER";
        }
        const auto to = words.size() == 7 ? digitsFrom(words[5]) : std::nullopt;
        const std::size_t at = words[4].find('@');
        if (!to || at == std::string_view::npos) {
            return false;
        }
        if (wanted) {
            m_log.invites.push_back({std::string(words[4]), attemptIdFrom(words[4].substr(0, at)).value_or(0),
                                     std::string(words[4].substr(at + 1)), *to, static_cast<int>(*connection),
                                     *sent - *doubt, *sent, *sent + m_wallAhead});
        }
        return true;
    }

    void refuse(std::string_view line) { m_log.unreadable.emplace_back(line); }
    CarrierLog result() { return std::move(m_log); }

private:
    CarrierLog m_log;
    std::int64_t m_wallAhead = 0;
};

} // namespace

CarrierLog readCarrierLog(const std::filesystem::path &log, std::uintmax_t from)
{
    std::ifstream file(log, std::ios::binary);
    if (!file) {
        throw std::runtime_error("there is no carrier's log " + log.string());
    }
    LogReader reader;
    std::uintmax_t position = 0;
    for (std::string line; std::getline(file, line);) {
        const bool wanted = position >= from;
        position += line.size() + 1;
        if (!reader.take(line, wanted) && wanted) {
            reader.refuse(line);
        }
    }
    return reader.result();
}

std::optional<std::int64_t> attemptIdFrom(std::string_view text)
{
    if (text.size() != idPrefix.size() + idDigits || !text.starts_with(idPrefix)) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char c : text.substr(idPrefix.size())) {
        const std::size_t digit = base32.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = (value << 5) | digit;
    }
    return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> digitsFrom(std::string_view number)
{
    return number.starts_with('+') && number.size() > 1 && number[1] != '-' ? integerFrom(number.substr(1))
                                                                            : std::nullopt;
}

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(' ', begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

} // namespace campanile
