#include "common/caption.h"

#include "common/wrapped_label.h"
#include "theme/type_scale.h"

#include <QGuiApplication>
#include <QLabel>
#include <QStyle>

namespace campanile {

namespace {

QLabel *makeLabel(const QString &text, QWidget *parent, TextSize size, QFont::Weight weight)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    alignLeading(label);
    setTextSize(label, size, weight);
    return label;
}

} // namespace

void alignLeading(QLabel *label)
{
    label->setAlignment(
        QStyle::visualAlignment(QGuiApplication::layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter) |
        Qt::AlignAbsolute);
}

QLabel *makeCaption(const QString &text, QWidget *parent)
{
    QLabel *label = makeLabel(text, parent, TextSize::Body, QFont::Normal);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    alignLeading(label);
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
