#pragma once

namespace campanile {

/// Which rule an error is about, when its code alone does not say enough for a message. The braces list the values that
/// the error carries, as text: numbers in decimal digits, statuses by their stable names.
enum class ErrorRule {
    None,

    Length,      ///< {least, most}: characters that the member must have
    Range,       ///< {least, most}: what the member must lie between
    EndInPast,   ///< The end of a campaign must lie in the future.
    NoSuchAgent, ///< There is no agent with that id.
    NoSuchNumber,

    CampaignMove,     ///< {from, to}: a campaign with the first status cannot get the second
    TargetMove,       ///< {from, to}
    CallMove,         ///< {from, to}, of a scheduled call
    CampaignStatus,   ///< {status}: a campaign of that status does not allow it
    ResumeInstead,    ///< The campaign is paused; it is resumed, not started.
    NoTargets,        ///< The campaign has no targets yet.
    ScheduleOver,     ///< The schedule of the campaign has no firing left before the campaign ends.
    ListForRecurring, ///< A recurring campaign takes no list.
    ImportRunning,    ///< An import into the campaign is running.
    ImportFailed,     ///< An import into the campaign has failed and is not undone yet.
    TargetImporting,  ///< The import that brings the target has not finished, or has failed and is not undone yet.
    TargetTaken,      ///< {status, state of its call on the line or ""}: only a target that waits can be skipped
    CallEnded,        ///< The call has ended.
    NotEmpty,         ///< The workspace is not empty.
    Country,          ///< {number, its country or "", caller ID, countries that are called …}

    NoNumberColumn,  ///< {headers between commas; those of telephones whose cells are none}: no column holds telephone
                     ///< numbers
    RoleTwice,       ///< {role}: more than one column has it
    VariableTwice,   ///< {key}: more than one column gives it
    NoRows,          ///< There is no row in the list.
    EmptyFile,       ///< {name}
    NotText,         ///< {name}: it has NUL bytes
    SpreadsheetFile, ///< {name}: a workbook, it has to be saved as CSV
    OtherFormat,     ///< {name}: it is an archive, a document or a picture
    Utf32,           ///< {name}: its encoding is not read
    NoFile,          ///< {name}: there is no such file
    NotAFile,        ///< {name}: a folder, a pipe or a device
    NoPermission,    ///< {name}: the user may not read it
    FileShrank,      ///< {name}: it became shorter while it was read
    FileFailed,      ///< {name}: the system could not read it
    HeaderOnly,      ///< The list has a header and no row below it.
    JsonList,        ///< The list is JSON, not CSV.
    UnknownRegion,   ///< {region, the nearest or ""}: no country has that code

    WhichColumn,       ///< {headers between commas}: each of these columns could be the number column
    IsThisANumber,     ///< {header}: the column could hold telephone numbers, but no heading says so
    NumbersSideBySide, ///< {how many}: each row holds that many numbers and nothing else
    PeopleAboveHeader, ///< {header row}: rows with numbers stand above the row that names the columns
    WhichEncoding,     ///< {headers between commas}: nothing tells the encoding, and these headings may be misread
    NoSuchColumn,      ///< {name, headers between commas}: no column, or more than one, is called that
    EncodingUnknown,   ///< {name, encodings that are read between commas}
    EncodingMissing,   ///< {name}: the system has no converter for that encoding

    // These rules are about rows of a list that were not taken. They are stored by number and never change meaning.
    RowNumber = 1001,     ///< {number of a NumberProblem, and of a number with two readings: the first, the second}
    RowUnreadable = 1002, ///< {number of a CsvProblem, line}
    RowListed = 1003,     ///< {date, ISO 8601; number, when it is not the one to call}: on the do-not-call list since
    RowCountry = 1004,    ///< as Country
    RowZone = 1005,       ///< {name}: there is no such time zone
    RowConsent = 1010,    ///< {heading, cell}: the list says that this person refuses calls
    RowCalled = 1011,     ///< {instant, ISO 8601; number, when it is not the one to call}: called before by this agent
                          ///< from this caller ID
    RowWaiting = 1012,    ///< {campaign, its name; number, when it is not the one to call}: still to be called by this
                          ///< agent from this caller ID; old rows have no name
    RowUnclear = 1013,    ///< {heading, cell}: the cell leaves open whether this person may be called
    RowLabelled = 1014,   ///< {heading, cell}: the label of the number says that it is not one to call
    RowShared = 1015,     ///< {number}: the row may be the person of an earlier row, who has it, too
};

} // namespace campanile
