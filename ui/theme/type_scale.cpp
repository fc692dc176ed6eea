#include "theme/type_scale.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QWidget>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

double desktopFactor()
{
    const QFont general = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    return std::max(1.0, QFontInfo(general).pixelSize() / static_cast<double>(TextSize::Body));
}

bool hasTabularFigures(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(u'0');
    for (char16_t figure = u'1'; figure <= u'9'; ++figure) {
        if (qAbs(metrics.horizontalAdvance(QChar(figure)) - width) > 0.01) {
            return false;
        }
    }
    return true;
}

QString tabularFamily()
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (hasTabularFigures(system)) {
        return system.family();
    }
    for (const auto &family : {u"Noto Sans"_s, u"DejaVu Sans"_s, u"Liberation Sans"_s}) {
        if (QFontDatabase::hasFamily(family) && hasTabularFigures(QFont(family))) {
            return family;
        }
    }
    return system.family();
}

} // namespace

QFont scaledFont(TextSize size, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(qRound(static_cast<int>(size) * desktopFactor()));
    font.setWeight(weight);
    return font;
}

QFont tabularFont(TextSize size, QFont::Weight weight)
{
    static const QString family = tabularFamily();
    QFont font = scaledFont(size, weight);
    font.setFamily(family);
    return font;
}

void setTextSize(QWidget *widget, TextSize size, QFont::Weight weight)
{
    widget->setFont(scaledFont(size, weight));
}

} // namespace campanile
