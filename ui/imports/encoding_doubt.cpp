#include "imports/encoding_doubt.h"

#include "common/bidi.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype mostWords = 6;
constexpr qsizetype longestWord = 24; // in characters

struct EncodingDoubtText {
    Q_DECLARE_TR_FUNCTIONS(EncodingDoubtText)
};

bool isDoubtful(QChar c)
{
    return c.unicode() > 0x7F;
}

/// Adds the letters beyond ASCII of a word to those seen, and says whether there was a new one.
bool showsNewLetter(const QString &word, QSet<QChar> &seen)
{
    const qsizetype before = seen.size();
    std::ranges::copy_if(word, std::inserter(seen, seen.end()), isDoubtful);
    return seen.size() > before;
}

/// Characters that could not be decoded.
int lostLetters(const CsvPreview &preview)
{
    qsizetype lost = 0;
    for (const CsvPreview::Row &row : preview.rows) {
        for (const QString &field : row.fields) {
            lost += field.count(QChar::ReplacementCharacter);
        }
    }
    return static_cast<int>(lost);
}

QString asRead(const CsvPreview &preview, bool isChosen)
{
    const QString words = verbatim(doubtfulWords(preview).join(u" · "_s));
    if (preview.evidence == EncodingEvidence::Assumed) {
        return words.isEmpty() ? EncodingDoubtText::tr("The encoding is a guess, and no letter of the first rows shows "
                                                       "whether it is right. Choose it if you know it.")
                               : EncodingDoubtText::tr("The encoding is a guess. See whether this is spelt right, or "
                                                       "choose another one: %1")
                                     .arg(words);
    }
    return isChosen && !words.isEmpty()
               ? EncodingDoubtText::tr("See whether this is spelt right in the encoding you chose: %1").arg(words)
               : QString();
}

} // namespace

QStringList doubtfulWords(const CsvPreview &preview)
{
    static const QRegularExpression anyWord(u"\\S*[^\\x00-\\x7F]\\S*"_s);
    QStringList found;
    QSet<QChar> seen;
    for (const CsvPreview::Row &row : preview.rows) {
        for (const QString &field : row.fields) {
            for (QRegularExpressionMatchIterator words = anyWord.globalMatch(field); words.hasNext();) {
                const QString word = words.next().captured();
                if (showsNewLetter(word, seen)) {
                    found.append(word.left(longestWord));
                }
                if (found.size() == mostWords) {
                    return found;
                }
            }
        }
    }
    return found;
}

QString encodingDoubt(const CsvPreview &preview, bool isChosen)
{
    QStringList sentences{asRead(preview, isChosen)};
    if (const int lost = lostLetters(preview); lost > 0) {
        sentences.append(
            EncodingDoubtText::tr("%Ln character(s) of the first rows cannot be read in this encoding and show as %1.",
                                  nullptr, lost)
                .arg(QChar(QChar::ReplacementCharacter)));
    }
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace campanile
