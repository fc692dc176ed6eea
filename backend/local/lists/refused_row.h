#pragma once

#include "core/number_parser.h"
#include "csv/csv_record.h"
#include "domain/country_rule.h"
#include "domain/do_not_call.h"
#include "domain/target.h"
#include "storage/called_store.h"

#include <string_view>

namespace campanile {

// Why a row of a list is not taken: an English sentence, and rule and values for faces that speak another language.
// The code of each is InvalidInput, and none names a member of the input.

Error refusedRow(const CsvRecord &record);    ///< The record cannot be read.
Error refusedRow(const ParsedNumber &number); ///< The number cannot be called.
/// A number of the row is on the do-not-call list.
/// @param isTheOneToCall  the list's number is the one that would be called
Error refusedRow(const DoNotCallEntry &entry, bool isTheOneToCall = true);
Error refusedRow(const CountryRefusal &refusal);
Error refusedZone(const QString &name, const QString &message); ///< There is no such time zone.
/// The cell of a column about consent says neither yes nor no.
Error refusedUnclear(const QString &heading, std::string_view cell);
/// The row may be the person of an earlier row, or of a target of the campaign, who has this number
/// (TakenNumbers::Row).
Error refusedShared(E164 number);
/// The label of the number says that it is a fax, a pager, somebody else's …
Error refusedLabel(const QString &heading, std::string_view cell);

// Why a row of a list is skipped, in the same form.

/// The person was called before, or waits in the campaign of that name.
/// @param isTheOneToCall  the person's known number is the one that would be called
Error skippedRow(const KnownPerson &person, const QString &campaignName, bool isTheOneToCall = true);
Error skippedRow(const QString &heading, std::string_view cell); ///< The list says that they refuse calls.

} // namespace campanile
