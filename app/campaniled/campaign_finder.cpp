#include "campaign_finder.h"

#include "csv/csv_preview.h"
#include "dial_refusals.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>
#include <vector>

namespace campanile {

namespace {

/// The row with this id or name, or the first when none is wanted; null when there is none.
template<class Row, class NameOf>
const Row *pick(const std::vector<Row> &rows, const QString &wanted, NameOf name)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row &row) {
        return wanted.isEmpty() || row.id.toString() == wanted || name(row) == wanted;
    });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

CampaignFinder::CampaignFinder(const DialOptions &options, const ListOptions &list, const OwnServices &services)
    : m_options(options)
    , m_list(list)
    , m_services(services)
{
}

void CampaignFinder::find(Reply<FoundCampaign> reply)
{
    m_reply = std::move(reply);
    QFile file(m_options.file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (QFileInfo(m_options.file).isFile() && file.open(QIODevice::ReadOnly) && hash.addData(&file)) {
        m_fingerprint = QString::fromLatin1(hash.result().toHex());
    }
    // The file comes first, because a bad one must leave no trace. A fingerprint of less than the whole file would make
    // it another list the next time, and everybody on it would be called again.
    m_services.imports.preview(m_services.caller, m_options.file, m_list.choices, m_options.region,
                               step<CsvPreview>([this](const CsvPreview &) {
                                   m_fingerprint.isEmpty() ? fail(refusedUnread(m_options.file)) : findEarlierRun();
                               }));
}

void CampaignFinder::fail(const Error &error)
{
    m_reply(error);
}

void CampaignFinder::findEarlierRun()
{
    m_services.campaigns.findByFingerprint(m_services.caller, m_fingerprint, step<CampaignId>([this](CampaignId id) {
                                               if (id.isNull()) {
                                                   setUp();
                                               } else {
                                                   takeUp(id);
                                               }
                                           }));
}

void CampaignFinder::takeUp(CampaignId id, bool isOfThesePeople)
{
    m_services.campaigns.get(m_services.caller, id,
                             step<CampaignOverview>([this, isOfThesePeople](const CampaignOverview &found) {
                                 const Campaign &campaign = found.campaign;
                                 if (isTerminal(campaign.status) && (found.stats.total() == 0 || m_options.again)) {
                                     setUp(); // nobody was on it, or they are to be called once more
                                 } else if (isTerminal(campaign.status)) {
                                     m_earlier = found;
                                     mayCallAnybody() ? setUp() : fail(refusedDialled(found));
                                 } else if (campaign.status == CampaignStatus::Paused && !m_options.resume) {
                                     // Somebody, or its circuit breaker, has paused it for a reason: only a person may
                                     // say that it goes on.
                                     fail(refusedPaused(m_options.file, campaign));
                                 } else if (found.stats.total() == 0) {
                                     m_reply(FoundCampaign{campaign.id});
                                 } else if (isReadAnotherWay() && !isOfThesePeople) {
                                     goOnIfReadAlike(campaign);
                                 } else {
                                     goOnWith(campaign);
                                 }
                             }));
}

void CampaignFinder::goOnWith(const Campaign &campaign)
{
    if (campaign.status == CampaignStatus::Draft && !m_options.again) {
        takeUpDraft(campaign);
    } else {
        m_reply(FoundCampaign{campaign.id, true, campaign.status});
    }
}

/// Its people are settled: options that read the list in another way would be passed over without a word.
void CampaignFinder::goOnIfReadAlike(const Campaign &campaign)
{
    m_services.imports.last(
        m_services.caller, campaign.id, step<ImportSummary>([this, campaign](const ImportSummary &import) {
            const ListReading before = import.reading;
            const QString region = m_options.region.isEmpty() ? before.region : m_options.region;
            m_services.imports.preview(m_services.caller, m_options.file, m_list.choices, region,
                                       step<CsvPreview>([this, campaign, before](const CsvPreview &preview) {
                                           if (wasReadBy(m_list, m_options.region, preview, before)) {
                                               goOnWith(campaign);
                                           } else {
                                               fail(refusedReadAnotherWay(m_options.file, campaign));
                                           }
                                       }));
        }));
}

/// Whether the options say how the list is to be read: then more of its rows may be numbers than at the first time.
bool CampaignFinder::isReadAnotherWay() const
{
    return m_list.choices != CsvChoices{} || m_list.reading != NumberReading::Ask || !m_options.region.isEmpty();
}

/// Whether somebody on a file that was dialled to its end may be called: more of its rows may be numbers, or calls that
/// are long past may count no more.
bool CampaignFinder::mayCallAnybody() const
{
    return isReadAnotherWay() || m_list.skipCalledSince.ms > 0;
}

/// A list that went in and was never started. Its people may have been called from another file meanwhile, or wait
/// in a campaign that was started; then it is given up, and only who is new is called.
void CampaignFinder::takeUpDraft(const Campaign &draft)
{
    KnownPeopleRequest request{listRequest(m_options, m_list), draft.agent, draft.fromNumber, m_list.skipCalledSince};
    const auto startAnew = step<Campaign>([this](const Campaign &) { setUp(); });
    m_services.imports.known(m_services.caller, std::move(request),
                             step<KnownPeople>([this, startAnew, id = draft.id](const KnownPeople &known) {
                                 if (known.called == 0 && known.waiting == known.inDrafts) {
                                     m_reply(FoundCampaign{id, true, CampaignStatus::Draft});
                                 } else {
                                     m_services.campaigns.cancel(m_services.caller, id, startAnew);
                                 }
                             }));
}

void CampaignFinder::setUp()
{
    m_services.workspaces.ensureBasics(
        m_services.caller, step<Setup>([this](const Setup &setup) {
            const Agent *agent = pick(setup.agents, m_options.agent, [](const Agent &a) { return a.name; });
            const PhoneNumber *number =
                pick(setup.numbers, m_options.from, [](const PhoneNumber &n) { return n.number.toString(); });
            if (agent == nullptr || number == nullptr) {
                fail({ErrorCode::NotFound,
                      agent == nullptr ? QStringLiteral("There is no agent \"%1\".").arg(m_options.agent)
                                       : QStringLiteral("There is no phone number \"%1\".").arg(m_options.from),
                      {}});
                return;
            }
            // Only people whom this very agent has called from this very number are known to be called.
            const bool isAnotherPair =
                m_earlier && (m_earlier->campaign.agent != agent->id || m_earlier->campaign.fromNumber != number->id);
            isAnotherPair ? fail(refusedDialled(*m_earlier)) : askWhoIsKnown(agent->id, number->id);
        }));
}

/// The list is known by its people, not by its bytes: a file that was saved again has the same ones.
void CampaignFinder::askWhoIsKnown(AgentId agent, PhoneNumberId number)
{
    KnownPeopleRequest request{listRequest(m_options, m_list), agent, number, m_list.skipCalledSince};
    m_services.imports.known(m_services.caller, std::move(request),
                             step<KnownPeople>([this, agent, number](const KnownPeople &known) {
                                 if (known.same.isNull() || isTerminal(known.sameStatus)) {
                                     createUnlessKnown(known, agent, number);
                                 } else if (known.sameStatus == CampaignStatus::Draft) {
                                     takeUpOwnDraft(known, agent, number);
                                 } else {
                                     takeUp(known.same, true);
                                 }
                             }));
}

/// A draft with exactly these people is taken up when this program made it. Another one is somebody else's to start.
void CampaignFinder::takeUpOwnDraft(const KnownPeople &known, AgentId agent, PhoneNumberId number)
{
    m_services.campaigns.get(m_services.caller, known.same,
                             step<CampaignOverview>([this, known, agent, number](const CampaignOverview &draft) {
                                 if (draft.campaign.sourceFingerprint.isEmpty()) {
                                     createUnlessKnown(known, agent, number);
                                 } else {
                                     takeUp(known.same, true);
                                 }
                             }));
}

void CampaignFinder::createUnlessKnown(const KnownPeople &known, AgentId agent, PhoneNumberId number)
{
    if (!m_options.again && known.people > 0 && known.fresh() == 0) {
        fail(refusedKnown(m_options.file, known, m_list.skipCalledSince.ms > 0));
    } else {
        create(agent, number);
    }
}

void CampaignFinder::create(AgentId agent, PhoneNumberId number)
{
    NewCampaign campaign;
    campaign.name = QFileInfo(m_options.file).fileName().left(200);
    campaign.agent = agent;
    campaign.fromNumber = number;
    campaign.ratePerMinute = m_options.ratePerMinute;
    campaign.maxConcurrent = m_options.maxConcurrent;
    campaign.retry = {m_options.maxAttempts, Milliseconds(m_options.retryDelaySeconds * 1000LL)};
    if (m_options.noBreaker) {
        campaign.breaker = {.run = 0, .percent = 100, .window = 50};
    }
    campaign.sourceFingerprint = m_fingerprint;
    m_services.campaigns.create(m_services.caller, campaign,
                                step<Campaign>([this](const Campaign &made) { m_reply(FoundCampaign{made.id}); }));
}

} // namespace campanile
