// Writes a target list such as a call centre would import, for tests and benchmarks; the same arguments give the same
// file.
//
//   campanile_generate_targets OUT.csv [--rows N] [--seed S] [--national]
//
// Columns phone,name,amount,due_date,note; CRLF; about 65 bytes a row. Of the numbers about 70 % are North American in
// five notations, the others British, Indian, German and French with and without spaces; 2 % repeat an earlier one; 1 %
// cannot be called. Some names and notes are quoted, with commas and doubled quotes in them; some names have accents.
// With --national all numbers are German, in national notation: with trunk prefix, and with spaces, hyphens, dots,
// slashes, brackets or no-break spaces between.

#include "csv/csv_writer.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace campanile;

constexpr std::array<std::string_view, 32> firstNames{
    "James",  "Mary",   "Priya",  "Arjun", "Zoë",  "François", "Jürgen", "Anna",   "Robert", "Linda", "Aarav",
    "Ananya", "Olivia", "Noah",   "Léa",   "Hugo", "Björn",    "Sofía",  "Kwame",  "Amara",  "David", "Susan",
    "Karen",  "Thomas", "Sanjay", "Meera", "Jörg", "Chloé",    "George", "Amelia", "Ravi",   "Łucja"};
constexpr std::array<std::string_view, 24> lastNames{
    "Smith",   "Johnson", "Williams", "Brown",  "Patel",  "Sharma",   "Müller",  "Schmidt",
    "Dubois",  "Lefèvre", "Jones",    "Taylor", "Singh",  "Kumar",    "Fischer", "Moreau",
    "O'Brien", "García",  "Núñez",    "Okafor", "Wilson", "Anderson", "Weiß",    "Ångström"};
constexpr std::array<std::string_view, 10> notes{"",
                                                 "called twice",
                                                 "prefers mornings",
                                                 "new customer",
                                                 "invoice sent",
                                                 "wants to be called \"Bob\", not Robert",
                                                 "moved, new address",
                                                 "pays by card",
                                                 "speaks French",
                                                 "said \"call me back\" on Monday, about 9"};
constexpr std::array<std::string_view, 6> unusable{"n/a", "12345", "", "+1555", "ask at the desk", "000-000-0000"};

class TargetMaker {
public:
    TargetMaker(std::uint64_t seed, bool isNational)
        : m_random(seed)
        , m_isNational(isNational)
    {
    }

    void appendRow(CsvWriter &writer)
    {
        writer.field(phone()).field(name()).field(amount()).field(dueDate()).field(pick(notes));
        writer.endRow();
    }

private:
    std::string phone()
    {
        if (below(100) == 0) {
            return std::string(pick(unusable));
        }
        if (below(100) < 2 && !m_earlier.empty()) {
            return m_earlier[below(m_earlier.size())];
        }
        std::string number = m_isNational ? national() : below(100) < 70 ? northAmerican() : elsewhere();
        // A sample of the earlier numbers will do; keeping all would take more memory than the file.
        if (m_earlier.size() < 4096) {
            m_earlier.push_back(number);
        } else if (below(16) == 0) {
            m_earlier[below(m_earlier.size())] = number;
        }
        return number;
    }
    std::string northAmerican()
    {
        const std::string area = digit(2, 9) + digit(2, 9) + digits(1); // 211 to 911 are services
        const std::string exchange = digit(2, 9) + digits(2);
        const std::string line = digits(4);
        switch (below(5)) {
        case 0:
            return "+1" + area + exchange + line;
        case 1:
            return '(' + area + ") " + exchange + '-' + line;
        case 2:
            return area + '-' + exchange + '-' + line;
        case 3:
            return "1 " + area + ' ' + exchange + ' ' + line;
        default:
            return area + exchange + line;
        }
    }
    std::string elsewhere()
    {
        const std::string space = below(2) == 0 ? " " : "";
        switch (below(4)) {
        case 0:
            return "+44" + space + "7" + digits(3) + space + digits(6);
        case 1:
            return "+91" + space + digit(6, 9) + digits(4) + space + digits(5);
        case 2:
            return "+49" + space + "1" + digit(5, 7) + digits(1) + space + digits(8);
        default:
            return "+33" + space + digit(6, 7) + space + digits(2) + space + digits(2) + space + digits(2) + space +
                   digits(2);
        }
    }
    std::string national()
    {
        std::string mobile = "01";
        mobile += digit(5, 7);
        mobile += digits(1);
        std::string fixed = "0";
        fixed += digit(2, 3);
        fixed += digit(1, 2);
        switch (below(6)) {
        case 0:
            return mobile + ' ' + digits(7);
        case 1:
            return mobile + '/' + digits(7);
        case 2:
            return mobile + '-' + digits(3) + ' ' + digits(4);
        case 3:
            return '(' + fixed + ") " + digits(3) + ' ' + digits(4);
        case 4:
            return mobile + '.' + digits(3) + '.' + digits(4);
        default:
            return fixed + "\u00A0" + digits(4) + "\u202F" + digits(4);
        }
    }
    std::string name()
    {
        const std::string first(pick(firstNames));
        const std::string last(pick(lastNames));
        switch (below(20)) {
        case 0:
            return last + ", " + first;
        case 1:
            return first + " \"" + std::string(1, static_cast<char>('A' + below(26))) + ".\" " + last;
        default:
            return first + ' ' + last;
        }
    }
    std::string amount()
    {
        std::string text = digit(1, 9);
        text += digits(1 + below(3));
        text += '.';
        text += digits(2);
        return text;
    }
    std::string dueDate()
    {
        std::string text = "2026";
        for (const std::size_t value : {1 + below(12), 1 + below(28)}) {
            text += value < 10 ? "-0" : "-";
            text += std::to_string(value);
        }
        return text;
    }
    std::string digits(std::size_t count)
    {
        std::string result;
        for (std::size_t i = 0; i < count; ++i) {
            result += digit(0, 9);
        }
        return result;
    }
    std::string digit(std::size_t from, std::size_t to)
    {
        return std::string(1, static_cast<char>('0' + from + below(to - from + 1)));
    }
    template<class Array>
    std::string_view pick(const Array &array)
    {
        return array[below(array.size())];
    }
    // Not std::uniform_int_distribution, whose results differ between standard libraries.
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    std::mt19937_64 m_random;
    bool m_isNational;
    std::vector<std::string> m_earlier;
};

bool readCount(std::string_view text, std::uint64_t &value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool writeTargets(std::FILE *file, std::uint64_t rows, std::uint64_t seed, bool isNational)
{
    TargetMaker maker(seed, isNational);
    std::string out;
    CsvWriter writer(out, FormulaGuard::Off); // a list as a CRM would write it
    writer.field("phone").field("name").field("amount").field("due_date").field("note").endRow();
    for (std::uint64_t i = 0; i < rows; ++i) {
        maker.appendRow(writer);
        if (out.size() > 1'000'000) {
            if (std::fwrite(out.data(), 1, out.size(), file) != out.size()) {
                return false;
            }
            out.clear();
        }
    }
    return std::fwrite(out.data(), 1, out.size(), file) == out.size() && std::fflush(file) == 0;
}

} // namespace

int main(int argc, char **argv)
{
    const char *path = nullptr;
    std::uint64_t rows = 1'000'000;
    std::uint64_t seed = 1;
    bool isNational = false;
    bool usable = true;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--rows" || argument == "--seed") {
            usable = usable && i + 1 < argc && readCount(argv[++i], argument == "--rows" ? rows : seed);
        } else if (argument == "--national") {
            isNational = true;
        } else {
            usable = usable && path == nullptr && !argument.starts_with("--");
            path = argv[i];
        }
    }
    if (!usable || path == nullptr) {
        std::fputs("usage: campanile_generate_targets OUT.csv [--rows N] [--seed S] [--national]\n", stderr);
        return 2;
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path, "wb"), std::fclose);
    if (!file || !writeTargets(file.get(), rows, seed, isNational)) {
        std::fprintf(stderr, "%s cannot be written: %s\n", path, std::strerror(errno));
        return 1;
    }
    return 0;
}
