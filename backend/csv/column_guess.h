#pragma once

#include "csv/column_mapping.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// The first records of a CSV: rows of fields, UTF-8; a record that cannot be read is an empty row.
using SampleRows = std::vector<std::vector<std::string>>;

/// Guesses what the columns are, by headings (see column_heading.h) and by what the cells hold.
///
/// Header: a row with a heading of telephones above a column of numbers names the columns, whatever stands beside it;
/// rows without a number above it are preamble. Otherwise the first row is a header when it holds no number and looks
/// like names of columns, and a target in every other case.
///
/// Numbers: the columns with a heading of telephones and numbers below it are the numbers of the person, mobile and
/// primary ones first. Without any, a column is taken only when nothing else can be meant; otherwise the mapping has a
/// question. A column whose heading names another thing (fax, order, tax, date …) or another person is never taken.
/// Headings that occur twice get keys with _2, _3.
///
/// @param hasHeader  what the user says; guessed when empty.
/// @param region     as NumberParser has it: where numbers without '+' are from; empty when that is not known.
ColumnMapping guessColumns(const SampleRows &rows, std::optional<bool> hasHeader = {}, std::string_view region = {});

/// Gives the column that says in which country the numbers are its role, unless there is one already; columns whose
/// role the user chose keep it. To be asked anew when another column of numbers is chosen: what its cells say decides
/// whether "prefix" is a calling code.
void guessCountry(ColumnMapping &mapping, const SampleRows &rows, std::string_view region);

/// Whether a field has the shape of a telephone number: 7 to 15 digits with the usual punctuation, no date, no amount;
/// also what a spreadsheet made of one (1.41556E+10), one with a prefix or a remark ("tel:…", "… (mobile)"), and two in
/// one cell. Says nothing about whether it can be dialled.
bool looksLikeNumber(std::string_view utf8Field);

} // namespace campanile
