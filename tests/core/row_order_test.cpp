// Rows in the order of a key, held against a plain sort.

#include "core/row_order.h"
#include "core/search_text.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <span>

using namespace campanile;

namespace {

using Direction = RowOrder::Direction;

/// A sort that anybody can follow: rows without a key last, the others by their keys, and by their ids where these are
/// the same.
template<class Key>
std::vector<std::int64_t> plainlySorted(std::vector<std::pair<std::int64_t, std::optional<Key>>> rows, Direction to)
{
    std::ranges::sort(rows);
    std::ranges::stable_sort(rows, [to](const auto &a, const auto &b) {
        if (a.second.has_value() != b.second.has_value()) {
            return a.second.has_value();
        }
        if (!a.second) {
            return false;
        }
        const Key &left = to == Direction::Ascending ? *a.second : *b.second;
        const Key &right = to == Direction::Ascending ? *b.second : *a.second;
        return left < right;
    });
    std::vector<std::int64_t> ids;
    for (const auto &row : rows) {
        ids.push_back(row.first);
    }
    return ids;
}

} // namespace

class RowOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void integersComeAsAPlainSortHasThem();
    void textsComeAsAPlainSortHasThem();
    void theFirstRowsAreThoseOfTheWholeOrder();
    void anOrderOfTheFirstKeepsThemAlone_data();
    void anOrderOfTheFirstKeepsThemAlone();
    void anEmptyOrderIsEmpty();
};

void RowOrderTest::integersComeAsAPlainSortHasThem()
{
    std::mt19937 dice(1); // NOLINT(cert-msc51-cpp): the same rows each time
    for (const Direction direction : {Direction::Ascending, Direction::Descending}) {
        RowOrder order(direction);
        std::vector<std::pair<std::int64_t, std::optional<std::int64_t>>> rows;
        for (std::int64_t id = 5'000; id > 0; --id) { // not in the order of ids
            const auto roll = static_cast<std::int64_t>(dice() % 200) - 100;
            const auto key = roll % 7 == 0 ? std::nullopt : std::optional(roll);
            rows.emplace_back(id, key);
            order.add(id, key);
        }
        QCOMPARE(order.size(), rows.size());
        QCOMPARE(order.all(), plainlySorted(rows, direction));
    }
}

void RowOrderTest::textsComeAsAPlainSortHasThem()
{
    const std::vector<std::string> beginnings = {"Élodie", "elodie",      "Łódź", "Straße", "STRASSE",
                                                 "Zoë",    "Ёлкин",       "がく", "Anna ",  "E\xcc\x81lodie",
                                                 "Øre",    "\xff broken", "Ana",  ""};
    std::mt19937 dice(2); // NOLINT(cert-msc51-cpp): the same rows each time
    for (const Direction direction : {Direction::Ascending, Direction::Descending}) {
        RowOrder order(direction);
        std::vector<std::pair<std::int64_t, std::optional<std::string>>> rows;
        for (std::int64_t id = 1; id <= 3'000; ++id) {
            std::string name = beginnings[dice() % beginnings.size()];
            if (!name.empty() && dice() % 3 != 0) { // beyond the first eight letters
                name += "a long name " + std::to_string(dice() % 50);
            }
            const std::string folded = searchTextOf(QString::fromStdString(name));
            rows.emplace_back(id, folded.empty() ? std::nullopt : std::optional(folded));
            order.addText(id, name);
        }
        QCOMPARE(order.all(), plainlySorted(rows, direction));
    }
}

void RowOrderTest::theFirstRowsAreThoseOfTheWholeOrder()
{
    RowOrder order(Direction::Descending);
    for (std::int64_t id = 1; id <= 1'000; ++id) {
        order.add(id, id % 3 == 0 ? std::nullopt : std::optional(id % 10));
    }
    for (const std::size_t most :
         {std::size_t{0}, std::size_t{1}, std::size_t{600}, std::size_t{700}, std::size_t{1'000}, std::size_t{2'000}}) {
        const std::vector<std::int64_t> first = order.first(most);
        const std::vector<std::int64_t> all = order.all();
        QCOMPARE(first.size(), std::min(most, all.size()));
        QVERIFY(std::ranges::equal(first, std::span(all).first(first.size())));
    }
}

void RowOrderTest::anOrderOfTheFirstKeepsThemAlone_data()
{
    QTest::addColumn<int>("most");
    for (const int most : {1, 2, 7, 100, 1'999, 2'000, 5'000}) {
        QTest::addRow("the first %d", most) << most;
    }
}

/// With names that differ in their first bytes only, behind them, in accents only, or not at all.
void RowOrderTest::anOrderOfTheFirstKeepsThemAlone()
{
    QFETCH(const int, most);
    const auto wanted = static_cast<std::size_t>(most);
    const std::vector<std::string> names = {
        "Zoë",         "anna",       "Anna",       "\xc3\x81nna",       "A\xcc\x81nna",
        "Christopher", "Christophe", "christophe", "Christoph\xc3\xa9", "\xc5\x81ukasz",
        "Ёлкин",       "",           "an"};
    std::mt19937 dice(4); // NOLINT(cert-msc51-cpp): the same rows each time
    for (const Direction direction : {Direction::Ascending, Direction::Descending}) {
        RowOrder allTexts(direction);
        RowOrder firstTexts(direction, wanted);
        RowOrder allNumbers(direction);
        RowOrder firstNumbers(direction, wanted);
        for (std::int64_t id = 2'000; id > 0; --id) { // not in the order of ids
            const std::string &name = names[dice() % names.size()];
            allTexts.addText(id, name);
            firstTexts.addText(id, name);
            const auto key = dice() % 3 == 0 ? std::nullopt : std::optional<std::int64_t>(dice() % 50);
            allNumbers.add(id, key);
            firstNumbers.add(id, key);
        }
        QVERIFY(firstTexts.size() < 4 * wanted); // of those with a key and of those without, less than twice as many
        QCOMPARE(firstTexts.all(), allTexts.first(wanted));
        QCOMPARE(firstNumbers.all(), allNumbers.first(wanted));
    }
}

void RowOrderTest::anEmptyOrderIsEmpty()
{
    RowOrder order(Direction::Ascending);
    QVERIFY(order.first(10).empty());
    QVERIFY(order.all().empty());
}

QTEST_GUILESS_MAIN(RowOrderTest)
#include "row_order_test.moc"
