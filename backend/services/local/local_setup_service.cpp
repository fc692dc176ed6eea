#include "services/local/local_setup_service.h"

#include "core/random.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
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

Setup setupOf(Connection &db)
{
    SetupStore store(db);
    Setup setup;
    setup.workspace = store.workspace().value_or(Workspace{});
    setup.agents = store.agents();
    setup.trunks = store.trunks();
    setup.numbers = store.numbers();
    setup.hasCampaigns = CampaignStore(db).any();
    return setup;
}

Setup addBasics(WriteTransaction &tx, WorkspaceId workspace)
{
    SetupStore store(tx.db);
    if (store.agents().empty()) {
        store.insert(
            Agent{.id = tx.ids.next<AgentId>(),
                  .workspace = workspace,
                  .name = QStringLiteral("Scripted agent"),
                  .endpoint = QStringLiteral("scripted"),
                  .firstMessage = QStringLiteral("Hello {{ name | default: \"there\" }}, this is a test call.")});
    }
    if (store.trunks().empty()) {
        store.insert(Trunk{.id = tx.ids.next<TrunkId>(),
                           .workspace = workspace,
                           .name = QStringLiteral("Simulated trunk"),
                           .kind = CarrierKind::Simulated});
    }
    if (store.numbers().empty()) {
        store.insert(PhoneNumber{.id = tx.ids.next<PhoneNumberId>(),
                                 .workspace = workspace,
                                 .trunk = store.trunks().front().id,
                                 .number = E164{sampleCallerId},
                                 .label = QStringLiteral("Simulated number"),
                                 .verified = true});
        for (const Agent &agent : store.agents()) {
            store.assign(store.numbers().front().id, agent.id);
        }
    }
    tx.changes.setup = true;
    return setupOf(tx.db);
}

/// Fictional numbers over several area codes; the last two digits, and so the reserved endings, come as they come.
E164 sampleNumber(int index)
{
    const std::int64_t areaCode = firstAreaCode + 2 * (index / 100) + 1;
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

Result<void> check(const SimulationSettings &s)
{
    const double sum =
        s.busyRate + s.noAnswerRate + s.declinedRate + s.invalidRate + s.carrierErrorRate + s.voicemailRate;
    for (const double rate :
         {s.busyRate, s.noAnswerRate, s.declinedRate, s.invalidRate, s.carrierErrorRate, s.voicemailRate, 1 - sum}) {
        if (!(rate >= -1e-9 && rate <= 1)) {
            return {ErrorCode::InvalidInput,
                    QStringLiteral("The simulated rates must lie between 0 and 1, and so must their sum."),
                    QStringLiteral("#/simulation")};
        }
    }
    if (!(s.speed > 0 && s.speed <= 1'000'000)) {
        return {ErrorCode::InvalidInput, QStringLiteral("The simulated speed must be above 0 and at most 1,000,000."),
                QStringLiteral("#/simulation/speed")};
    }
    return {};
}

} // namespace

void LocalSetupService::read(Reply<Setup> reply)
{
    m_core.readers.read<Setup>([](Connection &db) -> Result<Setup> { return setupOf(db); }, std::move(reply));
}

void LocalSetupService::ensureBasics(Reply<Setup> reply)
{
    m_core.writer.submit<Setup>(
        WritePriority::Commands,
        [this](WriteTransaction &tx) -> Result<Setup> { return addBasics(tx, m_core.workspace); },
        [this, reply = std::move(reply)](Result<Setup> setup) {
            if (setup) {
                m_core.onEngine([trunks = setup->trunks](Engine &engine) {
                    for (const Trunk &trunk : trunks) {
                        engine.trunkChanged(trunk);
                    }
                });
            }
            reply(std::move(setup));
        });
}

void LocalSetupService::createSample(Reply<CampaignId> reply)
{
    ensureBasics([this, reply = std::move(reply)](Result<Setup> setup) {
        if (!setup) {
            reply(setup.error());
            return;
        }
        m_core.writer.submit<CampaignId>(
            WritePriority::Commands,
            [setup = *setup](WriteTransaction &tx) -> Result<CampaignId> {
                if (CampaignStore(tx.db).any()) {
                    return {ErrorCode::Conflict,
                            QStringLiteral("There are campaigns already; the sample is for an empty workspace.")};
                }
                Campaign campaign;
                campaign.id = tx.ids.next<CampaignId>();
                campaign.workspace = setup.workspace.id;
                campaign.name = QStringLiteral("Sample campaign");
                campaign.description =
                    QStringLiteral("200 fictional people on the simulated carrier. Nobody's telephone rings.");
                campaign.agent = setup.agents.front().id;
                campaign.fromNumber = setup.numbers.front().id;
                campaign.ratePerMinute = sampleRatePerMinute;
                campaign.createdAt = tx.now;
                CampaignStore(tx.db).insert(campaign);
                addSampleTargets(tx, campaign.id);
                return campaign.id;
            },
            reply);
    });
}

void LocalSetupService::changeSimulation(TrunkId id, SimulationSettings settings, Reply<Trunk> reply)
{
    if (const Result<void> checked = check(settings); !checked) {
        reply(checked.error());
        return;
    }
    m_core.writer.submit<Trunk>(
        WritePriority::Commands,
        [id, settings](WriteTransaction &tx) -> Result<Trunk> {
            SetupStore store(tx.db);
            std::optional<Trunk> trunk = store.trunk(id);
            if (!trunk) {
                return notFound<Trunk>("trunk");
            }
            trunk->simulation = settings;
            store.update(*trunk);
            tx.changes.setup = true;
            return *trunk;
        },
        [this, reply = std::move(reply)](Result<Trunk> trunk) {
            if (trunk) {
                m_core.onEngine([changed = *trunk](Engine &engine) { engine.trunkChanged(changed); });
            }
            reply(std::move(trunk));
        });
}

} // namespace campanile
