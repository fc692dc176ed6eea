#include "dial_refusals.h"

#include "english/english.h"

#include <QDateTime>

namespace campanile {

Error refusedUnread(const QString &file)
{
    return {ErrorCode::FileNotReadable,
            QStringLiteral("%1 could not be read to its end; nothing was dialled. Try again.").arg(file),
            {}};
}

Error refusedReadAnotherWay(const QString &file, const Campaign &campaign)
{
    return {ErrorCode::Conflict,
            QStringLiteral("The people on %1 are in the campaign %2 (\"%3\", %4), for which the list was read in "
                           "another way than these options say. To go on with those people, leave out --column, "
                           "--region, --number-reading, --no-header and --encoding, or give them as at the first "
                           "time. To read the list anew, cancel that campaign in the window or by the REST API, and "
                           "then run this command again.")
                .arg(file, campaign.id.toString(), campaign.name, QString(nameOf(campaign.status))),
            {}};
}

Error refusedDialled(const CampaignOverview &earlier)
{
    return {ErrorCode::Conflict,
            QStringLiteral("This file was dialled before (%1, %2, %3 targets). To call the same people once more, add "
                           "--again, or --skip-called-since to call only those whose last call was before an instant.")
                .arg(earlier.campaign.id.toString(), nameOf(earlier.campaign.status))
                .arg(earlier.stats.total()),
            {}};
}

Error refusedPaused(const QString &file, const Campaign &campaign)
{
    const QString reason = inEnglish(campaign.pauseReason);
    return {ErrorCode::Conflict,
            QStringLiteral("The people on %1 wait in the campaign %2 (\"%3\"), which %4 To go on with it, add --resume "
                           "to this command, or resume it in the window or by the REST API.")
                .arg(file, campaign.id.toString(), campaign.name,
                     reason.isEmpty() ? QStringLiteral("a person has paused.")
                                      : QStringLiteral("has paused itself: ") + reason),
            {}};
}

Error refusedKnown(const QString &file, const KnownPeople &known, bool isSinceInstant)
{
    QString message = QStringLiteral("Everybody on %1 was called before by this agent from this caller ID (%2 "
                                     "people, the last call on %3).")
                          .arg(file)
                          .arg(known.called)
                          .arg(known.lastCall.toUtc().toString(Qt::ISODate));
    QString advice = QStringLiteral(" To call the same people once more, add --again in place of "
                                    "--skip-called-since, or give that option a later instant.");
    if (!isSinceInstant) {
        advice = QStringLiteral(" To call the same people once more, add --again.");
    }
    if (known.waiting > 0) {
        message = QStringLiteral("Nobody on %1 is new: this agent has called %2 people from this caller ID before, "
                                 "and %3 wait in campaigns that have not ended, such as %4.")
                      .arg(file)
                      .arg(known.called)
                      .arg(known.waiting)
                      .arg(known.waitsIn.toString());
        advice = QStringLiteral(" Start those campaigns, or let them go on, in the window or by the REST API; --again "
                                "would call everybody once more besides.");
    }
    return {ErrorCode::Conflict, message + advice, {}};
}

Error refusedEmpty(const QString &file, const ImportSummary &import)
{
    return {ErrorCode::InvalidInput,
            QStringLiteral("No row of %1 has a new number that can be called (rejected: %2, skipped: %3). Nothing was "
                           "dialled.")
                .arg(file)
                .arg(import.rejected)
                .arg(import.skipped),
            {}};
}

} // namespace campanile
