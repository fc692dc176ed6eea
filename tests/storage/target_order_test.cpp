// Targets in the order of each column, held against a plain sort of the same targets.

#include "core/search_text.h"
#include "storage/target_order_store.h"
#include "support/test_database.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace campanile;
using namespace campanile::test;

namespace {

/// Those that the table has.
constexpr std::array allColumns = {TargetColumn::Number, TargetColumn::Name, TargetColumn::Attempts,
                                   TargetColumn::NextAt};

/// What a column compares, as a text that compares alike; empty: nothing.
std::string keyOf(const Target &target, TargetColumn column)
{
    const auto padded = [](std::int64_t value) {
        return QString::number(value).rightJustified(20, u'0').toStdString();
    };
    switch (column) {
    case TargetColumn::Number:
        return padded(target.number.digits);
    case TargetColumn::Name:
        return searchTextOf(target.name);
    case TargetColumn::Attempts:
        return target.attempts > 0 ? padded(target.attempts) : std::string();
    case TargetColumn::NextAt:
        return target.nextAt.ms > 0 && !isTerminal(target.status) ? padded(target.nextAt.ms) : std::string();
    case TargetColumn::State:
    case TargetColumn::Reason:
        break;
    }
    return {};
}

/// A list in every status, between the targets of other campaigns.
class MixedList : public TestDatabase {
public:
    static constexpr int size = 600;
    Campaign campaign = addCampaign();
    Campaign other = addCampaign();
    std::vector<Target> targets; // in list order

    MixedList()
    {
        const std::vector<std::string> names = {"Élodie", "Zoë", "anna", "Anna", "", "Łukasz", "Ёлкин", "Ana Lucia"};
        std::mt19937 dice(3); // NOLINT(cert-msc51-cpp): the same list each time
        write([&](WriteTransaction &tx) {
            for (int i = 0; i < size; ++i) {
                const Campaign &of = dice() % 5 == 0 ? other : campaign;
                const auto status = allTargetStatuses[dice() % allTargetStatuses.size()];
                const auto id = tx.ids.next<TargetId>();
                TargetStore(tx.db).insert(id, of.id, E164{14155550000 + static_cast<std::int64_t>(dice() % 10'000)},
                                          names[dice() % names.size()], "{}");
                const bool wasCalled = status != TargetStatus::Pending && dice() % 3 != 0;
                tx.db.execute("UPDATE targets SET status = ?, attempts = ?, last_outcome = ?, next_at = ? WHERE id = ?",
                              status, wasCalled ? static_cast<int>(dice() % 3) + 1 : 0,
                              wasCalled ? std::optional(static_cast<int>(dice() % 8)) : std::nullopt,
                              dice() % 4 == 0 ? 0 : 1'767'603'600'000 + static_cast<std::int64_t>(dice() % 1'000), id);
                tx.count(of.id, CounterKind::TargetsByStatus, static_cast<int>(status), 1);
            }
        });
        for (const TargetId id : TargetStore(db).ids(campaign.id, std::nullopt, {}, {}, -1)) {
            targets.push_back(*TargetStore(db).find(id));
        }
    }
    [[nodiscard]] std::vector<std::int64_t> expected(TargetOrder order, std::optional<TargetStatus> status,
                                                     const QString &text)
    {
        std::vector<Target> rows;
        const std::vector<TargetId> matching = TargetStore(db).ids(campaign.id, status, text, {}, -1);
        std::ranges::copy_if(targets, std::back_inserter(rows),
                             [&](const Target &t) { return std::ranges::binary_search(matching, t.id); });
        std::ranges::stable_sort(rows, [order](const Target &a, const Target &b) {
            const std::string left = keyOf(a, order.by);
            const std::string right = keyOf(b, order.by);
            if (left.empty() != right.empty()) {
                return right.empty();
            }
            return order.isDescending ? left > right : left < right;
        });
        std::vector<std::int64_t> sorted;
        std::ranges::transform(rows, std::back_inserter(sorted), [](const Target &t) { return t.id.value; });
        return sorted;
    }
};

} // namespace

class TargetOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnComesAsAPlainSortHasIt();
    void aFilterIsPutInOrderToo();
    void namedTargetsArePutInOrder();
    void theFirstOfALongListComeBeforeTheRest();
    void aListWithoutTargetsIsEmpty();
};

void TargetOrderTest::everyColumnComesAsAPlainSortHasIt()
{
    MixedList list;
    QVERIFY(list.targets.size() > 300 && list.targets.size() < MixedList::size);
    for (const TargetColumn column : allColumns) {
        for (const bool isDescending : {false, true}) {
            const TargetOrder order{column, isDescending};
            QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, std::nullopt, {}, order).all(),
                     list.expected(order, std::nullopt, {}));
        }
    }
}

void TargetOrderTest::aFilterIsPutInOrderToo()
{
    MixedList list;
    const TargetOrder order{TargetColumn::Number, true};
    for (const TargetStatus status : allTargetStatuses) {
        QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, status, {}, order).all(),
                 list.expected(order, status, {}));
    }
    const QString text = QStringLiteral("ana");
    const std::vector<std::int64_t> found =
        TargetOrderStore(list.db).ordered(list.campaign.id, std::nullopt, text, order).all();
    QVERIFY(!found.empty() && found.size() < list.targets.size());
    QCOMPARE(found, list.expected(order, std::nullopt, text));
    // So few of a status that they are looked up one by one.
    list.write([&](WriteTransaction &tx) {
        tx.count(list.campaign.id, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), 100'000);
    });
    QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, TargetStatus::Failed, {}, order).all(),
             list.expected(order, TargetStatus::Failed, {}));
}

void TargetOrderTest::namedTargetsArePutInOrder()
{
    MixedList list;
    const TargetOrder order{TargetColumn::Name, true};
    const QString text = QStringLiteral("n"); // of three names in eight
    const std::vector<TargetId> among = TargetStore(list.db).ids(list.campaign.id, std::nullopt, text, {}, -1);
    QVERIFY(among.size() > list.targets.size() / 4 && among.size() < list.targets.size());
    const std::vector<std::int64_t> expected = list.expected(order, std::nullopt, text);
    QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, among, order).all(), expected);
    list.write([&](WriteTransaction &tx) { // so few of all that they are looked up one by one
        tx.count(list.campaign.id, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), 100'000);
    });
    QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, among, order).all(), expected);
    QCOMPARE(TargetOrderStore(list.db).ordered(list.campaign.id, std::vector<TargetId>(), order).size(), 0U);
}

void TargetOrderTest::theFirstOfALongListComeBeforeTheRest()
{
    MixedList list;
    TargetOrderStore store(list.db);
    QVERIFY(!store.first(list.campaign.id, std::nullopt, {}, 40)); // a short list
    list.write([&](WriteTransaction &tx) {                         // which its counters make a long one
        for (const TargetStatus status : allTargetStatuses) {
            tx.count(list.campaign.id, CounterKind::TargetsByStatus, static_cast<int>(status), 100'000);
        }
    });
    QVERIFY(!store.first(list.campaign.id, std::nullopt, {TargetColumn::State, false}, 40));
    for (const TargetColumn column : allColumns) {
        for (const bool isDescending : {false, true}) {
            for (const auto status : {std::optional<TargetStatus>(), std::optional(TargetStatus::Scheduled)}) {
                const TargetOrder order{column, isDescending};
                const auto first = store.first(list.campaign.id, status, order, 40);
                std::vector<std::int64_t> all = list.expected(order, status, {});
                all.resize(40);
                QVERIFY(first);
                QCOMPARE(*first, all);
            }
        }
    }
}

void TargetOrderTest::aListWithoutTargetsIsEmpty()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    QCOMPARE(TargetOrderStore(world.db).ordered(campaign.id, std::nullopt, {}, {}).size(), 0U);
}

QTEST_GUILESS_MAIN(TargetOrderTest)
#include "target_order_test.moc"
