#include "campaigns/campaign_news.h"

#include "campaigns/campaign_state.h"
#include "common/reasons.h"
#include "common/words.h"

#include <algorithm>
#include <optional>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t mostInWords = 3; // more would fill the window

std::optional<CampaignNews> newsOf(const CampaignOverview &overview, std::optional<CampaignStatus> before)
{
    const CampaignStatus now = overview.campaign.status;
    if (before == now) {
        return std::nullopt;
    }
    if (now == CampaignStatus::Completed) {
        return CampaignNews{CampaignNews::Kind::Completed, overview};
    }
    if (CampaignState::hasPausedItself(overview)) {
        return CampaignNews{CampaignNews::Kind::PausedItself, overview};
    }
    return std::nullopt;
}

} // namespace

QString CampaignNews::title() const
{
    const QString &name = overview.campaign.name;
    return kind == Kind::Completed ? CampaignNewsFinder::tr("“%1” is completed.").arg(name)
                                   : CampaignNewsFinder::tr("“%1” has paused itself.").arg(name);
}

QString CampaignNews::text() const
{
    if (kind == Kind::PausedItself) {
        return Reasons::inWords(overview.campaign.pauseReason);
    }
    const CampaignStats &stats = overview.stats;
    return stats.total() > 0 ? CampaignNewsFinder::tr("Done: %1.").arg(Words::doneOf(stats.terminal(), stats.total()))
                             : QString();
}

std::vector<CampaignNews> CampaignNewsFinder::read(const std::vector<CampaignOverview> &overviews)
{
    std::vector<CampaignNews> found;
    std::map<CampaignId, CampaignStatus> now;
    for (const CampaignOverview &overview : overviews) {
        const CampaignId id = overview.campaign.id;
        now.emplace(id, overview.campaign.status);
        const auto before = m_known.find(id);
        auto news = newsOf(overview, before == m_known.end() ? std::nullopt : std::optional(before->second));
        if (news && !m_isFirst) {
            if (news->kind == CampaignNews::Kind::Completed) {
                m_unseen.insert(id);
            }
            found.push_back(std::move(*news));
        }
    }
    m_isFirst = false;
    m_known = std::move(now);
    return found;
}

Notice CampaignNewsFinder::noticeOf(const std::vector<CampaignNews> &news, const std::function<void(CampaignId)> &show)
{
    const bool isTrouble = std::any_of(
        news.begin(), news.end(), [](const CampaignNews &one) { return one.kind == CampaignNews::Kind::PausedItself; });
    QStringList told;
    for (const CampaignNews &one : news) {
        told.append(u"%1 %2"_s.arg(one.title(), one.text()).trimmed());
    }
    const auto count = static_cast<int>(news.size());
    const QString text = news.size() <= mostInWords
                             ? told.join(u'\n')
                             : tr("%Ln campaign(s) are completed or have paused themselves.", nullptr, count);
    return {isTrouble ? Notice::Severity::Warning : Notice::Severity::Success, text, tr("Show"),
            [show, id = news.front().overview.campaign.id] { show(id); },
            isTrouble ? pausedItselfCause : QLatin1StringView()};
}

} // namespace campanile
