#include "local/setup/local_setup_service.h"

#include "core/number_parser.h"
#include "core/random.h"
#include "domain/ceilings.h"
#include "domain/country_rule.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/setup/setup_edit.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "storage/queue_store.h"
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
    setup.assignments = store.assignments();
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
                           .kind = CarrierKind::Simulated,
                           .countries = {CountryRule::everywhere}}); // nobody's telephone rings
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

/// An edit that nothing about the trunk can forbid.
template<class T>
auto setTo(T Trunk::*member, T value)
{
    return [member, value](Trunk &trunk) -> Result<void> {
        trunk.*member = value;
        return {};
    };
}

Result<void> checkCountries(const QStringList &countries)
{
    for (qsizetype i = 0; i < countries.size(); ++i) {
        if (countries[i] != CountryRule::everywhere && !NumberParser::isKnownRegion(countries[i].toStdString())) {
            return {
                ErrorCode::InvalidInput,
                QStringLiteral("\"%1\" is no country with telephones. Give its two letters of ISO 3166-1, as in GB.")
                    .arg(countries[i].left(ceilings::nameLength)),
                QStringLiteral("#/countries/%1").arg(i)};
        }
    }
    return {};
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
        [this](WriteTransaction &tx) -> Result<Setup> {
            const Setup present = setupOf(tx.db);
            if (!present.agents.empty() && !present.trunks.empty() && !present.numbers.empty()) {
                return present;
            }
            if (const Result<void> allowed = mayEdit(tx.db); !allowed) {
                return allowed.error();
            }
            return addBasics(tx, m_core.workspace);
        },
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
            WritePriority::Commands, asEdit<CampaignId>([setup = *setup](WriteTransaction &tx) -> Result<CampaignId> {
                if (CampaignStore(tx.db).any()) {
                    return Error{ErrorCode::Conflict,
                                 QStringLiteral("There are campaigns already; the sample is for an empty workspace."),
                                 {},
                                 ErrorRule::NotEmpty};
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
            }),
            reply);
    });
}

void LocalSetupService::changeSimulation(TrunkId id, SimulationSettings settings, Reply<Trunk> reply)
{
    if (const Result<void> checked = check(settings); !checked) {
        reply(checked.error());
        return;
    }
    changeTrunk(id, setTo(&Trunk::simulation, settings), std::move(reply));
}

void LocalSetupService::changePrice(TrunkId id, Money perMinute, Reply<Trunk> reply)
{
    if (const auto checked =
            checkAmount("#/price_per_minute", "The price per minute", perMinute, {}, ceilings::pricePerMinute);
        !checked) {
        reply(checked.error());
        return;
    }
    changeTrunk(id, setTo(&Trunk::pricePerMinute, perMinute), std::move(reply));
}

void LocalSetupService::changeCountries(TrunkId id, QStringList countries, Reply<Trunk> reply)
{
    if (const Result<void> checked = checkCountries(countries); !checked) {
        reply(checked.error());
        return;
    }
    changeTrunk(
        id,
        [countries = std::move(countries)](Trunk &trunk) -> Result<void> {
            if (trunk.kind != CarrierKind::Simulated && countries.contains(CountryRule::everywhere)) {
                return invalidMember("#/countries", QStringLiteral("Only a simulated trunk calls everywhere. Name the "
                                                                   "countries that this one is to call."));
            }
            trunk.countries = countries;
            return {};
        },
        std::move(reply));
}

void LocalSetupService::changeTrunk(TrunkId id, std::function<Result<void>(Trunk &)> edit, Reply<Trunk> reply)
{
    submitEdit<Trunk>(
        m_core,
        [id, edit = std::move(edit)](WriteTransaction &tx) -> Result<Trunk> {
            SetupStore store(tx.db);
            std::optional<Trunk> trunk = store.trunk(id);
            if (!trunk) {
                return notFound<Trunk>("trunk");
            }
            if (const Result<void> done = edit(*trunk); !done) {
                return done.error();
            }
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

void LocalSetupService::changeWorkspace(WorkspaceEdit edit, Reply<Workspace> reply)
{
    if (const Result<void> checked = checkWorkspaceEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    m_core.writer.submit<Workspace>(
        WritePriority::Commands,
        [edit = std::move(edit)](WriteTransaction &tx) -> Result<Workspace> {
            SetupStore store(tx.db);
            const std::optional<Workspace> before = store.workspace();
            if (!before) {
                return notFound<Workspace>("workspace");
            }
            const Workspace after = edited(*before, edit);
            if (after.editingDisabled && after != *before) { // whoever switches it on again may go on in the same step
                if (const Result<void> allowed = mayEdit(tx.db); !allowed) {
                    return allowed.error();
                }
            }
            store.update(after);
            if (after.hours != before->hours || after.cooldown != before->cooldown ||
                after.maxPerDay != before->maxPerDay || after.maxPerWeek != before->maxPerWeek) {
                QueueStore(tx.db).reconsider(tx.now);
            }
            tx.changes.setup = true;
            return after;
        },
        afterTellingEngine<Workspace>(m_core, std::move(reply)));
}

void LocalSetupService::changeAgent(AgentId id, AgentEdit edit, Reply<Agent> reply)
{
    if (const Result<void> checked = checkAgentEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    submitEdit<Agent>(
        m_core,
        [id, edit = std::move(edit)](WriteTransaction &tx) -> Result<Agent> {
            SetupStore store(tx.db);
            const std::optional<Agent> agent = store.agent(id);
            if (!agent) {
                return notFound<Agent>("agent");
            }
            const Agent after = edited(*agent, edit);
            store.update(after);
            tx.changes.setup = true;
            return after;
        },
        std::move(reply));
}

void LocalSetupService::changeNumber(PhoneNumberId id, PhoneNumberEdit edit, Reply<PhoneNumber> reply)
{
    if (const Result<void> checked = checkNumberEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    submitEdit<PhoneNumber>(
        m_core,
        [id, edit = std::move(edit)](WriteTransaction &tx) -> Result<PhoneNumber> {
            SetupStore store(tx.db);
            const std::optional<PhoneNumber> number = store.number(id);
            if (!number) {
                return notFound<PhoneNumber>("phone number");
            }
            const PhoneNumber after = edited(*number, edit);
            store.update(after);
            tx.changes.setup = true;
            return after;
        },
        std::move(reply));
}

void LocalSetupService::assign(PhoneNumberId number, AgentId agent, Reply<void> reply)
{
    changeAssignment(&SetupStore::assign, number, agent, std::move(reply));
}

void LocalSetupService::unassign(PhoneNumberId number, AgentId agent, Reply<void> reply)
{
    changeAssignment(&SetupStore::unassign, number, agent, std::move(reply));
}

void LocalSetupService::changeAssignment(void (SetupStore::*change)(PhoneNumberId, AgentId), PhoneNumberId number,
                                         AgentId agent, Reply<void> reply)
{
    submitEdit<void>(
        m_core,
        [change, number, agent](WriteTransaction &tx) -> Result<void> {
            SetupStore store(tx.db);
            if (!store.number(number)) {
                return {ErrorCode::NotFound, QStringLiteral("There is no such phone number."),
                        QStringLiteral("#/phone_number_id")};
            }
            if (!store.agent(agent)) {
                return {ErrorCode::NotFound, QStringLiteral("There is no such agent."), QStringLiteral("#/agent_id")};
            }
            (store.*change)(number, agent);
            tx.changes.setup = true;
            return {};
        },
        std::move(reply));
}

} // namespace campanile
