#pragma once

#include "common/notice.h"
#include "services/services.h"

#include <QWidget>

namespace campanile {

class CampaignActions;
class CampaignHeader;
class MessageBar;
class TargetsPanel;

/// One campaign: its head, its targets, and why it is held or what became of a list.
class CampaignDetail final : public QWidget {
    Q_OBJECT

public:
    /// @param actions  outlives it.
    CampaignDetail(const OwnServices &services, CampaignActions &actions, QWidget *parent = nullptr);

    void setOverview(const CampaignOverview &overview);
    [[nodiscard]] TargetsPanel &targets() const { return *m_targets; }

Q_SIGNALS:
    void importWanted(campanile::CampaignId campaign);

private:
    void connectHeader();
    void showWhyHeld();
    void showImport();
    [[nodiscard]] Notice failedImport() const;

    CampaignActions &m_actions;
    CampaignOverview m_overview;
    CampaignHeader *m_header;
    MessageBar *m_held;
    TargetsPanel *m_targets;
};

} // namespace campanile
