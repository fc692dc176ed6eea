#pragma once

#include "dial_command.h"
#include "dial_steps.h"
#include "list_options.h"
#include "services/services.h"

#include <QString>

#include <optional>

namespace campanile {

/// The campaign in which a list is dialled.
struct FoundCampaign {
    CampaignId id;
    bool hasPeople = false;                        ///< its people are settled; else the list is to be imported into it
    CampaignStatus status = CampaignStatus::Draft; ///< of one that has people: Draft, Active or Paused
};

/// Decides in which campaign `campaniled dial` calls the people on a list: in that of an earlier run with the same file
/// or the same people, or in a new one; or in none, because they were called already. A list is known by its bytes
/// first, and then by its people. Thread: main.
class CampaignFinder final : public DialSteps {
public:
    CampaignFinder(const DialOptions &options, const ListOptions &list, const OwnServices &services);

    /// Makes the campaign when there is none to go on with, and cancels the draft of an earlier run when it may not be
    /// started any more. Called once. Errors: those of preview, known and create; FileNotReadable, NotFound and
    /// Conflict (see dial_refusals.h).
    void find(Reply<FoundCampaign> reply);

private:
    void fail(const Error &error) override;
    void findEarlierRun();
    /// @param isOfThesePeople  the campaign was found by them, so the list is read as it was read for it
    void takeUp(CampaignId id, bool isOfThesePeople = false);
    void goOnWith(const Campaign &campaign);
    void goOnIfReadAlike(const Campaign &campaign);
    [[nodiscard]] bool isReadAnotherWay() const;
    [[nodiscard]] bool mayCallAnybody() const;
    void takeUpDraft(const Campaign &draft);
    void setUp();
    void askWhoIsKnown(AgentId agent, PhoneNumberId number);
    void takeUpOwnDraft(const KnownPeople &known, AgentId agent, PhoneNumberId number);
    void createUnlessKnown(const KnownPeople &known, AgentId agent, PhoneNumberId number);
    void create(AgentId agent, PhoneNumberId number);

    const DialOptions m_options;
    const ListOptions m_list;
    const OwnServices m_services;
    Reply<FoundCampaign> m_reply;
    QString m_fingerprint;
    std::optional<CampaignOverview> m_earlier; // of this file, and ended
};

} // namespace campanile
