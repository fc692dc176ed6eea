#include "local/setup/sample.h"

#include "core/random.h"
#include "domain/country_rule.h"
#include "local/setup/setup_reads.h"
#include "storage/campaign_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <array>

namespace campanile {

namespace {

constexpr int sampleTargets = 200;
constexpr int sampleRatePerMinute = 120;
constexpr std::uint64_t sampleSeed = 20260101;
// 555-0100 to 555-0199 are set aside for fiction in every North American area code; nobody's telephone rings.
constexpr std::int64_t sampleCallerId = 14155550100;
constexpr std::int64_t firstAreaCode = 201;

constexpr std::array<const char *, 16> givenNames = {"Ana",   "Arjun", "Chloe", "Emeka", "Fatima", "Jonas",
                                                     "Lin",   "Lucia", "Mei",   "Noah",  "Olga",   "Priya",
                                                     "Sofia", "Tom",   "Yuki",  "Zoe"};
constexpr std::array<const char *, 12> familyNames = {"Andersson", "Dubois", "Garcia", "Ivanova", "Khan",  "Kowalski",
                                                      "Nguyen",    "Okafor", "Rossi",  "Silva",   "Smith", "Tanaka"};

/// Fictional numbers over several area codes; the last two digits, and so the reserved endings, are not chosen.
E164 sampleNumber(int index)
{
    const std::int64_t areaCode = firstAreaCode + std::int64_t{index / 100} * 2 + 1;
    return E164{10'000'000'000 + areaCode * 10'000'000 + 5'550'100 + index % 100};
}

void addSampleTargets(WriteTransaction &tx, CampaignId campaign)
{
    Random random(sampleSeed);
    TargetStore targets(tx.db);
    for (int i = 0; i < sampleTargets; ++i) {
        const auto id = tx.ids.next<TargetId>();
        const std::string name = std::string(givenNames[random.below(givenNames.size())]) + ' ' +
                                 familyNames[random.below(familyNames.size())];
        if (targets.claimNumber(campaign, sampleNumber(i), id)) {
            targets.insert(id, campaign, sampleNumber(i), name, R"({"source":"sample"})");
            tx.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending), 1);
        }
    }
    tx.changes.targets.insert(campaign);
}

} // namespace

Setup addBasics(WriteTransaction &tx, WorkspaceId workspace)
{
    SetupStore store(tx.db);
    if (store.agents(workspace).empty()) {
        store.insert(
            Agent{.id = tx.ids.next<AgentId>(),
                  .workspace = workspace,
                  .name = QStringLiteral("Scripted agent"),
                  .endpoint = QStringLiteral("scripted"),
                  .firstMessage = QStringLiteral("Hello {{ name | default: \"there\" }}, this is a test call.")});
    }
    if (store.trunks(workspace).empty()) {
        store.insert(Trunk{.id = tx.ids.next<TrunkId>(),
                           .workspace = workspace,
                           .name = QStringLiteral("Simulated trunk"),
                           .kind = CarrierKind::Simulated,
                           .countries = {CountryRule::everywhere}}); // nobody's telephone rings
    }
    if (store.numbers(workspace).empty()) {
        const PhoneNumber number{.id = tx.ids.next<PhoneNumberId>(),
                                 .workspace = workspace,
                                 .trunk = store.trunks(workspace).front().id,
                                 .number = E164{sampleCallerId},
                                 .label = QStringLiteral("Simulated number"),
                                 .verified = true};
        store.insert(number);
        for (const Agent &agent : store.agents(workspace)) {
            store.assign(number.id, agent.id);
        }
    }
    tx.changes.setup = true;
    return setupOf(tx.db, workspace);
}

CampaignId addSampleCampaign(WriteTransaction &tx, const Setup &setup)
{
    Campaign campaign;
    campaign.id = tx.ids.next<CampaignId>();
    campaign.workspace = setup.workspace.id;
    campaign.name = QStringLiteral("Sample campaign");
    campaign.description = QStringLiteral("200 fictional people on the simulated carrier. Nobody's telephone rings.");
    campaign.agent = setup.agents.front().id;
    campaign.fromNumber = setup.numbers.front().id;
    campaign.ratePerMinute = sampleRatePerMinute;
    campaign.createdAt = tx.now;
    CampaignStore(tx.db).insert(campaign);
    addSampleTargets(tx, campaign.id);
    return campaign.id;
}

} // namespace campanile
