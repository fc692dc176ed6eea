#pragma once

#include "core/result.h"

#include <QString>
#include <QStringView>

#include <cstdint>
#include <span>

namespace campanile {

/// How the bytes of a CSV file spell characters. UTF-8, UTF-16 and Windows-1252 are told by the bytes; the others are
/// read only when somebody names them, because bytes alone do not tell one from the other.
enum class TextEncoding : std::uint8_t {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252, ///< Western Europe; ISO 8859-1 and 8859-15 lists are read by it or by their own name
    Windows1250, ///< Central Europe
    Windows1251, ///< Cyrillic
    Windows1253, ///< Greek
    Windows1254, ///< Turkish
    Windows1255, ///< Hebrew
    Windows1256, ///< Arabic
    Windows1257, ///< Baltic
    Windows1258, ///< Vietnamese
    Windows874,  ///< Thai
    Latin1,      ///< ISO 8859-1
    Latin2,      ///< ISO 8859-2
    Cyrillic,    ///< ISO 8859-5
    Greek,       ///< ISO 8859-7
    Turkish,     ///< ISO 8859-9
    Latin9,      ///< ISO 8859-15
    Koi8R,
    Koi8U,
    Cp437, ///< MS-DOS
    Cp850,
    Cp852,
    Cp866,
    MacRoman,
    ShiftJis, ///< as Windows writes it (code page 932)
    EucJp,
    Iso2022Jp,
    Gbk, ///< read as GB 18030, which contains it
    Big5,
    EucKr, ///< as Windows writes it (code page 949)
};

/// All of them, the usual ones first.
std::span<const TextEncoding> knownEncodings();

/// "UTF-8", "UTF-16 LE", "Windows-1251", "Shift_JIS" …; the name that `encodingFromName` reads back.
QString encodingName(TextEncoding encoding);

/// The encoding that a person or a Content-Type names: "windows-1251", "cp1251", "Shift-JIS", "ISO-8859-1", "latin1" …;
/// case, spaces, dots, dashes and underscores aside.
/// Errors: UnsupportedType (EncodingUnknown) for any other name; the message names the encodings that are read.
Result<TextEncoding> encodingFromName(QStringView name);

} // namespace campanile
