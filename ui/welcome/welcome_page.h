#pragma once

#include "common/page_widget.h"
#include "services/services.h"

namespace campanile {

class ActionButton;

/// What a first start shows: what this is, and the two ways to begin.
class WelcomePage final : public PageWidget {
    Q_OBJECT

public:
    static constexpr QLatin1StringView key{"welcome"};
    static constexpr QLatin1StringView icon{"go-home"};
    static QString title();

    explicit WelcomePage(const OwnServices &services, QWidget *parent = nullptr);

    void refresh() override {}
    [[nodiscard]] QString help() const override;

private:
    QWidget *buildMark();
    QWidget *buildButtons();
    void createSample();
    void onCreated(const Result<CampaignId> &result);

    const OwnServices m_services;
    ActionButton *m_sample = nullptr;
};

} // namespace campanile
