#include "calls/call_detail.h"

#include "calls/time_line.h"
#include "common/caption.h"
#include "common/elided_label.h"
#include "common/state_chip.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int narrowest = 240;

} // namespace

CallDetail::CallDetail(QWidget *parent)
    : WrappingWidget(parent)
    , m_hint(makeCaption(tr("Choose a call to see its time line."), this))
    , m_body(new QWidget(this))
{
    setMinimumWidth(narrowest);
    m_hint->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, space::group, space::margin, space::margin);
    column->addWidget(m_hint);
    column->addWidget(m_body);
    column->addStretch(1);
    buildFacts();
    m_body->hide();
}

void CallDetail::buildFacts()
{
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    m_number = new ElidedLabel(m_body);
    m_number->setFont(tabularFont(TextSize::Section, QFont::DemiBold));
    m_name = new ElidedLabel(m_body);
    m_state = new StateChip(m_body);
    m_timeLine = new TimeLine(m_body);
    column->addWidget(m_number);
    column->addWidget(m_name);
    column->addWidget(m_state, 0, Qt::AlignLeading);
    column->addSpacing(space::control);
    column->addWidget(m_timeLine);
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(space::group);
    m_facts->setVerticalSpacing(space::unit);
    m_facts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    column->addLayout(m_facts);
    m_from = addFact(tr("From"));
    m_conversation = addFact(tr("Conversation"));
    m_id = addFact(tr("Call ID"));
    m_campaign = new ActionButton("view-task"_L1, {}, m_body);
    column->addSpacing(space::unit);
    column->addWidget(m_campaign, 0, Qt::AlignLeading);
    connect(m_campaign, &QPushButton::clicked, this, [this] { Q_EMIT campaignWanted(m_call->campaign); });
}

CallDetail::Fact CallDetail::addFact(const QString &name)
{
    auto *value = new QLabel(m_body);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setFont(tabularFont(TextSize::Body));
    m_facts->addRow(makeCaption(name, m_body), value);
    return {name, value};
}

void CallDetail::tell(const Fact &fact, const QString &value)
{
    fact.value->setText(value);
    fact.value->setAccessibleName(spoken(fact.name, value));
}

/// A value is heard with its name.
QString CallDetail::spoken(const QString &name, const QString &value)
{
    return tr("%1: %2", "name and value").arg(name, value);
}

void CallDetail::setCall(const std::optional<Call> &call)
{
    m_call = call;
    m_hint->setVisible(!call);
    m_body->setVisible(call.has_value());
    if (call) {
        showCall(*call);
    }
}

void CallDetail::showCall(const Call &call)
{
    m_number->setText(Words::number(call.to));
    m_number->setAccessibleName(spoken(tr("To"), m_number->text()));
    m_name->setText(call.targetName);
    m_name->setAccessibleName(spoken(tr("Name"), m_name->text()));
    m_name->setVisible(!call.targetName.isEmpty());
    m_state->setLook(Words::look(call));
    m_state->setAccessibleName(spoken(tr("State"), m_state->word()));
    m_timeLine->setSteps(TimeLine::stepsOf(call));
    tell(m_from, Words::number(call.from));
    tell(m_conversation, call.conversation.isNull() ? tr("none: not answered") : call.conversation.toString());
    tell(m_id, call.id.toString());
    m_campaign->setText(tr("Show “%1”").arg(QString()));
    const int room = narrowest - 2 * space::margin - m_campaign->sizeHint().width();
    m_campaign->setText(
        tr("Show “%1”").arg(m_campaign->fontMetrics().elidedText(call.campaignName, Qt::ElideRight, room)));
    m_campaign->setToolTip(call.campaignName);
    m_campaign->setVisible(!call.campaign.isNull());
}

} // namespace campanile
