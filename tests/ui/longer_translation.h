#pragma once

#include <QTranslator>

namespace campanile::test {

/// A language whose words are half as long again as the English ones, with accents above and below: as long as the
/// translations of interfaces get, and as high.
class LongerTranslator final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        QString longer;
        QString word;
        const auto endWord = [&longer, &word] {
            longer += word + word.left((word.size() + 1) / 2);
            word.clear();
        };
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i].isLetter()) {
                word += accented(text[i]);
                continue;
            }
            endWord();
            longer += text[i];
            if (text[i] == u'%' || text[i] == u'&') { // %1, %L1, %n, %Ln and the mnemonic stay what they are
                longer += text.mid(++i, 1);
                if (longer.endsWith(u'L')) {
                    longer += text.mid(++i, 1);
                }
            }
        }
        endWord();
        return longer;
    }

private:
    /// Letters of the same kind with the highest and the lowest marks that fonts are made for.
    static QChar accented(QChar letter)
    {
        static constexpr QStringView plain = u"ACEILNOSUYaceilnosuy";
        static constexpr QStringView marked = u"ÅÇÊÎĻŅÖŞŮÝåçêîļņöşůý";
        const qsizetype found = plain.indexOf(letter);
        return found < 0 ? letter : marked[found];
    }
};

} // namespace campanile::test
