#pragma once

#include "theme/colours.h"

#include <QObject>

namespace campanile {

/// The shade that the user wants.
enum class ThemeChoice { System = 0, Light = 1, Dark = 2 };

/// Gives the application its style, palette, fonts and icons, and the keys of its buttons (ButtonKeys). The program has
/// one, made right after QApplication. The choice is kept in QSettings under "theme/choice"; System follows the
/// desktop's colour-scheme setting where there is one (XDG settings portal, read without waiting) and else the
/// lightness of the palette the program was started with. Thread: main.
class Theme final : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Applies the choice to everything at once and keeps it.
    void choose(ThemeChoice choice);

private:
    void askDesktop();
    void onDesktopAnswered(Shade shade);
    void apply();

    Shade m_desktopShade;
    ThemeChoice m_choice;
};

} // namespace campanile
