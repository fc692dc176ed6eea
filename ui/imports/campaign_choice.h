#pragma once

#include "services/services.h"

#include <QWidget>

#include <map>

class QComboBox;

namespace campanile {

class CampaignForm;

/// Into which campaign a list goes: one that has not ended, or a new one, whose fields stand beneath.
class CampaignChoice final : public QWidget {
    Q_OBJECT

public:
    explicit CampaignChoice(const OwnServices &services, QWidget *parent = nullptr);

    /// For another list.
    /// @param name    of a new campaign
    /// @param wanted  the campaign chosen already; null: the user's choice, a new one at first
    void begin(const QString &name, CampaignId wanted);
    /// Chooses a campaign that was just made.
    void use(CampaignId campaign);
    /// Null: a new one is to be made.
    [[nodiscard]] CampaignId chosen() const;
    /// The new campaign as the fields say.
    [[nodiscard]] NewCampaign created() const;
    /// Whether the choice can be used; says beside a field what it lacks.
    bool check();
    /// Says a refusal beside the field that it points at; returns false when there is none.
    bool showError(const Error &error);

Q_SIGNALS:
    /// Return was pressed in a field.
    void accepted();
    /// Another caller ID will call the people.
    /// @param region  its country, ISO 3166-1; empty: not known
    void callerRegionChanged(const QString &region);
    /// Campaigns, agents or numbers could not be read.
    void failed(const campanile::Error &error);

private:
    void readCampaigns();
    void onCampaigns(const std::vector<CampaignOverview> &campaigns);
    void readSetup();
    void onSetup(const Setup &setup);
    void onChosen();
    void tellCallerRegion();

    const OwnServices m_services;
    CampaignId m_wanted;
    std::map<CampaignId, E164> m_callerOf;   // of the campaigns that can be chosen
    std::map<PhoneNumberId, E164> m_numbers; // caller IDs of a new campaign
    QComboBox *m_campaigns;
    CampaignForm *m_form;
};

} // namespace campanile
