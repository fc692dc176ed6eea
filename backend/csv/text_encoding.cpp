#include "csv/text_encoding.h"

#include "csv/encoding_table.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;
using enum TextEncoding;

// The converters are those of the system (iconv); where Windows writes more than the standard has, its own code page.
constexpr std::array table{
    EncodingEntry{Utf8, "UTF-8", nullptr, "utf8 unicode65001 65001 cp65001"},
    EncodingEntry{Utf16Le, "UTF-16 LE", nullptr, "utf16 utf16le ucs2 ucs2le unicode"},
    EncodingEntry{Utf16Be, "UTF-16 BE", nullptr, "utf16be ucs2be"},
    EncodingEntry{Windows1252, "Windows-1252", nullptr, "windows1252 cp1252 1252 ansi ascii usascii"},
    EncodingEntry{Windows1250, "Windows-1250", "CP1250", "cp1250 1250"},
    EncodingEntry{Windows1251, "Windows-1251", "CP1251", "cp1251 1251 win1251"},
    EncodingEntry{Windows1253, "Windows-1253", "CP1253", "cp1253 1253"},
    EncodingEntry{Windows1254, "Windows-1254", "CP1254", "cp1254 1254"},
    EncodingEntry{Windows1255, "Windows-1255", "CP1255", "cp1255 1255"},
    EncodingEntry{Windows1256, "Windows-1256", "CP1256", "cp1256 1256"},
    EncodingEntry{Windows1257, "Windows-1257", "CP1257", "cp1257 1257"},
    EncodingEntry{Windows1258, "Windows-1258", "CP1258", "cp1258 1258"},
    EncodingEntry{Windows874, "Windows-874", "CP874", "cp874 874 tis620 iso885911"},
    EncodingEntry{Latin1, "ISO-8859-1", "ISO-8859-1", "latin1 l1 88591"},
    EncodingEntry{Latin2, "ISO-8859-2", "ISO-8859-2", "latin2 l2 88592"},
    EncodingEntry{Cyrillic, "ISO-8859-5", "ISO-8859-5", "88595"},
    EncodingEntry{Greek, "ISO-8859-7", "ISO-8859-7", "88597"},
    EncodingEntry{Turkish, "ISO-8859-9", "ISO-8859-9", "latin5 88599"},
    EncodingEntry{Latin9, "ISO-8859-15", "ISO-8859-15", "latin9 885915"},
    EncodingEntry{Koi8R, "KOI8-R", "KOI8-R", "koi8"},
    EncodingEntry{Koi8U, "KOI8-U", "KOI8-U", ""},
    EncodingEntry{Cp437, "CP437", "CP437", "437 ibm437"},
    EncodingEntry{Cp850, "CP850", "CP850", "850 ibm850"},
    EncodingEntry{Cp852, "CP852", "CP852", "852 ibm852"},
    EncodingEntry{Cp866, "CP866", "CP866", "866 ibm866"},
    EncodingEntry{MacRoman, "MacRoman", "MACINTOSH", "macintosh mac"},
    EncodingEntry{ShiftJis, "Shift_JIS", "CP932", "sjis cp932 932 windows31j mskanji ms932"},
    EncodingEntry{EucJp, "EUC-JP", "EUC-JP-MS", "ujis"},
    EncodingEntry{Iso2022Jp, "ISO-2022-JP", "ISO-2022-JP", "jis"},
    EncodingEntry{Gbk, "GBK", "GB18030", "gb2312 gb18030 cp936 936 euccn"},
    EncodingEntry{Big5, "Big5", "BIG5-HKSCS", "big5hkscs cp950 950"},
    EncodingEntry{EucKr, "EUC-KR", "UHC", "cp949 949 uhc ksc5601 ksx1001 ksc56011987"},
};

/// "Shift-JIS" → "shiftjis"
std::string reduced(QAnyStringView name)
{
    std::string text;
    for (const QChar c : name.toString()) {
        if (c.isLetterOrNumber()) {
            text += static_cast<char>(c.unicode() < 0x80 ? c.toLower().toLatin1() : '?');
        }
    }
    return text;
}

bool isCalled(const EncodingEntry &entry, const std::string &name)
{
    if (name == reduced(QLatin1StringView(entry.name))) {
        return true;
    }
    std::string_view aliases = entry.aliases;
    while (!aliases.empty()) {
        const std::size_t end = std::min(aliases.find(' '), aliases.size());
        if (aliases.substr(0, end) == name) {
            return true;
        }
        aliases.remove_prefix(std::min(end + 1, aliases.size()));
    }
    return false;
}

QString allNames()
{
    QStringList names;
    for (const EncodingEntry &entry : table) {
        names += QLatin1StringView(entry.name);
    }
    return names.join(u", "_s);
}

} // namespace

const EncodingEntry &entryOf(TextEncoding encoding)
{
    return *std::ranges::find(table, encoding, &EncodingEntry::encoding);
}

std::span<const TextEncoding> knownEncodings()
{
    static const auto all = [] {
        std::array<TextEncoding, table.size()> encodings{};
        std::ranges::transform(table, encodings.begin(), &EncodingEntry::encoding);
        return encodings;
    }();
    return all;
}

QString encodingName(TextEncoding encoding)
{
    return QLatin1StringView(entryOf(encoding).name);
}

Result<TextEncoding> encodingFromName(QStringView name)
{
    const std::string wanted = reduced(name);
    const auto found = std::ranges::find_if(table, [&wanted](const EncodingEntry &e) { return isCalled(e, wanted); });
    if (wanted.empty() || found == table.end()) {
        return Error{ErrorCode::UnsupportedType,
                     QStringLiteral("The encoding “%1” is not read here. Save the list as UTF-8, or name one of %2.")
                         .arg(name, allNames()),
                     {},
                     ErrorRule::EncodingUnknown,
                     {name.toString(), allNames()}};
    }
    return found->encoding;
}

} // namespace campanile
