#include "console_progress.h"

#include "english/english.h"
#include "services/campaign_hold.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace campanile {

namespace {

constexpr Microseconds terminalEvery{100'000};
constexpr Microseconds plainEvery{5'000'000};
constexpr Microseconds waitingEvery{60'000'000}; // elsewhere than on a terminal
constexpr Microseconds rateEvery{1'000'000};
constexpr int barWidth = 24;

QString bar(qint64 done, qint64 total)
{
    const auto filled = total > 0 ? static_cast<int>(done * barWidth / total) : 0;
    return QLatin1Char('[') + QString(filled, QLatin1Char('#')) + QString(barWidth - filled, QLatin1Char('.')) +
           QLatin1Char(']');
}

QString percent(qint64 done, qint64 total)
{
    return QStringLiteral("%1 %").arg(total > 0 ? done * 100 / total : 0);
}

QString duration(qint64 seconds)
{
    if (seconds >= 3600) {
        return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
    }
    return seconds >= 60 ? QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60)
                         : QStringLiteral("%1 s").arg(seconds);
}

/// How those ended who wait no more and are not on the line: "answered 12, busy 3".
QString outcomes(const TargetStateCounts &states)
{
    QStringList parts;
    for (const TargetState state : allTargetStates) {
        if (!isWaiting(state) && !isOnTheLine(state) && states.of(state) > 0) {
            parts << QStringLiteral("%1 %L2").arg(inEnglish(state)).arg(states.of(state));
        }
    }
    return parts.join(QStringLiteral(", "));
}

int terminalWidth()
{
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 120;
}

} // namespace

ConsoleProgress::ConsoleProgress(bool silent)
    : m_silent(silent)
    , m_terminal(isatty(STDERR_FILENO) == 1)
    , m_startedAt(m_clock.mono())
{
}

void ConsoleProgress::showImport(const ImportProgress &p)
{
    draw(QStringLiteral("Importing %1 %2  %L3 rows: %L4 targets, %L5 duplicates, %L6 rejected, %L7 skipped")
             .arg(bar(p.bytesRead, p.bytesTotal), percent(p.bytesRead, p.bytesTotal))
             .arg(p.rowsRead())
             .arg(p.inserted)
             .arg(p.duplicates)
             .arg(p.rejected)
             .arg(p.skipped));
}

void ConsoleProgress::showCampaign(const CampaignOverview &overview)
{
    const CampaignStats &stats = overview.stats;
    const MonoTime now = m_clock.mono();
    if (m_callsThen < 0) {
        m_callsThen = stats.attempts;
        m_callsSince = now;
    } else if (now - m_callsSince >= rateEvery) {
        m_perSecond =
            static_cast<double>(stats.attempts - m_callsThen) * 1e6 / static_cast<double>((now - m_callsSince).count());
        m_callsThen = stats.attempts;
        m_callsSince = now;
    }
    const qint64 left = stats.total() - stats.terminal();
    QString line = QStringLiteral("Dialling  %1 %2  %L3 of %L4, %L5 on the line, %6 calls/s")
                       .arg(bar(stats.terminal(), stats.total()), percent(stats.terminal(), stats.total()))
                       .arg(stats.terminal())
                       .arg(stats.total())
                       .arg(stats.inFlight)
                       .arg(m_perSecond, 0, 'f', m_perSecond < 10 ? 1 : 0);
    line += QStringLiteral(", %1 so far").arg(duration((now - m_startedAt).count() / 1'000'000));
    if (overview.expectedEnd.ms > 0) {
        line += QStringLiteral(", %1 left").arg(duration(secondsUntil(overview.expectedEnd)));
    } else if (m_perSecond > 0 && left > 0) {
        line += QStringLiteral(", %1 left").arg(duration(static_cast<qint64>(static_cast<double>(left) / m_perSecond)));
    }
    if (const QString ended = outcomes(overview.states); !ended.isEmpty()) {
        line += QStringLiteral("  (%1)").arg(ended);
    }
    const QString others = m_others == 0   ? QString()
                           : m_others == 1 ? QStringLiteral("  and another campaign")
                                           : QStringLiteral("  and %1 other campaigns").arg(m_others);
    if (isHeld(overview) && stats.inFlight == 0) {
        draw(waitingLine(overview) + others, true);
        return;
    }
    if (isHeld(overview)) {
        line += QStringLiteral("  held: ") + inEnglish(overview.hold);
    } else if (isAtOwnLimit(overview)) {
        line +=
            QStringLiteral("  at its limit: %L1 of %L2 calls").arg(stats.inFlight).arg(overview.campaign.maxConcurrent);
    }
    draw(line + others);
}

qint64 ConsoleProgress::secondsUntil(WallTime instant) const
{
    return std::max<qint64>(m_clock.until(instant).count() / 1'000'000, 0);
}

/// For what, until when, and how long that still is: first, since a narrow terminal shows only the beginning.
QString ConsoleProgress::waitingLine(const CampaignOverview &overview) const
{
    const CampaignStats &stats = overview.stats;
    QString line = QStringLiteral("Waiting");
    if (overview.hold.until.ms > 0) {
        const QDateTime until = QDateTime::fromMSecsSinceEpoch(overview.hold.until.ms);
        const bool isToday = until.date() == QDate::currentDate();
        line += QStringLiteral(" until %1 (%2)")
                    .arg(until.toString(isToday ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm")),
                         duration(secondsUntil(overview.hold.until)));
    }
    line += QStringLiteral(": ") + inEnglish(overview.hold);
    line += QStringLiteral("  %L1 of %L2 done, %3 so far")
                .arg(stats.terminal())
                .arg(stats.total())
                .arg(duration((m_clock.mono() - m_startedAt).count() / 1'000'000));
    if (overview.expectedEnd.ms > 0) {
        line += QStringLiteral(", done about %1")
                    .arg(QDateTime::fromMSecsSinceEpoch(overview.expectedEnd.ms)
                             .toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    }
    return line;
}

void ConsoleProgress::draw(const QString &line, bool waits)
{
    const MonoTime now = m_clock.mono();
    const Microseconds every = m_terminal ? terminalEvery : waits && m_waited ? waitingEvery : plainEvery;
    if (m_silent || (m_lastDrawn.us != 0 && now - m_lastDrawn < every)) {
        return;
    }
    m_lastDrawn = now;
    m_waited = waits;
    if (m_terminal) {
        std::fprintf(stderr, "\r\033[K%s", line.left(terminalWidth() - 1).toUtf8().constData());
        std::fflush(stderr);
        m_lineOpen = true;
    } else {
        std::fprintf(stderr, "%s\n", line.toUtf8().constData());
    }
}

void ConsoleProgress::finish()
{
    if (std::exchange(m_lineOpen, false)) {
        std::fputs("\r\033[K", stderr);
    }
    m_lastDrawn = {};
}

} // namespace campanile
