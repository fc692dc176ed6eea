#include "theme/text_direction.h"

#include <QStringList>
#include <QStyle>

namespace campanile {

namespace {

Qt::LayoutDirection directionOf(const QString &text)
{
    return text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight; // a text without letters is from left to right
}

} // namespace

int textFlags(const QString &text, Qt::Alignment alignment, Qt::LayoutDirection layout)
{
    const auto direction = directionOf(text) == Qt::RightToLeft ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    return static_cast<int>(QStyle::visualAlignment(layout, alignment)) | static_cast<int>(direction);
}

QString isolated(const QString &text)
{
    constexpr char16_t firstStrongIsolate = 0x2068; // without any letter: from left to right
    constexpr char16_t popIsolate = 0x2069;
    return text.isEmpty() ? text : QChar(firstStrongIsolate) + text + QChar(popIsolate);
}

QString isolatedText(const QString &text, Qt::LayoutDirection layout)
{
    return directionOf(text) == layout ? text : isolated(text);
}

QString isolatedEntry(const QString &entry, Qt::LayoutDirection layout)
{
    QStringList parts = entry.split(u'\t');
    for (QString &part : parts) {
        part = isolatedText(part, layout);
    }
    return parts.join(u'\t');
}

} // namespace campanile
