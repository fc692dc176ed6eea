#pragma once

namespace campanile {

/// Loads the window's texts in the language of the default locale, English where there is no translation (its plurals
/// come from there, too). Turns the layout from right to left where the language is written so.
/// Owned by the application. Call it once, after QApplication.
void installLanguage();

} // namespace campanile
