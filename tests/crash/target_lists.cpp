#include "target_lists.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace campanile {

namespace {

constexpr std::array areaCodes{212, 303, 312, 404, 415, 512, 617, 702, 713, 808};
constexpr std::array<const char *, 5> unusable{"n/a", "", "+1415", "ask at the desk", "000-000-0000"};
constexpr int reservedEndings = 10;

} // namespace

TargetList TargetLists::write(const std::filesystem::path &file, int targets)
{
    TargetList list;
    std::vector<std::int64_t> written;
    std::ofstream out(file, std::ios::binary);
    out << "phone,name\r\n";
    while (static_cast<int>(list.numbers.size()) < targets) {
        const std::string name = "Person " + std::to_string(list.numbers.size());
        if (below(30) == 0) {
            ++list.rejected;
            out << unusable[static_cast<std::size_t>(below(unusable.size()))] << ",\"" << name
                << ", of no number\"\r\n";
        } else if (below(20) == 0 && !written.empty()) {
            ++list.duplicates;
            out << inSomeNotation(written[static_cast<std::size_t>(below(static_cast<int>(written.size())))]) << ','
                << name << "\r\n";
        } else {
            const std::int64_t number = freshNumber();
            list.numbers.insert(number);
            written.push_back(number);
            out << inSomeNotation(number) << ',' << name << "\r\n";
        }
    }
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
    return list;
}

std::int64_t TargetLists::freshNumber()
{
    for (;;) {
        const std::int64_t area = areaCodes[static_cast<std::size_t>(below(areaCodes.size()))];
        const std::int64_t exchange = 220 + below(680);
        const std::int64_t line =
            below(10) < 4 ? below(reservedEndings) : reservedEndings + below(10'000 - reservedEndings);
        const std::int64_t number = 10'000'000'000 + area * 10'000'000 + exchange * 10'000 + line;
        if (m_used.insert(number).second) {
            return number;
        }
    }
}

std::string TargetLists::inSomeNotation(std::int64_t number)
{
    const std::string digits = std::to_string(number);
    const std::string area = digits.substr(1, 3);
    const std::string exchange = digits.substr(4, 3);
    const std::string line = digits.substr(7);
    switch (below(4)) {
    case 0:
        return '+' + digits;
    case 1:
        return "(" + area + ") " + exchange + '-' + line;
    case 2:
        return area + '.' + exchange + '.' + line;
    default:
        return "+1 " + area + ' ' + exchange + ' ' + line;
    }
}

} // namespace campanile
