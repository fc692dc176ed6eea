// The store of targets: searched, read in pages, kept apart by campaign, and rid of an import that did not end.

#include "support/test_database.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

struct Person {
    const char *name;
    std::int64_t number;
};

/// A list with names that mean something to LIKE.
class NamesWorld : public TestDatabase {
public:
    Campaign campaign = addCampaign({.status = CampaignStatus::Draft});

    NamesWorld()
    {
        write([this](WriteTransaction &tx) {
            for (const Person &person : {Person{"100% Sure", 14155550142}, Person{"100 Surely", 14155550143},
                                         Person{"snake_case", 14155550144}, Person{"snakeXcase", 14155550145},
                                         Person{"back\\slash", 442079460958}, Person{"Zoë", 4915112345678}}) {
                const auto id = tx.ids.next<TargetId>();
                TargetStore(tx.db).insert(id, campaign.id, E164{person.number}, person.name, "{}");
            }
        });
    }
    QStringList found(const QString &text)
    {
        QStringList names;
        TargetStore store(db);
        for (const TargetId id : store.ids(campaign.id, std::nullopt, text, {}, -1)) {
            names << store.find(id)->name;
        }
        return names;
    }
};

} // namespace

class TargetStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTargetComesBackAsItWas();
    void searchTakesTheTextLiterally_data();
    void searchTakesTheTextLiterally();
    void searchLooksInOneCampaignOnly();
    void idsComeInListOrderOverAllStatuses();
    void pagesAreStableUnderInserts();
    void aNumberIsOnAListOnce();
    void undoingAnImportRemovesExactlyItsRows();
    void pendingTargetsOfAnUnfinishedImportAreLeftOut();
};

void TargetStoreTest::aTargetComesBackAsItWas()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId id = world.write([&](WriteTransaction &tx) {
        const auto fresh = tx.ids.next<TargetId>();
        TargetStore(tx.db).insert(fresh, campaign.id, E164{999999999999999}, "Zoë \xf0\x9f\x94\x94",
                                  R"({"a":"\"quoted\" 'single'"})");
        return fresh;
    });
    const Target target = world.target(id);
    QCOMPARE(target.number, E164{999999999999999}); // 15 digits
    QCOMPARE(target.name, QString::fromUtf8("Zoë \xf0\x9f\x94\x94"));
    QCOMPARE(target.variables, std::string(R"({"a":"\"quoted\" 'single'"})"));
    QCOMPARE(target.status, TargetStatus::Pending);
    QCOMPARE(target.attempts, 0);
    QCOMPARE(target.lastOutcome, std::nullopt);
    QVERIFY(!TargetStore(world.db).find(TargetId{1}).has_value());
    QCOMPARE(CampaignStore(world.db).find(campaign.id), std::optional(campaign));
}

void TargetStoreTest::searchTakesTheTextLiterally_data() // B1-34
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    const QString sure = QStringLiteral("100% Sure");
    const QString surely = QStringLiteral("100 Surely");
    const QString snake = QStringLiteral("snake_case");
    const QString snakeX = QStringLiteral("snakeXcase");
    const QString slash = QStringLiteral("back\\slash");
    const QString zoe = QStringLiteral("Zoë");
    const QStringList all = {sure, surely, snake, snakeX, slash, zoe};
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("blanks") << QStringLiteral("   ") << all;
    QTest::newRow("percent") << QStringLiteral("%") << QStringList{sure};
    QTest::newRow("percent in a word") << QStringLiteral("100%") << QStringList{sure};
    QTest::newRow("underscore") << QStringLiteral("_") << QStringList{snake};
    QTest::newRow("underscore in a word") << QStringLiteral("ke_ca") << QStringList{snake};
    QTest::newRow("backslash") << QStringLiteral("\\") << QStringList{slash};
    QTest::newRow("either case") << QStringLiteral("SURE") << QStringList{sure, surely};
    QTest::newRow("blanks around it") << QStringLiteral("  snakex ") << QStringList{snakeX};
    QTest::newRow("not ASCII") << QStringLiteral("zoë") << QStringList{zoe};
    QTest::newRow("quote") << QStringLiteral("'") << QStringList{};
    QTest::newRow("digits") << QStringLiteral("555014") << QStringList{sure, surely, snake, snakeX};
    QTest::newRow("punctuated digits") << QStringLiteral("+1 (415) 555-0143") << QStringList{surely};
    QTest::newRow("dots") << QStringLiteral("415.555.0145") << QStringList{snakeX};
    QTest::newRow("another country") << QStringLiteral("+44 20 7946") << QStringList{slash};
    QTest::newRow("digits of a name and of numbers") << QStringLiteral("100") << QStringList{sure, surely};
    QTest::newRow("words with digits are no number") << QStringLiteral("x 0142") << QStringList{};
    QTest::newRow("punctuation without digits") << QStringLiteral("()") << QStringList{};
}

void TargetStoreTest::searchTakesTheTextLiterally()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, names);
    NamesWorld world;
    QCOMPARE(world.found(text), names);
}

void TargetStoreTest::searchLooksInOneCampaignOnly()
{
    NamesWorld world;
    const Campaign other = world.addCampaign();
    world.addTargets(other.id, 3);
    QCOMPARE(world.found(QStringLiteral("Person")), QStringList());
    QCOMPARE(TargetStore(world.db).ids(other.id, std::nullopt, QStringLiteral("person"), {}, -1).size(), 3U);
}

void TargetStoreTest::idsComeInListOrderOverAllStatuses() // B1-33
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 100);
    world.write([&](WriteTransaction &tx) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            tx.db.execute("UPDATE targets SET status = ? WHERE id = ?",
                          allTargetStatuses.at(i * 7 % allTargetStatuses.size()), targets[i]);
        }
    });
    TargetStore store(world.db);
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, {}, -1), targets);
    std::size_t sum = 0;
    for (const TargetStatus status : allTargetStatuses) {
        const std::vector<TargetId> some = store.ids(campaign.id, status, {}, {}, -1);
        QVERIFY(std::is_sorted(some.begin(), some.end()));
        for (const TargetId id : some) {
            QCOMPARE(store.find(id)->status, status);
        }
        sum += some.size();
    }
    QCOMPARE(sum, targets.size());
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, {}, 10), std::vector(targets.begin(), targets.begin() + 10));
    QCOMPARE(store.ids(campaign.id, std::nullopt, {}, targets[49], 10),
             std::vector(targets.begin() + 50, targets.begin() + 60));
}

void TargetStoreTest::pagesAreStableUnderInserts()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 50);
    TargetStore store(world.db);
    std::vector<TargetId> seen;
    TargetId after;
    for (int page = 0;; ++page) {
        const std::vector<TargetId> ids = store.ids(campaign.id, std::nullopt, {}, after, 7);
        seen.insert(seen.end(), ids.begin(), ids.end());
        if (ids.size() < 7) {
            break;
        }
        after = ids.back();
        if (page < 3) {
            world.addTargets(campaign.id, 2, E164{14155554000 + page * 2});
        }
        world.skip(targets[static_cast<std::size_t>(page)]); // and moves within the list do not matter either
    }
    QCOMPARE(seen.size(), 56U);
    QCOMPARE(std::vector(seen.begin(), seen.begin() + 50), targets); // none twice, none left out
    QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

void TargetStoreTest::aNumberIsOnAListOnce() // B1-29
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    world.write([&](WriteTransaction &tx) {
        TargetStore store(tx.db);
        QVERIFY(store.claimNumber(campaign.id, E164{14155550142}, TargetId{1}));
        QVERIFY(!store.claimNumber(campaign.id, E164{14155550142}, TargetId{2}));
        QVERIFY(store.claimNumber(other.id, E164{14155550142}, TargetId{3}));
    });
}

void TargetStoreTest::undoingAnImportRemovesExactlyItsRows()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const Campaign other = world.addCampaign();
    const std::vector<TargetId> before = world.addTargets(campaign.id, 10);
    const auto claimsBefore = TargetStore(world.db).numbers(campaign.id);
    const auto first = world.ids.next<TargetId>();
    world.addTargets(campaign.id, 25, E164{14155553000});
    world.write([&](WriteTransaction &tx) { // rows whose numbers were not claimed yet when the process died
        for (int i = 0; i < 5; ++i) {
            TargetStore(tx.db).insert(tx.ids.next<TargetId>(), campaign.id, E164{14155554000 + i}, "", "{}");
        }
        // one of them has the number of a row from before: its claim must stay
        TargetStore(tx.db).insert(tx.ids.next<TargetId>(), campaign.id, E164{14155552000}, "", "{}");
    });
    world.addTargets(other.id, 5, E164{14155553000});

    std::vector<int> removed;
    do {
        removed.push_back(
            world.write([&](WriteTransaction &tx) { return TargetStore(tx.db).removeFrom(campaign.id, first, 10); }));
    } while (removed.back() > 0);
    QCOMPARE(removed, (std::vector<int>{10, 10, 10, 1, 0}));
    QCOMPARE(TargetStore(world.db).ids(campaign.id, std::nullopt, {}, {}, -1), before);
    QCOMPARE(TargetStore(world.db).numbers(campaign.id), claimsBefore);
    QCOMPARE(TargetStore(world.db).numbers(other.id).size(), 5U);
    QCOMPARE(TargetStore(world.db).ids(other.id, std::nullopt, {}, {}, -1).size(), 5U);
}

void TargetStoreTest::pendingTargetsOfAnUnfinishedImportAreLeftOut()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    const auto first = world.ids.next<TargetId>();
    world.addTargets(campaign.id, 3, E164{14155553000});
    QCOMPARE(TargetStore(world.db).pending(campaign.id, first, 100).size(), 3U);
    QCOMPARE(TargetStore(world.db).pending(campaign.id, {}, 100).size(), 6U);
    QCOMPARE(TargetStore(world.db).pending(campaign.id, {}, 4).size(), 4U);
}

QTEST_GUILESS_MAIN(TargetStoreTest)
#include "target_store_test.moc"
