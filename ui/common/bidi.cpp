#include "common/bidi.h"

#include <QGuiApplication>

namespace campanile {

QString verbatim(const QString &text)
{
    if (text.isEmpty() || !QGuiApplication::isRightToLeft()) {
        return text;
    }
    constexpr char16_t firstStrongIsolate = 0x2068; // without any letter: from left to right
    constexpr char16_t popIsolate = 0x2069;
    return QChar(firstStrongIsolate) + text + QChar(popIsolate);
}

} // namespace campanile
