#include "common/caption.h"

#include "theme/type_scale.h"

#include <QLabel>

namespace campanile {

namespace {

QLabel *makeLabel(const QString &text, QWidget *parent, TextSize size, QFont::Weight weight)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextSize(label, size, weight);
    return label;
}

} // namespace

QLabel *makeCaption(const QString &text, QWidget *parent)
{
    QLabel *label = makeLabel(text, parent, TextSize::Body, QFont::Normal);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *makePageTitle(const QString &text, QWidget *parent)
{
    return makeLabel(text, parent, TextSize::Title, QFont::DemiBold);
}

QLabel *makeSectionTitle(const QString &text, QWidget *parent)
{
    return makeLabel(text, parent, TextSize::Section, QFont::DemiBold);
}

} // namespace campanile
