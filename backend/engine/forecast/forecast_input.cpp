#include "engine/forecast/forecast_input.h"

#include "engine/calls/breaker_watch.h"
#include "storage/campaign_store.h"
#include "storage/credit_store.h"
#include "storage/limit_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

constexpr Milliseconds week{7 * 86'400'000LL};
constexpr Milliseconds leastHorizon{3'600'000};
constexpr Milliseconds longestHorizon{366 * 86'400'000LL};
// Up to here each number is looked up. More are found sooner by reading the whole list, which may be a million long
// while the last few people of it wait.
constexpr std::size_t fewNumbers = 1'000;

class Reader {
public:
    Reader(Connection &db, const Campaign &campaign, ForecastInput &input)
        : m_db(db)
        , m_store(db)
        , m_campaign(campaign)
        , m_input(input)
    {
    }

    Result<void> read()
    {
        readQueue();
        const bool isBulk = m_campaign.kind == CampaignKind::Bulk;
        m_input.firstFresh = static_cast<int>(m_input.rows.size());
        if (isBulk) {
            readTargets();
        } else if (Result<void> planned = readPlan(); !planned) {
            return planned;
        }
        m_input.lastDial.assign(isBulk ? m_input.rows.size() : 1, -1);
        if (!isBulk) {
            markOne();
        } else if (m_input.rows.size() <= fewNumbers) {
            markFew();
        } else {
            markList();
        }
        readLimits();
        return {};
    }

private:
    int addRow(E164 to, std::int64_t call, WallTime scheduledAt)
    {
        ForecastRow row;
        row.to = to;
        row.call = call;
        row.scheduledAt = scheduledAt;
        row.person = m_campaign.kind == CampaignKind::Bulk ? static_cast<int>(m_input.rows.size()) : 0;
        if (!m_input.facts.countries.allows(to)) {
            row.refusal = EndReason::CountryNotAllowed;
        }
        m_input.rows.push_back(std::move(row));
        return static_cast<int>(m_input.rows.size()) - 1;
    }

    void readQueue()
    {
        for (ForecastStore::Waiting &waiting : m_store.waiting(m_campaign.id)) {
            const int index = addRow(waiting.to, waiting.id.value, waiting.scheduledAt);
            ForecastRow &row = m_input.rows.back();
            row.expiresAt = waiting.expiresAt;
            row.attempt = static_cast<std::int16_t>(waiting.attempt);
            row.timezone = std::move(waiting.timezone);
            m_input.due.push_back({waiting.dueAt, index});
        }
        for (const ForecastStore::Live &live : m_store.live(m_campaign.id)) {
            const int index = addRow(live.to, live.call.value, live.intentAt);
            m_input.rows.back().attempt = static_cast<std::int16_t>(live.attempt);
            m_input.live.push_back({live, index});
        }
    }

    void readTargets()
    {
        std::vector<PendingTarget> targets =
            TargetStore(m_db).pending(m_campaign.id, CampaignStore(m_db).importingFrom(m_campaign.id), -1);
        m_input.rows.reserve(m_input.rows.size() + targets.size());
        for (PendingTarget &target : targets) {
            addRow(target.number, -static_cast<std::int64_t>(m_input.rows.size()) - 1, {});
            m_input.rows.back().timezone = std::move(target.timezone);
        }
    }

    Result<void> readPlan()
    {
        Result<CronExpression> cron = CronExpression::parse(m_campaign.recurrence.cron);
        Result<TimeZone> zone = TimeZone::find(m_campaign.recurrence.timezone);
        if (!cron || !zone) {
            return {ErrorCode::InvalidInput, QStringLiteral("The plan of the campaign cannot be read: %1")
                                                 .arg(cron ? zone.error().message : cron.error().message)};
        }
        const WallTime materializedTo = CampaignStore(m_db).expandedTo(m_campaign.id);
        const bool isMaterialized = m_campaign.status == CampaignStatus::Active && materializedTo > m_input.start;
        m_input.occurrences.emplace(ForecastInput::Occurrences{std::move(*cron), std::move(*zone),
                                                               isMaterialized ? materializedTo : m_input.start,
                                                               m_campaign.recurrence.endAt});
        return {};
    }

    void addDial(int person, const ForecastStore::Dialled &dialled)
    {
        int &last = m_input.lastDial[static_cast<std::size_t>(person)];
        m_input.dials.push_back({dialled.at, dialled.call.value, last});
        last = static_cast<int>(m_input.dials.size()) - 1;
    }

    /// Marks the rows by their numbers. Both lists come in the order of the numbers, so one walk over the rows in that
    /// order serves each of them.
    void markList()
    {
        std::vector<std::pair<E164, int>> byNumber;
        byNumber.reserve(m_input.rows.size());
        for (std::size_t i = 0; i < m_input.rows.size(); ++i) {
            byNumber.emplace_back(m_input.rows[i].to, static_cast<int>(i));
        }
        std::ranges::sort(byNumber);
        auto place = byNumber.cbegin();
        const auto find = [&](E164 number) {
            place = std::ranges::lower_bound(place, byNumber.cend(), number, {}, &std::pair<E164, int>::first);
            return place != byNumber.cend() && place->first == number;
        };
        for (const ForecastStore::Dialled &dialled :
             m_store.dialledOfList(m_campaign.workspace, m_campaign.id, m_input.start - week)) {
            if (find(dialled.number)) {
                addDial(place->second, dialled);
            }
        }
        if (!m_input.facts.blocksAnybody) {
            return;
        }
        place = byNumber.cbegin();
        for (const E164 number : m_store.blockedOfList(m_campaign.workspace, m_campaign.id)) {
            if (find(number)) {
                m_input.rows[static_cast<std::size_t>(place->second)].refusal = EndReason::Blocked;
            }
        }
    }

    /// The same as markList, one number after the other.
    void markFew()
    {
        LimitStore limits(m_db);
        for (std::size_t i = 0; i < m_input.rows.size(); ++i) {
            ForecastRow &row = m_input.rows[i];
            for (const ForecastStore::Dialled &dialled :
                 m_store.dialledOf(m_campaign.workspace, row.to, m_input.start - week)) {
                addDial(static_cast<int>(i), dialled);
            }
            if (m_input.facts.blocksAnybody && limits.isBlocked(m_campaign.workspace, row.to)) {
                row.refusal = EndReason::Blocked;
            }
        }
    }

    void markOne()
    {
        const E164 to = m_campaign.recurrence.to;
        for (const ForecastStore::Dialled &dialled :
             m_store.dialledOf(m_campaign.workspace, to, m_input.start - week)) {
            addDial(0, dialled);
        }
        if (LimitStore(m_db).isBlocked(m_campaign.workspace, to)) {
            m_input.occurrences->refusal = EndReason::Blocked;
            for (ForecastRow &row : m_input.rows) {
                row.refusal = EndReason::Blocked;
            }
        } else if (!m_input.facts.countries.allows(to)) {
            m_input.occurrences->refusal = EndReason::CountryNotAllowed;
        }
    }

    void readLimits()
    {
        LimitStore limits(m_db);
        const auto bucket = [&limits](BucketScope scope, std::int64_t id) {
            return limits.bucket(scope, id).value_or(Bucket{}).tat;
        };
        m_input.buckets = {bucket(BucketScope::Workspace, m_campaign.workspace.value),
                           bucket(BucketScope::PhoneNumber, m_campaign.fromNumber.value),
                           bucket(BucketScope::Campaign, m_campaign.id.value)};
        m_input.credit = CreditStore(m_db).accountAt(m_campaign.workspace, m_input.start);
        m_input.competitors = m_store.competitors(m_campaign.id);
        m_input.endings = m_store.endings(m_campaign.id);
        m_input.breaker = BreakerWatch::lastCalls(m_db, m_campaign.id);
    }

    Connection &m_db;
    ForecastStore m_store;
    const Campaign &m_campaign;
    ForecastInput &m_input;
};

/// How the calls of a simulated trunk end is drawn by its settings, which the rules of a call do not read.
void readSimulation(Connection &db, std::optional<Trunk> &trunk)
{
    if (!trunk) {
        return;
    }
    for (const Trunk &known : SetupStore(db).trunks()) {
        if (known.id == trunk->id) {
            trunk->simulation = known.simulation;
        }
    }
}

} // namespace

Result<ForecastInput> readForecastInput(Connection &db, const ForecastRequest &request, WallTime now)
{
    if (request.horizon < leastHorizon || request.horizon > longestHorizon) {
        return {ErrorCode::InvalidInput, QStringLiteral("A forecast looks 1 hour to 366 days ahead."),
                QStringLiteral("#/horizon_seconds")};
    }
    const std::optional<Campaign> campaign = CampaignStore(db).find(request.campaign);
    if (!campaign) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such campaign.")};
    }
    if (isTerminal(campaign->status)) {
        return {ErrorCode::Conflict,
                QStringLiteral("The campaign is %1; there is nothing left to foretell.").arg(nameOf(campaign->status))};
    }
    ForecastInput input;
    input.start = std::max(request.start, now);
    HoursBook hours;
    input.facts = CallRules(db, hours, input.start).factsOf(request.campaign);
    input.facts.campaign->status = CampaignStatus::Active;
    readSimulation(db, input.facts.trunk);
    if (const Result<void> read = Reader(db, *campaign, input).read(); !read) {
        return read.error();
    }
    return input;
}

} // namespace campanile
