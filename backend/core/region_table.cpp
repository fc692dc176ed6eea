#include "region_table.h"

#include "digit_pattern.h"

#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneNumberDesc;

// The islands off Western Australia (+61 8 9162, +61 8 9164) need the most digits.
constexpr int mostDigits = 5;
constexpr std::string_view noCountry = "001"; // libphonenumber's region of +800 and similar codes

/// One region, and the positions of its patterns after the digits so far.
struct Candidate {
    std::string region;
    std::vector<std::pair<std::shared_ptr<const DigitPattern>, DigitPattern::Position>> patterns;
    bool always = false; // a pattern could not be read: the region is never ruled out

    [[nodiscard]] bool isPossible() const
    {
        return always || std::ranges::any_of(patterns, [](const auto &p) { return p.second.isOpen(); });
    }
    [[nodiscard]] Candidate after(int digit) const
    {
        Candidate next{region, {}, always};
        for (const auto &[pattern, position] : patterns) {
            if (auto to = pattern->after(position, digit); to.isOpen()) {
                next.patterns.emplace_back(pattern, std::move(to));
            }
        }
        return next;
    }
};

/// The patterns by which libphonenumber assigns a number to this region: its leading digits, or else the patterns of
/// all types.
Candidate candidateOf(const PhoneMetadata &metadata)
{
    std::vector<std::string> texts;
    if (metadata.has_leading_digits()) {
        texts.push_back(metadata.leading_digits());
    } else {
        for (const PhoneNumberDesc *type :
             {&metadata.fixed_line(), &metadata.mobile(), &metadata.toll_free(), &metadata.premium_rate(),
              &metadata.shared_cost(), &metadata.personal_number(), &metadata.voip(), &metadata.pager(),
              &metadata.uan(), &metadata.voicemail()}) {
            if (!type->national_number_pattern().empty() && type->national_number_pattern() != "NA") {
                texts.push_back(type->national_number_pattern());
            }
        }
    }
    Candidate candidate{metadata.id(), {}, texts.empty()};
    for (const std::string &text : texts) {
        try {
            auto pattern = std::make_shared<const DigitPattern>(text);
            DigitPattern::Position start = pattern->start();
            candidate.patterns.emplace_back(std::move(pattern), std::move(start));
        } catch (const std::exception &e) {
            std::cerr << "region table: any number for " << metadata.id() << ", pattern " << text << ": " << e.what()
                      << '\n';
            candidate.always = true;
        }
    }
    return candidate;
}

/// A tree by digit. Children: a node's index, or the complement of a set's.
class Tree {
public:
    void add(int callingCode, const std::vector<Candidate> &candidates)
    {
        const int entry =
            candidates.size() == 1 ? setOf(candidates) : subtree(candidates, mostDigits, setOf(candidates));
        const std::string code = std::to_string(callingCode);
        std::size_t node = 0;
        for (std::size_t i = 0; i < code.size(); ++i) {
            const auto digit = static_cast<std::size_t>(code[i] - '0');
            if (i + 1 == code.size()) {
                m_nodes[node][digit] = entry;
            } else {
                if (m_nodes[node][digit] < 0) {
                    m_nodes.push_back(empty);
                    m_nodes[node][digit] = static_cast<int>(m_nodes.size()) - 1;
                }
                node = static_cast<std::size_t>(m_nodes[node][digit]);
            }
        }
    }
    void write(std::ostream &out) const
    {
        out << "// Written by the build from the installed libphonenumber; see region_table.h.\n"
               "#pragma once\n\n#include <array>\n#include <cstdint>\n#include <string_view>\n\n"
               "namespace campanile::region_table {\n\n"
               "/// The regions numbers can belong to, separated by spaces; the first is for numbers of no country.\n"
               "inline constexpr std::array<std::string_view, "
            << m_sets.size() << "> sets{{\n";
        for (const std::string &set : m_sets) {
            out << "    \"" << set << "\",\n";
        }
        out << "}};\n\n/// By the digits of a number, calling code first, from node 0: the next node, or ~ a set's "
               "index.\n"
               "inline constexpr std::array<std::array<std::int16_t, 10>, "
            << m_nodes.size() << "> nodes{{\n";
        for (const Node &node : m_nodes) {
            out << "    {";
            for (std::size_t digit = 0; digit < node.size(); ++digit) {
                out << (digit == 0 ? "" : ", ") << node[digit];
            }
            out << "},\n";
        }
        out << "}};\n\n} // namespace campanile::region_table\n";
    }

private:
    static constexpr int none = ~0; // the empty set
    using Node = std::array<int, 10>;
    static constexpr Node empty{none, none, none, none, none, none, none, none, none, none};

    int setOf(const std::vector<Candidate> &candidates)
    {
        std::string names;
        for (const Candidate &candidate : candidates) {
            if (candidate.region != noCountry) {
                names += (names.empty() ? "" : " ") + candidate.region;
            }
        }
        const auto found = std::ranges::find(m_sets, names);
        if (found == m_sets.end()) {
            m_sets.push_back(names);
            return ~(static_cast<int>(m_sets.size()) - 1);
        }
        return ~static_cast<int>(found - m_sets.begin());
    }
    // NOLINTNEXTLINE(misc-no-recursion): a tree is made from its leaves up, and this one is at most five digits deep
    int subtree(const std::vector<Candidate> &candidates, int digitsLeft, int everyRegion)
    {
        if (candidates.size() == 1 || digitsLeft == 0) {
            return setOf(candidates);
        }
        Node node{};
        for (int digit = 0; digit < 10; ++digit) {
            std::vector<Candidate> possible;
            for (const Candidate &candidate : candidates) {
                if (Candidate next = candidate.after(digit); next.isPossible()) {
                    possible.push_back(std::move(next));
                }
            }
            node[static_cast<std::size_t>(digit)] =
                possible.empty() ? everyRegion : subtree(possible, digitsLeft - 1, everyRegion);
        }
        if (node[0] < 0 && std::ranges::count(node, node[0]) == 10) {
            return node[0];
        }
        m_nodes.push_back(node);
        return static_cast<int>(m_nodes.size()) - 1;
    }

    std::vector<std::string> m_sets{std::string()};
    std::vector<Node> m_nodes{empty};
};

} // namespace

void writeRegionTable(std::ostream &out, const i18n::phonenumbers::PhoneMetadataCollection &collection)
{
    std::map<int, std::vector<Candidate>> byCode;
    for (const PhoneMetadata &metadata : collection.metadata()) {
        byCode[metadata.country_code()].push_back(candidateOf(metadata));
    }
    Tree tree;
    for (const auto &[code, candidates] : byCode) {
        tree.add(code, candidates);
    }
    tree.write(out);
}

} // namespace campanile
