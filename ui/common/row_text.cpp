#include "common/row_text.h"

namespace campanile {

namespace {

bool endsACell(QChar c)
{
    return c == u'\t' || c == u'\n' || c == u'\r' || c == u'\u2028' || c == u'\u2029';
}

/// Marks of direction: what `verbatim` puts around numbers, and their relatives.
bool isDirection(QChar c)
{
    return c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069');
}

} // namespace

void RowText::addCell(const QString &text)
{
    if (!m_isFirst) {
        m_text += u'\t';
    }
    m_isFirst = false;
    for (const QChar c : text) {
        if (endsACell(c)) {
            m_text += u' ';
        } else if (!isDirection(c)) {
            m_text += c;
        }
    }
}

void RowText::endRow()
{
    m_text += u'\n';
    m_isFirst = true;
}

} // namespace campanile
