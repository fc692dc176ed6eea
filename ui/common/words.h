#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "csv/column_mapping.h"
#include "domain/call.h"
#include "domain/end_reason.h"
#include "domain/status.h"
#include "domain/target_state.h"
#include "theme/colours.h"

#include <QCoreApplication>
#include <QLatin1StringView>
#include <QString>

namespace campanile {

/// How a state is shown: by a word, an icon and a colour, never by the colour alone.
struct StateLook {
    QString word;
    ColourRole role = ColourRole::Neutral;
    QLatin1StringView icon; ///< a name of the icon theme
};

/// The window's words for the codes of the backend, and its ways to write numbers and times. Numbers and times follow
/// the default locale, with its digits and its 12 or 24 hours; times are in the local zone, which the status bar names.
/// Only telephone numbers, ids and codes keep ASCII digits, since others type them as they stand here. Thread: main.
class Words {
    Q_DECLARE_TR_FUNCTIONS(campanile::Words)

public:
    static StateLook look(CampaignStatus status);
    /// The word for what is going on with a target; what an operator sees of it everywhere.
    static StateLook look(TargetState state);
    /// The contract's word, for what only a status can tell: why a target cannot be skipped.
    static StateLook look(TargetStatus status);
    static StateLook look(ConversationStatus status);
    /// What a call is doing, or its outcome.
    static StateLook look(const Call &call);
    static StateLook look(EndReason reason);

    /// What a column of a list means.
    static QString role(ColumnRole role);
    /// Why a column has its role, in a word or two: "heading", "92 % numbers"; empty when there is nothing to say.
    static QString reasonOf(const MappedColumn &column);

    static QString count(qint64 number);
    /// "4,158 of 5,000".
    static QString doneOf(qint64 done, qint64 total);
    /// Minutes and seconds of a clock that ticks: "0:07", "12:40", "1:02:03".
    static QString ticking(qint64 seconds);
    /// A length for reading, in its greatest one or two units: "45 s", "12 min", "3 h 20 min", "2 d 4 h".
    static QString length(qint64 seconds);
    /// "14:32" today, with the date on other days; empty for 0.
    static QString moment(WallTime time);
    /// The same with seconds, for time lines.
    static QString exactMoment(WallTime time);
    /// "+1 415 555 0142", kept in one piece from left to right within right-to-left text.
    static QString number(E164 number);
    /// "30 per minute", "no limit".
    static QString rate(int perMinute);
    static QString atOnce(int most);
};

} // namespace campanile
