// guessColumns over a corpus of exports in some thirty languages: the wrong column is never dialled, and the right one
// is found without a question in at least 95 of 100 lists.

#include "csv/column_guess.h"

#include "heading_corpus.h"

#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::corpus;

namespace {

constexpr std::array notations{Notation::National, Notation::Digits, Notation::International};
constexpr std::array sizes{1, 3, 40};

enum class Outcome { Found, Asked, Wrong };

QString describe(const Export &kind, const ColumnMapping &mapping)
{
    QString text = QString::fromUtf8(kind.columns) + QStringLiteral("  →");
    for (const int column : mapping.numberColumns()) {
        text += QStringLiteral(" “%1”").arg(mapping.columns[static_cast<std::size_t>(column)].header);
    }
    return text + (mapping.question ? QStringLiteral(" (question)") : QString());
}

/// Wrong is a list of which somebody else, or no telephone at all, would be dialled.
Outcome judge(const List &list, const ColumnMapping &mapping)
{
    if (!mapping.check()) {
        return Outcome::Asked;
    }
    if (!mapping.hasHeader || mapping.preambleRows != 0) {
        return Outcome::Wrong;
    }
    const std::vector<int> numbers = mapping.numberColumns();
    for (const int column : numbers) {
        const char kind = list.kinds[static_cast<std::size_t>(column)];
        if (kind != 'P' && kind != 'F' && kind != 'e') {
            return Outcome::Wrong;
        }
    }
    return list.kinds[static_cast<std::size_t>(numbers.front())] == 'P' ? Outcome::Found : Outcome::Wrong;
}

struct Score {
    int lists = 0;
    int found = 0;
    int wrong = 0;
    QStringList wrongOnes;
    QStringList askedOnes;
};

Score score(std::span<const Export> exports)
{
    Score total;
    for (const Export &kind : exports) {
        for (const Notation notation : notations) {
            for (const int size : sizes) {
                const List list = generate(kind, notation, size, static_cast<std::uint64_t>(total.lists));
                const ColumnMapping mapping = guessColumns(list.rows, {}, kind.region);
                const Outcome outcome = judge(list, mapping);
                ++total.lists;
                total.found += outcome == Outcome::Found ? 1 : 0;
                total.wrong += outcome == Outcome::Wrong ? 1 : 0;
                if (outcome == Outcome::Wrong) {
                    total.wrongOnes += describe(kind, mapping);
                } else if (outcome == Outcome::Asked) {
                    total.askedOnes += describe(kind, mapping);
                }
            }
        }
    }
    return total;
}

void report(const char *name, const Score &total)
{
    const int decided = total.found + total.wrong;
    qInfo("%s: %d lists, precision %.1f %%, recall %.1f %%, %d wrong", name, total.lists,
          decided == 0 ? 100.0 : 100.0 * total.found / decided, 100.0 * total.found / total.lists, total.wrong);
    for (const QString &list : total.wrongOnes) {
        qInfo("  WRONG %s", qUtf8Printable(list));
    }
}

} // namespace

class ColumnCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isLargeEnough();
    void findsTheRightColumn_data();
    void findsTheRightColumn();
    void asksWhereNothingDecides();
    void neverTakesAnotherThingWhenTheTelephonesAreLeftOut();
};

void ColumnCorpusTest::isLargeEnough()
{
    std::set<std::string> headings;
    std::set<std::string> regions;
    for (const auto exports : {seenExports(), heldOutExports()}) {
        for (const Export &kind : exports) {
            const List list = generate(kind, Notation::National, 1, 0);
            headings.insert(list.rows.front().begin(), list.rows.front().end());
            regions.insert(kind.region);
        }
    }
    qInfo("%zu exports, %zu different headings, %zu regions", seenExports().size() + heldOutExports().size(),
          headings.size(), regions.size());
    QVERIFY(headings.size() >= 400);
    QVERIFY(regions.size() >= 30);
}

void ColumnCorpusTest::findsTheRightColumn_data()
{
    QTest::addColumn<bool>("kept");
    QTest::newRow("exports that the dictionary was checked against") << false;
    QTest::newRow("exports that were kept aside") << true;
}

void ColumnCorpusTest::findsTheRightColumn()
{
    QFETCH(bool, kept);
    const Score total = score(kept ? heldOutExports() : seenExports());
    report(QTest::currentDataTag(), total);
    if (qEnvironmentVariableIsSet("CAMPANILE_SHOW_ASKED")) {
        for (const QString &list : total.askedOnes) {
            qInfo("  asked %s", qUtf8Printable(list));
        }
    }
    QCOMPARE(total.wrong, 0);
    QVERIFY(total.found * 100 >= total.lists * 95);
}

void ColumnCorpusTest::asksWhereNothingDecides()
{
    for (const Export &kind : unclearExports()) {
        for (const Notation notation : notations) {
            const List list = generate(kind, notation, 40, 1);
            const ColumnMapping mapping = guessColumns(list.rows, {}, kind.region);
            QVERIFY2(!mapping.check(), qUtf8Printable(describe(kind, mapping)));
        }
    }
}

/// The hardest lists: the decoys alone. No order, tax or membership number may become the number to call, and no
/// fax and nobody else's telephone.
void ColumnCorpusTest::neverTakesAnotherThingWhenTheTelephonesAreLeftOut()
{
    int taken = 0;
    int lists = 0;
    for (const auto exports : {seenExports(), heldOutExports()}) {
        for (const Export &kind : exports) {
            List list = generate(kind, Notation::National, 40, 2);
            for (auto &row : list.rows) {
                for (std::size_t column = row.size(); column-- > 0;) {
                    if (list.kinds[column] == 'P' || list.kinds[column] == 'F') {
                        row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
                    }
                }
            }
            const ColumnMapping mapping = guessColumns(list.rows, true, kind.region);
            ++lists;
            if (mapping.check()) {
                ++taken;
                qInfo("  taken %s", qUtf8Printable(describe(kind, mapping)));
            }
        }
    }
    qInfo("%d of %d lists without telephones were taken", taken, lists);
    QCOMPARE(taken, 0);
}

QTEST_APPLESS_MAIN(ColumnCorpusTest)
#include "column_corpus_test.moc"
