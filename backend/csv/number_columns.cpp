#include "csv/number_columns.h"

#include <algorithm>
#include <string>

namespace campanile {

namespace {

// Shares of the filled cells, in per cent.
constexpr int fewNumbers = 10; // below it, a heading of telephones is contradicted by its cells ("Phone": Mobile, Home)
constexpr int someNumbers = 50; // from it on, a column competes
constexpr int mostNumbers = 80; // from it on, cells alone can tell
// A column of so many bare numbers, each one more than the last, counts something.
constexpr int leastCounted = 10;
// So many numbers of articles in a column are none by chance.
constexpr int leastArticles = 3;

using Kind = ColumnQuestion::Kind;

class Decision {
public:
    Decision(std::span<const ColumnFacts> columns, bool hasRegion)
        : m_columns(columns)
        , m_hasRegion(hasRegion)
    {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            sort(static_cast<int>(i));
        }
    }

    NumberColumns make()
    {
        if (!m_phones.empty()) {
            decideByHeading();
        } else if (!m_vague.empty() || !m_unnamed.empty()) {
            decideByContent();
        } else if (!m_emptyPhones.empty()) {
            takeInOrder({});
        } else if (!m_others.empty()) {
            ask(m_others.size() == 1 ? Kind::IsThisANumber : Kind::WhichColumn, m_others);
        }
        return std::move(m_found);
    }

private:
    [[nodiscard]] const ColumnFacts &at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    [[nodiscard]] int shapedShare(int column) const { return at(column).content.share(at(column).content.shaped); }
    [[nodiscard]] int possibleShare(int column) const { return at(column).content.share(at(column).content.possible); }
    [[nodiscard]] bool isExplicit(int column) const
    {
        return at(column).content.share(at(column).content.explicitly) >= mostNumbers;
    }
    [[nodiscard]] bool isLastResort(int column) const { return at(column).heading.rank >= Heading::lastRank; }
    [[nodiscard]] bool isUnheaded(int column) const { return at(column).header.isEmpty(); }

    void sort(int column)
    {
        const ColumnFacts &facts = at(column);
        const int share = shapedShare(column);
        switch (facts.heading.kind) {
        case HeadingKind::Phone:
            m_hasPlainPhone = m_hasPlainPhone || !isLastResort(column);
            if (facts.content.filled == 0) {
                m_emptyPhones.push_back(column);
            } else if (share >= fewNumbers) {
                m_phones.push_back(column);
            }
            break;
        case HeadingKind::MaybePhone:
            if (share >= someNumbers) {
                m_vague.push_back(column);
            }
            break;
        case HeadingKind::Unknown:
            if (share >= someNumbers) {
                m_unnamed.push_back(column);
            }
            break;
        case HeadingKind::OtherPhone:
            if (share >= someNumbers) {
                m_others.push_back(column);
            }
            break;
        default:
            break; // the heading says that it is another thing
        }
    }

    void decideByHeading()
    {
        // A heading of telephones above few numbers loses its authority when another column is full of them.
        const bool isDoubtful = std::ranges::all_of(m_phones, [this](int c) { return shapedShare(c) < someNumbers; });
        std::vector<int> rivals = m_vague;
        rivals.insert(rivals.end(), m_unnamed.begin(), m_unnamed.end());
        if (isDoubtful && !rivals.empty()) {
            rivals.insert(rivals.end(), m_phones.begin(), m_phones.end());
            ask(Kind::WhichColumn, rivals);
            return;
        }
        const bool areAllLast = std::ranges::all_of(m_phones, [this](int c) { return isLastResort(c); });
        if (areAllLast && (m_hasPlainPhone || !m_vague.empty() || !areOfOne(m_phones))) {
            // "Store Phone" does not stand in for the "Phone" that is empty in the rows looked at.
            std::vector<int> candidates = m_phones;
            candidates.insert(candidates.end(), m_vague.begin(), m_vague.end());
            ask(candidates.size() == 1 ? Kind::IsThisANumber : Kind::WhichColumn, candidates);
            return;
        }
        takeInOrder(m_phones);
    }

    [[nodiscard]] std::string doubt(int column) const { return doubtIn(at(column).header.toStdString()); }

    /// Whether the doubtful headings name the same, so that their telephones belong together: "Employee Mobile" and
    /// "Employee Home Phone".
    [[nodiscard]] bool areOfOne(const std::vector<int> &columns) const
    {
        return std::ranges::all_of(columns, [&](int c) { return doubt(c) == doubt(columns.front()); });
    }

    /// The columns with numbers by their rank, then those that the rows looked at leave empty. A doubtful one never
    /// stands in for one that is not.
    void takeInOrder(std::vector<int> filled)
    {
        const auto byRank = [this](int a, int b) { return at(a).heading.rank < at(b).heading.rank; };
        std::ranges::stable_sort(filled, byRank);
        std::ranges::stable_sort(m_emptyPhones, byRank);
        filled.insert(filled.end(), m_emptyPhones.begin(), m_emptyPhones.end());
        const std::string first = doubt(filled.front());
        std::erase_if(filled, [&](int c) { return isLastResort(c) && doubt(c) != first; });
        m_found.inOrder = std::move(filled);
        m_found.byHeading = true;
    }

    void decideByContent()
    {
        std::vector<int> rivals = m_vague;
        rivals.insert(rivals.end(), m_unnamed.begin(), m_unnamed.end());
        std::ranges::sort(rivals);
        if (rivals.size() > 1) {
            decideBetween(rivals);
        } else if (isClear(rivals.front())) {
            m_found.inOrder = rivals;
            m_found.isOnly = true;
        } else {
            ask(Kind::IsThisANumber, rivals);
        }
    }

    /// Among several, one in which every number begins with + or 00 is the one; nothing else is written like that.
    void decideBetween(const std::vector<int> &rivals)
    {
        std::vector<int> explicitOnes;
        std::ranges::copy_if(rivals, std::back_inserter(explicitOnes),
                             [this](int c) { return isExplicit(c) && !isLastResort(c); });
        if (explicitOnes.size() == 1 && possibleShare(explicitOnes.front()) >= mostNumbers) {
            m_found.inOrder = explicitOnes;
            return;
        }
        const auto isFilled = [](const ColumnFacts &facts) { return facts.content.filled > 0; };
        const auto filled = std::ranges::count_if(m_columns, isFilled);
        const bool sideBySide = filled == static_cast<std::ptrdiff_t>(rivals.size()) &&
                                std::ranges::all_of(rivals, [this](int c) { return isUnheaded(c); });
        ask(sideBySide ? Kind::SideBySide : Kind::WhichColumn, rivals);
    }

    /// Whether cells are written as only telephone numbers are, or most of them are assigned ones: every second order
    /// number of ten digits is possible by chance, but few columns of them are assigned throughout.
    [[nodiscard]] bool areTelephones(const ColumnContent &content) const
    {
        const auto areMost = [&content](int count) { return count * 100 >= content.shaped * mostNumbers; };
        const bool areCounted = content.shaped >= leastCounted && areMost(content.counted);
        return areMost(content.written) || (!areCounted && (areMost(content.valid) || !m_hasRegion));
    }

    /// Whether the cells are numbers of articles or books, which are possible telephone numbers in some countries, and
    /// written in groups, too.
    [[nodiscard]] static bool areArticles(const ColumnContent &content)
    {
        return content.articles >= leastArticles && content.articles * 100 >= content.shaped * mostNumbers;
    }

    /// Whether the cells are bare digits that rise in small steps, as numbers of orders and customers do.
    [[nodiscard]] static bool areSerial(const ColumnContent &content)
    {
        return content.compared > 0 && content.rising * 100 >= content.compared * mostNumbers;
    }

    /// Whether the only column of numbers can be taken without asking. With a heading that does not speak of
    /// telephones, bare digits may be anything; without a header they may be, too, but a list to call has telephones.
    [[nodiscard]] bool isClear(int column) const
    {
        const ColumnContent &content = at(column).content;
        const bool isVague = at(column).heading.kind == HeadingKind::MaybePhone;
        if (!m_emptyPhones.empty() || isLastResort(column)) {
            return false; // the telephones belong elsewhere, or the heading is "No."
        }
        if (areArticles(content) || (!isUnheaded(column) && areSerial(content))) {
            return false;
        }
        if (isUnheaded(column)) {
            return areTelephones(content);
        }
        if (isVague) {
            return possibleShare(column) >= mostNumbers && areTelephones(content);
        }
        return content.share(content.written) >= mostNumbers && content.share(content.valid) >= mostNumbers;
    }

    void ask(Kind kind, std::vector<int> candidates)
    {
        std::ranges::sort(candidates);
        ColumnQuestion question{kind, {}};
        for (const int column : candidates) {
            const ColumnContent &content = at(column).content;
            question.candidates.push_back(
                {column, at(column).header, content.share(content.possible), content.share(content.valid)});
        }
        m_found.question = std::move(question);
    }

    std::span<const ColumnFacts> m_columns;
    const bool m_hasRegion;
    std::vector<int> m_phones;      // headings of telephones, with numbers
    std::vector<int> m_emptyPhones; // headings of telephones, with nothing in the rows looked at
    bool m_hasPlainPhone = false;   // one of them is not of the last rank, whatever its cells hold
    std::vector<int> m_vague;       // MaybePhone with numbers
    std::vector<int> m_unnamed;     // unknown heading, or none, with numbers
    std::vector<int> m_others;      // other people's telephones
    NumberColumns m_found;
};

} // namespace

NumberColumns decideNumberColumns(std::span<const ColumnFacts> columns, bool hasRegion)
{
    return Decision(columns, hasRegion).make();
}

} // namespace campanile
