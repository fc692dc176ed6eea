#include "imports/mapping_view.h"

#include "campaigns/campaign_form.h"
#include "common/bidi.h"
#include "common/caption.h"
#include "common/console_table.h"
#include "common/message_bar.h"
#include "common/reasons.h"
#include "common/words.h"
#include "core/deliver.h"
#include "imports/column_answers.h"
#include "imports/preview_model.h"
#include "imports/reading_choices.h"
#include "imports/role_header.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int narrowestForm = 300;
constexpr int widestForm = 420;

/// Territories with a two-letter code, by their name in the user's language.
std::vector<std::pair<QString, QString>> regions()
{
    std::set<QLocale::Territory> seen;
    std::vector<std::pair<QString, QString>> found;
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        const QString code = QLocale::territoryToCode(territory);
        if (code.size() == 2 && code.at(0).isLetter() && seen.insert(territory).second) {
            found.emplace_back(QLocale::territoryToString(territory), code);
        }
    }
    std::sort(found.begin(), found.end(),
              [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    return found;
}

/// The first few words of the rows with letters beyond ASCII: a person sees in them whether the encoding is right.
QStringList doubtfulWords(const CsvPreview &preview)
{
    constexpr qsizetype most = 3;
    static const QRegularExpression word(u"\\S*[^\\x00-\\x7F]\\S*"_s);
    QStringList found;
    for (const CsvPreview::Row &row : preview.rows) {
        for (const QString &field : row.fields) {
            const QString first = word.match(field).captured();
            if (!first.isEmpty() && !found.contains(first)) {
                found.append(first);
            }
            if (found.size() == most) {
                return found;
            }
        }
    }
    return found;
}

} // namespace

MappingView::MappingView(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_choices(new ReadingChoices(this))
    , m_problem(new MessageBar(this, MessageBar::Closing::ByOwner))
{
    auto *halves = new QHBoxLayout;
    halves->setSpacing(space::margin);
    halves->addWidget(buildTarget(), 2);
    halves->addWidget(buildRows(), 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, 0, space::margin, space::margin);
    column->setSpacing(space::group);
    column->addWidget(m_choices);
    column->addLayout(halves, 1);
    column->addWidget(buildButtons());
    connect(m_choices, &ReadingChoices::changed, this, &MappingView::onReadingChanged);
}

QWidget *MappingView::buildTarget()
{
    auto *half = new QWidget(this);
    m_target = new QComboBox(half);
    m_region = new QComboBox(half);
    m_numberReading = new QComboBox(half);
    m_form = new CampaignForm(half);
    QLabel *title = makeSectionTitle(tr("Add the targets &to"), half);
    title->setBuddy(m_target);
    title->setMinimumHeight(space::rowHeight);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(title);
    column->addWidget(m_target);
    column->addSpacing(space::unit);
    column->addWidget(m_form);
    column->addStretch(1);
    for (QComboBox *box : {m_target, m_region, m_numberReading}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
    }
    connect(m_target, &QComboBox::currentIndexChanged, this, &MappingView::onTargetChosen);
    connect(m_form, &CampaignForm::accepted, this, &MappingView::import);
    fillRegions();
    fillReadings();
    auto *scroll = new QScrollArea(this); // for low windows
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(narrowestForm);
    scroll->setMaximumWidth(widestForm);
    scroll->setWidget(half);
    return scroll;
}

void MappingView::fillRegions()
{
    m_region->addItem(tr("The caller ID's country"), QString());
    for (const auto &[name, code] : regions()) {
        m_region->addItem(u"%1 (%2)"_s.arg(name, code), code);
    }
}

/// A number such as 491711234573 may lack its +, or be a national number as it stands: for all of them at once.
void MappingView::fillReadings()
{
    m_numberReading->setObjectName(u"numberReading"_s);
    m_numberReading->addItem(tr("rejected, with both readings"), static_cast<int>(NumberReading::Ask));
    m_numberReading->addItem(tr("as they are written"), static_cast<int>(NumberReading::AsWritten));
    m_numberReading->addItem(tr("with the calling code, as if + were there"),
                             static_cast<int>(NumberReading::WithCallingCode));
    m_numberReading->setToolTip(
        tr("In Germany, %1 may be %2 or %3.")
            .arg(verbatim(u"491711234573"_s), verbatim(u"+49 171 1234573"_s), verbatim(u"+49 491711234573"_s)));
}

QWidget *MappingView::buildNumberChoices(QWidget *half)
{
    auto *choices = new QWidget(half);
    auto *form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::control);
    form->setVerticalSpacing(space::control);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Numbers without + are f&rom"), m_region);
    form->addRow(tr("Numbers with two readin&gs are read"), m_numberReading);
    connect(m_region, &QComboBox::activated, this, [this] { onReadingChanged(m_choices->choices()); });
    return choices;
}

QWidget *MappingView::buildRows()
{
    auto *half = new QWidget(this);
    m_model = new PreviewModel(this);
    m_roles = new RoleHeader(half);
    m_table = new ConsoleTable(u"import-preview"_s, tr("First rows of the file"), half);
    m_table->setHorizontalHeader(m_roles);
    m_table->setModel(m_model);
    QLabel *title = makeSectionTitle(tr("What the columns mean"), half);
    title->setMinimumHeight(space::rowHeight);
    m_answers = new ColumnAnswers(half);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(title);
    column->addWidget(buildNumberChoices(half));
    column->addWidget(m_problem);
    column->addWidget(m_answers);
    column->addWidget(m_table, 1);
    connect(m_roles, &RoleHeader::roleChosen, this, &MappingView::onRoleChosen);
    connect(m_answers, &ColumnAnswers::columnChosen, this,
            [this](int number) { onRoleChosen(number, ColumnRole::Number); });
    connect(m_answers, &ColumnAnswers::noHeaderChosen, m_choices, &ReadingChoices::chooseNoHeader);
    return half;
}

QWidget *MappingView::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *leave = new ActionButton(tr("Discard"), buttons);
    m_import = new ActionButton("document-import"_L1, tr("Import"), buttons, ActionButton::Kind::Primary);
    m_import->setObjectName(u"import"_s);
    m_facts = makeCaption({}, buttons);
    m_facts->setWordWrap(true);
    row->addWidget(m_facts, 1);
    row->addWidget(leave);
    row->addWidget(m_import);
    connect(leave, &QPushButton::clicked, this, &MappingView::closeClicked);
    connect(m_import, &QPushButton::clicked, this, &MappingView::import);
    return buttons;
}

void MappingView::setFile(const QString &path, CampaignId campaign)
{
    m_path = path;
    m_wanted = campaign;
    m_chosenRoles.clear();
    m_choices->reset();
    m_numberReading->setCurrentIndex(0);
    m_form->setName(QFileInfo(path).completeBaseName());
    readCampaigns();
    readSetup();
}

void MappingView::setPreview(const CsvPreview &preview)
{
    const bool sameColumns = preview.mapping.columns.size() == m_preview.mapping.columns.size();
    m_preview = preview;
    if (!sameColumns) {
        m_chosenRoles.clear();
    }
    keepChosenRoles();
    m_choices->setFound(preview);
    showRows();
    m_reading = false;
    checkMapping();
}

void MappingView::showUnreadable(const Error &error)
{
    m_preview = {};
    showRows();
    m_reading = true; // and stays so until another choice has been made
    checkMapping();
    m_problem->show(failureNotice(tr("The file cannot be read like this."), error));
}

void MappingView::showRows()
{
    m_model->setPreview(m_preview);
    m_roles->setMapping(m_preview.mapping);
    QStringList facts;
    if (!m_preview.rows.empty()) {
        facts = {tr("about %Ln row(s)", nullptr, static_cast<int>(m_preview.estimatedRows)),
                 QLocale().formattedDataSize(m_preview.bytesTotal)};
    }
    m_facts->setText((facts + factsOfReading()).join(u" · "_s));
}

/// What was found about the file that the rows themselves do not show.
QStringList MappingView::factsOfReading() const
{
    QStringList facts;
    if (m_preview.mapping.hasHeader && m_preview.headerLine > 0) {
        facts.append(tr("the columns are named in line %1").arg(Words::count(m_preview.headerLine)));
    }
    if (m_preview.mapping.preambleRows > 0) {
        facts.append(tr("%Ln row(s) above it are passed over", nullptr, m_preview.mapping.preambleRows));
    }
    if (m_preview.evidence == EncodingEvidence::Assumed) {
        const QStringList words = doubtfulWords(m_preview);
        facts.append(words.isEmpty()
                         ? tr("the encoding is a guess: look whether accents are right")
                         : tr("the encoding is a guess: look whether %1 is right").arg(verbatim(words.join(u", "_s))));
    }
    return facts;
}

void MappingView::onReadingChanged(const CsvChoices &choices)
{
    m_reading = true;
    m_import->setEnabled(false);
    Q_EMIT previewWanted(choices, m_region->currentData().toString());
}

void MappingView::readCampaigns()
{
    m_services.campaigns.list(
        m_services.caller,
        deliverTo<std::vector<CampaignOverview>>(this, [this](const Result<std::vector<CampaignOverview>> &campaigns) {
            if (campaigns.ok()) {
                onCampaigns(*campaigns);
            } else {
                showError(campaigns.error());
            }
        }));
}

void MappingView::onCampaigns(const std::vector<CampaignOverview> &campaigns)
{
    m_target->clear();
    m_target->addItem(tr("A new campaign"), qlonglong{0});
    for (const CampaignOverview &overview : campaigns) {
        if (!isTerminal(overview.campaign.status)) {
            m_target->addItem(overview.campaign.name, QVariant::fromValue<qlonglong>(overview.campaign.id.value));
        }
    }
    m_target->setCurrentIndex(std::max(m_target->findData(QVariant::fromValue<qlonglong>(m_wanted.value)), 0));
}

void MappingView::useCampaign(CampaignId campaign)
{
    m_wanted = campaign;
    readCampaigns();
}

void MappingView::readSetup()
{
    // Where nothing is set up yet the simulated carrier's agent and number are made, so that a list can go in.
    m_services.workspaces.read(m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &setup) {
                                   if (setup.ok() && !setup->agents.empty() && !setup->numbers.empty()) {
                                       return m_form->setSetup(*setup);
                                   }
                                   m_services.workspaces.ensureBasics(
                                       m_services.caller, deliverTo<Setup>(this, [this](const Result<Setup> &basics) {
                                           basics.ok() ? m_form->setSetup(*basics) : showError(basics.error());
                                       }));
                               }));
}

CampaignId MappingView::chosenCampaign() const
{
    return CampaignId{m_target->currentData().toLongLong()};
}

void MappingView::onTargetChosen()
{
    m_form->setVisible(chosenCampaign().isNull());
}

void MappingView::onRoleChosen(int column, ColumnRole role)
{
    if (role == ColumnRole::Number) { // it moves here from the column that was it
        std::erase_if(m_chosenRoles, [](const auto &chosen) { return chosen.second == ColumnRole::Number; });
    }
    m_chosenRoles[column] = role;
    setRole(column, role);
    m_roles->setMapping(m_preview.mapping);
    checkMapping();
}

void MappingView::keepChosenRoles()
{
    for (const auto &[column, role] : m_chosenRoles) {
        setRole(column, role);
    }
}

void MappingView::setRole(int column, ColumnRole role)
{
    m_preview.mapping.setRole(column, role);
}

void MappingView::checkMapping()
{
    const Result<void> checked = m_preview.rows.empty() ? Result<void>() : m_preview.mapping.check();
    m_import->setEnabled(checked.ok() && !m_reading);
    m_answers->offer(m_preview.rows.empty() ? std::nullopt : m_preview.mapping.question);
    if (checked.ok()) {
        m_problem->dismiss();
    } else {
        m_problem->show({Notice::Severity::Warning, Reasons::inWords(checked.error()), {}, {}});
    }
    const auto rows = static_cast<int>(m_preview.estimatedRows);
    m_import->setText(tr("Import %Ln row(s)", nullptr, rows));
}

void MappingView::showError(const Error &error)
{
    if (!m_form->isVisible() || !m_form->showError(error)) {
        m_problem->show(failureNotice(tr("The list was not imported."), error));
    }
}

void MappingView::import()
{
    if (!m_import->isEnabled() || (chosenCampaign().isNull() && !m_form->check())) {
        return;
    }
    Q_EMIT importClicked({m_path, m_choices->choices(), m_preview.mapping, m_region->currentData().toString(),
                          static_cast<NumberReading>(m_numberReading->currentData().toInt()), chosenCampaign(),
                          m_form->campaign()});
}

} // namespace campanile
