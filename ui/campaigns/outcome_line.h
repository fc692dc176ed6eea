#pragma once

#include "domain/campaign.h"

#include <QWidget>

#include <map>
#include <utility>
#include <vector>

namespace campanile {

/// The outcomes of a campaign's calls, the most frequent first: "Callee hung up 3,100 · Voicemail 420 · Busy 96". Takes
/// no room before the first outcome.
class OutcomeLine final : public QWidget {
    Q_OBJECT

public:
    explicit OutcomeLine(QWidget *parent = nullptr);

    void setOutcomes(const std::map<EndReason, qint64> &outcomes);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<std::pair<EndReason, qint64>> m_outcomes;
};

} // namespace campanile
