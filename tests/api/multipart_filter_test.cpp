#include "api/http/multipart_filter.h"

#include <QTest>

using namespace campanile;

class MultipartFilterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheFileOutHoweverItArrives_data();
    void takesTheFileOutHoweverItArrives();
    void keepsWhatLooksLikeADelimiter();
    void ignoresPreambleAndEpilogue();
    void takesAnEmptyFile();
    void refusesOtherForms_data();
    void refusesOtherForms();
};

namespace {

const QByteArray fileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n"
                            "Content-Type: text/csv\r\n\r\n";

struct Outcome {
    Result<void> result;
    std::string file;
    std::string name;
};

Outcome run(const QByteArray &body, std::size_t piece)
{
    MultipartFilter filter("B");
    Outcome outcome;
    std::string_view left(body.data(), static_cast<std::size_t>(body.size()));
    while (!left.empty() && outcome.result.ok()) {
        outcome.result = filter.feed(left.substr(0, piece), outcome.file);
        left.remove_prefix(std::min(piece, left.size()));
    }
    if (outcome.result.ok()) {
        outcome.result = filter.finish();
    }
    outcome.name = filter.fileName();
    return outcome;
}

} // namespace

void MultipartFilterTest::takesTheFileOutHoweverItArrives_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 3, 7, 64, 100'000}) {
        QTest::addRow("%d bytes at once", piece) << piece;
    }
}

void MultipartFilterTest::takesTheFileOutHoweverItArrives()
{
    QFETCH(const int, piece);
    const auto outcome =
        run("--B\r\n" + fileHead + "phone\r\n+14155550142\r\n\r\n--B--\r\n", static_cast<std::size_t>(piece));
    QVERIFY(outcome.result.ok());
    QCOMPARE(outcome.file, std::string("phone\r\n+14155550142\r\n"));
    QCOMPARE(outcome.name, std::string("list.csv"));
}

void MultipartFilterTest::keepsWhatLooksLikeADelimiter()
{
    const QByteArray content = "\r\n-\r\n--\r\n--A\r\n--b\r\nx--B--\r\r\n";
    for (std::size_t piece = 1; piece < 9; ++piece) {
        const auto outcome = run("--B\r\n" + fileHead + content + "\r\n--B--", piece);
        QVERIFY(outcome.result.ok());
        QCOMPARE(outcome.file, content.toStdString());
    }
}

void MultipartFilterTest::ignoresPreambleAndEpilogue()
{
    const auto outcome = run("this is ignored\r\n--B \t\r\n" + fileHead + "x\r\n--B--\r\nso is this\r\n--B\r\n", 5);
    QVERIFY(outcome.result.ok());
    QCOMPARE(outcome.file, std::string("x"));
}

void MultipartFilterTest::takesAnEmptyFile()
{
    const auto outcome = run("--B\r\n" + fileHead + "\r\n--B--\r\n", 4);
    QVERIFY(outcome.result.ok());
    QVERIFY(outcome.file.empty());
}

void MultipartFilterTest::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("other boundary") << "--C\r\n" + fileHead + "x\r\n--C--\r\n";
    QTest::newRow("no part") << QByteArray("--B--\r\n");
    QTest::newRow("cut off in the file") << "--B\r\n" + fileHead + "x\r\n--";
    QTest::newRow("cut off in the head") << QByteArray("--B\r\nContent-Disposition: form-data");
    QTest::newRow("a field instead of a file")
        << QByteArray("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--\r\n");
    QTest::newRow("no disposition") << QByteArray("--B\r\nContent-Type: text/csv\r\n\r\nx\r\n--B--\r\n");
    QTest::newRow("no head") << QByteArray("--B\r\n\r\nx\r\n--B--\r\n");
    QTest::newRow("two files") << "--B\r\n" + fileHead + "x\r\n--B\r\n" + fileHead + "y\r\n--B--\r\n";
    QTest::newRow("text behind the delimiter") << "--Bx\r\n" + fileHead + "x\r\n--B--\r\n";
    QTest::newRow("endless head") << QByteArray("--B\r\n" + QByteArray(20'000, 'x'));
}

void MultipartFilterTest::refusesOtherForms()
{
    QFETCH(const QByteArray, body);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{100'000}}) {
        const auto outcome = run(body, piece);
        QVERIFY(!outcome.result.ok());
        QCOMPARE(outcome.result.error().code, ErrorCode::InvalidInput);
    }
}

QTEST_GUILESS_MAIN(MultipartFilterTest)
#include "multipart_filter_test.moc"
