#pragma once

#include "common/confirm_dialog.h"
#include "services/import_service.h"

namespace campanile {

/// What to ask before a list is imported of which some people are known: called before by the same agent from the same
/// caller ID, or about to be. Its doing button takes those who are new, and everybody where nobody is; the other way,
/// where there is one, takes everybody.
/// @param same     the name of the campaign `people.same`; empty: there is none
/// @param waitsIn  the same of `people.waitsIn`
Question askAboutKnown(const KnownPeople &people, const QString &same, const QString &waitsIn);

} // namespace campanile
