#include "imports/import_page.h"

#include "common/elided_label.h"
#include "common/empty_state.h"
#include "common/reasons.h"
#include "core/deliver.h"
#include "imports/import_progress_view.h"
#include "imports/import_summary_view.h"
#include "imports/known_people.h"
#include "imports/mapping_view.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPointer>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto folderKey = "import/folder"_L1;

} // namespace

ImportPage::ImportPage(const OwnServices &services, QWidget *parent)
    : PageWidget(parent)
    , m_services(services)
    , m_title(new ElidedLabel(this))
    , m_stack(new QStackedWidget(this))
{
    setTextSize(m_title, TextSize::Title, QFont::DemiBold);
    m_title->setText(title());
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::margin, space::group, space::margin, space::control);
    head->addWidget(m_title);
    head->addStrut(space::rowHeight); // as where buttons stand beside it
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    buildViews();
    connectViews();
}

QString ImportPage::title()
{
    return tr("Import");
}

QString ImportPage::help() const
{
    return tr(
        "Brings the people of a CSV file into a campaign. Look at the first rows, and see above each column whether "
        "its meaning is right: only the column that is headed Number is called. Nobody is called by an import; "
        "rows that are not taken are listed with their reasons.");
}

void ImportPage::buildViews()
{
    m_invitation = buildInvitation();
    m_reading = buildReading();
    m_problem = buildProblem();
    m_mapping = new MappingView(m_services, this);
    m_progress = new ImportProgressView(this);
    m_summary = new ImportSummaryView(m_services, this);
    for (QWidget *view :
         {static_cast<QWidget *>(m_invitation), static_cast<QWidget *>(m_reading), static_cast<QWidget *>(m_problem),
          static_cast<QWidget *>(m_mapping), static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_summary)}) {
        m_stack->addWidget(view);
    }
}

EmptyState *ImportPage::buildInvitation()
{
    auto *state =
        new EmptyState("document-import"_L1, tr("Drop a CSV file anywhere on the window"),
                       tr("One row per person: a telephone number, and whatever the agent should know."), this);
    auto *choose = state->addButton(
        new ActionButton("document-open"_L1, tr("Choose a file…"), state, ActionButton::Kind::Primary));
    auto *close = state->addButton(new ActionButton(tr("Close"), state));
    connect(choose, &QPushButton::clicked, this, &ImportPage::chooseFile);
    connect(close, &QPushButton::clicked, this, &ImportPage::closed);
    return state;
}

EmptyState *ImportPage::buildReading()
{
    return new EmptyState("document-import"_L1, tr("Reading the first rows…"), {}, this);
}

EmptyState *ImportPage::buildProblem()
{
    auto *state = new EmptyState("document-open"_L1, tr("This file cannot be imported"), {}, this);
    auto *choose = state->addButton(
        new ActionButton("document-open"_L1, tr("Choose another file…"), state, ActionButton::Kind::Primary));
    m_anotherWay = state->addButton(new ActionButton(tr("Read it another way…"), state));
    m_anotherWay->setObjectName(u"anotherWay"_s);
    auto *again = state->addButton(new ActionButton("view-refresh"_L1, tr("Try again"), state));
    again->setObjectName(u"tryAgain"_s);
    auto *close = state->addButton(new ActionButton(tr("Close"), state));
    connect(choose, &QPushButton::clicked, this, &ImportPage::chooseFile);
    connect(m_anotherWay, &QPushButton::clicked, this, &ImportPage::readAnotherWay);
    connect(again, &QPushButton::clicked, this, &ImportPage::preview);
    connect(close, &QPushButton::clicked, this, &ImportPage::closed);
    return state;
}

void ImportPage::connectViews()
{
    connect(m_mapping, &MappingView::previewWanted, this, &ImportPage::read);
    connect(m_mapping, &MappingView::importClicked, this, &ImportPage::onImportClicked);
    connect(m_mapping, &MappingView::closeClicked, this, &ImportPage::closed);
    connect(m_progress, &ImportProgressView::cancelClicked, this, &ImportPage::cancel);
    connect(m_summary, &ImportSummaryView::closeClicked, this, &ImportPage::closed);
    connect(m_summary, &ImportSummaryView::againClicked, this, &ImportPage::showMapping);
    connect(m_summary, &ImportSummaryView::readingWanted, this, [this] {
        showMapping();
        m_mapping->focusNumberReading();
    });
    connect(m_summary, &ImportSummaryView::showClicked, this, &PageWidget::campaignWanted);
    connect(m_summary, &ImportSummaryView::startClicked, this, &ImportPage::startWanted);
}

QString ImportPage::fileName() const
{
    return QFileInfo(m_path).fileName();
}

bool ImportPage::isImporting() const
{
    return m_stack->currentWidget() == m_progress;
}

CampaignId ImportPage::invited() const
{
    const bool isOver = isImporting() || m_stack->currentWidget() == m_summary;
    return isOver ? CampaignId{} : m_campaign;
}

void ImportPage::invite(CampaignId campaign)
{
    if (isImporting()) {
        return;
    }
    m_campaign = campaign;
    ++m_question;
    m_title->setText(title());
    m_stack->setCurrentWidget(m_invitation);
}

void ImportPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import a CSV"), QSettings().value(folderKey).toString(),
                                   tr("CSV files (*.csv *.tsv *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
        open(path, m_campaign);
    });
    dialog->open();
}

void ImportPage::open(const QString &path, CampaignId campaign)
{
    if (isImporting()) {
        Q_EMIT noticeRaised({Notice::Severity::Information,
                             tr("%1 is still being imported. Open the next file when it is done.").arg(fileName()),
                             {},
                             {}});
        return;
    }
    m_path = path;
    m_campaign = campaign;
    preview();
}

void ImportPage::preview()
{
    m_title->setText(tr("Import %1").arg(fileName()));
    m_stack->setCurrentWidget(m_reading);
    m_mapping->forget();
    read({}, m_mapping->region());
}

void ImportPage::read(const CsvChoices &choices, const QString &region)
{
    m_services.imports.preview(
        m_services.caller, m_path, choices, region,
        deliverTo<CsvPreview>(this, [this, question = ++m_question](const Result<CsvPreview> &preview) {
            if (question == m_question) {
                onPreview(preview);
            }
        }));
}

void ImportPage::onPreview(const Result<CsvPreview> &preview)
{
    const bool isFirst = m_stack->currentWidget() == m_reading;
    if (preview.ok()) {
        if (isFirst) {
            m_mapping->setFile(m_path, m_campaign);
            showMapping();
        }
        m_mapping->setPreview(*preview);
    } else if (isFirst) {
        showProblem(preview.error());
    } else {
        m_mapping->showUnreadable(preview.error());
    }
}

void ImportPage::showProblem(const Error &error)
{
    m_unreadable = error;
    m_problem->setDetail(Reasons::inWords(error));
    m_anotherWay->setVisible(error.code == ErrorCode::InvalidInput); // it is there, but not what it seems
    m_stack->setCurrentWidget(m_problem);
}

void ImportPage::readAnotherWay()
{
    m_mapping->setFile(m_path, m_campaign);
    m_stack->setCurrentWidget(m_mapping);
    m_mapping->showUnreadable(m_unreadable);
}

void ImportPage::onImportClicked(const ImportPlan &plan)
{
    m_plan = plan;
    m_cancelled = false;
    m_progress->begin(fileName());
    m_stack->setCurrentWidget(m_progress);
    if (plan.campaign.isNull()) {
        return lookForKnownPeople(plan.created.agent, plan.created.fromNumber);
    }
    m_services.campaigns.get(m_services.caller, plan.campaign,
                             deliverTo<CampaignOverview>(this, [this](const Result<CampaignOverview> &found) {
                                 if (!found.ok() || isCancelled()) {
                                     return found.ok() ? showMapping() : backToMapping(found.error());
                                 }
                                 lookForKnownPeople(found->campaign.agent, found->campaign.fromNumber);
                             }));
}

/// A list may be one that was called or imported before, under another name or with a row more.
void ImportPage::lookForKnownPeople(AgentId agent, PhoneNumberId fromNumber)
{
    KnownPeopleRequest request;
    request.list = requestOfPlan();
    request.agent = agent;
    request.fromNumber = fromNumber;
    m_job = m_services.imports.known(m_services.caller, std::move(request),
                                     deliverTo<KnownPeople>(this, [this](const Result<KnownPeople> &people) {
                                         m_job.reset();
                                         people.ok() ? onKnownPeople(*people) : backToMapping(people.error());
                                     }));
}

void ImportPage::onKnownPeople(const KnownPeople &people)
{
    if (isCancelled()) {
        return showMapping();
    }
    if (!isToBeAsked(people)) {
        return importInto({});
    }
    m_services.campaigns.list(m_services.caller,
                              deliverTo<std::vector<CampaignOverview>>(
                                  this, [this, people](const Result<std::vector<CampaignOverview>> &campaigns) {
                                      if (isCancelled()) {
                                          return showMapping();
                                      }
                                      ask(people, campaigns.ok() ? *campaigns
                                                                 : std::vector<CampaignOverview>()); // their names only
                                  }));
}

void ImportPage::ask(const KnownPeople &people, const std::vector<CampaignOverview> &campaigns)
{
    const auto nameOf = [&campaigns](CampaignId id) {
        const auto found = std::find_if(campaigns.begin(), campaigns.end(),
                                        [id](const CampaignOverview &o) { return o.campaign.id == id; });
        return found == campaigns.end() ? QString() : found->campaign.name;
    };
    const bool skips = offersNewPeople(people);
    ConfirmDialog::ask(
        this, askAboutKnown(people, m_plan.campaign, nameOf(people.same), nameOf(people.waitsIn)),
        [this, skips] { importInto(skips ? std::optional(WallTime{}) : std::nullopt); }, [this] { importInto({}); },
        [this] { showMapping(); });
}

void ImportPage::cancel()
{
    if (m_job) {
        m_job->cancel();
    } else {
        m_cancelled = true;
    }
}

/// Whether Cancel was pressed while nothing ran that could be cancelled.
bool ImportPage::isCancelled() const
{
    return m_cancelled;
}

void ImportPage::showMapping()
{
    m_stack->setCurrentWidget(m_mapping);
}

/// Into the campaign that was chosen, or one that is made now.
void ImportPage::importInto(std::optional<WallTime> skipCalledSince)
{
    if (m_plan.campaign.isNull()) {
        createThenImport(skipCalledSince);
    } else {
        startImport(m_plan.campaign, skipCalledSince);
    }
}

void ImportPage::createThenImport(std::optional<WallTime> skipCalledSince)
{
    m_services.campaigns.create(m_services.caller, m_plan.created,
                                deliverTo<Campaign>(this, [this, skipCalledSince](const Result<Campaign> &created) {
                                    if (!created.ok()) {
                                        return backToMapping(created.error());
                                    }
                                    m_mapping->useCampaign(created->id);
                                    m_plan.campaign = created->id;
                                    if (isCancelled()) {
                                        return showMapping();
                                    }
                                    startImport(created->id, skipCalledSince);
                                }));
}

ImportRequest ImportPage::requestOfPlan() const
{
    ImportRequest request;
    request.campaign = m_plan.campaign;
    request.path = m_plan.path;
    request.sourceName = fileName();
    request.choices = m_plan.choices;
    request.mapping = std::make_shared<const ColumnMapping>(m_plan.mapping);
    request.defaultRegion = m_plan.region;
    request.reading = m_plan.reading;
    return request;
}

void ImportPage::startImport(CampaignId campaign, std::optional<WallTime> skipCalledSince)
{
    m_plan.campaign = campaign;
    ImportRequest request = requestOfPlan();
    request.skipCalledSince = skipCalledSince;
    // Progress comes on a foreign thread, like replies.
    auto progress = deliverTo<ImportProgress>(this, [this](const Result<ImportProgress> &far) { onProgress(*far); });
    m_job = m_services.imports.start(
        m_services.caller, std::move(request), [progress](ImportProgress far) { progress(far); },
        deliverTo<ImportSummary>(this, [this](const Result<ImportSummary> &summary) { onFinished(summary); }));
}

void ImportPage::onFinished(const Result<ImportSummary> &summary)
{
    m_job.reset();
    Q_EMIT importEnded();
    if (summary.ok()) {
        showSummary(*summary);
    } else if (summary.error().code == ErrorCode::Cancelled) {
        showMapping();
    } else {
        onFailed(summary.error());
    }
}

/// The campaign is looked at before anything is said: where the disk is full, targets of the list may still be there.
void ImportPage::onFailed(const Error &error)
{
    m_services.campaigns.get(m_services.caller, m_plan.campaign,
                             deliverTo<CampaignOverview>(this, [this, error](const Result<CampaignOverview> &overview) {
                                 const qint64 left = overview.ok() ? overview->import.targets : 0;
                                 showMapping();
                                 m_mapping->showFailed(error, left);
                             }));
}

void ImportPage::onProgress(const ImportProgress &far)
{
    m_progress->setProgress(far);
}

void ImportPage::backToMapping(const Error &error)
{
    showMapping();
    if (error.code != ErrorCode::Cancelled) {
        m_mapping->showError(error);
    }
}

void ImportPage::showSummary(const ImportSummary &summary)
{
    m_services.campaigns.get(
        m_services.caller, m_plan.campaign,
        deliverTo<CampaignOverview>(this, [this, summary](const Result<CampaignOverview> &overview) {
            CampaignOverview shown;
            shown.campaign.id = m_plan.campaign;
            shown.campaign.status = CampaignStatus::Cancelled;
            m_summary->setSummary(fileName(), summary, m_plan.mapping, overview.ok() ? *overview : shown);
            m_stack->setCurrentWidget(m_summary);
        }));
}

} // namespace campanile
