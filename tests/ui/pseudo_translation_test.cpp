// No English of the backend reaches the window: under a language that rewrites every letter of the window's own texts,
// no Latin letter is left in it, whatever holds, pauses or fails.

#include "fakes.h"
#include "pseudo_translation.h"
#include "settings_sandbox.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "common/message_bar.h"
#include "common/reasons.h"
#include "common/words.h"
#include "frame/main_window.h"
#include "imports/import_page.h"
#include "imports/import_summary_view.h"
#include "imports/mapping_view.h"
#include "imports/role_header.h"
#include "live/live_page.h"
#include "theme/action_button.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QTimeZone>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr WallTime soon{4'102'444'800'000}; // 2100

Call endedCall(qint64 id, EndReason reason)
{
    Call call;
    call.id = AttemptId{id};
    call.to = E164{14155550142};
    call.targetName = u"Анна"_s;
    call.campaign = CampaignId{101};
    call.campaignName = u"№ 1"_s;
    call.state = AttemptState::Ended;
    call.endReason = reason;
    call.dialledAt = {1'785'317'400'000};
    call.answeredAt = {wasAnswered(reason) ? 1'785'317'405'000 : 0};
    call.endedAt = {1'785'317'430'000};
    return call;
}

std::vector<Obstacle> allObstacles()
{
    std::vector<Obstacle> all = {OwnPace{30},
                                 MissedBy{Milliseconds(90'000)},
                                 FailedFor{},
                                 CountryRefusal{E164{442079460000}, u"GB"_s, E164{14155550100}, {u"US"_s}},
                                 CountryRefusal{E164{442079460000}, u"GB"_s, E164{14155550100}, {}},
                                 CountryRefusal{E164{870773111632}, {}, E164{14155550100}, {}}};
    all.insert(all.end(), allRowStands.begin(), allRowStands.end());
    all.insert(all.end(), allCampaignStatuses.begin(), allCampaignStatuses.end());
    for (const EndReason reason : allEndReasons) {
        all.emplace_back(FailedFor{reason});
    }
    return all;
}

MappedColumn column(const QString &header, ColumnRole role, RoleReason reason, int priority = 0)
{
    MappedColumn column{header, role, role == ColumnRole::Number ? std::string() : header.toStdString(), priority};
    column.reason = reason;
    column.numberShare = 92;
    return column;
}

/// A list about which there is something to say everywhere: rows above the header, a guessed encoding, a row that
/// cannot be read, a number of two readings, and every reason why a column has its meaning.
CsvPreview doubtfulList()
{
    CsvPreview preview;
    preview.encoding = TextEncoding::Windows1252;
    preview.evidence = EncodingEvidence::Assumed;
    preview.mapping.columns = {column(u"Тел."_s, ColumnRole::Number, RoleReason::Heading, 1),
                               column(u"Моб."_s, ColumnRole::FurtherNumber, RoleReason::Content, 2),
                               column(u"Код"_s, ColumnRole::Country, RoleReason::OnlyCandidate),
                               column(u"Факс"_s, ColumnRole::Variable, RoleReason::OtherThing),
                               column(u"№"_s, ColumnRole::NumberLabel, RoleReason::NoNumbers),
                               column(u"Имя"_s, ColumnRole::Name, RoleReason::Chosen)};
    preview.mapping.columns.emplace_back(); // without a heading
    preview.mapping.columns.back().variableKey = "7";
    preview.mapping.preambleRows = 1;
    preview.headerLine = 2;
    preview.rows = {{1, {u"Отчёт"_s}, {}},
                    {2, {u"Тел."_s, u"Моб."_s, u"Код"_s, u"Факс"_s, u"№"_s, u"Имя"_s}, {}},
                    {3, {u"491711234573"_s, {}, u"49"_s, {}, {}, u"Анна \uFFFD"_s}, {}},
                    {4, {}, CsvProblem::NulByte, 4}};
    preview.estimatedRows = 2;
    preview.bytesTotal = 0;
    return preview;
}

} // namespace

class PseudoTranslationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theFinderSeesWhatWasNotTranslated();
    void everyHoldIsTranslated();
    void everyPauseIsTranslated();
    void everyOutcomeIsTranslated();
    void everyProblemOfTheEngineIsTranslated();
    void everyRefusalIsTranslated();
    void everyObstacleIsTranslated();
    void everyColumnOfAListIsTranslated();
    void everyQuestionAboutAListIsTranslated();
    void everyStepOfAnImportIsTranslated();
    void everyProblemOfAFileIsTranslated();

private:
    void show(QLatin1StringView page);
    void isAllTranslated();
    void isTranslated(const QString &words);
    [[nodiscard]] bool tells(const QString &text) const;
    CampaignOverview &addCampaign(CampaignStatus status);
    void openList();
    void readListAnew();
    void publish(CampaignId campaign);

    SettingsSandbox m_sandbox;
    PseudoTranslator m_translator;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void PseudoTranslationTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::Russian)); // its dates have no Latin letter
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
}

void PseudoTranslationTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
    m_backend->setup.setup.agents.front().name = u"Агент"_s;
    m_backend->engine.now.storage = u"3.40.1"_s;
    m_backend->engine.now.dataDirectory = u"/1"_s;
    m_backend->targets.names = u"№ %1"_s;
}

void PseudoTranslationTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
}

void PseudoTranslationTest::show(QLatin1StringView page)
{
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
    m_window->showPage(page);
}

CampaignOverview &PseudoTranslationTest::addCampaign(CampaignStatus status)
{
    CampaignOverview &overview = m_backend->campaigns.add(u"№ 1"_s, status, 5);
    overview.agentName = u"Агент"_s;
    return overview;
}

void PseudoTranslationTest::publish(CampaignId campaign)
{
    ChangeSet changes;
    changes.campaigns.insert(campaign);
    changes.engine = true;
    m_backend->changes.publish(changes);
}

bool PseudoTranslationTest::tells(const QString &text) const
{
    const auto bars = m_window->findChildren<MessageBar *>();
    return std::any_of(bars.begin(), bars.end(),
                       [&](const MessageBar *bar) { return bar->isVisible() && bar->text().contains(text); });
}

/// The name of the time zone and the ids of calls are not words.
void PseudoTranslationTest::isAllTranslated()
{
    QStringList values{QString::fromLatin1(QTimeZone::systemTimeZoneId()), // and names of encodings and countries
                       encodingName(TextEncoding::Utf8), encodingName(TextEncoding::Windows1252), u"US"_s, u"DE"_s};
    for (const Call &call : m_backend->calls.history) {
        values << call.id.toString();
    }
    LatinFinder finder(values);
    finder.walk(*m_window);
    QVERIFY2(finder.found().isEmpty(), qPrintable(finder.found().join(u'\n')));
    QVERIFY(finder.seen() > 100);
}

void PseudoTranslationTest::isTranslated(const QString &words)
{
    QString rest = words;
    rest.remove(u"GB"_s).remove(u"US"_s); // codes of countries are values
    QVERIFY2(!words.isEmpty(), "there are no words for it");
    QVERIFY2(std::none_of(rest.begin(), rest.end(), PseudoTranslator::isLatin), qPrintable(words));
}

void PseudoTranslationTest::theFinderSeesWhatWasNotTranslated()
{
    QWidget window;
    auto *label = new QLabel(Reasons::inWords(Hold{HoldReason::Stopped, {}}), &window);
    LatinFinder clean({});
    clean.walk(window);
    QCOMPARE(clean.found(), QStringList());
    label->setText(Words::tr("Paused: %1").arg(u"The disk is full."_s)); // English as a value of a translated text
    LatinFinder finder({});
    finder.walk(window);
    QCOMPARE(finder.found().size(), 1);
    QVERIFY(finder.found().front().contains(u"The disk is full."_s));
}

void PseudoTranslationTest::everyHoldIsTranslated()
{
    const CampaignId id = addCampaign(CampaignStatus::Active).campaign.id;
    show(CampaignsPage::key);
    for (const HoldReason reason : allHoldReasons) {
        const Hold hold{reason, reason == HoldReason::OutsideHours ? soon : WallTime{}};
        m_backend->campaigns.find(id)->hold = hold;
        publish(id);
        if (hold.isWorthTelling()) {
            isTranslated(Reasons::inWords(hold));
            // Stop all is told for the whole window, and its own limit is no reason to hold a campaign.
            const bool isTold = reason != HoldReason::Stopped && reason != HoldReason::CampaignBusy;
            QTRY_VERIFY2(tells(Reasons::inWords(hold)) == isTold, qPrintable(nameOf(reason)));
        }
        isAllTranslated();
    }
}

void PseudoTranslationTest::everyPauseIsTranslated()
{
    const CampaignId id = addCampaign(CampaignStatus::Paused).campaign.id;
    show(CampaignsPage::key);
    using Code = PauseReason::Code;
    for (const Code code : {Code::FailuresInARow, Code::ShareOfFailures, Code::EarlierVersion}) {
        const PauseReason reason{code, 26, 50, code == Code::EarlierVersion ? u"It rained."_s : QString()};
        m_backend->campaigns.find(id)->campaign.pauseReason = reason;
        publish(id);
        isTranslated(Reasons::inWords(reason));
        QTRY_VERIFY2(tells(Reasons::inWords(reason)), nameOf(code).data());
        isAllTranslated();
    }
}

void PseudoTranslationTest::everyOutcomeIsTranslated()
{
    CampaignOverview &overview = addCampaign(CampaignStatus::Active);
    qint64 n = 0;
    for (const EndReason reason : allEndReasons) {
        overview.stats.byOutcome[reason] = ++n;
        m_backend->targets.outcomes[n] = reason;
        m_backend->calls.history.push_back(endedCall(n, reason));
    }
    m_backend->targets.fill(n);
    show(CampaignsPage::key);
    const auto *targets = m_window->findChild<ConsoleTable *>(u"targets"_s);
    QTRY_COMPARE(targets->model()->rowCount(), static_cast<int>(n));
    QTRY_COMPARE(targets->model()->index(0, 4).data().toString(), Words::look(allEndReasons.front()).word);
    isAllTranslated();
    m_window->showPage(CallsPage::key);
    auto *calls = m_window->findChild<ConsoleTable *>(u"calls"_s);
    QTRY_COMPARE(calls->model()->rowCount(), static_cast<int>(n));
    for (int row = 0; row < static_cast<int>(n); ++row) {
        const QString word = Words::look(allEndReasons[static_cast<std::size_t>(row)]).word;
        isTranslated(word);
        QTRY_COMPARE(calls->model()->index(row, 3).data().toString(), word);
        calls->chooseRow(row); // everything about it stands beside the table
        isAllTranslated();
    }
}

void PseudoTranslationTest::everyProblemOfTheEngineIsTranslated()
{
    const CampaignId id = addCampaign(CampaignStatus::Active).campaign.id;
    show(LivePage::key);
    using Code = EngineProblem::Code;
    for (const Code code :
         {Code::TakenOver, Code::OutcomesNotWritten, Code::GateFailed, Code::PlanFailed, Code::NoAnswer}) {
        for (const ErrorCode cause : {ErrorCode::StorageFull, ErrorCode::StorageFailed}) {
            const EngineProblem problem{code, cause, u"disk I/O error"_s};
            m_backend->engine.now.problem = problem;
            publish(id);
            isTranslated(Reasons::inWords(problem));
            QTRY_VERIFY2(tells(Reasons::inWords(problem)), nameOf(code).data());
            isAllTranslated();
        }
    }
    m_backend->engine.now.problem = {};
    m_backend->engine.now.advice = {EngineAdvice::Code::ManyOneOffCalls, 120};
    publish(id);
    QTRY_VERIFY(tells(Reasons::inWords(m_backend->engine.now.advice)));
    isAllTranslated();
}

void PseudoTranslationTest::everyRefusalIsTranslated()
{
    const CampaignId id = addCampaign(CampaignStatus::Paused).campaign.id;
    show(CampaignsPage::key);
    auto *resume = m_window->findChild<ActionButton *>(u"resume"_s);
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        QTRY_VERIFY(resume->isVisible());
        const Error refusal{static_cast<ErrorCode>(code), u"The disk is full."_s, {}};
        m_backend->campaigns.refusal = refusal;
        resume->click();
        QTRY_VERIFY2(tells(Reasons::inWords(refusal)), codeName(refusal.code).data());
        isAllTranslated();
    }
    QCOMPARE(m_backend->campaigns.find(id)->campaign.status, CampaignStatus::Paused);
}

void PseudoTranslationTest::everyObstacleIsTranslated()
{
    for (const Obstacle &obstacle : allObstacles()) {
        isTranslated(Reasons::inWords(obstacle));
    }
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        isTranslated(Reasons::inWords(static_cast<ErrorCode>(code)));
    }
    for (int rule = 1; rule <= static_cast<int>(ErrorRule::EncodingMissing); ++rule) {
        const Error error{
            ErrorCode::Internal, u"The disk is full."_s, {}, static_cast<ErrorRule>(rule), {u"1"_s, u"2"_s}};
        isTranslated(Reasons::inWords(error));
    }
    for (int problem = 1; problem <= static_cast<int>(NumberProblem::NoSuchArea); ++problem) {
        const RejectedRow row{1, {}, u"It rained."_s, {}, ErrorRule::RowNumber, {QString::number(problem)}};
        isTranslated(Reasons::inWords(row));
        isTranslated(Reasons::inWords(static_cast<NumberProblem>(problem), u"+491"_s, u"+492"_s));
    }
    for (const ErrorRule rule : {ErrorRule::RowUnreadable, ErrorRule::RowListed, ErrorRule::RowCountry,
                                 ErrorRule::RowZone, ErrorRule::RowConsent, ErrorRule::RowCalled, ErrorRule::RowWaiting,
                                 ErrorRule::RowUnclear, ErrorRule::RowLabelled, ErrorRule::RowShared}) {
        isTranslated(Reasons::inWords(RejectedRow{1, {}, u"It rained."_s, {}, rule, {u"1"_s, u"2"_s}}));
    }
    for (int problem = 1; problem <= static_cast<int>(CsvProblem::MovedFields); ++problem) {
        isTranslated(Reasons::inWords(static_cast<CsvProblem>(problem), 7));
    }
    isTranslated(Reasons::inWords(Explanation{}));
}

/// Opens a list whose name has no letters, and waits until everything about it has been read.
void PseudoTranslationTest::openList()
{
    m_window->openCsv(u"/1"_s);
    QTRY_VERIFY(m_window->findChild<MappingView *>()->isVisible());
    QTRY_VERIFY(!m_backend->imports.regions.back().isEmpty());
    QCoreApplication::processEvents();
}

void PseudoTranslationTest::readListAnew()
{
    auto *box = m_window->findChild<QComboBox *>(u"delimiter"_s);
    box->setCurrentIndex(box->currentIndex() == 1 ? 2 : 1);
    Q_EMIT box->activated(box->currentIndex());
    QCoreApplication::processEvents();
}

void PseudoTranslationTest::everyColumnOfAListIsTranslated()
{
    m_backend->imports.shown = doubtfulList();
    show(ImportPage::key);
    isAllTranslated(); // how to choose a file
    openList();
    isAllTranslated();
    const RoleHeader &roles = m_window->findChild<MappingView *>()->roles();
    QCOMPARE(roles.roleBoxes().size(), std::size_t{7});
    for (const QComboBox *box :
         {roles.roleBox(0), m_window->findChild<QComboBox *>(u"numberReading"_s),
          m_window->findChild<QComboBox *>(u"delimiter"_s), m_window->findChild<QComboBox *>(u"firstRow"_s)}) {
        for (int item = 0; item < box->count(); ++item) {
            isTranslated(box->itemText(item));
        }
    }
    QVERIFY(m_window->findChild<QWidget *>(u"encodingDoubt"_s)->isVisible());
    QVERIFY(m_window->findChild<QWidget *>(u"numberHint"_s)->isVisible());
    auto *reading = m_window->findChild<QComboBox *>(u"numberReading"_s);
    reading->setCurrentIndex(2);
    Q_EMIT reading->activated(2);
    isAllTranslated();
    m_backend->imports.shown.mapping.hasHeader = false;
    m_backend->imports.shown.mapping.preambleRows = 0;
    m_backend->imports.shown.evidence = EncodingEvidence::Declared;
    readListAnew();
    isAllTranslated();
}

void PseudoTranslationTest::everyQuestionAboutAListIsTranslated()
{
    show(ImportPage::key);
    m_backend->imports.shown = doubtfulList();
    openList();
    using Kind = ColumnQuestion::Kind;
    for (const Kind kind : {Kind::WhichColumn, Kind::IsThisANumber, Kind::SideBySide, Kind::PeopleAbove}) {
        m_backend->imports.shown.mapping.question = ColumnQuestion{kind, {{0, u"Тел."_s, 92, 80}, {6, {}, 90, 70}}};
        readListAnew();
        QVERIFY(m_window->findChild<ActionButton *>(u"columnAnswer"_s));
        isAllTranslated();
    }
    ColumnMapping &mapping = m_backend->imports.shown.mapping;
    mapping.question = ColumnQuestion{Kind::WhichEncoding, {{0, u"Тел."_s, 0, 0}}};
    readListAnew();
    QVERIFY(!m_window->findChild<ActionButton *>(u"columnAnswer"_s)); // it is chosen among the encodings
    isAllTranslated();
    mapping.question.reset();
    mapping.columns[0].role = ColumnRole::Variable; // there is no number
    readListAnew();
    isAllTranslated();
    mapping.columns[0].role = ColumnRole::Number;
    mapping.columns[3].role = ColumnRole::Name; // there are two names
    readListAnew();
    isAllTranslated();
    mapping.columns[3].role = ColumnRole::Variable;
    m_backend->imports.shown.estimatedRows = 0;
    readListAnew();
    isAllTranslated();
}

void PseudoTranslationTest::everyStepOfAnImportIsTranslated()
{
    FakeImports &imports = m_backend->imports;
    imports.shown = doubtfulList();
    imports.holdKnown = true;
    show(ImportPage::key);
    openList();
    m_window->findChild<ActionButton *>(u"import"_s)->click();
    QTRY_VERIFY(imports.knownJob != nullptr);
    isAllTranslated(); // known people are looked for
    KnownPeople people;
    people.people = 9;
    people.called = 3;
    people.waiting = 4;
    people.lastCall = soon;
    people.same = addCampaign(CampaignStatus::Completed).campaign.id;
    people.waitsIn = people.same;
    imports.heldKnown(people);
    const auto answer = [this] { return m_window->findChild<ActionButton *>(u"doIt"_s); };
    QTRY_VERIFY(answer());
    isAllTranslated(); // the question about them
    answer()->click();
    QTRY_VERIFY(imports.request.has_value());
    imports.progress({50, 100, 5, 2, 1, 1, 1, 1, 3});
    QCoreApplication::processEvents();
    isAllTranslated();
    ImportSummary summary{ImportId{3}, 9, 1, 2, 1, 1, 1, 1, {}, {}, {}};
    const QString twoReadings = QString::number(static_cast<int>(NumberProblem::TwoReadings));
    summary.firstRejects = {{3, u"1"_s, u"It rained."_s, u"1"_s, ErrorRule::RowNumber, {twoReadings, u"+1"_s, u"+2"_s}},
                            {4, u"2"_s, u"It rained."_s, u"2"_s, ErrorRule::RowUnreadable, {u"5"_s, u"4"_s}}};
    summary.firstSkipped = {{5, u"3"_s, u"It rained."_s, u"3"_s, ErrorRule::RowConsent, {u"Тел."_s, u"да"_s}}};
    summary.reading = {{u"column 7"_s},
                       u"column 2"_s,
                       u"column 3"_s,
                       {u"column 4"_s},
                       encodingName(TextEncoding::Utf8),
                       true,
                       u"comma"_s,
                       u"Тел.,Моб."_s,
                       2};
    imports.reply(summary);
    QTRY_VERIFY(m_window->findChild<ImportSummaryView *>()->isVisible());
    isAllTranslated();
    for (QAbstractButton *fate : m_window->findChild<ImportSummaryView *>()->findChildren<QAbstractButton *>()) {
        if (fate->isCheckable()) {
            fate->click(); // rejected rows, skipped rows
            isAllTranslated();
        }
    }
}

void PseudoTranslationTest::everyProblemOfAFileIsTranslated()
{
    show(ImportPage::key);
    for (const ErrorCode code : {ErrorCode::InvalidInput, ErrorCode::FileNotReadable, ErrorCode::Internal}) {
        m_backend->imports.fileProblem = Error{code, u"The disk is full."_s, {}, ErrorRule::None, {}};
        m_window->openCsv(u"/1"_s);
        QTRY_VERIFY(m_window->findChild<ActionButton *>(u"tryAgain"_s)->isVisible());
        isAllTranslated();
    }
    m_window->findChild<ActionButton *>(u"tryAgain"_s)->click();
    isAllTranslated(); // it is being read
}

QTEST_MAIN(PseudoTranslationTest)
#include "pseudo_translation_test.moc"
