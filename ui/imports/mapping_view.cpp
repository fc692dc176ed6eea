#include "imports/mapping_view.h"

#include "common/caption.h"
#include "common/console_table.h"
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "common/reasons.h"
#include "common/words.h"
#include "imports/campaign_choice.h"
#include "imports/column_answers.h"
#include "imports/column_names.h"
#include "imports/number_choices.h"
#include "imports/preview_model.h"
#include "imports/reading_choices.h"
#include "imports/role_header.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int narrowestForm = 280;
constexpr int widestForm = 420;
constexpr qint64 mostReckoned = 1000; // so many rows are told to the last one, though they were not counted

QStringList namesOf(const ColumnMapping &mapping)
{
    QStringList names;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        names.append(columnName(mapping.columns[i].header, static_cast<int>(i)));
    }
    return names;
}

QStringList namesOf(const ColumnQuestion &question)
{
    QStringList names;
    for (const ColumnCandidate &candidate : question.candidates) {
        names.append(columnName(candidate.header, candidate.column));
    }
    return names;
}

/// How many rows there are, in three digits where they were not counted.
int shownRows(const CsvPreview &preview)
{
    qint64 step = 1;
    while (!preview.rowsAreCounted && preview.estimatedRows / step >= mostReckoned) {
        step *= 10;
    }
    const qint64 rounded = (preview.estimatedRows + step / 2) / step * step;
    return static_cast<int>(std::min<qint64>(rounded, std::numeric_limits<int>::max()));
}

} // namespace

MappingView::MappingView(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_choices(new ReadingChoices(this))
    , m_campaign(new CampaignChoice(services, this))
    , m_problem(new MessageBar(this, MessageBar::Closing::ByOwner))
{
    auto *halves = new QHBoxLayout;
    halves->setSpacing(space::margin);
    halves->addWidget(buildCampaign(), 2);
    halves->addWidget(buildRows(), 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, 0, space::margin, space::margin);
    column->setSpacing(space::group);
    column->addWidget(m_choices);
    column->addLayout(halves, 1);
    column->addWidget(buildButtons());
    connect(m_choices, &ReadingChoices::changed, this, &MappingView::readAnew);
}

QWidget *MappingView::buildCampaign()
{
    auto *scroll = new PageScroll(m_campaign, PageScroll::Across::Never, this); // for low windows
    m_campaign->setMinimumWidth(narrowestForm);
    scroll->setMaximumWidth(std::max(widestForm, scroll->minimumSizeHint().width()));
    connect(m_campaign, &CampaignChoice::accepted, this, &MappingView::import);
    connect(m_campaign, &CampaignChoice::failed, this, &MappingView::showError);
    connect(m_campaign, &CampaignChoice::callerRegionChanged, this,
            [this](const QString &region) { m_numberChoices->setCallerRegion(region); });
    return scroll;
}

QWidget *MappingView::buildHead(QWidget *half)
{
    auto *head = new QWidget(half);
    QLabel *title = makeSectionTitle(tr("What the columns mean"), head);
    title->setMinimumHeight(space::rowHeight);
    m_head = makeText({}, head);
    m_head->setForegroundRole(QPalette::PlaceholderText);
    m_head->setObjectName(u"headerFacts"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::group);
    row->addWidget(title);
    row->addWidget(m_head, 1);
    return head;
}

QWidget *MappingView::buildRows()
{
    auto *half = new QWidget(this);
    m_model = new PreviewModel(this);
    m_numberChoices = new NumberChoices(half);
    m_table = new ConsoleTable(u"import-preview"_s, tr("First rows of the file"), half);
    setUpTable();
    m_roles = new RoleHeader(m_table, half);
    m_answers = new ColumnAnswers(half);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    column->addWidget(buildHead(half));
    column->addWidget(m_numberChoices);
    column->addWidget(m_problem);
    column->addWidget(m_answers);
    auto *rows = new QVBoxLayout; // without a gap: they are read as one
    rows->setSpacing(0);
    rows->addWidget(m_roles);
    rows->addWidget(m_table);
    column->addLayout(rows, 1);
    connect(m_numberChoices, &NumberChoices::regionChanged, this, &MappingView::readAnew);
    connect(m_roles, &RoleHeader::roleChosen, this, &MappingView::onRoleChosen);
    connect(m_answers, &ColumnAnswers::columnChosen, this, [this](int number) {
        onRoleChosen(number, ColumnRole::Number);
        onAnswer();
    });
    connect(m_answers, &ColumnAnswers::noHeaderChosen, m_choices, &ReadingChoices::chooseNoHeader);
    connect(m_answers, &ColumnAnswers::rowsAbovePassedOver, this, &MappingView::passOverRowsAbove);
    return half;
}

void MappingView::setUpTable()
{
    auto *head = new QHeaderView(Qt::Horizontal, m_table); // whose columns are neither moved nor hidden
    head->setMinimumSectionSize(RoleHeader::narrowestColumn);
    head->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    head->setStretchLastSection(true);
    head->viewport()->setBackgroundRole(QPalette::Base);
    m_table->setHorizontalHeader(head);
    m_table->setModel(m_model);
    m_table->verticalHeader()->show(); // the lines
    m_table->setMinimumHeight(4 * space::rowHeight);
}

QWidget *MappingView::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    m_discard = new ActionButton(tr("Discard"), buttons);
    m_import = new ActionButton("document-import"_L1, tr("Import"), buttons, ActionButton::Kind::Primary);
    m_import->setObjectName(u"import"_s);
    m_facts = makeCaption({}, buttons);
    m_facts->setWordWrap(true);
    row->addWidget(m_facts, 1);
    row->addWidget(m_discard);
    row->addWidget(m_import);
    connect(m_discard, &QPushButton::clicked, this, &MappingView::closeClicked);
    connect(m_import, &QPushButton::clicked, this, &MappingView::import);
    return buttons;
}

/// The order in which one reads: how the file is read, the campaign, what the columns mean, the buttons. Drop-downs and
/// answers come and go with the columns, so that the order is made anew each time.
void MappingView::orderTabs()
{
    QWidget *last = m_numberChoices->lastInOrder();
    const auto follow = [&last](QWidget *next) {
        setTabOrder(last, next);
        last = next;
    };
    for (ActionButton *button : m_answers->buttons()) {
        follow(button);
    }
    for (QComboBox *box : m_roles->roleBoxes()) {
        follow(box);
    }
    follow(m_table);
    follow(m_discard);
    follow(m_import);
}

void MappingView::forget()
{
    m_preview = {};
    m_reading = false; // so that nothing is read anew for the choices that are taken back
    m_chosenRoles.clear();
    m_passedOver = 0;
    m_choices->reset();
    m_numberChoices->reset();
    m_reading = true;
}

void MappingView::setFile(const QString &path, CampaignId campaign)
{
    m_path = path;
    m_campaign->begin(QFileInfo(path).completeBaseName(), campaign);
}

void MappingView::setPreview(const CsvPreview &preview)
{
    const bool sameColumns = preview.mapping.columns.size() == m_preview.mapping.columns.size();
    m_preview = preview;
    if (!sameColumns) {
        m_chosenRoles.clear();
    }
    keepAnswers();
    m_choices->setFound(preview);
    showRows();
    m_reading = false;
    checkMapping();
}

void MappingView::showUnreadable(const Error &error)
{
    m_preview = {};
    m_choices->setNothingFound();
    showRows();
    m_reading = true; // and stays so until another choice has been made
    checkMapping();
    m_problem->show(failureNotice(tr("The file cannot be read like this."), error));
}

void MappingView::showRows()
{
    m_model->setPreview(m_preview);
    m_roles->setMapping(m_preview.mapping);
    m_numberChoices->setPreview(m_preview);
    m_head->setText(headInWords());
    QStringList facts;
    if (!m_preview.rows.empty()) {
        const int rows = shownRows(m_preview);
        facts = {m_preview.rowsAreCounted ? tr("%Ln row(s)", nullptr, rows) : tr("about %Ln row(s)", nullptr, rows),
                 QLocale().formattedDataSize(m_preview.bytesTotal)};
    }
    m_facts->setText(facts.join(u" · "_s));
}

/// Which row names the columns, and what becomes of those above it.
QString MappingView::headInWords() const
{
    if (m_preview.rows.empty()) {
        return {};
    }
    if (!m_preview.mapping.hasHeader) {
        return tr("No row names them: the first row is a target");
    }
    QStringList facts{tr("Named in line %1").arg(Words::count(m_preview.headerLine))};
    if (m_preview.mapping.preambleRows > 0) {
        facts.append(tr("%Ln row(s) above it are passed over", nullptr, m_preview.mapping.preambleRows));
    }
    return facts.join(u" · "_s);
}

void MappingView::readAnew()
{
    if (m_preview.rows.empty() && !m_reading) {
        return; // no file was read yet
    }
    m_reading = true;
    m_import->setEnabled(false);
    Q_EMIT previewWanted(m_choices->choices(), m_numberChoices->region());
}

void MappingView::onRoleChosen(int column, ColumnRole role)
{
    if (role == ColumnRole::Number) { // it moves here from the column that was it
        std::erase_if(m_chosenRoles, [](const auto &chosen) { return chosen.second == ColumnRole::Number; });
    }
    m_chosenRoles[column] = role;
    m_preview.mapping.setRole(column, role);
    if (role == ColumnRole::Number || role == ColumnRole::FurtherNumber) {
        guessAroundNumbers(m_preview, region().toStdString());
    }
    m_roles->setMapping(m_preview.mapping);
    m_numberChoices->setPreview(m_preview);
    checkMapping();
}

/// The button of the answer is gone, and the focus goes on to what is next.
void MappingView::onAnswer()
{
    (m_import->isEnabled() ? static_cast<QWidget *>(m_import) : m_roles->roleBoxes().front())->setFocus();
}

void MappingView::passOverRowsAbove()
{
    m_passedOver = m_preview.mapping.preambleRows;
    keepAnswers();
    checkMapping();
    onAnswer();
}

/// What the user has said of the columns holds for the same columns when they are read anew.
void MappingView::keepAnswers()
{
    for (const auto &[column, role] : m_chosenRoles) {
        m_preview.mapping.setRole(column, role);
    }
    if (!m_chosenRoles.empty()) {
        guessAroundNumbers(m_preview, region().toStdString());
    }
    std::optional<ColumnQuestion> &question = m_preview.mapping.question;
    if (question && question->kind == ColumnQuestion::Kind::PeopleAbove &&
        m_passedOver == m_preview.mapping.preambleRows) {
        question.reset();
    }
}

/// Whether there is something to import, as far as the rows shown tell.
Result<void> MappingView::checked() const
{
    if (m_preview.rows.empty()) {
        return {};
    }
    if (const Result<void> mapping = m_preview.mapping.check(); !mapping.ok()) {
        return mapping;
    }
    if (m_preview.mapping.hasHeader && m_preview.estimatedRows == 0) {
        return Error{ErrorCode::InvalidInput, {}, {}, ErrorRule::HeaderOnly};
    }
    return {};
}

/// Names the columns as the window does.
QString MappingView::problemInWords(const Error &error) const
{
    Error named = error;
    if (error.rule == ErrorRule::NoNumberColumn) {
        named.values = QStringList{columnNames(namesOf(m_preview.mapping))} + error.values.mid(1);
    } else if (error.rule == ErrorRule::WhichColumn || error.rule == ErrorRule::IsThisANumber) {
        named.values = {columnNames(namesOf(*m_preview.mapping.question))};
    }
    return Reasons::inWords(named);
}

void MappingView::checkMapping()
{
    const Result<void> result = checked();
    m_import->setEnabled(result.ok() && !m_reading);
    m_answers->offer(m_preview.rows.empty() ? ColumnMapping() : m_preview.mapping);
    if (result.ok()) {
        m_problem->dismiss();
    } else {
        m_problem->show({Notice::Severity::Warning, problemInWords(result.error()), {}, {}});
    }
    const int rows = shownRows(m_preview);
    m_import->setText(m_preview.rowsAreCounted ? tr("Import %Ln row(s)", nullptr, rows)
                                               : tr("Import about %Ln row(s)", nullptr, rows));
    orderTabs();
}

void MappingView::useCampaign(CampaignId campaign)
{
    m_campaign->use(campaign);
}

QString MappingView::region() const
{
    return m_numberChoices->region();
}

void MappingView::focusNumberReading()
{
    m_numberChoices->focusReading();
}

void MappingView::showError(const Error &error)
{
    if (!m_campaign->showError(error)) {
        m_problem->show(failureNotice(tr("The list was not imported."), error));
    }
}

void MappingView::showFailed(const Error &error, qint64 left)
{
    if (left == 0) {
        return showError(error);
    }
    Notice notice = failureNotice(tr("The list was not imported."), error);
    notice.text +=
        u' ' + tr("%Ln target(s) of it are in the campaign all the same. They are not called, and are removed "
                  "as soon as that is possible.",
                  nullptr, static_cast<int>(left));
    m_problem->show(notice);
}

void MappingView::import()
{
    if (!m_import->isEnabled() || !m_campaign->check()) {
        return;
    }
    Q_EMIT importClicked({m_path, m_choices->choices(), m_preview.mapping, m_numberChoices->chosenRegion(),
                          m_numberChoices->reading(), m_campaign->chosen(), m_campaign->created()});
}

} // namespace campanile
