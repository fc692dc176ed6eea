#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionFrame;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionViewItem;

namespace campanile {

/// A flat variant of Fusion, for what a palette cannot express. Flat buttons by kind, fields with a visible focus,
/// quiet table headers, a thin progress bar. Texts are written in their own direction (theme/text_direction.h).
/// Everything else is Fusion's.
class ConsoleStyle final : public QProxyStyle {
    Q_OBJECT

public:
    ConsoleStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    void drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled,
                      const QString &text, QPalette::ColorRole textRole) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;

private:
    static void drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
    static void drawField(const QStyleOption *option, QPainter *painter);
    static void drawProgressGroove(const QStyleOption *option, QPainter *painter);
    static void drawProgress(const QStyleOptionProgressBar *option, QPainter *painter);
    static void drawHeaderSection(const QStyleOption *option, QPainter *painter);
    void drawHeaderLabel(const QStyleOptionHeader *option, QPainter *painter, const QWidget *widget) const;
    void drawButtonLabel(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget) const;
    void drawMenuEntry(const QStyleOptionMenuItem *option, QPainter *painter, const QWidget *widget) const;
    void drawCell(const QStyleOptionViewItem *option, QPainter *painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawClosedComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
};

} // namespace campanile
