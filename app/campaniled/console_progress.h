#pragma once

#include "core/clock.h"
#include "services/campaign_service.h"
#include "services/import_service.h"

#include <QString>

namespace campanile {

/// A progress bar on stderr: one line drawn over and over on a terminal; elsewhere a line every five seconds, or every
/// minute while a campaign waits; nothing when silent. It has to be shown again every second for its clock to run.
/// Thread: one.
class ConsoleProgress {
public:
    explicit ConsoleProgress(bool silent);

    void showImport(const ImportProgress &progress);
    void showCampaign(const CampaignOverview &overview);
    /// Names at the end of the line how many campaigns besides the one shown are called.
    void setOthers(int others) { m_others = others; }
    /// Ends the line, so that what follows stands on its own.
    void finish();

private:
    void draw(const QString &line, bool waits = false);
    [[nodiscard]] qint64 secondsUntil(WallTime instant) const;
    [[nodiscard]] QString waitingLine(const CampaignOverview &overview) const;

    const bool m_silent;
    const bool m_terminal;
    const SystemClock m_clock;
    const MonoTime m_startedAt;
    MonoTime m_lastDrawn;
    bool m_waited = false; // when it was drawn last
    MonoTime m_callsSince; // when m_callsThen was read
    qint64 m_callsThen = -1;
    double m_perSecond = 0;
    int m_others = 0;
    bool m_lineOpen = false;
};

} // namespace campanile
