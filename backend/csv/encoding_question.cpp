#include "csv/encoding_question.h"

#include "csv/column_heading.h"

#include <QStringList>
#include <QStringView>

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

// Letters whose bytes mean the same in the Windows encodings of Western and Central Europe, Turkey and, but for some of
// the accents, the Baltic.
constexpr QStringView alikeInEurope = u"äöüßéóáíúÄÖÜÉÓÁÍÚ";
// Signs that stand for a word's end or for no letter in what is written otherwise than with Latin letters, too.
constexpr QStringView signs = u"°ºª\u00A0";

/// Whether the text may be another one in another encoding. In a language that is written otherwise than with Latin
/// letters, few letters are ASCII, so a word that is made of accents is none of Europe's.
bool mayBeMisread(const QString &text)
{
    qsizetype plain = 0;
    qsizetype accented = 0;
    for (const QChar c : text) {
        if (c.unicode() < 0x80) {
            plain += c.isLetter() ? 1 : 0;
        } else if (alikeInEurope.contains(c)) {
            ++accented;
        } else if (!signs.contains(c)) {
            return true;
        }
    }
    return accented > 0 && accented >= plain;
}

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
               return mayBeMisread(word) && readHeading(word.toStdString()).kind == HeadingKind::Unknown;
           });
}

} // namespace

std::optional<ColumnQuestion> encodingQuestion(const ColumnMapping &mapping)
{
    ColumnQuestion question{ColumnQuestion::Kind::WhichEncoding, {}};
    for (std::size_t i = 0; mapping.hasHeader && i < mapping.columns.size(); ++i) {
        const QString &header = mapping.columns[i].header;
        if (mayBeMisread(header) && !isUnderstood(header)) {
            question.candidates.push_back({static_cast<int>(i), header});
        }
    }
    return question.candidates.empty() ? std::nullopt : std::optional(std::move(question));
}

} // namespace campanile
