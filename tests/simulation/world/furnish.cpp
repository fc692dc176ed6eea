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

    QString agentsWords(std::size_t version) { return QStringLiteral("v%1 {{ code | default: \"\" }}").arg(version); }

    E164 callerIdOf(std::size_t index) { return E164{firstCallerId + static_cast<std::int64_t>(index)}; }

    std::string variablesOf(E164 number) { return R"({"code":")" + std::to_string(number.digits) + "\"}"; }

    Furniture furnish()
    {
        addWorkspace();
        addCallerIds();
        for (const CampaignScenario &campaign : m_scenario.campaigns) {
            m_made.campaigns.push_back(addCampaign(campaign, static_cast<std::int64_t>(m_made.campaigns.size())));
        }
        for (const RecurringScenario &campaign : m_scenario.recurring) {
            m_made.recurring.push_back(addRecurring(campaign, static_cast<std::int64_t>(m_made.recurring.size())));
        }
        if (m_scenario.credit) {
            openAccount(*m_scenario.credit);
        }
        m_plan.longestTalk = Milliseconds(longestTalkSeconds * 1'000);
        m_plan.start = m_scenario.start;
        return std::move(m_made);
    }

private:
    void addWorkspace()
    {
        m_workspace = {.id = m_tx.ids.next<WorkspaceId>(), .name = QStringLiteral("World")};
        m_made.workspace = m_workspace.id;
        m_workspace.ratePerMinute = m_scenario.workspaceRate;
        m_workspace.maxConcurrent = m_scenario.workspaceConcurrent;
        m_workspace.cooldown = m_scenario.cooldown;
        m_workspace.maxPerDay = m_scenario.maxPerDay;
        m_workspace.maxPerWeek = m_scenario.maxPerWeek;
        SetupStore(m_tx.db).insert(m_workspace);
        m_made.agent = m_tx.ids.next<AgentId>();
        Agent agent;
        agent.id = m_made.agent;
        agent.workspace = m_workspace.id;
        agent.name = QStringLiteral("Agent");
        agent.endpoint = QStringLiteral("scripted");
        agent.maxDurationSeconds = longestTalkSeconds;
        agent.firstMessage = agentsWords(0);
        m_plan.texts.push_back({BootTime{}, BootTime{}});
        SetupStore(m_tx.db).insert(agent);
        m_plan.rates.push_back({RateScope::Workspace, 0, m_scenario.workspaceRate});
        m_plan.cooldown = m_scenario.cooldown;
        m_plan.maxPerDay = m_scenario.maxPerDay;
        m_plan.maxPerWeek = m_scenario.maxPerWeek;
    }

    void addCallerIds()
    {
        std::vector<TrunkId> trunks;
        for (const int channels : m_scenario.trunkChannels) {
            Trunk trunk{.id = m_tx.ids.next<TrunkId>(), .workspace = m_workspace.id, .name = QStringLiteral("Trunk")};
            trunk.maxChannels = channels;
            trunk.countries = {CountryRule::everywhere};
            trunk.pricePerMinute = m_scenario.credit ? m_scenario.credit->prices[trunks.size()] : Money{};
            SetupStore(m_tx.db).insert(trunk);
            trunks.push_back(trunk.id);
        }
        m_made.trunks = trunks;
        for (const CallerIdScenario &callerId : m_scenario.callerIds) {
            PhoneNumber number;
            number.id = m_tx.ids.next<PhoneNumberId>();
            number.workspace = m_workspace.id;
            number.trunk = trunks[callerId.trunk];
            number.number = E164{firstCallerId + static_cast<std::int64_t>(m_made.numbers.size())};
            number.ratePerMinute = callerId.ratePerMinute;
            number.verified = true;
            SetupStore(m_tx.db).insert(number);
            SetupStore(m_tx.db).assign(number.id, m_made.agent);
            m_made.numbers.push_back(number.id);
            m_plan.rates.push_back({RateScope::CallerId, number.number.digits, callerId.ratePerMinute});
        }
    }

    CampaignId addCampaign(const CampaignScenario &wanted, std::int64_t index)
    {
        Campaign campaign;
        campaign.id = m_tx.ids.next<CampaignId>();
        campaign.workspace = m_workspace.id;
        campaign.name = QStringLiteral("Campaign %1").arg(index);
        campaign.agent = m_made.agent;
        campaign.fromNumber = m_made.numbers[wanted.callerId];
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
        m_plan.campaigns[campaign.id] = {wanted.retry.maxAttempts, wanted.retry.delay, wanted.unknown};
        m_plan.rates.push_back({RateScope::Campaign, campaign.id.value, wanted.ratePerMinute});
        if (wanted.hasHours) {
            planHours(campaign.id);
        }
        addTargets(campaign.id, wanted, firstOwn + index * 1'000'000);
        return campaign.id;
    }

    CampaignId addRecurring(const RecurringScenario &wanted, std::int64_t index)
    {
        const NamedZone &zone = namedZones()[wanted.zone];
        Campaign campaign;
        campaign.id = m_tx.ids.next<CampaignId>();
        campaign.workspace = m_workspace.id;
        campaign.kind = CampaignKind::Recurring;
        campaign.name = QStringLiteral("Plan %1").arg(index);
        campaign.agent = m_made.agent;
        campaign.fromNumber = m_made.numbers[wanted.callerId];
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
        m_plan.campaigns[campaign.id] = {wanted.retry.maxAttempts, wanted.retry.delay, wanted.unknown};
        const PlanVersion first{wanted.cron, zone.offsets, campaign.recurrence.endAt, BootTime{}, BootTime{}};
        m_plan.recurring.push_back({campaign.id, campaign.misfireGrace, wanted.hasHours, {first}, {}});
        return campaign.id;
    }

    void openAccount(const CreditScenario &credit)
    {
        CreditStore store(m_tx.db);
        CreditAccount account = store.account(m_workspace.id).value();
        account.reload = credit.reload;
        store.update(m_workspace.id, account);
        if (credit.opening > Money{}) {
            CreditBook book(m_tx);
            book.pay(m_workspace.id, CreditKind::TopUp, credit.opening, QStringLiteral("opening"));
            book.save();
        }
        CreditRule rule;
        rule.reload = credit.reload.amount;
        rule.reloadMonthlyLimit = credit.reload.monthlyLimit;
        rule.payments.push_back({"opening", credit.opening, BootTime{}, credit.opening > Money{}});
        for (std::size_t i = 0; i < m_scenario.callerIds.size(); ++i) {
            rule.prices[E164{firstCallerId + static_cast<std::int64_t>(i)}] =
                credit.prices[m_scenario.callerIds[i].trunk];
        }
        m_plan.credit = rule;
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
    Workspace m_workspace;
    Furniture m_made;
};

} // namespace

Furniture furnish(const Scenario &scenario, const Clock &clock, const QString &database, Plan &plan)
{
    Connection db(database, Connection::Access::ReadWrite);
    migrate(db, database);
    plantInDatabase(scenario, db);
    IdSource ids(clock, 0);
    db.begin();
    EngineStore(db).beginGeneration();
    db.execute("UPDATE engine SET instance = 'WORLD'"); // drawn at random otherwise
    WriteTransaction transaction(db, ids, clock.wall());
    Furniture made = Furnisher(scenario, transaction, plan).furnish();
    transaction.flushCounts();
    db.commit();
    return made;
}

} // namespace campanile::simulation
