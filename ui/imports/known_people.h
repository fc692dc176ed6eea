#pragma once

#include "common/confirm_dialog.h"
#include "services/import_service.h"

namespace campanile {

/// Whether something is known of the list, so that its import is to be asked about.
bool isToBeAsked(const KnownPeople &people);
/// Whether the question offers to take the new people alone.
bool offersNewPeople(const KnownPeople &people);
/// What to ask before a list is imported that was imported before, or of which some people are known: called before by
/// the same agent from the same caller ID, or about to be. Its doing button takes the new people where that is offered,
/// else everybody; the other way, where there is one, takes everybody. Return leaves it where nobody is new.
/// @param into     the campaign that the list is for; null: a new one
/// @param same     the name of the campaign `people.same`; empty: there is none
/// @param waitsIn  the same of `people.waitsIn`
Question askAboutKnown(const KnownPeople &people, CampaignId into, const QString &same, const QString &waitsIn);

} // namespace campanile
