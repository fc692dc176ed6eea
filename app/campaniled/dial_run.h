#pragma once

#include "campaign_finder.h"
#include "console_progress.h"
#include "core/clock.h"
#include "core/task_queue.h"
#include "dial_command.h"
#include "dial_steps.h"
#include "dial_summary.h"
#include "list_options.h"
#include "other_campaigns.h"
#include "services/services.h"

#include <QString>
#include <QTimer>

#include <optional>
#include <vector>

namespace campanile {

/// One `campaniled dial`: finds the campaign of the list, imports the list when it has nobody yet, starts it, shows how
/// far it is until every target is terminal or it is paused, and prints the summary. Ends the program with its status.
/// Thread: main, which runs the event loop of a QCoreApplication. The backend must be gone before this object: an
/// import that has not ended tells it how far it is until the backend has undone it.
class DialRun final : public DialSteps {
public:
    DialRun(const DialOptions &options, const ListOptions &list, const OwnServices &services);

    /// Called once, while the event loop runs.
    void begin();
    /// Ends the program. The campaign stays as it is.
    void interrupt();

private:
    void fail(const Error &error) override;
    void tellOthers(const FoundCampaign &found);
    void importFile();
    void refuseEmptyList();
    void goOnWithPeople(CampaignStatus status);
    void configure(CampaignStatus status);
    void goOn(CampaignStatus status);
    void look();
    void stopLooking();
    void summarise(const CampaignOverview &last);
    void readLeftOut(const CampaignOverview &last);
    void conclude(DialSummary summary);

    const DialOptions m_options;
    const ListOptions m_list;
    const OwnServices m_services;
    CampaignFinder m_finder;
    const SystemClock m_clock;
    ConsoleProgress m_progress;
    const MonoTime m_startedAt;
    CampaignId m_campaign;
    ImportSummary m_import;
    ImportSummary m_refusedList; // m_import when it had nobody to call
    std::vector<OtherCampaign> m_others;
    std::optional<Campaign> m_paused; // the list's campaign, when it ended this run
    bool m_dialling = false;
    QTimer m_look;
    QTimer m_tick;
    TaskQueue m_fromImport{this}; // whose progress comes on a thread of its own
};

} // namespace campanile
