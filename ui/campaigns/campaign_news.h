#pragma once

#include "common/notice.h"
#include "services/campaign_service.h"

#include <QCoreApplication>

#include <map>
#include <set>
#include <vector>

namespace campanile {

/// Something that happened to a campaign by itself, and that somebody who looks elsewhere has to be told.
struct CampaignNews {
    enum class Kind {
        PausedItself, ///< too many of its calls went wrong; a person has to look
        Completed,    ///< nobody is left to be called
    };

    Kind kind = Kind::Completed;
    CampaignOverview overview;

    [[nodiscard]] QString title() const; ///< what happened, and to which campaign
    [[nodiscard]] QString text() const;  ///< why, or with what result
};

/// Names the notices of campaigns that have paused themselves (Notice::cause).
inline constexpr QLatin1StringView pausedItselfCause{"campaigns/paused itself"};

/// Finds the news between two readings of all campaigns. What stood so at the first reading is none. Thread: main.
class CampaignNewsFinder {
    Q_DECLARE_TR_FUNCTIONS(campanile::CampaignNews)

public:
    /// The news since the last reading, in the order of the list.
    std::vector<CampaignNews> read(const std::vector<CampaignOverview> &overviews);
    /// The campaigns that are completed and nobody has looked at yet.
    [[nodiscard]] std::size_t unseen() const { return m_unseen.size(); }
    /// Somebody has looked at the list of campaigns.
    void seen() { m_unseen.clear(); }

    /// One notice for all of the news, of which there is at least one; `show` shows a campaign.
    static Notice noticeOf(const std::vector<CampaignNews> &news, const std::function<void(CampaignId)> &show);

private:
    bool m_isFirst = true;
    std::map<CampaignId, CampaignStatus> m_known;
    std::set<CampaignId> m_unseen;
};

} // namespace campanile
