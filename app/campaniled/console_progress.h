#pragma once

#include "core/clock.h"
#include "services/campaign_service.h"
#include "services/import_service.h"

#include <QString>

namespace campanile {

/// A progress bar on stderr: one line drawn over and over on a terminal, a line every five seconds elsewhere, nothing
/// when silent. Thread: one.
class ConsoleProgress {
public:
    explicit ConsoleProgress(bool silent);

    void showImport(const ImportProgress &progress);
    void showCampaign(const CampaignOverview &overview);
    /// Ends the line, so that what follows stands on its own.
    void finish();

private:
    void draw(const QString &line);

    const bool m_silent;
    const bool m_terminal;
    const SystemClock m_clock;
    MonoTime m_lastDrawn;
    MonoTime m_callsSince; // when m_callsThen was read
    qint64 m_callsThen = -1;
    double m_perSecond = 0;
    bool m_lineOpen = false;
};

} // namespace campanile
