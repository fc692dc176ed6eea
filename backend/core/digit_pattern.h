#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campanile {

/// A regular expression over digits, as libphonenumber's metadata uses them: classes, groups, alternatives, counts and
/// '$', run as a non-deterministic automaton. It answers what no regular expression library does: whether *some* number
/// with given first digits matches. Used by the build only.
class DigitPattern {
public:
    /// Throws std::runtime_error on any other construct, such as look-ahead.
    explicit DigitPattern(std::string_view text)
        : m_text(text)
        , m_accept(addState({Kind::Accept, 0, 0, 0}))
    {
        const int start = alternatives();
        if (m_pos != m_text.size()) {
            throw std::runtime_error("unexpected ')'");
        }
        m_start = link(start, m_accept);
    }

    /// Whether a number of `length` digits that begins with the digits `first` can begin with a non-empty match.
    [[nodiscard]] bool canMatch(std::string_view first, int length) const
    {
        std::set<int> states = beginning();
        for (int position = 0; position < length; ++position) {
            states = step(states, allowedAt(first, position), position + 1 == length);
            if (states.contains(m_accept)) {
                return true;
            }
        }
        return false;
    }

    /// Whether some number of `length` digits that begins with the digits `first` matches from its first digit to its
    /// last.
    [[nodiscard]] bool canMatchWhole(std::string_view first, int length) const
    {
        std::set<int> states = beginning();
        for (int position = 0; position < length; ++position) {
            states = step(states, allowedAt(first, position), position + 1 == length);
        }
        return states.contains(m_accept);
    }

    /// Whether all numbers of `length` digits that begin with the digits `first` match from their first digit to their
    /// last.
    [[nodiscard]] bool mustMatchWhole(std::string_view first, int length) const
    {
        std::set<std::set<int>> all{beginning()}; // what the automaton's states may be, by the digits so far
        for (int position = 0; position < length; ++position) {
            const unsigned allowed = allowedAt(first, position);
            std::set<std::set<int>> next;
            for (const std::set<int> &states : all) {
                for (unsigned digit = 0; digit < 10; ++digit) {
                    if ((allowed >> digit & 1U) == 0) {
                        continue;
                    }
                    std::set<int> to = step(states, 1U << digit, position + 1 == length);
                    if (to.empty()) {
                        return false;
                    }
                    next.insert(std::move(to));
                }
            }
            all.swap(next);
        }
        return std::ranges::all_of(all, [this](const std::set<int> &states) { return states.contains(m_accept); });
    }

    /// The states that the automaton may be in after some digits.
    struct Position {
        std::set<int> states;
        bool matched = false; ///< the digits so far begin with a match

        /// Whether some number with these first digits matches, or begins with a match.
        [[nodiscard]] bool isOpen() const { return matched || !states.empty(); }
    };
    /// The position before the first digit. A position treats '$' as always true, so it may consider too much possible,
    /// but never too little.
    [[nodiscard]] Position start() const
    {
        Position position;
        follow(m_start, true, position.states);
        return position;
    }
    [[nodiscard]] Position after(const Position &from, int digit) const
    {
        Position to;
        for (const int state : from.states) {
            const State &s = m_states[static_cast<std::size_t>(state)];
            if (s.kind == Kind::Digits && (s.digits >> digit & 1U) != 0) {
                follow(s.next, true, to.states);
            }
        }
        to.matched = from.matched || to.states.contains(m_accept);
        return to;
    }

private:
    /// As bits: the digits that may stand at a place when the number begins with `first`.
    static unsigned allowedAt(std::string_view first, int position)
    {
        const auto place = static_cast<std::size_t>(position);
        return place < first.size() ? 1U << (first[place] - '0') : 0x3ffU;
    }
    [[nodiscard]] std::set<int> beginning() const
    {
        std::set<int> states;
        follow(m_start, false, states);
        return states;
    }
    /// The states behind one more digit, one of the allowed.
    [[nodiscard]] std::set<int> step(const std::set<int> &states, unsigned allowed, bool atEnd) const
    {
        std::set<int> next;
        for (const int state : states) {
            const State &s = m_states[static_cast<std::size_t>(state)];
            if (s.kind == Kind::Digits && (s.digits & allowed) != 0) {
                follow(s.next, atEnd, next);
            }
        }
        return next;
    }

    static constexpr int mostRepeats = 18; // for '*' and '+': no number has more digits

    enum class Kind { Digits, Split, End, Accept, Join };
    struct State {
        Kind kind;
        unsigned digits; // bit d: the digit d may stand here
        int next;
        int other; // the second branch of a Split
    };
    int addState(State state)
    {
        m_states.push_back(state);
        return static_cast<int>(m_states.size()) - 1;
    }
    /// A piece of the pattern is identified by its first state; m_joins holds the Join at which it ends.
    int piece(int first, int join)
    {
        m_joins[first] = join;
        return first;
    }
    int link(int first, int to)
    {
        m_states[static_cast<std::size_t>(m_joins.at(first))].next = to;
        return first;
    }
    int emptyPiece()
    {
        const int join = addState({Kind::Join, 0, -1, 0});
        return piece(join, join);
    }
    int single(Kind kind, unsigned digits)
    {
        const int join = addState({Kind::Join, 0, -1, 0});
        return piece(addState({kind, digits, join, 0}), join);
    }
    int concatenated(int left, int right)
    {
        const int end = m_joins.at(right);
        link(left, right);
        // The wrapper gives the piece an index of its own even when left was an empty piece.
        const int first = addState({Kind::Join, 0, left, 0});
        return piece(first, end);
    }
    int either(int left, int right)
    {
        const int join = addState({Kind::Join, 0, -1, 0});
        link(left, join);
        link(right, join);
        return piece(addState({Kind::Split, 0, left, right}), join);
    }
    int optional(int inner) { return either(inner, emptyPiece()); }

    // NOLINTBEGIN(misc-no-recursion): groups nest, and so do the functions that read them. The text is the installed
    // library's own data, which nests only a few groups deep.
    int alternatives()
    {
        int result = sequence();
        while (peek() == '|') {
            ++m_pos;
            result = either(result, sequence());
        }
        return result;
    }
    int sequence()
    {
        int result = emptyPiece();
        while (m_pos < m_text.size() && peek() != '|' && peek() != ')') {
            result = concatenated(result, counted());
        }
        return result;
    }
    int counted()
    {
        const std::size_t begin = m_pos;
        int result = atom();
        const std::size_t end = m_pos;
        int least = 1;
        int most = 1;
        if (peek() == '?') {
            ++m_pos;
            least = 0;
        } else if (peek() == '*' || peek() == '+') {
            least = peek() == '*' ? 0 : 1;
            most = mostRepeats;
            ++m_pos;
        } else if (peek() == '{') {
            ++m_pos;
            least = most = number();
            if (peek() == ',') {
                ++m_pos;
                most = peek() == '}' ? mostRepeats : number();
            }
            take('}');
        }
        if (least == 1 && most == 1) {
            return result;
        }
        const std::size_t after = m_pos;
        result = emptyPiece();
        for (int i = 0; i < most; ++i) { // reads the same text again for each copy
            m_pos = begin;
            const int copy = atom();
            if (m_pos != end) {
                throw std::runtime_error("inconsistent");
            }
            result = concatenated(result, i < least ? copy : optional(copy));
        }
        m_pos = after;
        return result;
    }
    int atom()
    {
        const char c = peek();
        ++m_pos;
        if (c == '(') {
            if (m_text.substr(m_pos).starts_with("?:")) {
                m_pos += 2;
            } else if (peek() == '?') {
                throw std::runtime_error("look-ahead");
            }
            const int inner = alternatives();
            take(')');
            return inner;
        }
        if (c == '[') {
            unsigned digits = 0;
            while (peek() != ']') {
                const int from = digit();
                int to = from;
                if (peek() == '-') {
                    ++m_pos;
                    to = digit();
                }
                for (int d = from; d <= to; ++d) {
                    digits |= 1U << d;
                }
            }
            take(']');
            return single(Kind::Digits, digits);
        }
        if (c == '\\') {
            take('d');
            return single(Kind::Digits, 0x3ff);
        }
        if (c == '$') {
            return single(Kind::End, 0);
        }
        --m_pos;
        return single(Kind::Digits, 1U << digit());
    }
    // NOLINTEND(misc-no-recursion)
    [[nodiscard]] char peek() const { return m_pos < m_text.size() ? m_text[m_pos] : '\0'; }
    void take(char c)
    {
        if (peek() != c) {
            throw std::runtime_error(std::string("expected ") + c);
        }
        ++m_pos;
    }
    int digit()
    {
        const char c = peek();
        if (c < '0' || c > '9') {
            throw std::runtime_error(std::string("no digit: ") + c);
        }
        ++m_pos;
        return c - '0';
    }
    int number()
    {
        int value = digit();
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + digit();
        }
        return value;
    }
    void follow(int state, bool atEnd, std::set<int> &into) const
    {
        std::vector<int> ahead{state};
        while (!ahead.empty()) {
            const int at = ahead.back();
            ahead.pop_back();
            if (!into.insert(at).second) {
                continue;
            }
            const State &s = m_states[static_cast<std::size_t>(at)];
            if (s.kind == Kind::Join || s.kind == Kind::Split || (s.kind == Kind::End && atEnd)) {
                ahead.push_back(s.next);
            }
            if (s.kind == Kind::Split) {
                ahead.push_back(s.other);
            }
        }
    }

    std::string_view m_text;
    std::size_t m_pos = 0;
    std::vector<State> m_states;
    std::map<int, int> m_joins;
    int m_accept;
    int m_start = 0;
};

} // namespace campanile
