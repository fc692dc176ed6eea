#include "csv/encoding_question.h"

#include "csv/column_heading.h"
#include "csv/text_decoder.h"

#include <QByteArray>
#include <QStringList>
#include <QStringView>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace campanile {

namespace {

// Letters whose bytes mean the same in the Windows encodings of Western and Central Europe, Turkey and, but for some of
// the accents, the Baltic.
constexpr QStringView alikeInEurope = u"äöüßéóáíúÄÖÜÉÓÁÍÚ";
// Signs that stand for a word's end or for no letter in what is written otherwise than with Latin letters, too.
constexpr QStringView signs = u"°ºª\u00A0";

/// What stands in a text besides the letters that are alike.
struct Letters {
    qsizetype plain = 0;    // of ASCII
    qsizetype alike = 0;    // with accents
    qsizetype doubtful = 0; // of one encoding and not of the other

    explicit Letters(const QString &text)
    {
        for (const QChar c : text) {
            if (c.unicode() < 0x80) {
                plain += c.isLetter() ? 1 : 0;
            } else if (alikeInEurope.contains(c)) {
                ++alike;
            } else if (!signs.contains(c)) {
                ++doubtful;
            }
        }
    }

    /// Whether the text may be another one in another encoding. In a language that is written otherwise than with Latin
    /// letters, few letters are ASCII, so a word that is made of accents is none of Europe's.
    [[nodiscard]] bool mayBeMisread() const { return doubtful > 0 || (alike > 0 && alike >= plain); }
    [[nodiscard]] bool areLatin() const { return plain > alike + doubtful; }
};

/// Whether the heading is read to its last word. One that has only been understood in part may be a fax, and "Nie
/// dzwoniæ" is no Spanish NIE.
bool isUnderstood(const QString &text)
{
    const Heading heading = readHeading(text.toStdString());
    if (heading.kind == HeadingKind::Phone) {
        return heading.rank < Heading::lastRank;
    }
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return heading.kind != HeadingKind::Unknown && std::ranges::none_of(words, [](const QString &word) {
               return Letters(word).mayBeMisread() && readHeading(word.toStdString()).kind == HeadingKind::Unknown;
           });
}

/// The text as it stands in a file of Windows-1252, read in another encoding; empty when that cannot be told.
std::string readAgain(const QString &text, TextEncoding encoding)
{
    if (std::ranges::any_of(text, [](QChar c) { return c.unicode() > 0xFF; })) {
        return {};
    }
    const QByteArray bytes = text.toLatin1();
    Result<TextDecoder> decoder = TextDecoder::make(encoding);
    if (!decoder) {
        return {};
    }
    std::string read;
    std::string_view pending(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    std::array<char, 4 * TextDecoder::longestCharacter> out{};
    while (!pending.empty()) {
        const std::size_t before = pending.size();
        const std::size_t written = decoder->decode(pending, true, out);
        read.append(out.data(), written);
        if (pending.size() == before && written == 0) {
            return {};
        }
    }
    return read;
}

/// Whether a heading that is written with Latin letters says who is called in another of the encodings that such lists
/// come in: "Nie dzwonić" in Windows-1250, and not "Località".
bool mattersOtherwise(const QString &text)
{
    constexpr std::array encodings{TextEncoding::Windows1250, TextEncoding::Windows1254, TextEncoding::Windows1257};
    return std::ranges::any_of(encodings, [&text](TextEncoding encoding) {
        const std::string read = readAgain(text, encoding);
        switch (readHeading(read).kind) {
        case HeadingKind::DoNotCall:
        case HeadingKind::Consent:
        case HeadingKind::OtherPhone:
        case HeadingKind::OtherThing:
        case HeadingKind::NumberLabel:
            return true;
        default:
            return read.empty();
        }
    });
}

/// Whether the heading leaves open who is called as long as nobody names the encoding.
bool isDoubtful(const QString &text)
{
    const Letters letters(text);
    if (!letters.mayBeMisread() || isUnderstood(text)) {
        return false;
    }
    const bool isPhone = readHeading(text.toStdString()).kind == HeadingKind::Phone; // understood in part
    return isPhone || !letters.areLatin() || mattersOtherwise(text);
}

} // namespace

std::optional<ColumnQuestion> encodingQuestion(const ColumnMapping &mapping)
{
    ColumnQuestion question{ColumnQuestion::Kind::WhichEncoding, {}};
    for (std::size_t i = 0; mapping.hasHeader && i < mapping.columns.size(); ++i) {
        const QString &header = mapping.columns[i].header;
        if (isDoubtful(header)) {
            question.candidates.push_back({static_cast<int>(i), header});
        }
    }
    return question.candidates.empty() ? std::nullopt : std::optional(std::move(question));
}

} // namespace campanile
