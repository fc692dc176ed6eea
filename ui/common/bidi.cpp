#include "common/bidi.h"

#include "theme/text_direction.h"

#include <QGuiApplication>

namespace campanile {

QString verbatim(const QString &text)
{
    return QGuiApplication::isRightToLeft() ? isolated(text) : text;
}

} // namespace campanile
