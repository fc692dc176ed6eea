#include "theme/colours.h"

#include <algorithm>
#include <cmath>

namespace campanile {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

QColor lightColour(ColourRole role)
{
    switch (role) {
    case ColourRole::Text:
        return rgb(0x1b2425);
    case ColourRole::Muted:
        return rgb(0x526063);
    case ColourRole::Line:
        return rgb(0xdbe0e0);
    case ColourRole::Accent:
        return rgb(0x0f766e);
    case ColourRole::OnAccent:
        return rgb(0xffffff);
    case ColourRole::Danger:
        return rgb(0xb42318);
    case ColourRole::InProgress:
        return rgb(0x1d4ed8);
    case ColourRole::Success:
        return rgb(0x166534);
    case ColourRole::Waiting:
        return rgb(0x8a4b06);
    case ColourRole::Failure:
        return rgb(0xb42318);
    case ColourRole::Neutral:
        return rgb(0x4f5b5e);
    }
    return {};
}

QColor darkColour(ColourRole role)
{
    switch (role) {
    case ColourRole::Text:
        return rgb(0xe4eaea);
    case ColourRole::Muted:
        return rgb(0xa1aeb0);
    case ColourRole::Line:
        return rgb(0x343d3f);
    case ColourRole::Accent:
        return rgb(0x2dd4bf);
    case ColourRole::OnAccent:
        return rgb(0x06231f);
    case ColourRole::Danger:
        return rgb(0xf98f86);
    case ColourRole::InProgress:
        return rgb(0x8ab6ff);
    case ColourRole::Success:
        return rgb(0x5fd992);
    case ColourRole::Waiting:
        return rgb(0xf5bf4f);
    case ColourRole::Failure:
        return rgb(0xff9d94);
    case ColourRole::Neutral:
        return rgb(0xabb6b8);
    }
    return {};
}

QColor blend(const QColor &over, const QColor &ground, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
    return {mix(over.red(), ground.red()), mix(over.green(), ground.green()), mix(over.blue(), ground.blue())};
}

/// The grounds of one shade; the text colours come from the roles.
struct Grounds {
    QColor window;
    QColor base;
    QColor alternate;
    QColor button;
    QColor highlight;
    QColor toolTip;
};

Grounds groundsOf(Shade shade)
{
    if (shade == Shade::Light) {
        return {rgb(0xf5f7f7), rgb(0xffffff), rgb(0xf9fafa), rgb(0xffffff), rgb(0xd9eeeb), rgb(0xffffff)};
    }
    return {rgb(0x161a1b), rgb(0x1d2223), rgb(0x202627), rgb(0x273032), rgb(0x1f3f3c), rgb(0x273032)};
}

void setTexts(QPalette &palette, Shade shade)
{
    const QColor text = colour(ColourRole::Text, shade);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText,
                            QPalette::ToolTipText, QPalette::HighlightedText}) {
        palette.setColor(role, text);
    }
    palette.setColor(QPalette::PlaceholderText, colour(ColourRole::Muted, shade));
    palette.setColor(QPalette::Link, colour(ColourRole::Accent, shade));
    palette.setColor(QPalette::LinkVisited, colour(ColourRole::Accent, shade));
}

void setDisabledTexts(QPalette &palette, Shade shade, const QColor &window)
{
    const QColor faint = blend(colour(ColourRole::Muted, shade), window, 0.6);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

Shade shadeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Shade::Dark : Shade::Light;
}

QColor colour(ColourRole role, Shade shade)
{
    return shade == Shade::Light ? lightColour(role) : darkColour(role);
}

QColor colour(ColourRole role, const QPalette &palette)
{
    return colour(role, shadeOf(palette));
}

QColor tint(ColourRole role, const QPalette &palette)
{
    const double share = shadeOf(palette) == Shade::Light ? 0.10 : 0.16;
    return blend(colour(role, palette), palette.color(QPalette::Base), share);
}

QPalette consolePalette(Shade shade)
{
    const Grounds grounds = groundsOf(shade);
    QPalette palette(grounds.button, grounds.window);
    palette.setColor(QPalette::Base, grounds.base);
    palette.setColor(QPalette::AlternateBase, grounds.alternate);
    palette.setColor(QPalette::ToolTipBase, grounds.toolTip);
    palette.setColor(QPalette::Highlight, grounds.highlight);
    palette.setColor(QPalette::Mid, colour(ColourRole::Line, shade));
    setTexts(palette, shade);
    setDisabledTexts(palette, shade, grounds.window);
    return palette;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)}); // the list: by value
    return (high + 0.05) / (low + 0.05);
}

} // namespace campanile
