#include "theme/action_button.h"

#include "theme/icons.h"

namespace campanile {

ActionButton::ActionButton(const QString &text, QWidget *parent, Kind kind)
    : QPushButton(text, parent)
    , m_kind(kind)
{
    setAutoDefault(false);
}

ActionButton::ActionButton(QLatin1StringView icon, const QString &text, QWidget *parent, Kind kind)
    : ActionButton(text, parent, kind)
{
    setIcon(roleIcon(icon, ink()));
}

ColourRole ActionButton::ink() const
{
    if (m_kind == Kind::Emergency) {
        return ColourRole::Failure;
    }
    return m_kind == Kind::Primary || m_kind == Kind::Danger ? ColourRole::OnAccent : ColourRole::Text;
}

} // namespace campanile
