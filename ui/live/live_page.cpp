#include "live/live_page.h"

#include "common/caption.h"
#include "common/coalescer.h"
#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/reasons.h"
#include "common/words.h"
#include "core/deliver.h"
#include "live/live_model.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView readCause{"live/read"};

} // namespace

LivePage::LivePage(const OwnServices &services, QWidget *parent)
    : PageWidget(parent)
    , m_services(services)
    , m_model(new LiveModel(this))
    , m_coalescer(new Coalescer(this, Coalescer::Pace::OneAtATime))
    , m_second(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildRows(), 1);
    connectParts();
    m_coalescer->setAwake(false);
}

QString LivePage::title()
{
    return tr("Live calls");
}

QString LivePage::help() const
{
    return tr("The calls that are on the line now, the oldest first, with the time since each was dialled or answered. "
              "Choose one and press Hang up, or Delete, to end it. A call that has ended stands on the page Calls.");
}

QWidget *LivePage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::margin, space::group, space::margin, space::control);
    row->addWidget(makePageTitle(title(), head));
    m_summary = makeCaption({}, head);
    row->addWidget(m_summary, 1, Qt::AlignBottom);
    m_hangUp = new ActionButton("call-stop"_L1, tr("Hang up…"), head);
    m_hangUp->setEnabled(false);
    row->addWidget(m_hangUp);
    connect(m_hangUp, &QPushButton::clicked, this, &LivePage::askToHangUp);
    return head;
}

QWidget *LivePage::buildRows()
{
    m_table = new ConsoleTable(u"live"_s, tr("Calls in progress"), this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({16, 18, 26, 10, 10, 24});
    m_table->restoreColumns();
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_noCalls = new EmptyState("call-start"_L1, tr("No calls right now."), {}, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_noCalls);
    m_stack->addWidget(m_table);
    return m_stack;
}

void LivePage::connectParts()
{
    m_second->setInterval(1000);
    m_second->setTimerType(Qt::PreciseTimer);
    connect(m_second, &QTimer::timeout, m_model, &LiveModel::tick);
    connect(m_table, &QWidget::customContextMenuRequested, this, &LivePage::offerActions);
    connect(m_table, &ConsoleTable::deletePressed, this, &LivePage::askToHangUp);
    connect(m_table, &ConsoleTable::currentRowChanged, this, &LivePage::updateHangUp);
    connect(m_coalescer, &Coalescer::due, this, &LivePage::read);
    connect(&m_services.changes, &ChangeFeed::changed, this, &LivePage::onChanged);
}

void LivePage::showEvent(QShowEvent *event)
{
    PageWidget::showEvent(event);
    m_second->start();
    m_coalescer->setAwake(true);
    m_coalescer->trigger();
}

void LivePage::hideEvent(QHideEvent *event)
{
    PageWidget::hideEvent(event);
    m_second->stop();
    m_coalescer->setAwake(false);
}

void LivePage::refresh()
{
    m_coalescer->trigger();
}

void LivePage::onChanged(const ChangeSet &changes)
{
    if (changes.calls) {
        m_coalescer->trigger();
    }
}

void LivePage::read()
{
    m_services.calls.live(
        m_services.caller,
        deliverTo<std::vector<Call>>(this, [this](const Result<std::vector<Call>> &result) { onRead(result); }));
}

void LivePage::onRead(const Result<std::vector<Call>> &result)
{
    m_coalescer->done();
    if (!result.ok()) {
        Q_EMIT noticeRaised(failureNotice(
            tr("The calls in progress could not be read."), result.error(), tr("Try again"), [this] { refresh(); },
            readCause));
        return;
    }
    Q_EMIT noticeWithdrawn(readCause);
    m_model->replace(*result);
    const int count = m_model->rowCount();
    m_stack->setCurrentWidget(count > 0 ? static_cast<QWidget *>(m_table) : m_noCalls);
    m_summary->setText(count > 0 ? tr("%Ln call(s) in progress", nullptr, count) : QString());
    updateHangUp();
}

void LivePage::setEngine(const EngineStatus &status)
{
    m_engine = status;
    showWhenNext();
    Q_EMIT badgeChanged(status.liveCalls);
}

void LivePage::showWhenNext()
{
    if (m_engine.stoppedByHand) {
        m_noCalls->setDetail(tr("Stopped: nothing new is dialled until Stop all is released."));
    } else if (!m_engine.problem.isNone()) {
        m_noCalls->setDetail(Reasons::inWords(m_engine.problem));
    } else if (m_engine.nextDueAt.ms > 0) {
        m_noCalls->setDetail(tr("Next due %1.").arg(Words::moment(m_engine.nextDueAt)));
    } else if (m_engine.queued > 0) {
        m_noCalls->setDetail(tr("Nobody is to be called now. See the campaigns for what they wait for."));
    } else {
        m_noCalls->setDetail(tr("Nothing is waiting to be called. Start a campaign to see its calls here."));
    }
}

void LivePage::updateHangUp()
{
    m_hangUp->setEnabled(canHangUp());
    Q_EMIT hangUpPossibleChanged();
}

bool LivePage::canHangUp() const
{
    return m_table->currentRow() >= 0 && m_table->currentRow() < m_model->rowCount();
}

void LivePage::offerActions(const QPoint &where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *action = menu->addAction(roleIcon("call-stop"_L1), tr("Hang up…"));
    action->setShortcut(QKeySequence::Delete);
    action->setEnabled(m_hangUp->isEnabled());
    connect(action, &QAction::triggered, this, &LivePage::askToHangUp);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void LivePage::askToHangUp()
{
    if (!canHangUp()) {
        return;
    }
    const Call call = m_model->at(m_table->currentRow());
    const QString who = call.targetName.isEmpty() ? Words::number(call.to) : call.targetName;
    ConfirmDialog::ask(this,
                       {tr("End the call with %1?").arg(who),
                        tr("The conversation is cut off where it is."),
                        {},
                        tr("Hang up"),
                        tr("Keep talking"),
                        true},
                       [this, id = call.id] { hangUp(id); });
}

void LivePage::hangUp(AttemptId call)
{
    m_services.calls.hangUp(m_services.caller, call, deliverTo<void>(this, [this](const Result<void> &result) {
                                // A call that has ended meanwhile needs no message: it leaves the list.
                                if (!result.ok() && result.error().code != ErrorCode::Conflict) {
                                    Q_EMIT noticeRaised(failureNotice(tr("The call was not ended."), result.error()));
                                }
                                m_coalescer->trigger();
                            }));
}

} // namespace campanile
