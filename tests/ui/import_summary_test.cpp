// What the import page says of a list when it is in: every row is accounted for, and rows that were not taken are
// shown.

#include "import_sheet.h"

#include "common/console_table.h"
#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "common/message_bar.h"
#include "common/reasons.h"
#include "imports/accounting_line.h"
#include "imports/import_summary_view.h"
#include "imports/rejects_export.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <numeric>
#include <random>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

namespace {

RejectedRow skippedRow(qint64 row)
{
    return {row,
            u"+14155550142"_s,
            u"It rained."_s,
            u"+14155550142,Ada,yes"_s,
            ErrorRule::RowConsent,
            {u"Do Not Call"_s, u"yes"_s}};
}

} // namespace

class ImportSummaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void accountsForEveryRow();
    void showsRowsAboveTheHeaderWhereThereAreAny();
    void countsTheHeaderWhileItImports();
    void showsSkippedRows();
    void namesTheCampaignThatSomebodyWaitsIn();
    void choosesBetweenRejectedAndSkipped();
    void exportsAllSkippedRows();
    void saysWhyAnExportFailed();
    void saysWhoseNumbersAreCalled();
    void offersToReadNumbersOfTwoReadings();
    void groupsRowsByReason();

private:
    /// Imports the list of the sheet, which comes to this.
    void import(const ImportSummary &summary);
    /// What the file of skipped rows has in it; empty when it cannot be saved.
    QByteArray savedSkippedRows();
    [[nodiscard]] FakeImports &imports() const { return m_sheet->backend.imports; }
    [[nodiscard]] ImportSummaryView &view() const { return *m_sheet->page->findChild<ImportSummaryView *>(); }
    [[nodiscard]] QAbstractItemModel &rows() const { return *m_sheet->find<ConsoleTable>("rejects")->model(); }
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = view().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    std::unique_ptr<ImportSheet> m_sheet;
};

void ImportSummaryTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
}

void ImportSummaryTest::cleanup()
{
    m_sheet.reset();
}

void ImportSummaryTest::import(const ImportSummary &summary)
{
    m_sheet->open();
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    imports().reply(summary);
    QTRY_VERIFY(m_sheet->shows<ImportSummaryView>());
}

/// The numbers that one sees add up, whatever the list.
QByteArray ImportSummaryTest::savedSkippedRows()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"skipped.csv"_s);
    auto *job =
        new RejectsExport(imports(), m_sheet->backend.services().caller, ImportId{3}, RowFate::Skipped, path, this);
    QSignalSpy finished(job, &RejectsExport::finished);
    job->start();
    QFile file(path);
    const bool isSaved = (!finished.isEmpty() || finished.wait()) && file.open(QIODevice::ReadOnly);
    return isSaved ? file.readAll() : QByteArray();
}

void ImportSummaryTest::accountsForEveryRow()
{
    std::mt19937 random(20261130);
    AccountingLine line;
    line.show();
    for (int i = 0; i < 200; ++i) {
        const auto some = [&random] { return static_cast<qint64>(random() % 5 == 0 ? 0 : random() % 2'000'000); };
        ImportSummary summary;
        summary.inserted = some();
        summary.duplicates = some();
        summary.rejected = some();
        summary.skipped = some();
        summary.headerRows = static_cast<qint64>(random() % 2);
        summary.preambleRows = summary.headerRows == 1 ? static_cast<qint64>(random() % 4) : 0;
        line.setSummary(summary);
        std::vector<qint64> shown;
        for (const QLabel *label : line.findChildren<QLabel *>()) {
            bool isNumber = false;
            const qint64 value = QLocale().toLongLong(label->text(), &isNumber);
            if (isNumber && label->isVisible()) {
                shown.push_back(value);
                QVERIFY(label->accessibleName().startsWith(label->text() + u' ')); // "12 skipped"
            }
        }
        QCOMPARE(shown.size(), std::size_t{summary.preambleRows > 0 ? 7U : 6U});
        const qint64 read = shown.back();
        shown.pop_back();
        QCOMPARE(std::accumulate(shown.begin(), shown.end(), qint64{0}), read);
        QCOMPARE(read, summary.rowsRead());
    }
}

void ImportSummaryTest::showsRowsAboveTheHeaderWhereThereAreAny()
{
    ImportSummary summary = summaryOf(9, 1, {{7, u"x"_s, u"No."_s, u"x"_s}});
    summary.skipped = 2;
    summary.headerRows = 1;
    summary.preambleRows = 3;
    import(summary);
    QCOMPARE(view().equation(),
             u"9 new + 1 duplicate + 1 rejected + 2 skipped + 1 header + 3 above it = 17 rows read"_s);
    QCOMPARE(view().accessibleName(), view().equation());
    QVERIFY(says(u"above the header"_s));
}

void ImportSummaryTest::countsTheHeaderWhileItImports()
{
    m_sheet->open();
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    ImportProgress far{50, 100, 5, 2, 1, 1, 1, 1, 3};
    QCOMPARE(far.rowsRead(), 9);
    imports().progress(far);
    const auto counts = [this] {
        for (const QLabel *label : m_sheet->page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"rows read"_s)) {
                return label->text();
            }
        }
        return QString();
    };
    QTRY_COMPARE(counts(), u"9 rows read · 2 new · 1 duplicate · 1 rejected · 1 skipped · 4 header"_s);
}

void ImportSummaryTest::showsSkippedRows()
{
    ImportSummary summary = summaryOf(9, 0, {});
    summary.skipped = 1;
    summary.firstSkipped = {skippedRow(4)};
    import(summary);
    QCOMPARE(rows().rowCount(), 1);
    QCOMPARE(rows().index(0, 0).data().toString(), u"4"_s);
    QCOMPARE(rows().index(0, 2).data().toString(),
             u"The list says in the column “Do Not Call” that this person refuses calls: “yes”."_s);
    QCOMPARE(rows().index(0, 3).data().toString(), u"+14155550142,Ada,yes"_s);
}

void ImportSummaryTest::namesTheCampaignThatSomebodyWaitsIn()
{
    const RejectedRow named{4, u"+1"_s, u"It rained."_s, u"+1"_s, ErrorRule::RowWaiting, {u"cmp_7"_s, u"July"_s}};
    RejectedRow old = named; // of an import before names were kept
    old.row = 5;
    old.values = {u"cmp_7"_s};
    ImportSummary summary = summaryOf(9, 0, {});
    summary.skipped = 2;
    summary.firstSkipped = {named, old};
    import(summary);
    QCOMPARE(rows().index(0, 2).data().toString(),
             u"This person waits to be called in the campaign “July”, which has not ended."_s);
    QCOMPARE(rows().index(1, 2).data().toString(),
             u"This person waits to be called in the campaign cmp_7, which has not ended."_s);

    imports().allSkipped = {named}; // the file keeps the id
    const QByteArray text = savedSkippedRows();
    QVERIFY2(text.contains("in the campaign cmp_7,") && !text.contains("July"), text.constData());
}

void ImportSummaryTest::choosesBetweenRejectedAndSkipped()
{
    ImportSummary summary = summaryOf(9, 0, {{7, u"142"_s, u"Too short."_s, u"142"_s}});
    summary.skipped = 1'200;
    for (qint64 row = 101; row <= 1'300; ++row) {
        imports().allSkipped.push_back(skippedRow(row));
    }
    summary.firstSkipped.assign(imports().allSkipped.begin(), imports().allSkipped.begin() + 100);
    import(summary);
    const auto *fates = view().findChild<FilterChips *>();
    QCOMPARE(rows().index(0, 1).data().toString(), u"142"_s); // rejected rows first
    QCOMPARE(fates->chip(FilterChips::all)->accessibleName(), u"Rejected: 1"_s);
    FilterChip *skipped = fates->chip(1);
    QCOMPARE(skipped->accessibleName(), u"Skipped: 1,200"_s);
    QTest::keyClick(skipped, Qt::Key_Space);
    QCOMPARE(rows().index(0, 0).data().toString(), u"101"_s);
    while (rows().canFetchMore({})) {
        rows().fetchMore({});
        QCoreApplication::processEvents();
    }
    QCOMPARE(rows().rowCount(), 1'200);
    QTest::keyClick(fates->chip(FilterChips::all), Qt::Key_Space);
    QCOMPARE(rows().rowCount(), 1);
}

void ImportSummaryTest::exportsAllSkippedRows()
{
    for (qint64 row = 1; row <= 12'000; ++row) {
        imports().allSkipped.push_back(skippedRow(row));
    }
    const QList<QByteArray> lines = savedSkippedRows().trimmed().split('\n');
    QCOMPARE(lines.size(), qsizetype{12'001});
    QVERIFY(lines.at(1).contains("that this person refuses calls"));
    QVERIFY(lines.at(12'000).startsWith("12000,"));
}

void ImportSummaryTest::saysWhyAnExportFailed()
{
    auto *job = new RejectsExport(imports(), m_sheet->backend.services().caller, ImportId{3}, RowFate::Rejected,
                                  u"/nowhere/at/all.csv"_s, this);
    const QSignalSpy failed(job, &RejectsExport::failed);
    job->start();
    QCOMPARE(failed.size(), qsizetype{1});
    QCOMPARE(failed.front().front().toString(), u"Files cannot be made in this folder. Choose another one."_s);
}

/// A column without a heading is named by its place in the window's own words.
void ImportSummaryTest::saysWhoseNumbersAreCalled()
{
    ColumnMapping &mapping = imports().shown.mapping;
    mapping.columns[0].header.clear();
    mapping.columns[1].role = ColumnRole::FurtherNumber;
    mapping.columns[1].priority = 2;
    mapping.columns[2].role = ColumnRole::DoNotCall;
    ImportSummary summary = summaryOf(9, 0, {});
    summary.reading.numberColumns = {u"It rained."_s};
    summary.reading.header = u"Phone,Who,Town"_s;
    summary.reading.headerLine = 1;
    summary.reading.encoding = u"Windows-1252"_s;
    summary.reading.encodingIsAssumed = true;
    summary.known = 2;
    import(summary);
    QVERIFY(says(u"Numbers from: column 1, then “Who” · Permission from: “Town” · Header in line 1: Phone,Who,Town · "
                 "Windows-1252 (a guess) · 2 person(s) called before left out"_s));
    QVERIFY(!says(u"It rained."_s));
}

void ImportSummaryTest::offersToReadNumbersOfTwoReadings()
{
    const QStringList values{QString::number(static_cast<int>(NumberProblem::TwoReadings)), u"+49491711234573"_s,
                             u"+491711234573"_s};
    import(summaryOf(9, 0,
                     {{ 2,
                        u"491711234573"_s,
                        u"It rained."_s,
                        u"491711234573"_s,
                        ErrorRule::RowNumber,
                        values }}));
    auto *bar = view().findChild<MessageBar *>();
    QVERIFY(bar->isShowing());
    m_sheet->page->activateWindow();
    bar->findChild<ActionButton *>()->click();
    QTRY_VERIFY(m_sheet->shows<MappingView>());
    QTRY_VERIFY(m_sheet->find("numberReading")->hasFocus());
}

/// Rows of one kind are mended together, however many there are: of more rows than one question brings.
void ImportSummaryTest::groupsRowsByReason()
{
    constexpr int rejects = 25'000;
    const auto problem = [](NumberProblem which) { return QString::number(static_cast<int>(which)); };
    for (int row = 2; row < rejects + 2; ++row) {
        RejectedRow rejected{row, u"491711234573"_s, u"It rained."_s, u"491711234573,Bo"_s, ErrorRule::RowNumber, {}};
        rejected.values = row % 5 == 0
                              ? QStringList{problem(NumberProblem::Empty)}
                              : QStringList{problem(NumberProblem::TwoReadings), u"+49%1"_s.arg(row), u"+4949"_s};
        imports().allRejects.push_back(rejected);
    }
    ImportSummary summary = summaryOf(3, 0, {});
    summary.rejected = rejects;
    summary.firstRejects = {imports().allRejects.begin(), imports().allRejects.begin() + 100};
    import(summary);
    m_sheet->find<FilterChips>("arrangement")->chip(1)->click();
    const auto *table = m_sheet->find<ConsoleTable>("reject-groups");
    QVERIFY(table->isVisible());
    QTRY_COMPARE(table->model()->headerData(0, Qt::Horizontal).toString(), u"Rows"_s); // and no more "so far"
    QCOMPARE(table->model()->rowCount(), 2);
    const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
    QCOMPARE(cell(0, 0), QLocale().toString(20'000));
    QCOMPARE(cell(0, 1), Reasons::inWords(NumberProblem::TwoReadings));
    QCOMPARE(cell(0, 2), u"2"_s); // the first of them
    QCOMPARE(cell(1, 0), QLocale().toString(5'000));
    QCOMPARE(cell(1, 1), Reasons::inWords(NumberProblem::Empty));
    m_sheet->find<FilterChips>("arrangement")->chip(FilterChips::all)->click();
    QVERIFY(m_sheet->find<ConsoleTable>("rejects")->isVisible());
}

QTEST_MAIN(ImportSummaryTest)
#include "import_summary_test.moc"
