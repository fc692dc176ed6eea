#include "common/words.h"

#include "common/bidi.h"
#include "core/number_format.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype mostNumbersKept = 4096; // some hundred screens of a table

QString timeOfDay(const QDateTime &local)
{
    return QLocale().toString(local.time(), QLocale::ShortFormat);
}

/// The locale's time of day, with seconds: its own long format names the time zone, too.
QString exactTimeOfDay(const QDateTime &local)
{
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    const qsizetype minutes = format.indexOf(u"mm"_s);
    if (minutes >= 0 && !format.contains(u's')) {
        const QChar before = minutes > 0 ? format[minutes - 1] : QChar(u':');
        format.insert(minutes + 2, (before.isPunct() ? QString(before) : u":"_s) + u"ss"_s);
    }
    return QLocale().toString(local.time(), format);
}

QString withDate(const QDateTime &local, const QString &clock)
{
    return local.date() == QDate::currentDate()
               ? clock
               : u"%1 %2"_s.arg(QLocale().toString(local.date(), QLocale::ShortFormat), clock);
}

/// At least that many digits, in those of the locale and without groups.
QString figures(qint64 number, int least)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = locale.toString(number);
    while (text.size() < least) {
        text.prepend(locale.zeroDigit());
    }
    return text;
}

} // namespace

StateLook Words::look(CampaignStatus status)
{
    switch (status) {
    case CampaignStatus::Draft:
        return {tr("Draft"), ColourRole::Neutral, "document-edit"_L1};
    case CampaignStatus::Active:
        return {tr("Active"), ColourRole::InProgress, "media-playback-start"_L1};
    case CampaignStatus::Paused:
        return {tr("Paused"), ColourRole::Waiting, "media-playback-pause"_L1};
    case CampaignStatus::Completed:
        return {tr("Completed"), ColourRole::Success, "dialog-ok-apply"_L1};
    case CampaignStatus::Cancelled:
        return {tr("Cancelled"), ColourRole::Neutral, "dialog-cancel"_L1};
    }
    return {};
}

StateLook Words::look(TargetState state)
{
    switch (state) {
    case TargetState::Waiting:
        return {tr("Waiting"), ColourRole::Waiting, "clock"_L1};
    case TargetState::RetryDue:
        return {tr("Retry due"), ColourRole::Waiting, "view-refresh"_L1};
    case TargetState::Held:
        return {tr("Held"), ColourRole::Waiting, "media-playback-pause"_L1};
    case TargetState::Dialling:
        return {tr("Dialling"), ColourRole::InProgress, "call-start"_L1};
    case TargetState::Ringing:
        return {tr("Ringing"), ColourRole::InProgress, "notifications"_L1};
    case TargetState::Talking:
        return {tr("Talking"), ColourRole::InProgress, "dialog-messages"_L1};
    case TargetState::Answered:
        return {tr("Answered"), ColourRole::Success, "dialog-ok-apply"_L1};
    case TargetState::Voicemail:
        return {tr("Voicemail"), ColourRole::Success, "call-voicemail"_L1};
    case TargetState::NoAnswer:
        return {tr("No answer"), ColourRole::Waiting, "notifications-disabled"_L1};
    case TargetState::Busy:
        return {tr("Busy"), ColourRole::Waiting, "dialog-cancel"_L1};
    case TargetState::Declined:
        return {tr("Declined"), ColourRole::Failure, "call-stop"_L1};
    case TargetState::Failed:
        return {tr("Failed"), ColourRole::Failure, "window-close"_L1};
    case TargetState::Skipped:
        return {tr("Skipped"), ColourRole::Neutral, "media-skip-forward"_L1};
    case TargetState::OutcomeUnknown:
        return {tr("Outcome unknown"), ColourRole::Waiting, "dialog-warning"_L1};
    }
    return {};
}

StateLook Words::look(TargetStatus status)
{
    switch (status) {
    case TargetStatus::Pending:
        return {tr("Pending"), ColourRole::Waiting, "clock"_L1};
    case TargetStatus::Scheduled:
        return {tr("Scheduled"), ColourRole::InProgress, "view-calendar"_L1};
    case TargetStatus::Dispatched:
        return {tr("Dispatched"), ColourRole::Success, "dialog-ok-apply"_L1};
    case TargetStatus::Failed:
        return {tr("Failed"), ColourRole::Failure, "window-close"_L1};
    case TargetStatus::Skipped:
        return {tr("Skipped"), ColourRole::Neutral, "media-skip-forward"_L1};
    }
    return {};
}

StateLook Words::look(ConversationStatus status)
{
    switch (status) {
    case ConversationStatus::Queued:
        return {tr("Queued"), ColourRole::Waiting, "clock"_L1};
    case ConversationStatus::Processing:
        return look(TargetState::Dialling);
    case ConversationStatus::Ringing:
        return look(TargetState::Ringing);
    case ConversationStatus::InProgress:
        return look(TargetState::Talking);
    case ConversationStatus::Completed:
        return {tr("Completed"), ColourRole::Success, "dialog-ok-apply"_L1};
    case ConversationStatus::Failed:
        return {tr("Failed"), ColourRole::Failure, "window-close"_L1};
    }
    return {};
}

StateLook Words::look(const Call &call)
{
    switch (call.state) {
    case AttemptState::Intent:
    case AttemptState::Trying:
        return look(ConversationStatus::Processing);
    case AttemptState::Ringing:
        return look(ConversationStatus::Ringing);
    case AttemptState::Answered:
        return look(ConversationStatus::InProgress);
    case AttemptState::Resolving:
        return {tr("Being resolved"), ColourRole::Waiting, "clock"_L1};
    case AttemptState::Ended:
        break;
    }
    return call.endReason ? look(*call.endReason) : look(ConversationStatus::Completed);
}

StateLook Words::look(EndReason reason)
{
    constexpr auto good = "dialog-ok-apply"_L1;
    constexpr auto bad = "window-close"_L1;
    switch (reason) {
    case EndReason::CalleeHangup:
        return {tr("Callee hung up"), ColourRole::Success, good};
    case EndReason::AgentHangup:
        return {tr("Agent hung up"), ColourRole::Success, good};
    case EndReason::MaxDuration:
        return {tr("Longest talk time reached"), ColourRole::Success, good};
    case EndReason::MaxHold:
        return {tr("Callee did not speak"), ColourRole::Waiting, good};
    case EndReason::Voicemail: // a state of its own has one look, wherever it stands
    case EndReason::Busy:
    case EndReason::NoAnswer:
    case EndReason::Declined:
    case EndReason::OutcomeUnknown:
        return look(stateOf(reason));
    case EndReason::InvalidNumber:
        return {tr("Invalid number"), ColourRole::Failure, bad};
    case EndReason::Blocked:
        return {tr("On the do-not-call list"), ColourRole::Failure, bad};
    case EndReason::CarrierError:
        return {tr("Carrier error"), ColourRole::Failure, bad};
    case EndReason::Cancelled:
        return {tr("Cancelled"), ColourRole::Neutral, "dialog-cancel"_L1};
    case EndReason::InsufficientCredits:
        return {tr("Balance too low"), ColourRole::Failure, bad};
    case EndReason::Missed:
        return {tr("Missed its time"), ColourRole::Failure, bad};
    case EndReason::NotSent:
        return {tr("Not sent, given back"), ColourRole::Neutral, "edit-undo"_L1};
    case EndReason::CountryNotAllowed:
        return {tr("Country not allowed"), ColourRole::Failure, bad};
    case EndReason::TrunkRefused:
        return {tr("Refused by the trunk"), ColourRole::Failure, bad};
    case EndReason::TrunkAuthentication:
        return {tr("Trunk refuses the sign-in"), ColourRole::Failure, bad};
    case EndReason::MediaMismatch:
        return {tr("No common codec or encryption"), ColourRole::Failure, bad};
    case EndReason::TrunkThrottled:
        return {tr("Trunk takes no more calls"), ColourRole::Waiting, bad};
    case EndReason::VariablesMissing:
        return {tr("Variables missing"), ColourRole::Failure, bad};
    }
    return {};
}

QString Words::role(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Number:
        return tr("Number");
    case ColumnRole::Name:
        return tr("Name");
    case ColumnRole::FirstName:
        return tr("First name");
    case ColumnRole::LastName:
        return tr("Last name");
    case ColumnRole::Timezone:
        return tr("Time zone");
    case ColumnRole::Variable:
        return tr("Variable");
    case ColumnRole::Ignore:
        return tr("Ignore");
    case ColumnRole::FurtherNumber:
        return tr("Further number");
    case ColumnRole::Country:
        return tr("Country");
    case ColumnRole::DoNotCall:
        return tr("Do not call");
    case ColumnRole::Consent:
        return tr("Consent");
    case ColumnRole::NumberLabel:
        return tr("Number label");
    }
    return {};
}

QString Words::reasonOf(const MappedColumn &column)
{
    const QString numbers = tr("%1 % numbers").arg(QLocale().toString(column.numberShare));
    switch (column.reason) {
    case RoleReason::Default:
        return {};
    case RoleReason::Heading:
        return column.priority > 0 ? tr("heading, %1", "why a column has its meaning").arg(numbers)
                                   : tr("heading", "why a column has its meaning");
    case RoleReason::Content:
        return column.numberShare > 0 ? numbers : tr("cells", "why a column has its meaning");
    case RoleReason::OnlyCandidate:
        return tr("the only one, %1", "why a column has its meaning").arg(numbers);
    case RoleReason::NoNumbers:
        return tr("holds no numbers");
    case RoleReason::OtherThing:
        return tr("heading: another thing", "why a column has its meaning");
    case RoleReason::Chosen:
        return tr("your choice");
    }
    return {};
}

QString Words::count(qint64 number)
{
    return QLocale().toString(number);
}

QString Words::doneOf(qint64 done, qint64 total)
{
    //: Progress: how many of how many, for example "4,158 of 5,000".
    return tr("%1 of %2").arg(count(done), count(total));
}

QString Words::ticking(qint64 seconds)
{
    const qint64 whole = std::max<qint64>(seconds, 0);
    const QString tail = u':' + figures(whole % 60, 2);
    if (whole < 3600) {
        return figures(whole / 60, 1) + tail;
    }
    return figures(whole / 3600, 1) + u':' + figures(whole / 60 % 60, 2) + tail;
}

QString Words::length(qint64 seconds)
{
    if (seconds < 60) {
        return tr("%1 s").arg(count(seconds));
    }
    const qint64 minutes = (seconds + 30) / 60;
    if (minutes < 60) {
        return tr("%1 min").arg(count(minutes));
    }
    if (minutes < 1440) {
        return tr("%1 h %2 min").arg(count(minutes / 60), count(minutes % 60));
    }
    return tr("%1 d %2 h").arg(count(minutes / 1440), count(minutes / 60 % 24));
}

QString Words::moment(WallTime time)
{
    if (time.ms <= 0) {
        return {};
    }
    const QDateTime local = time.toUtc().toLocalTime();
    return withDate(local, timeOfDay(local));
}

QString Words::exactMoment(WallTime time)
{
    if (time.ms <= 0) {
        return {};
    }
    const QDateTime local = time.toUtc().toLocalTime();
    return withDate(local, exactTimeOfDay(local));
}

QString Words::number(E164 number)
{
    if (number.isNull()) {
        return {};
    }
    static QHash<qint64, QString> shown; // a table asks for the same cells at every paint
    auto known = shown.constFind(number.digits);
    if (known == shown.constEnd()) {
        if (shown.size() >= mostNumbersKept) {
            shown.clear();
        }
        known = shown.insert(number.digits, groupedNumber(number));
    }
    return verbatim(*known);
}

QString Words::rate(int perMinute)
{
    return perMinute > 0 ? tr("%1 per minute").arg(count(perMinute)) : tr("no rate limit");
}

QString Words::atOnce(int most)
{
    return most > 0 ? tr("at most %1 at once").arg(count(most)) : tr("any number at once");
}

} // namespace campanile
