#include "simulation/world/furnish.h"

#include "domain/calling_hours.h"
#include "engine/gate/credit_book.h"
#include "simulation/bugs/bugs_in_sql.h"
#include "simulation/world/zones.h"
#include "storage/campaign_store.h"
#include "storage/credit_store.h"
#include "storage/engine_store.h"
#include "storage/migrations.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

namespace campanile::simulation {

namespace {

constexpr std::int64_t firstCallerId = 14'155'550'100;
constexpr std::int64_t firstOwn = 12'010'000'000; // of the first campaign; the next one a million on
constexpr std::int64_t firstShared = 13'010'000'000;
constexpr std::int64_t firstRecurring = 16'010'000'000;
constexpr int longestTalkSeconds = 300;

class Furnisher {
public:
    Furnisher(const Scenario &scenario, WriteTransaction &transaction, Plan &plan)
        : m_scenario(scenario)
        , m_tx(transaction)
        , m_plan(plan)
    {
    }

    Furniture furnish()
    {
        addFirstWorkspace();
        if (m_scenario.second) {
            addSecondWorkspace(*m_scenario.second);
        }
        addTrunks();
        addCallerIds();
        for (const CampaignScenario &campaign : m_scenario.campaigns) {
            m_made.campaigns.push_back(addCampaign(campaign, static_cast<std::int64_t>(m_made.campaigns.size())));
        }
        for (const RecurringScenario &campaign : m_scenario.recurring) {
            m_made.recurring.push_back(addRecurring(campaign, static_cast<std::int64_t>(m_made.recurring.size())));
        }
        for (std::size_t i = 0; i < m_workspaces.size() && m_scenario.credit; ++i) {
            openAccount(i, *m_scenario.credit);
        }
        m_plan.longestTalk = Milliseconds(longestTalkSeconds * 1'000);
        m_plan.start = m_scenario.start;
        return std::move(m_made);
    }

private:
    struct Tenant {
        WorkspaceId workspace;
        AgentId agent;
    };

    void addFirstWorkspace()
    {
        Workspace workspace{.id = m_tx.ids.next<WorkspaceId>(), .name = QStringLiteral("World")};
        workspace.ratePerMinute = m_scenario.workspaceRate;
        workspace.maxConcurrent = m_scenario.workspaceConcurrent;
        workspace.cooldown = m_scenario.cooldown;
        workspace.maxPerDay = m_scenario.maxPerDay;
        workspace.maxPerWeek = m_scenario.maxPerWeek;
        addWorkspace(workspace);
        m_made.workspace = m_workspaces.front().workspace;
        m_plan.texts.push_back({BootTime{}, BootTime{}});
    }

    void addSecondWorkspace(const SecondWorkspaceScenario &wanted)
    {
        Workspace workspace{.id = m_tx.ids.next<WorkspaceId>(), .name = QStringLiteral("Second world")};
        workspace.ratePerMinute = wanted.ratePerMinute;
        workspace.maxConcurrent = wanted.maxConcurrent;
        workspace.cooldown = wanted.cooldown;
        workspace.maxPerDay = wanted.maxPerDay;
        workspace.maxPerWeek = wanted.maxPerWeek;
        addWorkspace(workspace);
        m_made.second = workspace.id;
    }

    void addWorkspace(const Workspace &workspace)
    {
        SetupStore(m_tx.db).insert(workspace);
        Agent agent;
        agent.id = m_tx.ids.next<AgentId>();
        agent.workspace = workspace.id;
        agent.name = QStringLiteral("Agent");
        agent.endpoint = QStringLiteral("scripted");
        agent.maxDurationSeconds = longestTalkSeconds;
        agent.firstMessage = agentsWords(0);
        SetupStore(m_tx.db).insert(agent);
        m_workspaces.push_back({workspace.id, agent.id});
        m_made.agents.push_back(agent.id);
        m_plan.rates.push_back({RateScope::Workspace, workspace.id.value, workspace.ratePerMinute});
        m_plan.channels.push_back({ChannelScope::Workspace, workspace.id.value, workspace.maxConcurrent});
        m_plan.workspaces[workspace.id] = {workspace.cooldown, workspace.maxPerDay, workspace.maxPerWeek, {}};
    }

    /// A trunk is the second workspace's when none but its caller IDs lie on it.
    [[nodiscard]] WorkspaceId ownerOf(std::size_t trunk) const
    {
        for (const CallerIdScenario &callerId : m_scenario.callerIds) {
            if (callerId.trunk == trunk) {
                return m_workspaces[callerId.workspace].workspace;
            }
        }
        return m_workspaces.front().workspace;
    }

    void addTrunks()
    {
        for (const int channels : m_scenario.trunkChannels) {
            Trunk trunk{.id = m_tx.ids.next<TrunkId>(),
                        .workspace = ownerOf(m_made.trunks.size()),
                        .name = QStringLiteral("Trunk")};
            trunk.maxChannels = channels;
            trunk.countries = {CountryRule::everywhere};
            trunk.pricePerMinute = m_scenario.credit ? m_scenario.credit->prices[m_made.trunks.size()] : Money{};
            SetupStore(m_tx.db).insert(trunk);
            m_made.trunks.push_back(trunk.id);
            m_plan.channels.push_back({ChannelScope::Trunk, trunk.id.value, channels});
        }
    }

    void addCallerIds()
    {
        for (const CallerIdScenario &callerId : m_scenario.callerIds) {
            const Tenant &owner = m_workspaces[callerId.workspace];
            PhoneNumber number;
            number.id = m_tx.ids.next<PhoneNumberId>();
            number.workspace = owner.workspace;
            number.trunk = m_made.trunks[callerId.trunk];
            number.number = E164{firstCallerId + static_cast<std::int64_t>(m_numbers.size())};
            number.ratePerMinute = callerId.ratePerMinute;
            number.verified = true;
            SetupStore(m_tx.db).insert(number);
            SetupStore(m_tx.db).assign(number.id, owner.agent);
            m_numbers.push_back(number.id);
            (callerId.workspace == 0 ? m_made.numbers : m_made.secondNumbers).push_back(number.id);
            m_plan.rates.push_back({RateScope::CallerId, number.number.digits, callerId.ratePerMinute});
        }
    }

    /// Whose campaign it is, by the caller ID it calls from.
    [[nodiscard]] const Tenant &ownerOfCallerId(std::size_t callerId) const
    {
        return m_workspaces[m_scenario.callerIds[callerId].workspace];
    }

    CampaignId addCampaign(const CampaignScenario &wanted, std::int64_t index)
    {
        const Tenant &owner = ownerOfCallerId(wanted.callerId);
        Campaign campaign;
        campaign.id = m_tx.ids.next<CampaignId>();
        campaign.workspace = owner.workspace;
        campaign.name = QStringLiteral("Campaign %1").arg(index);
        campaign.agent = owner.agent;
        campaign.fromNumber = m_numbers[wanted.callerId];
        campaign.ratePerMinute = wanted.ratePerMinute;
        campaign.maxConcurrent = wanted.maxConcurrent;
        campaign.retry = wanted.retry;
        campaign.unknown = wanted.unknown;
        campaign.createdAt = m_tx.now;
        if (!m_scenario.carrier.breakers) {
            campaign.breaker = {.run = 0, .percent = 100};
        }
        if (wanted.hasHours && !m_scenario.hoursByClerk) {
            campaign.hours = QString::fromStdString(hours());
        }
        CampaignStore(m_tx.db).insert(campaign);
        m_plan.campaigns[campaign.id] = {wanted.retry.maxAttempts, wanted.retry.delay, wanted.unknown, owner.workspace};
        if (m_scenario.rush != Rush::None) {
            m_plan.breakers[campaign.id] = {m_scenario.rush == Rush::MostFail, campaign.breaker.window};
        }
        m_plan.rates.push_back({RateScope::Campaign, campaign.id.value, wanted.ratePerMinute});
        m_plan.channels.push_back({ChannelScope::Campaign, campaign.id.value, wanted.maxConcurrent});
        if (wanted.hasHours) {
            planHours(campaign.id);
        }
        addTargets(campaign.id, wanted, firstOwn + index * 1'000'000);
        return campaign.id;
    }

    CampaignId addRecurring(const RecurringScenario &wanted, std::int64_t index)
    {
        const Tenant &owner = ownerOfCallerId(wanted.callerId);
        const NamedZone &zone = namedZones()[wanted.zone];
        Campaign campaign;
        campaign.id = m_tx.ids.next<CampaignId>();
        campaign.workspace = owner.workspace;
        campaign.kind = CampaignKind::Recurring;
        campaign.name = QStringLiteral("Plan %1").arg(index);
        campaign.agent = owner.agent;
        campaign.fromNumber = m_numbers[wanted.callerId];
        campaign.retry = wanted.retry;
        campaign.unknown = wanted.unknown;
        campaign.recurrence.to = E164{firstRecurring + index};
        campaign.recurrence.cron = QString::fromLatin1(wanted.cron);
        campaign.recurrence.timezone = QString::fromLatin1(zone.name);
        campaign.recurrence.endAt =
            wanted.endsAfter > Milliseconds(0) ? m_tx.now + wanted.endsAfter : campaign.recurrence.endAt;
        campaign.misfireGrace = recurringMisfireGrace;
        campaign.breaker = {.run = 0, .percent = 100}; // a pause that nobody asked for would have to be guessed
        campaign.createdAt = m_tx.now;
        if (wanted.hasHours) {
            campaign.hours = QString::fromStdString(hours());
            planHours(campaign.id);
        }
        CampaignStore(m_tx.db).insert(campaign);
        m_plan.campaigns[campaign.id] = {wanted.retry.maxAttempts, wanted.retry.delay, wanted.unknown, owner.workspace};
        const PlanVersion first{wanted.cron, zone.offsets, campaign.recurrence.endAt, BootTime{}, BootTime{}};
        m_plan.recurring.push_back({campaign.id, campaign.misfireGrace, wanted.hasHours, {first}, {}});
        return campaign.id;
    }

    void openAccount(std::size_t index, const CreditScenario &credit)
    {
        const WorkspaceId workspace = m_workspaces[index].workspace;
        CreditStore store(m_tx.db);
        CreditAccount account = store.account(workspace).value();
        account.reload = credit.reload;
        store.update(workspace, account);
        if (credit.opening > Money{}) {
            CreditBook book(m_tx);
            book.pay(workspace, CreditKind::TopUp, credit.opening, QStringLiteral("opening"));
            book.save();
        }
        CreditRule rule;
        rule.reload = credit.reload.amount;
        rule.reloadMonthlyLimit = credit.reload.monthlyLimit;
        rule.payments.push_back({"opening", credit.opening, BootTime{}, credit.opening > Money{}});
        for (std::size_t i = 0; i < m_scenario.callerIds.size(); ++i) {
            if (m_scenario.callerIds[i].workspace == index) {
                rule.prices[E164{firstCallerId + static_cast<std::int64_t>(i)}] =
                    credit.prices[m_scenario.callerIds[i].trunk];
            }
        }
        m_plan.workspaces[workspace].credit = rule;
    }

    void planHours(CampaignId campaign)
    {
        HoursRule rule;
        rule.campaign = campaign;
        rule.fromMinute = m_scenario.opensAtMinute;
        rule.toMinute = m_scenario.closesAtMinute;
        rule.zone = m_scenario.zone;
        m_plan.hours.push_back(rule);
    }

    [[nodiscard]] std::string hours() const
    {
        CallingHours week;
        week.zone = QString::fromLatin1(m_scenario.bug == PlantedBug::HoursInUtc ? "UTC" : m_scenario.zoneName);
        week.days.fill({{m_scenario.opensAtMinute, m_scenario.closesAtMinute}});
        return week.toJson();
    }

    void addTargets(CampaignId campaign, const CampaignScenario &wanted, std::int64_t first)
    {
        TargetList list{campaign, {}, true};
        TargetStore targets(m_tx.db);
        for (int i = 0; i < wanted.targets; ++i) {
            const E164 number{i < wanted.sharedTargets ? firstShared + i : first + i};
            const auto id = m_tx.ids.next<TargetId>();
            if (targets.claimNumber(campaign, number, id)) {
                targets.insert(id, campaign, number, "Person " + std::to_string(i), variablesOf(number));
                list.numbers.push_back(number);
            }
        }
        m_tx.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending),
                   static_cast<std::int64_t>(list.numbers.size()));
        m_plan.lists.push_back(std::move(list));
    }

    const Scenario &m_scenario;
    WriteTransaction &m_tx;
    Plan &m_plan;
    std::vector<Tenant> m_workspaces;
    std::vector<PhoneNumberId> m_numbers; // of all workspaces, in the order of the scenario
    Furniture m_made;
};

} // namespace

QString agentsWords(std::size_t version)
{
    return QStringLiteral("v%1 {{ code | default: \"\" }}").arg(version);
}

E164 callerIdOf(std::size_t index)
{
    return E164{firstCallerId + static_cast<std::int64_t>(index)};
}

std::string variablesOf(E164 number)
{
    return R"({"code":")" + std::to_string(number.digits) + "\"}";
}

Furniture furnish(const Scenario &scenario, const Clock &clock, const QString &database, Plan &plan)
{
    Connection db(database, Connection::Access::ReadWrite);
    migrate(db, database);
    plantInDatabase(scenario, db);
    IdSource ids(clock, 0);
    db.begin();
    EngineStore(db).ensure();
    db.execute("UPDATE engine SET instance = 'WORLD'"); // drawn at random otherwise
    WriteTransaction transaction(db, ids, clock.wall());
    Furniture made = Furnisher(scenario, transaction, plan).furnish();
    transaction.flushCounts();
    db.commit();
    return made;
}

} // namespace campanile::simulation
