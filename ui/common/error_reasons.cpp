// The part of Reasons that words errors and, by the same ErrorRule, why a row of a list is not taken.

#include "common/reasons.h"

#include "common/bidi.h"
#include "common/words.h"

#include <QDateTime>

namespace campanile {

QString Reasons::inWords(const Error &error)
{
    const QString words = ofRule(error);
    return words.isEmpty() ? inWords(error.code) : words;
}

QString Reasons::ofRule(const Error &error)
{
    const auto value = [&error](qsizetype place) { return error.values.value(place); };
    const auto campaign = [&value](qsizetype place) {
        return Words::look(campaignStatusFrom(value(place)).value_or(CampaignStatus::Draft)).word;
    };
    const auto target = [&value](qsizetype place) {
        return Words::look(targetStatusFrom(value(place)).value_or(TargetStatus::Pending)).word;
    };
    switch (error.rule) {
    case ErrorRule::None:
        return {};
    case ErrorRule::Length:
        return tr("It must have %1 to %2 characters.").arg(value(0), value(1));
    case ErrorRule::Range:
        return tr("It must be between %1 and %2.").arg(value(0), value(1));
    case ErrorRule::EndInPast:
        return tr("The end must lie in the future.");
    case ErrorRule::NoSuchAgent:
        return tr("There is no such agent any more. Choose another one.");
    case ErrorRule::NoSuchNumber:
        return tr("There is no such phone number any more. Choose another one.");
    case ErrorRule::CampaignMove:
        return tr("The campaign's status is “%1”, and it cannot become “%2”.").arg(campaign(0), campaign(1));
    case ErrorRule::TargetMove:
        return tr("The target's status is “%1”, and it cannot become “%2”.").arg(target(0), target(1));
    case ErrorRule::CallMove:
        return tr("The call's present status does not allow this.");
    case ErrorRule::CampaignStatus:
        return tr("The campaign's status is “%1”, which does not allow this.").arg(campaign(0));
    case ErrorRule::ResumeInstead:
        return tr("The campaign is paused. Resume it instead.");
    case ErrorRule::NoTargets:
        return tr("The campaign has no targets yet. Add some, then start it.");
    case ErrorRule::ScheduleOver:
        return tr("The schedule is not due any more before the campaign's end. Change one of them.");
    case ErrorRule::ListForRecurring:
        return tr("A recurring campaign calls one number by its schedule. A list goes into a bulk campaign.");
    case ErrorRule::ImportRunning:
        return tr("An import into this campaign is running. Wait until it has finished, or cancel it.");
    case ErrorRule::ImportFailed:
        return tr(
            "An import into this campaign has failed and is not undone yet, which needs room on the disk. Undo it, or "
            "wait until the program has done so.");
    case ErrorRule::TargetImporting:
        return tr(
            "The target is being imported, or its import failed and is still to be undone. Wait for that, then skip "
            "the target.");
    case ErrorRule::TargetTaken:
        return tr("The target's status is “%1”, or it is being called. Only a target that waits can be skipped.")
            .arg(target(0));
    case ErrorRule::CallEnded:
        return tr("The call has ended.");
    case ErrorRule::NotEmpty:
        return tr("There are campaigns already. The sample is for an empty workspace.");
    case ErrorRule::Country:
    case ErrorRule::RowCountry:
        return inWords(CountryRefusal{E164::parse(QStringView(value(0))).value_or(E164{}), value(1),
                                      E164::parse(QStringView(value(2))).value_or(E164{}), error.values.mid(3)});
    case ErrorRule::RowNumber:
    case ErrorRule::RowUnreadable:
    case ErrorRule::RowListed:
    case ErrorRule::RowZone:
    case ErrorRule::RowConsent:
    case ErrorRule::RowCalled:
    case ErrorRule::RowWaiting:
    case ErrorRule::RowUnclear:
    case ErrorRule::RowLabelled:
    case ErrorRule::RowShared:
        return ofRow(error);
    case ErrorRule::NoNumberColumn:
        if (!value(1).isEmpty()) {
            return tr("No column holds telephone numbers. By its heading %1 should, but most of its cells are none. "
                      "Write one number into each cell and nothing else, or choose the number column yourself.")
                .arg(value(1));
        }
        return value(0).isEmpty()
                   ? tr("No column holds telephone numbers. Choose the number column yourself.")
                   : tr("No column holds telephone numbers. The columns are %1. Choose the number column "
                        "yourself.")
                         .arg(value(0));
    case ErrorRule::RoleTwice:
        return tr("More than one column is mapped to “%1”. Keep one of them.")
            .arg(Words::role(static_cast<ColumnRole>(value(0).toInt())));
    case ErrorRule::VariableTwice:
        return tr("Two columns give the variable “%1”. Rename one of them.").arg(value(0));
    case ErrorRule::WhichColumn:
        return tr("It is not clear which column holds the telephone numbers to call: %1. Choose the number column.")
            .arg(value(0));
    case ErrorRule::IsThisANumber:
        return tr("It is not certain that the column %1 holds the telephone numbers of the people to call. "
                  "Choose it as the number column if it does.")
            .arg(value(0));
    case ErrorRule::NumbersSideBySide:
        return tr("Each row holds %1 numbers and nothing else. Put each person into a row of their own, or choose the "
                  "number column.")
            .arg(value(0));
    case ErrorRule::PeopleAboveHeader:
        return tr(
            "Rows with numbers stand above the row that names the columns. Say whether the first row is a target, or "
            "these rows are passed over.");
    case ErrorRule::WhichEncoding:
        return tr("Nothing in the list tells its encoding, and the headings %1 may be misread: one of them may say who "
                  "must not be called. Choose the encoding; it is Windows-1252 if they are spelt right.")
            .arg(value(0));
    case ErrorRule::NoSuchColumn:
        return tr("There is no column “%1”, or more than one. The columns are %2.").arg(value(0), value(1));
    case ErrorRule::EncodingUnknown:
        return tr("The encoding “%1” is not read. Choose one of %2.").arg(value(0), value(1));
    case ErrorRule::EncodingMissing:
        return tr("This system cannot read the encoding %1. Save the list as UTF-8.").arg(value(0));
    case ErrorRule::NoRows:
        return tr("There is no row in the list. Export the list again.");
    case ErrorRule::HeaderOnly:
        return tr("The list has a header and no row below it. Export it again with its rows.");
    case ErrorRule::JsonList:
        return tr("This is JSON, and a list is CSV. Save the people as CSV.");
    case ErrorRule::UnknownRegion:
        return value(1).isEmpty() ? tr("There is no region “%1”.").arg(value(0))
                                  : tr("There is no region “%1”. Did you mean %2?").arg(value(0), value(1));
    default:
        return ofFile(error.rule, value(0));
    }
}

QString Reasons::ofRow(const Error &error)
{
    const auto value = [&error](qsizetype place) { return error.values.value(place); };
    // Of a reason about a number of the row that is not the one to call.
    const auto ofNumber = [](const QString &another, const QString &sentence) {
        return another.isEmpty() ? sentence : tr("Another number of this row is %1. %2").arg(another, sentence);
    };
    switch (error.rule) {
    case ErrorRule::RowNumber:
        return inWords(static_cast<NumberProblem>(value(0).toInt()), value(1), value(2));
    case ErrorRule::RowUnreadable:
        return inWords(static_cast<CsvProblem>(value(0).toInt()), value(1).toLongLong());
    case ErrorRule::RowListed:
        return ofNumber(value(1), tr("The number is on the do-not-call list since %1 (UTC) and is never called. If its "
                                     "owner wants to be called again, take it off that list first.")
                                      .arg(value(0)));
    case ErrorRule::RowZone:
        return tr("There is no time zone “%1”. Use a name of the IANA time zone database, such as Asia/Kolkata.")
            .arg(value(0));
    case ErrorRule::RowConsent:
        return tr("The list says in the column “%1” that this person refuses calls: “%2”.").arg(value(0), value(1));
    case ErrorRule::RowCalled:
        return ofNumber(value(1), tr("This person was called before by this agent from this caller ID, on %1.")
                                      .arg(Words::moment(
                                          WallTime{QDateTime::fromString(value(0), Qt::ISODate).toMSecsSinceEpoch()})));
    case ErrorRule::RowWaiting:
        return ofNumber(
            value(2),
            value(1).isEmpty()
                ? tr("This person waits to be called in the campaign %1, which has not ended.").arg(value(0))
                : tr("This person waits to be called in the campaign “%1”, which has not ended.").arg(value(1)));
    case ErrorRule::RowUnclear:
        return tr("The column “%1” leaves open whether this person may be called: “%2”. Write yes or no, or map the "
                  "column otherwise.")
            .arg(value(0), value(1));
    case ErrorRule::RowLabelled:
        return tr("The column “%1” says that this number is not one to call: “%2”. Give a number of the person that "
                  "can be called, or map the column otherwise.")
            .arg(value(0), value(1));
    case ErrorRule::RowShared:
        return tr("Somebody before this row has the number %1, too, so both may be one person, and nobody is called "
                  "twice. If this is another person, give this row only numbers of its own.")
            .arg(value(0));
    default:
        return {};
    }
}

QString Reasons::inWords(const RejectedRow &row)
{
    const QString words = ofRule({ErrorCode::InvalidInput, {}, {}, row.rule, row.values});
    return words.isEmpty() ? verbatim(row.reason) : words;
}

QString Reasons::inWords(NumberProblem problem)
{
    switch (problem) {
    case NumberProblem::None:
        return tr("The number can be called.");
    case NumberProblem::Empty:
        return tr("There is no number. Fill in the number column.");
    case NumberProblem::NotANumber:
        return tr("This is not a telephone number. Write one such as +14155550142.");
    case NumberProblem::PlaceHolder:
        return tr("A number of zeros stands for a missing one. Fill in the real number or remove the row.");
    case NumberProblem::Letters:
        return tr("There are letters or words beside the digits. Write the number alone, such as +18003569377 for "
                  "1-800-FLOWERS, or remove the row when the words say that nobody is to be called there.");
    case NumberProblem::HasExtension:
        return tr("The number has an extension, which cannot be dialled. Give a direct number or remove it.");
    case NumberProblem::ScientificNotation:
        return tr("A spreadsheet turned this number into something like 1.41556E+10, and its last digits may be lost. "
                  "Format the column as text and export again.");
    case NumberProblem::MissingCountry:
        return tr("The number has no country. Begin it with + and the country's calling code, or choose a default "
                  "region.");
    case NumberProblem::UnknownCallingCode:
        return tr("No country has the calling code behind the +. Check its first digits.");
    case NumberProblem::TooShort:
        return tr("The number is too short. Check for missing digits, and for the area or calling code.");
    case NumberProblem::TooLong:
        return tr(
            "The number is too long. Check for extra digits, for two numbers in one field, and for a missing + before "
            "another country's calling code.");
    case NumberProblem::WrongLength:
        return tr("No number of its country has this many digits. Check for missing or extra ones.");
    case NumberProblem::LocalOnly:
        return tr("The number rings only within its own area. Add the area code.");
    case NumberProblem::ShortCode:
        return tr("This is a short service number, which cannot be called from a campaign. Give a full number.");
    case NumberProblem::Emergency:
        return tr("This is an emergency number and is never called. Remove the row.");
    case NumberProblem::TwoNumbers:
        return tr("There are two numbers or a range of numbers in this field. Keep the one to call.");
    case NumberProblem::TwoReadings:
        return tr("The number can be read with and without its calling code. Write it with + and the calling code, or "
                  "choose how such numbers of the list are read.");
    case NumberProblem::Doubtful:
        return tr("The number can be read in two ways. Write the one that is meant, and nothing else.");
    case NumberProblem::MadeUp:
        return tr("This number is made up, such as 1111111111 or 1234567890. Fill in the real number or remove the "
                  "row.");
    case NumberProblem::NoSuchArea:
        return tr("North America has no such area code or exchange. Check the number's first digits.");
    }
    return {};
}

QString Reasons::inWords(NumberProblem problem, const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty()) {
        return inWords(problem);
    }
    switch (problem) {
    case NumberProblem::TwoReadings:
        return tr("The number can be read as %1 and, with its calling code, as %2. Write it with + and the calling "
                  "code, or choose how such numbers of the list are read.")
            .arg(first, second);
    case NumberProblem::Doubtful:
        return tr("The number can be read as %1 and as %2. Write the one that is meant, and nothing else.")
            .arg(first, second);
    default:
        return inWords(problem);
    }
}

QString Reasons::ofFile(ErrorRule rule, const QString &name)
{
    switch (rule) {
    case ErrorRule::EmptyFile:
        return tr("%1 is empty. Export the list again.").arg(name);
    case ErrorRule::NotText:
        return tr("%1 is not a text file. Save the list as CSV and try again.").arg(name);
    case ErrorRule::SpreadsheetFile:
        return tr("%1 is a workbook. Save it as CSV and try again.").arg(name);
    case ErrorRule::OtherFormat:
        return tr("%1 is no CSV file. Unpack it, or export the table as CSV, and try again.").arg(name);
    case ErrorRule::Utf32:
        return tr("%1 is written in UTF-32, which is not read here. Save it as UTF-8 and try again.").arg(name);
    case ErrorRule::NoFile:
        return tr("There is no file %1.").arg(name);
    case ErrorRule::NotAFile:
        return tr("%1 is a folder or a device. Choose a CSV file.").arg(name);
    case ErrorRule::NoPermission:
        return tr("You have no permission to read %1.").arg(name);
    case ErrorRule::FileShrank:
        return tr("%1 became shorter while it was read. Try again when nothing writes to it.").arg(name);
    case ErrorRule::FileFailed:
        return tr("%1 cannot be read. See whether the disk is healthy.").arg(name);
    default:
        return {};
    }
}

QString Reasons::inWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return tr("The input is not valid.");
    case ErrorCode::NotFound:
        return tr("There is no such thing any more. Reload the page.");
    case ErrorCode::Conflict:
        return tr("Its present state does not allow this.");
    case ErrorCode::PermissionDenied:
        return tr("This is not allowed.");
    case ErrorCode::Unauthenticated:
        return tr("The access key is missing or not known.");
    case ErrorCode::TooLarge:
        return tr("It is too large.");
    case ErrorCode::UnsupportedType:
        return tr("This kind of file or text cannot be read.");
    case ErrorCode::RateLimited:
        return tr("There are too many calls at once. Try again later.");
    case ErrorCode::Cancelled:
        return tr("It was cancelled.");
    case ErrorCode::FileNotReadable:
        return tr("The file cannot be read.");
    case ErrorCode::StorageFull:
        return tr("The disk is full. Free some space.");
    case ErrorCode::StorageReadOnly:
        return tr("The data directory cannot be written. Make it writable.");
    case ErrorCode::StorageBusy:
        return tr("Another process uses the data directory. End it, or wait for it.");
    case ErrorCode::StorageNewer:
        return tr("A newer version of Campanile wrote the database. Install that version.");
    case ErrorCode::StorageCorrupt:
        return tr("The database is damaged. Restore a backup.");
    case ErrorCode::StorageFailed:
        return tr("The database cannot be read or written. See whether the disk is healthy.");
    case ErrorCode::AddressInUse:
        return tr("Another program uses the port.");
    case ErrorCode::InsufficientCredits:
        return tr("There is not enough credit for one minute on this trunk. Top up and try again.");
    case ErrorCode::NumberNotAssigned:
        return tr("The caller ID is not assigned to the agent.");
    case ErrorCode::NumberInboundOnly:
        return tr("The caller ID is for inbound calls only. Choose a number that may also place calls.");
    case ErrorCode::NumberUnverified:
        return tr("The caller ID has not been verified yet.");
    case ErrorCode::WorkspaceDisabled:
        return tr("The workspace is disabled.");
    case ErrorCode::AgentDisabled:
        return tr("The agent is disabled.");
    case ErrorCode::BlockedDnc:
        return tr("The number is on the do-not-call list.");
    case ErrorCode::CarrierUnavailable:
        return tr("The carrier cannot be reached. Try again.");
    case ErrorCode::ShuttingDown:
        return tr("The program is ending.");
    case ErrorCode::EditingDisabled:
        return tr("Editing is disabled in this workspace.");
    case ErrorCode::RequestInProgress:
        return tr("The same request is still running. Try again in a moment.");
    case ErrorCode::Internal:
        return tr("An unforeseen error occurred.");
    }
    return {};
}

QString Reasons::inWords(CsvProblem problem, qint64 line)
{
    switch (problem) {
    case CsvProblem::None:
        return {};
    case CsvProblem::UnclosedQuote:
        return tr("The quote that opens on line %L1 is never closed. Close it, double it, or remove it.").arg(line);
    case CsvProblem::FieldTooLong:
        return tr("A field of the record on line %L1 is longer than 64 KiB. Shorten it.").arg(line);
    case CsvProblem::TooManyColumns:
        return tr("The record on line %L1 has more than %L2 columns. Remove some, or choose another delimiter.")
            .arg(line)
            .arg(CsvLimits::columns);
    case CsvProblem::RecordTooLong:
        return tr("The record on line %L1 is longer than 1 MiB. Shorten it, or check its line ends.").arg(line);
    case CsvProblem::NulByte:
        return tr("The record on line %L1 contains a NUL character. The file is damaged there; export it again.")
            .arg(line);
    case CsvProblem::MovedFields:
        return tr("The record on line %L1 has more fields than the list has columns, so that it is not clear which is "
                  "the number. Put quotes around fields that hold a delimiter, or name all columns.")
            .arg(line);
    }
    return {};
}

} // namespace campanile
