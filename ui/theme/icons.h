#pragma once

#include "theme/colours.h"

#include <QIcon>
#include <QLatin1StringView>

namespace campanile {

/// Makes the Breeze icons findable by name, whatever the desktop: without a desktop's settings (a bare X server,
/// another icon theme) Qt would not look there. Call it after the shade was chosen, and again when it changes.
void useBreezeIcons(Shade shade);

/// An icon of the theme in the colour of a role. It follows a change of shade by itself and is sharp at any scale. Null
/// when no theme has it. A word beside the icon, or an accessible name, always says the same.
QIcon roleIcon(QLatin1StringView name, ColourRole role = ColourRole::Text);

/// The product's mark, from our own resources.
QIcon productIcon();

} // namespace campanile
