#pragma once

#include <QColor>
#include <QPalette>

namespace campanile {

/// What a colour is for. Nothing in the window names a colour by its looks; a role has one value for each shade, and
/// every text role keeps a contrast of at least 4.5:1 on window, base and selected rows (tests/ui/theme_test.cpp).
enum class ColourRole {
    Text,       ///< what is read
    Muted,      ///< captions, units, headers
    Line,       ///< separators and frames; no text
    Accent,     ///< the one accent: primary buttons, focus, progress, the current page
    OnAccent,   ///< text and icons on Accent and on Danger
    Danger,     ///< the ground of a button that cannot be undone
    InProgress, ///< active, dialling, ringing, talking
    Success,    ///< answered, completed
    Waiting,    ///< pending, paused, held
    Failure,    ///< failed, refused
    Neutral,    ///< draft, skipped, cancelled
};

enum class Shade { Light, Dark };

/// The shade a palette belongs to, by the lightness of its window.
Shade shadeOf(const QPalette &palette);

QColor colour(ColourRole role, Shade shade);
/// The same for whatever shade the palette is of.
QColor colour(ColourRole role, const QPalette &palette);

/// The ground behind a text of that role: the role's colour, thinned towards the palette's base.
QColor tint(ColourRole role, const QPalette &palette);

/// The window's palette. The highlight is a thin tint, so that coloured icons and words stay readable on it.
QPalette consolePalette(Shade shade);

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace campanile
