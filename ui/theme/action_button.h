#pragma once

#include "theme/colours.h"

#include <QLatin1StringView>
#include <QPushButton>

namespace campanile {

/// A push button that says how much it matters; ConsoleStyle draws it so. At most one Primary on a page.
class ActionButton final : public QPushButton {
    Q_OBJECT

public:
    enum class Kind {
        Normal,    ///< framed
        Primary,   ///< the next step: accent ground
        Danger,    ///< cannot be undone: red ground; only in confirmations
        Emergency, ///< always in reach and never in the way: red frame and word; Stop all
        Quiet,     ///< no frame until hovered or focused
    };

    explicit ActionButton(const QString &text, QWidget *parent = nullptr, Kind kind = Kind::Normal);
    /// With an icon in front, in the colour that suits the kind.
    ActionButton(QLatin1StringView icon, const QString &text, QWidget *parent = nullptr, Kind kind = Kind::Normal);

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// The role of its text and icon.
    [[nodiscard]] ColourRole ink() const;

private:
    const Kind m_kind;
};

} // namespace campanile
