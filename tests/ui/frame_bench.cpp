#include "frame_bench.h"

#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "common/paged_table_model.h"
#include "common/search_field.h"
#include "core/deliver.h"
#include "frame/main_window.h"
#include "targets/targets_panel.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cstdio>
#include <utility>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int lookMs = 2;
constexpr int keyPauseMs = 200; // longer than the filter waits for the next key
constexpr int dragPauseMs = 16; // a frame
constexpr int patienceMs = 60'000;
constexpr int quietRounds = 5;
constexpr int dragsOfARound = 60;

} // namespace

FrameBench::FrameBench(TimedApplication &application, const OwnServices &services, Theme &theme, QString list,
                       QString more)
    : m_application(application)
    , m_services(services)
    , m_theme(theme)
    , m_list(std::move(list))
    , m_more(std::move(more))
{
    m_look.setInterval(lookMs);
    m_look.setTimerType(Qt::PreciseTimer);
    connect(&m_look, &QTimer::timeout, this, &FrameBench::look);
}

FrameBench::~FrameBench() = default;

void FrameBench::start()
{
    m_services.workspaces.ensureBasics(m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
                                           if (!setup) {
                                               return fail(setup.error());
                                           }
                                           NewCampaign fresh;
                                           fresh.name = u"A long list"_s;
                                           fresh.agent = setup->agents.front().id;
                                           fresh.fromNumber = setup->numbers.front().id;
        m_services.campaigns.create(m_services.caller, fresh, deliverTo<Campaign>(this, [this](const Result<Campaign> &created) {
            if (!created) {
                return fail(created.error());
            }
            m_campaign = created->id;
                                        import(m_list, [this] { openWindow(); });
                                       }));
}));
}

void FrameBench::import(const QString &path, std::function<void()> done)
{
    m_importing = true;
    ImportRequest request;
    request.campaign = m_campaign;
    request.path = path;
    m_services.imports.start(
        m_services.caller, request, nullptr,
        deliverTo<ImportSummary>(this, [this, done = std::move(done)](const Result<ImportSummary> &summary) {
            m_importing = false;
            if (!summary) {
                return fail(summary.error());
            }
            m_rows += summary->inserted;
            done();
        }));
}

void FrameBench::openWindow()
{
    m_window = std::make_unique<MainWindow>(m_services, m_theme);
    m_window->resize(1240, 800);
    m_window->show();
    m_window->showPage(CampaignsPage::key);
    m_window->activateWindow();
    m_steps.push_back({[] {}, [this] { return table() && table()->model()->rowCount() == m_rows && isListed(); }, 500});
    for (int round = 0; round < quietRounds; ++round) {
        plan(m_typing, m_scrolling);
    }
    if (!m_more.isEmpty()) {
        m_steps.push_back({[this] { import(m_more, []{}); }, {}, keyPauseMs});
        plan(m_typingMeanwhile, m_scrollingMeanwhile);
        // What is left of the import is scrolled through.
        m_steps.push_back({[] {}, [this] { return !m_importing && isListed(); }, 0, &m_scrollingMeanwhile});
    }
    next();
    m_look.start();
}

void FrameBench::plan(Blocks &typing, Blocks &scrolling)
{
    for (const QString &text : {u"4155"_s, u"smith"_s, u"a"_s, u"zzz"_s}) {
        planTyping(text, typing);
        planClearing(typing);
    }
    planScrolling(scrolling);
}

void FrameBench::planTyping(const QString &text, Blocks &blocks)
{
    for (const QChar letter : text) {
        m_steps.push_back({[this, letter] { press(filter(), 0, letter); }, {}, keyPauseMs, &blocks});
    }
    m_steps.push_back({[] {}, [this] { return isListed(); }, keyPauseMs, &blocks});
}

void FrameBench::planClearing(Blocks &blocks)
{
    m_steps.push_back({[this] { press(filter(), Qt::Key_Backspace); }, {}, keyPauseMs, &blocks});
    m_steps.push_back(
        {[this] { press(filter(), Qt::Key_Escape); }, [this] { return isListed(); }, keyPauseMs, &blocks});
}

void FrameBench::planScrolling(Blocks &blocks)
{
    for (int i = 0; i < dragsOfARound; ++i) {
        const auto drag = [this, i] {
            QScrollBar *bar = table()->verticalScrollBar();
            bar->setValue(
                static_cast<int>(static_cast<qint64>(bar->maximum()) * (i * 37 % dragsOfARound) / dragsOfARound));
        };
        m_steps.push_back({drag, {}, dragPauseMs, &blocks});
    }
    for (const int key : {Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageUp, Qt::Key_Home, Qt::Key_PageDown, Qt::Key_Down}) {
        m_steps.push_back({[this, key] { press(table(), key); }, {}, dragPauseMs, &blocks});
    }
    const auto wheel = [this] {
        QWidget *view = table()->viewport();
        const QPointF where(view->rect().center());
        QCoreApplication::postEvent(view, new QWheelEvent(where, view->mapToGlobal(where), {}, {0, -120}, Qt::NoButton,
                                                          Qt::NoModifier, Qt::NoScrollPhase, false));
    };
    for (int i = 0; i < dragsOfARound; ++i) {
        m_steps.push_back({wheel, {}, dragPauseMs, &blocks});
    }
    // A row in the middle is chosen, so that place and choice have to be put back from now on.
    m_steps.push_back({[this] { table()->chooseRow(table()->model()->rowCount() / 2); }, {}, keyPauseMs, &blocks});
}

void FrameBench::press(QWidget *where, int key, const QString &text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QCoreApplication::postEvent(where, new QKeyEvent(type, key, Qt::NoModifier, text));
    }
}

void FrameBench::look()
{
    const Step &step = m_steps.front();
    const qint64 waited = m_sinceStep.elapsed();
    if (waited > patienceMs) {
        return fail({ErrorCode::Internal, u"The window did not come to rest."_s, {}});
    }
    if (waited < step.pauseMs || (step.settled && !step.settled())) {
        return;
    }
    if (step.blocks) {
        step.blocks->add(m_application.takeLongest());
    }
    m_steps.pop_front();
    next();
}

void FrameBench::next()
{
    if (m_steps.empty()) {
        m_look.stop();
        QJsonObject figures{
            {"rows"_L1, m_rows}, {"typing"_L1, m_typing.toJson()}, {"scrolling"_L1, m_scrolling.toJson()}};
        if (!m_more.isEmpty()) {
            figures["typing_while_importing"_L1] = m_typingMeanwhile.toJson();
            figures["scrolling_while_importing"_L1] = m_scrollingMeanwhile.toJson();
        }
        Q_EMIT finished(figures);
        return;
    }
    m_application.takeLongest();
    m_sinceStep.start();
    m_steps.front().act();
}

void FrameBench::fail(const Error &error)
{
    m_look.stop();
    std::fprintf(stderr, "%s\n", qPrintable(error.message));
    Q_EMIT finished({});
}

ConsoleTable *FrameBench::table() const
{
    return m_window->findChild<ConsoleTable *>(u"targets"_s);
}

QLineEdit *FrameBench::filter() const
{
    return m_window->findChild<TargetsPanel *>()->findChild<SearchField *>();
}

bool FrameBench::isListed() const
{
    return !qobject_cast<PagedTableModel *>(table()->model())->isLoading();
}

} // namespace campanile
