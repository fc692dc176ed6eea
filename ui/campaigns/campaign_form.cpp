#include "campaigns/campaign_form.h"

#include "common/reasons.h"
#include "common/spoken_name.h"
#include "common/wheel_guard.h"
#include "common/words.h"
#include "common/wrapped_label.h"
#include "domain/ceilings.h"
#include "theme/colours.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int narrowestBox = 10; // in characters
// What a first campaign begins with: slow enough to watch, and three attempts.
constexpr int usualRate = 30;
constexpr int usualAtOnce = 10;

QSpinBox *makeNumber(int most, int value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(0, most);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setFont(tabularFont(TextSize::Body));
    return box;
}

template<class IdType>
QVariant dataOf(IdType id)
{
    return QVariant::fromValue<qlonglong>(id.value);
}

template<class IdType>
IdType chosenId(const QComboBox *box)
{
    return IdType{box->currentData().toLongLong()};
}

} // namespace

CampaignForm::CampaignForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::margin);
    m_form->setVerticalSpacing(space::group);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildFields();
}

void CampaignForm::buildFields()
{
    m_name = new QLineEdit(this);
    m_name->setMaxLength(static_cast<int>(ceilings::nameLength));
    m_name->setPlaceholderText(tr("Q3 follow-ups"));
    m_agent = new QComboBox(this);
    m_from = new QComboBox(this);
    for (QComboBox *box : {m_agent, m_from}) { // a long name must not make the form wide
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(narrowestBox);
    }
    m_rate = makeNumber(ceilings::ratePerMinute, usualRate, this);
    m_rate->setSpecialValueText(tr("No limit"));
    m_atOnce = makeNumber(ceilings::concurrentCalls, usualAtOnce, this);
    m_atOnce->setSpecialValueText(tr("No limit"));
    m_attempts = makeNumber(ceilings::attempts, RetryPolicy::usualAttempts, this);
    addField(Field::Name, tr("&Name"), m_name, {});
    addField(Field::Agent, tr("&Agent"), m_agent, tr("Who speaks on the calls"));
    addField(Field::From, tr("&Caller ID"), m_from, tr("The number people see"));
    addField(Field::Rate, tr("Calls per &minute"), m_rate, tr("True in every minute, also after a pause"));
    addField(Field::AtOnce, tr("At most at &once"), m_atOnce, {});
    addField(Field::Attempts, tr("Attempts &per target"), m_attempts,
             tr("Busy, no answer and carrier errors are tried again"));
    connect(m_from, &QComboBox::activated, this, &CampaignForm::callerIdChanged);
    connect(m_name, &QLineEdit::returnPressed, this, &CampaignForm::accepted);
    connect(m_name, &QLineEdit::textEdited, this, [this] { say(Field::Name, {}); });
    // A problem is over when its field has another value.
    for (const auto &[field, box] :
         {std::pair(Field::Rate, m_rate), std::pair(Field::AtOnce, m_atOnce), std::pair(Field::Attempts, m_attempts)}) {
        connect(box, &QSpinBox::valueChanged, this, [this, changed = field] { say(changed, {}); });
    }
}

void CampaignForm::addField(Field field, const QString &label, QWidget *editor, const QString &hint)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::unit);
    column->addWidget(editor);
    auto *problem = new WrappedLabel(cell);
    problem->hide();
    column->addWidget(problem);
    auto *name = new QLabel(label, this);
    name->setBuddy(editor);
    setSpokenName(editor, QString(label).remove(u'&')); // the label stands beside the cell, not beside the editor
    name->setMinimumHeight(space::rowHeight);
    editor->setToolTip(hint);
    editor->setAccessibleDescription(hint);
    if (!qobject_cast<QLineEdit *>(editor)) {
        guardFromWheel(editor);
    }
    m_form->addRow(name, cell);
    m_editors[field] = editor;
    m_problems[field] = problem;
}

void CampaignForm::setSetup(const Setup &setup)
{
    fillAgents(setup);
    fillNumbers(setup);
}

void CampaignForm::fillAgents(const Setup &setup)
{
    const QVariant chosen = m_agent->count() > 0 ? m_agent->currentData() : dataOf(m_agentBefore);
    m_agent->clear();
    for (const Agent &agent : setup.agents) {
        if (!agent.disabled || agent.id == m_agentBefore) {
            m_agent->addItem(agent.name, dataOf(agent.id));
        }
    }
    choose(m_agent, chosen);
}

void CampaignForm::fillNumbers(const Setup &setup)
{
    const QVariant chosen = m_from->count() > 0 ? m_from->currentData() : dataOf(m_fromBefore);
    m_from->clear();
    for (const PhoneNumber &number : setup.numbers) {
        const QString shown = Words::number(number.number);
        m_from->addItem(number.label.isEmpty() ? shown : u"%1 · %2"_s.arg(shown, number.label), dataOf(number.id));
    }
    choose(m_from, chosen);
    Q_EMIT callerIdChanged();
}

/// A new campaign begins with the first entry; one that exists is left without a choice when its own is gone.
void CampaignForm::choose(QComboBox *box, const QVariant &chosen) const
{
    const int first = box->count() > 0 && !m_isOfCampaign ? 0 : -1;
    box->setCurrentIndex(std::max(box->findData(chosen), first));
}

void CampaignForm::setName(const QString &name)
{
    m_name->setText(name.left(ceilings::nameLength));
}

void CampaignForm::setCampaign(const Campaign &campaign)
{
    m_isOfCampaign = true;
    m_agentBefore = campaign.agent;
    m_fromBefore = campaign.fromNumber;
    setName(campaign.name);
    m_rate->setValue(campaign.ratePerMinute);
    m_atOnce->setValue(campaign.maxConcurrent);
    m_attempts->setValue(campaign.retry.maxAttempts);
}

CampaignEdit CampaignForm::changesOf(const Campaign &campaign) const
{
    const NewCampaign wanted = this->campaign();
    CampaignEdit edit;
    const auto put = [](auto &change, const auto &value, const auto &before) {
        if (value != before) {
            change = value;
        }
    };
    put(edit.name, wanted.name, campaign.name);
    put(edit.agent, wanted.agent, campaign.agent);
    put(edit.fromNumber, wanted.fromNumber, campaign.fromNumber);
    put(edit.ratePerMinute, wanted.ratePerMinute, campaign.ratePerMinute);
    put(edit.maxConcurrent, wanted.maxConcurrent, campaign.maxConcurrent);
    put(edit.maxAttempts, wanted.retry.maxAttempts, campaign.retry.maxAttempts);
    return edit;
}

NewCampaign CampaignForm::campaign() const
{
    NewCampaign campaign;
    campaign.name = m_name->text().trimmed();
    campaign.agent = chosenId<AgentId>(m_agent);
    campaign.fromNumber = chosenId<PhoneNumberId>(m_from);
    campaign.ratePerMinute = m_rate->value();
    campaign.maxConcurrent = m_atOnce->value();
    campaign.retry.maxAttempts = m_attempts->value();
    return campaign;
}

bool CampaignForm::check()
{
    clearErrors();
    const NewCampaign wanted = campaign();
    if (wanted.agent.isNull()) {
        say(Field::Agent, tr("There is no agent to speak on the calls."));
    }
    if (wanted.fromNumber.isNull()) {
        say(Field::From, tr("There is no number to call from."));
    }
    if (wanted.name.isEmpty()) {
        say(Field::Name, tr("Give the campaign a name, for example “Q3 follow-ups”."));
    }
    if (wanted.retry.maxAttempts < 1) {
        say(Field::Attempts, tr("With 0 attempts nobody is called. Allow at least 1."));
    }
    return !wanted.name.isEmpty() && !wanted.agent.isNull() && !wanted.fromNumber.isNull() &&
           wanted.retry.maxAttempts >= 1;
}

std::optional<CampaignForm::Field> CampaignForm::fieldOf(const QString &pointer)
{
    static const std::map<QString, Field> fields = {
        {u"name"_s, Field::Name},
        {u"agent"_s, Field::Agent},
        {u"agent_id"_s, Field::Agent},
        {u"from_number"_s, Field::From},
        {u"from_number_id"_s, Field::From},
        {u"phone_number_id"_s, Field::From},
        {u"from"_s, Field::From},
        {u"rate_per_minute"_s, Field::Rate},
        {u"rate_limit_per_minute"_s, Field::Rate},
        {u"max_concurrent"_s, Field::AtOnce},
        {u"max_attempts"_s, Field::Attempts},
    };
    const auto found = fields.find(pointer.section(u'/', -1));
    return found == fields.end() ? std::nullopt : std::optional(found->second);
}

bool CampaignForm::showError(const Error &error)
{
    clearErrors();
    const auto field = fieldOf(error.pointer);
    if (!field) {
        return false;
    }
    say(*field, Reasons::inWords(error));
    return true;
}

void CampaignForm::say(Field field, const QString &problem)
{
    QLabel *label = m_problems.at(field);
    QPalette ink = label->palette();
    ink.setColor(QPalette::WindowText, colour(ColourRole::Failure, palette()));
    label->setPalette(ink);
    QWidget *editor = m_editors.at(field);
    label->resize(editor->width(), label->height()); // it asks for the height that it needs at this width
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
    editor->setAccessibleDescription(problem.isEmpty() ? editor->toolTip() : problem);
    if (!problem.isEmpty()) {
        editor->setFocus(Qt::OtherFocusReason);
    }
}

void CampaignForm::clearErrors()
{
    for (const auto &[field, label] : m_problems) {
        say(field, {});
    }
}

void CampaignForm::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace campanile
