// CsvSource: every encoding arrives as UTF-8, and what is no CSV is refused with a sentence that helps.

#include "csv/csv_source.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

using namespace campanile;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(campanile::TextEncoding)
Q_DECLARE_METATYPE(campanile::EncodingEvidence)

namespace {

std::string readAll(CsvSource &source, std::size_t piece = 4096)
{
    std::string text;
    std::string buffer(piece, '\0');
    for (;;) {
        const auto got = source.read(buffer);
        if (!got) {
            return "failed: " + got.error().message.toStdString();
        }
        if (*got == 0) {
            return text;
        }
        text.append(buffer, 0, *got);
    }
}

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding, bool mark = false)
{
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class CsvSourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryEncoding_data();
    void readsEveryEncoding();
    void readsTheSameFromFileAndMemory();
    void settlesTheEncodingWhenTheFirstAccentComesLate();
    void replacesWhatCannotBeDecoded_data();
    void replacesWhatCannotBeDecoded();
    void letsTheUserChooseTheEncoding();
    void keepsCharactersWholeAcrossBlocks_data();
    void keepsCharactersWholeAcrossBlocks();
    void handsOutMemoryWithoutCopying();
    void startsAgain();
    void fingerprintsTheBytesOnTheWay_data();
    void fingerprintsTheBytesOnTheWay();
    void refusesWhatIsNoCsv_data();
    void refusesWhatIsNoCsv();
    void refusesWhatIsNoReadableFile();
    void noticesAFileThatShrinks();

private:
    QString write(const QByteArray &bytes, const QString &name = u"list.csv"_s)
    {
        const QString path = m_directory.filePath(name);
        QFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return written ? path : QString();
    }
    QTemporaryDir m_directory;
};

void CsvSourceTest::readsEveryEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<EncodingEvidence>("evidence");
    const QString text = u"phone,name\r\n+33123456789,Zoë Œuvre 😀\r\n"_s;
    const QString western = u"phone,name\n+33123456789,Zoë Œuvre – 5 €\n"_s;
    using enum TextEncoding;
    using enum EncodingEvidence;
    QTest::newRow("UTF-8") << text.toUtf8() << text << Utf8 << Evident;
    QTest::newRow("ASCII") << QByteArray("a,b\n") << u"a,b\n"_s << Utf8 << Evident;
    QTest::newRow("one character") << QByteArray("a") << u"a"_s << Utf8 << Evident;
    QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8() << text << Utf8 << Declared;
    QTest::newRow("UTF-16 LE with mark") << encoded(text, QStringConverter::Utf16LE, true) << text << Utf16Le
                                         << Declared;
    QTest::newRow("UTF-16 BE with mark") << encoded(text, QStringConverter::Utf16BE, true) << text << Utf16Be
                                         << Declared;
    QTest::newRow("UTF-16 LE") << encoded(text, QStringConverter::Utf16LE) << text << Utf16Le << Evident;
    QTest::newRow("UTF-16 BE") << encoded(text, QStringConverter::Utf16BE) << text << Utf16Be << Evident;
    QByteArray windows = "phone,name\n+33123456789,Zo\xEB \x8Cuvre \x96 5 \x80\n";
    QTest::newRow("Windows-1252") << windows << western << Windows1252 << Assumed;
    QTest::newRow("Latin-1") << QByteArray("M\xFCller;Gr\xF6\xDF"
                                           "e\n")
                             << u"Müller;Größe\n"_s << Windows1252 << Assumed;
}

void CsvSourceTest::readsEveryEncoding()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(TextEncoding, encoding);
    QFETCH(EncodingEvidence, evidence);
    auto source = CsvSource::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY2(source.ok(), source ? "" : qUtf8Printable(source.error().message));
    QCOMPARE(QString::fromStdString(readAll(source.value())), text);
    QVERIFY(source->encoding() == encoding);
    QVERIFY(source->evidence() == evidence);
    QCOMPARE(source->bytesTotal(), bytes.size());
    QCOMPARE(source->bytesRead(), bytes.size());
    QCOMPARE(source->replacedCharacters(), 0);
    QVERIFY(!encodingName(source->encoding()).isEmpty());
}

void CsvSourceTest::readsTheSameFromFileAndMemory()
{
    QByteArray bytes = "phone,name\n";
    while (bytes.size() < 1'000'000) {
        bytes += QByteArray::number(bytes.size()) + u",Çağrı 日本 😀\n"_s.toUtf8();
    }
    auto file = CsvSource::openFile(write(bytes));
    QVERIFY(file.ok());
    QCOMPARE(file->bytesTotal(), bytes.size());
    QVERIFY(readAll(file.value(), 1024) == bytes.toStdString());
    auto memory = CsvSource::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(memory.ok());
    QVERIFY(readAll(memory.value(), 300'000) == bytes.toStdString());
    QCOMPARE(file->bytesRead(), memory->bytesRead());
}

void CsvSourceTest::settlesTheEncodingWhenTheFirstAccentComesLate()
{
    const QByteArray ascii = QByteArray("+14155550142,Kim\n").repeated(40'000);
    auto western = CsvSource::openFile(write(ascii + "+14155550143,Zo\xEB\n"));
    QVERIFY(western.ok());
    QVERIFY(western->encoding() == TextEncoding::Utf8); // nothing says otherwise yet
    QVERIFY(readAll(western.value()).ends_with("Zoë\n"));
    QVERIFY(western->encoding() == TextEncoding::Windows1252);
    QVERIFY(western->evidence() == EncodingEvidence::Assumed);

    const std::string late = ascii.toStdString() + "+14155550143,Zoë\n";
    auto utf8 = CsvSource::fromBytes(late);
    QVERIFY(utf8.ok());
    QVERIFY(readAll(utf8.value()) == late);
    QVERIFY(utf8->encoding() == TextEncoding::Utf8);
}

void CsvSourceTest::replacesWhatCannotBeDecoded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("replaced");
    QTest::newRow("a stray byte in UTF-8") << QByteArray("é,ü,\xFF,ö") << u"é,ü,\uFFFD,ö"_s << 1;
    QTest::newRow("a character cut short") << QByteArray("é,ü,\xE2\x82,ö") << u"é,ü,\uFFFD,ö"_s << 1;
    QTest::newRow("a character cut by the end") << QByteArray("é,ü,\xE2\x82") << u"é,ü,\uFFFD"_s << 1;
    QTest::newRow("an overlong slash") << QByteArray("é,ü,ö,\xC0\xAF") << u"é,ü,ö,\uFFFD\uFFFD"_s << 2;
    QTest::newRow("a surrogate in UTF-8") << QByteArray("éüöä\xED\xA0\x80") << u"éüöä\uFFFD\uFFFD\uFFFD"_s << 3;
    QTest::newRow("a lone surrogate in UTF-16") << QByteArray("\xFF\xFE"
                                                              "a\0\x3D\xD8"
                                                              "b\0",
                                                              8)
                                                << u"a\uFFFDb"_s << 1;
    QTest::newRow("half a character in UTF-16") << QByteArray("\xFF\xFE"
                                                              "a\0b",
                                                              5)
                                                << u"a\uFFFD"_s << 1;
    QTest::newRow("half a pair in UTF-16") << QByteArray("\xFF\xFE"
                                                         "a\0\x3D\xD8",
                                                         6)
                                           << u"a\uFFFD"_s << 1;
}

void CsvSourceTest::replacesWhatCannotBeDecoded()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(int, replaced);
    auto source = CsvSource::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(source.ok());
    QVERIFY(!source->takeWhole() || replaced == 0);
    QCOMPARE(QString::fromStdString(readAll(source.value())), text);
    QCOMPARE(source->replacedCharacters(), replaced);
}

void CsvSourceTest::letsTheUserChooseTheEncoding()
{
    const std::string utf8 = "name\nZoë\n";
    auto source = CsvSource::fromBytes(utf8, TextEncoding::Windows1252);
    QVERIFY(source.ok());
    QCOMPARE(readAll(source.value()), std::string("name\nZoÃ«\n"));
    QVERIFY(source->evidence() == EncodingEvidence::Declared);

    auto marked = CsvSource::fromBytes("\xEF\xBB\xBFname\n", TextEncoding::Utf8);
    QVERIFY(marked.ok());
    QCOMPARE(readAll(marked.value()), std::string("name\n"));
}

void CsvSourceTest::keepsCharactersWholeAcrossBlocks_data()
{
    QTest::addColumn<int>("encoding");
    QTest::newRow("UTF-8") << static_cast<int>(QStringConverter::Utf8);
    QTest::newRow("UTF-16 LE") << static_cast<int>(QStringConverter::Utf16LE);
    QTest::newRow("UTF-16 BE") << static_cast<int>(QStringConverter::Utf16BE);
}

void CsvSourceTest::keepsCharactersWholeAcrossBlocks()
{
    QFETCH(int, encoding);
    // Each offset puts the block's end at another place within a character.
    for (int offset = 0; offset < 8; ++offset) {
        const QString text = QString(offset, u'x') + u"😀é€"_s.repeated(60'000);
        const QString path = write(encoded(text, static_cast<QStringConverter::Encoding>(encoding), true));
        auto source = CsvSource::openFile(path);
        QVERIFY(source.ok());
        QVERIFY(QString::fromStdString(readAll(source.value(), 1024 + static_cast<std::size_t>(offset))) == text);
        QCOMPARE(source->replacedCharacters(), 0);
    }
}

void CsvSourceTest::handsOutMemoryWithoutCopying()
{
    const std::string text = "\xEF\xBB\xBFphone\n+14155550142\n";
    auto source = CsvSource::fromBytes(text);
    QVERIFY(source.ok());
    const auto whole = source->takeWhole();
    QVERIFY(whole.has_value());
    QVERIFY(whole->data() == text.data() + 3);
    QCOMPARE(source->bytesRead(), source->bytesTotal());
    QVERIFY(!source->takeWhole());

    auto file = CsvSource::openFile(write(QByteArray::fromStdString(text)));
    QVERIFY(file.ok());
    QVERIFY(!file->takeWhole());
}

void CsvSourceTest::startsAgain()
{
    const QByteArray bytes = QByteArray("+14155550142,Kim\n").repeated(30'000);
    auto source = CsvSource::openFile(write("\xEF\xBB\xBF" + bytes));
    QVERIFY(source.ok());
    const std::string first = readAll(source.value());
    QVERIFY(source->rewind().ok());
    QCOMPARE(source->bytesRead(), 3);
    QVERIFY(readAll(source.value()) == first);
    QVERIFY(first == bytes.toStdString());
}

void CsvSourceTest::fingerprintsTheBytesOnTheWay_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString text = u"Zoë,+14155550142\n"_s;
    QTest::newRow("short") << text.toUtf8();
    QTest::newRow("with a mark") << "\xEF\xBB\xBF" + text.toUtf8();
    QTest::newRow("many blocks") << text.toUtf8().repeated(50'000);
    QTest::newRow("Windows-1252") << text.toLatin1().repeated(50'000);
    QTest::newRow("UTF-16") << encoded(text.repeated(50'000), QStringConverter::Utf16LE, true);
}

/// Of what lies in the file, whatever it is decoded to.
void CsvSourceTest::fingerprintsTheBytesOnTheWay()
{
    QFETCH(const QByteArray, bytes);
    const QString expected = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    const std::string memory = bytes.toStdString();
    std::vector<Result<CsvSource>> sources;
    sources.push_back(CsvSource::openFile(write(bytes)));
    sources.push_back(CsvSource::fromBytes(memory));
    for (Result<CsvSource> &source : sources) {
        QVERIFY(source.ok());
        source->takeFingerprint();
        QCOMPARE(source->fingerprint(), QString()); // nothing was read yet
        readAll(source.value(), 1024);
        QCOMPARE(source->fingerprint(), expected);
        QVERIFY(source->rewind().ok());
        QCOMPARE(source->fingerprint(), QString());
        readAll(source.value());
        QCOMPARE(source->fingerprint(), expected);
    }
    auto whole = CsvSource::fromBytes(memory);
    QVERIFY(whole.ok());
    whole->takeFingerprint();
    if (whole->takeWhole()) {
        QCOMPARE(whole->fingerprint(), expected);
    }
    auto unasked = CsvSource::fromBytes(memory);
    readAll(unasked.value());
    QCOMPARE(unasked->fingerprint(), QString());
}

void CsvSourceTest::refusesWhatIsNoCsv_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << QByteArray() << u"empty"_s;
    QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << u"empty"_s;
    QTest::newRow("xlsx") << QByteArray("PK\x03\x04\x14\0\x06\0", 8) << u"Excel"_s;
    QTest::newRow("xls") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10) << u"Excel"_s;
    QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\0", 4) << u"gzip"_s;
    QTest::newRow("PDF") << QByteArray("%PDF-1.7\n") << u"PDF"_s;
    QTest::newRow("SQLite") << QByteArray("SQLite format 3\0", 16) << u"database"_s;
    QTest::newRow("zeros") << QByteArray(5000, '\0') << u"NUL"_s;
    QTest::newRow("NULs in most lines") << QByteArray("phone\n+1415\0\n+1416\0\n", 20) << u"NUL"_s;
    QTest::newRow("UTF-32 LE, mark") << encoded(u"a,b\n"_s, QStringConverter::Utf32LE, true) << u"UTF-32"_s;
    QTest::newRow("UTF-32 BE, mark") << encoded(u"a,b\n"_s, QStringConverter::Utf32BE, true) << u"UTF-32"_s;
    QTest::newRow("UTF-32 LE") << encoded(u"a,b\n"_s, QStringConverter::Utf32LE) << u"UTF-32"_s;
    QTest::newRow("UTF-32 BE") << encoded(u"a,b\n"_s, QStringConverter::Utf32BE) << u"UTF-32"_s;
}

void CsvSourceTest::refusesWhatIsNoCsv()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto file = CsvSource::openFile(write(bytes, u"foreign.csv"_s));
    QVERIFY(!file);
    QVERIFY(file.error().code == ErrorCode::InvalidInput);
    QVERIFY2(file.error().message.contains(word), qUtf8Printable(file.error().message));
    QVERIFY(file.error().message.contains(u"foreign.csv"_s));
    const auto memory = CsvSource::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(!memory);
    QVERIFY(memory.error().message.contains(word));
}

void CsvSourceTest::refusesWhatIsNoReadableFile()
{
    const auto refusal = [](const QString &path) {
        const auto source = CsvSource::openFile(path);
        return source || source.error().code != ErrorCode::FileNotReadable ? u"not refused"_s : source.error().message;
    };
    QVERIFY(refusal(m_directory.filePath(u"missing.csv"_s)).contains(u"no such file"_s));
    QVERIFY(refusal(m_directory.path()).contains(u"folder"_s));
    QVERIFY(refusal(u"/dev/zero"_s).contains(u"device"_s));
    const QString fifo = m_directory.filePath(u"fifo.csv"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QVERIFY(refusal(fifo).contains(u"pipe"_s)); // at once, although nobody writes
    const QString link = m_directory.filePath(u"link.csv"_s);
    QVERIFY(QFile::link(write("phone\n+14155550142\n"), link));
    QVERIFY(CsvSource::openFile(link).ok());
    QVERIFY(QFile::link(fifo, m_directory.filePath(u"link to fifo"_s)));
    QVERIFY(refusal(m_directory.filePath(u"link to fifo"_s)).contains(u"pipe"_s));
    if (::geteuid() != 0) { // root may read everything
        const QString secret = write("phone\n", u"secret.csv"_s);
        QVERIFY(QFile::setPermissions(secret, {}));
        QVERIFY(refusal(secret).contains(u"permission"_s));
    }
}

void CsvSourceTest::noticesAFileThatShrinks()
{
    const QString path = write(QByteArray("+14155550142,Kim\n").repeated(100'000), u"shrinking.csv"_s);
    auto source = CsvSource::openFile(path);
    QVERIFY(source.ok());
    QVERIFY(QFile::resize(path, 400'000));
    QVERIFY(readAll(source.value()).starts_with("failed: "));
}

QTEST_APPLESS_MAIN(CsvSourceTest)
#include "csv_source_test.moc"
