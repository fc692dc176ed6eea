#pragma once

#include "domain/campaign.h"
#include "services/workspace_service.h"

#include <QWidget>

#include <map>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace campanile {

/// The fields a bulk campaign is made of. What is wrong with a field is said beneath it, in words and with an icon.
class CampaignForm final : public QWidget {
    Q_OBJECT

public:
    explicit CampaignForm(QWidget *parent = nullptr);

    /// Fills agents and caller IDs; what is chosen stays chosen while it exists.
    void setSetup(const Setup &setup);
    void setName(const QString &name);
    /// Shows the settings of a campaign. Call it before setSetup: its agent is then offered even when it is disabled,
    /// and neither agent nor caller ID becomes another one by itself.
    void setCampaign(const Campaign &campaign);
    [[nodiscard]] NewCampaign campaign() const;
    /// How the fields differ from the settings of that campaign.
    [[nodiscard]] CampaignEdit changesOf(const Campaign &campaign) const;
    /// Checks the fields; returns false when something is missing, and says so beside the field.
    bool check();
    /// Shows a refusal beside the field that it points at; returns false when it points at none of them.
    bool showError(const Error &error);
    void focusFirst();

Q_SIGNALS:
    /// Return was pressed in a field.
    void accepted();
    /// Another caller ID stands in its field: the user's choice, or the first of the setup.
    void callerIdChanged();

private:
    enum class Field { Name, Agent, From, Rate, AtOnce, Attempts };

    void buildFields();
    void addField(Field field, const QString &label, QWidget *editor, const QString &hint);
    void say(Field field, const QString &problem);
    void clearErrors();
    void choose(QComboBox *box, const QVariant &chosen) const;
    void fillAgents(const Setup &setup);
    void fillNumbers(const Setup &setup);
    static std::optional<Field> fieldOf(const QString &pointer);

    QFormLayout *m_form;
    QLineEdit *m_name = nullptr;
    QComboBox *m_agent = nullptr;
    QComboBox *m_from = nullptr;
    QSpinBox *m_rate = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QSpinBox *m_attempts = nullptr;
    bool m_isOfCampaign = false; // the fields began as the settings of a campaign: these two
    AgentId m_agentBefore;
    PhoneNumberId m_fromBefore;
    std::map<Field, QWidget *> m_editors;
    std::map<Field, QLabel *> m_problems;
};

} // namespace campanile
