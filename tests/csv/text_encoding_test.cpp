// Encodings by name: what people call them, and that each reads what another program wrote, whatever the blocks.

#include "csv/csv_preview.h"
#include "csv/csv_source.h"
#include "csv/text_encoding.h"

#include <QTemporaryFile>
#include <QTest>

#include <iconv.h>

using namespace campanile;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(campanile::TextEncoding)

namespace {

std::string readAll(CsvSource &source, std::size_t piece)
{
    std::string text;
    std::string buffer(piece, '\0');
    for (;;) {
        const auto got = source.read(buffer);
        if (!got || *got == 0) {
            return got ? text : "failed";
        }
        text.append(buffer, 0, *got);
    }
}

/// The text as the system's iconv writes it.
std::string written(std::string text, const char *charset)
{
    const iconv_t converter = iconv_open(charset, "UTF-8");
    std::string bytes(text.size() * 4 + 16, '\0');
    char *from = text.data();
    char *to = bytes.data();
    std::size_t fromLeft = text.size();
    std::size_t toLeft = bytes.size();
    const bool done = iconv(converter, &from, &fromLeft, &to, &toLeft) != static_cast<std::size_t>(-1);
    iconv(converter, nullptr, nullptr, &to, &toLeft);
    iconv_close(converter);
    bytes.resize(bytes.size() - toLeft);
    return done ? bytes : std::string();
}

} // namespace

class TextEncodingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatPeopleCallThem_data();
    void knowsWhatPeopleCallThem();
    void readsItsOwnNames();
    void refusesUnknownNamesWithTheKnownOnes();
    void readsKnownBytes_data();
    void readsKnownBytes();
    void readsWhatOthersWrote_data();
    void readsWhatOthersWrote();
    void keepsCharactersWholeAcrossBlocks_data();
    void keepsCharactersWholeAcrossBlocks();
    void replacesWhatCannotBeDecoded();
    void startsAgain();
    void isNeverGuessed();
    void previewsWithAChosenEncoding();
};

void TextEncodingTest::knowsWhatPeopleCallThem_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<TextEncoding>("encoding");
    using enum TextEncoding;
    const auto rows = [](TextEncoding encoding, std::initializer_list<const char *> names) {
        for (const char *const name : names) {
            QTest::newRow(name) << QString::fromUtf8(name) << encoding;
        }
    };
    rows(Utf8, {"utf-8", "UTF8", "Utf 8"});
    rows(Windows1251, {"windows-1251", "cp1251", "CP-1251", "Windows 1251"});
    rows(Windows1250, {"windows-1250", "cp1250"});
    rows(Windows1252, {"windows-1252", "ansi"});
    rows(Latin1, {"iso-8859-1", "ISO_8859-1", "latin1"});
    rows(ShiftJis, {"shift-jis", "Shift_JIS", "sjis", "cp932", "windows-31j"});
    rows(Gbk, {"gbk", "GB2312", "gb18030", "cp936"});
    rows(EucKr, {"euc-kr", "cp949", "UHC"});
}

void TextEncodingTest::knowsWhatPeopleCallThem()
{
    QFETCH(QString, name);
    QFETCH(TextEncoding, encoding);
    const Result<TextEncoding> found = encodingFromName(name);
    QVERIFY(found.ok());
    QVERIFY(*found == encoding);
}

void TextEncodingTest::readsItsOwnNames()
{
    QVERIFY(knownEncodings().size() > 25);
    for (const TextEncoding encoding : knownEncodings()) {
        const Result<TextEncoding> found = encodingFromName(encodingName(encoding));
        QVERIFY2(found.ok() && *found == encoding, qUtf8Printable(encodingName(encoding)));
        const std::string text = "phone\n+14155550142\n";
        QVERIFY2(CsvSource::fromBytes(text, encoding).ok(), qUtf8Printable(encodingName(encoding)));
    }
}

void TextEncodingTest::refusesUnknownNamesWithTheKnownOnes()
{
    for (const QString &name : {u"ebcdic-9"_s, u""_s, u"--"_s, u"utf-9"_s}) {
        const Result<TextEncoding> found = encodingFromName(name);
        QVERIFY(!found.ok());
        QVERIFY(found.error().code == ErrorCode::UnsupportedType);
        QVERIFY(found.error().rule == ErrorRule::EncodingUnknown);
        QVERIFY(found.error().message.contains(u"Windows-1251"_s) && found.error().message.contains(u"Shift_JIS"_s));
    }
}

void TextEncodingTest::readsKnownBytes_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    using enum TextEncoding;
    QTest::newRow("Windows-1251") << Windows1251 << QByteArray("\xC0\xED\xED\xE0") << u"Анна"_s;
    QTest::newRow("Windows-1250") << Windows1250 << QByteArray("\x8E\x69\x9E\x6B\x61") << u"Žižka"_s;
    QTest::newRow("Shift_JIS") << ShiftJis << QByteArray("\x93\x64\x98\x62,\xB1") << u"電話,ｱ"_s;
    QTest::newRow("Shift_JIS with the byte of a backslash") << ShiftJis << QByteArray("\x95\x5C,x") << u"表,x"_s;
    QTest::newRow("GBK") << Gbk << QByteArray("\xB5\xE7\xBB\xB0") << u"电话"_s;
    QTest::newRow("EUC-KR") << EucKr << QByteArray("\xC0\xFC\xC8\xAD") << u"전화"_s;
    QTest::newRow("KOI8-R") << Koi8R << QByteArray("\xE1\xCE\xCE\xC1") << u"Анна"_s;
}

void TextEncodingTest::readsKnownBytes()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    auto source = CsvSource::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}, encoding);
    QVERIFY(source.ok());
    QCOMPARE(QString::fromStdString(readAll(*source, 4096)), text);
    QVERIFY(source->evidence() == EncodingEvidence::Declared);
    QCOMPARE(source->replacedCharacters(), 0);
}

void TextEncodingTest::readsWhatOthersWrote_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QString>("name");
    using enum TextEncoding;
    QTest::newRow("Windows-1251") << Windows1251 << QByteArray("CP1251") << u"Анна Ёлкина"_s;
    QTest::newRow("Windows-1250") << Windows1250 << QByteArray("CP1250") << u"Łukasz Dvořák"_s;
    QTest::newRow("Shift_JIS") << ShiftJis << QByteArray("CP932") << u"髙橋 表子 ｱｲ"_s;
    QTest::newRow("GBK") << Gbk << QByteArray("GBK") << u"张伟 瑩"_s;
    QTest::newRow("GB 18030") << Gbk << QByteArray("GB18030") << u"张伟 😀"_s;
    QTest::newRow("EUC-KR") << EucKr << QByteArray("CP949") << u"김민준 똠"_s;
    QTest::newRow("EUC-JP") << EucJp << QByteArray("EUC-JP") << u"高橋 表子"_s;
    QTest::newRow("ISO-2022-JP") << Iso2022Jp << QByteArray("ISO-2022-JP") << u"高橋 表子"_s;
    QTest::newRow("Big5") << Big5 << QByteArray("BIG5") << u"王小明"_s;
}

void TextEncodingTest::readsWhatOthersWrote()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, charset);
    QFETCH(QString, name);
    const std::string text = "phone,name\n+14155550142," + name.toStdString() + "\n";
    const std::string bytes = written(text, charset.constData());
    QVERIFY(!bytes.empty());
    auto source = CsvSource::fromBytes(bytes, encoding);
    QVERIFY(source.ok());
    QCOMPARE(readAll(*source, 1024), text);
}

void TextEncodingTest::keepsCharactersWholeAcrossBlocks_data()
{
    readsWhatOthersWrote_data();
}

/// A million bytes, read from a file in blocks and handed out in pieces of odd sizes, with every offset of a character
/// to the blocks.
void TextEncodingTest::keepsCharactersWholeAcrossBlocks()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, charset);
    QFETCH(QString, name);
    for (std::size_t offset = 0; offset < 4; ++offset) {
        std::string text(offset, 'x');
        while (text.size() < 900'000) {
            text += name.toStdString() + ",";
        }
        const std::string bytes = written(text, charset.constData());
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(bytes.data(), static_cast<qint64>(bytes.size())) > 0 && file.flush());
        auto source = CsvSource::openFile(file.fileName(), encoding);
        QVERIFY(source.ok());
        QVERIFY(readAll(*source, 1024 + offset) == text);
        QCOMPARE(source->replacedCharacters(), 0);
        QCOMPARE(source->bytesRead(), source->bytesTotal());
    }
}

void TextEncodingTest::replacesWhatCannotBeDecoded()
{
    const std::string bytes = "a,\x81,b\n\xB5\xE7\xB5"; // a lead byte before the comma, and half a character at the end
    auto source = CsvSource::fromBytes(bytes, TextEncoding::Gbk);
    QVERIFY(source.ok());
    QCOMPARE(readAll(*source, 1024), std::string("a,\uFFFD,b\n电\uFFFD"));
    QCOMPARE(source->replacedCharacters(), 2);
}

void TextEncodingTest::startsAgain()
{
    const std::string bytes = written("電話,高橋", "ISO-2022-JP");
    auto source = CsvSource::fromBytes(bytes, TextEncoding::Iso2022Jp);
    QVERIFY(source.ok());
    QCOMPARE(readAll(*source, 1024), std::string("電話,高橋"));
    QVERIFY(source->rewind().ok());
    QCOMPARE(readAll(*source, 1024), std::string("電話,高橋"));
}

/// Bytes alone do not tell these encodings: they are read as Windows-1252, which is said to be a guess.
void TextEncodingTest::isNeverGuessed()
{
    const std::string bytes = written("Имя,Телефон\nАнна,+79123456789\n", "CP1251");
    auto source = CsvSource::fromBytes(bytes);
    QVERIFY(source.ok());
    QVERIFY(source->encoding() == TextEncoding::Windows1252);
    QVERIFY(source->evidence() == EncodingEvidence::Assumed);
}

void TextEncodingTest::previewsWithAChosenEncoding()
{
    const std::string bytes = written("Имя,Телефон\nАнна,+79123456789\n", "CP1251");
    CsvChoices choices;
    choices.encoding = *encodingFromName(u"cp1251");
    auto source = CsvSource::fromBytes(bytes, choices.encoding);
    QVERIFY(source.ok());
    const auto found = previewCsv(std::move(*source), choices);
    QVERIFY(found.ok());
    QVERIFY(found->encoding == TextEncoding::Windows1251);
    QCOMPARE(found->mapping.columns[1].header, u"Телефон"_s);
    QCOMPARE(found->mapping.numberColumns(), std::vector<int>{1});
    QCOMPARE(found->headerText, u"Имя,Телефон"_s);
}

QTEST_APPLESS_MAIN(TextEncodingTest)
#include "text_encoding_test.moc"
