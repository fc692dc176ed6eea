#pragma once

#include "common/wrapping_widget.h"
#include "domain/call.h"

#include <optional>

class QFormLayout;
class QLabel;

namespace campanile {

class ActionButton;
class ElidedLabel;
class StateChip;
class TimeLine;

/// Everything that is known of one call.
class CallDetail final : public WrappingWidget {
    Q_OBJECT

public:
    explicit CallDetail(QWidget *parent = nullptr);

    /// With nothing, it says that a call can be chosen.
    void setCall(const std::optional<Call> &call);

Q_SIGNALS:
    void campaignWanted(campanile::CampaignId campaign);

private:
    /// A value of the call beside its name; screen readers say both.
    struct Fact {
        QString name;
        QLabel *value = nullptr;
    };

    void buildFacts();
    Fact addFact(const QString &name);
    static void tell(const Fact &fact, const QString &value);
    [[nodiscard]] static QString spoken(const QString &name, const QString &value);
    void showCall(const Call &call);

    std::optional<Call> m_call;
    QLabel *m_hint;
    QWidget *m_body;
    QFormLayout *m_facts = nullptr;
    ElidedLabel *m_number = nullptr;
    ElidedLabel *m_name = nullptr;
    StateChip *m_state = nullptr;
    TimeLine *m_timeLine = nullptr;
    Fact m_from;
    Fact m_id;
    Fact m_conversation;
    ActionButton *m_campaign = nullptr;
};

} // namespace campanile
