#include "imports/import_summary_view.h"

#include "common/bidi.h"
#include "common/caption.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/filter_chips.h"
#include "common/flow_layout.h"
#include "common/message_bar.h"
#include "common/words.h"
#include "core/number_parser.h"
#include "imports/accounting_line.h"
#include "imports/column_names.h"
#include "imports/reject_groups.h"
#include "imports/rejects_export.h"
#include "imports/rejects_model.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int skippedRows = 1;          // the key of a filter; FilterChips::all stands for the rejected rows
constexpr int byReason = 1;             // the same; FilterChips::all stands for each row
constexpr qsizetype longestHeader = 80; // in characters

QString shortened(const QString &header)
{
    const QString line = header.simplified();
    return line.size() > longestHeader ? line.left(longestHeader - 1) + u'…' : line;
}

QStringList namesOf(const ColumnMapping &mapping, const std::vector<int> &columns)
{
    QStringList names;
    for (const int column : columns) {
        names.append(columnName(mapping.columns[static_cast<std::size_t>(column)].header, column));
    }
    return names;
}

} // namespace

ImportSummaryView::ImportSummaryView(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_message(new MessageBar(this))
    , m_counts(new AccountingLine(this))
    , m_model(new RejectsModel(services.imports, services.caller, this))
    , m_groups(new RejectGroups(services.imports, services.caller, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, 0, space::margin, space::margin);
    column->setSpacing(space::group);
    column->addWidget(m_counts);
    m_reading = makeCaption({}, this);
    m_reading->setWordWrap(true);
    column->addWidget(m_reading);
    column->addWidget(buildFilters());
    column->addWidget(buildRejects(), 1);
    column->addWidget(m_message); // where its coming and going moves nothing
    column->addWidget(buildButtons());
}

QWidget *ImportSummaryView::buildFilters()
{
    auto *filters = new QWidget(this);
    auto *row = new FlowLayout(filters);
    row->setSpacing(space::margin);
    m_fates = new FilterChips(tr("Rows that were not taken"), filters);
    m_fates->add(FilterChips::all, {tr("Rejected"), ColourRole::Neutral, {}});
    m_fates->add(skippedRows, {tr("Skipped"), ColourRole::Neutral, {}});
    m_arrangement = new FilterChips(tr("How these rows are listed"), filters);
    m_arrangement->setObjectName(u"arrangement"_s);
    m_arrangement->add(FilterChips::all, {tr("Row by row"), ColourRole::Neutral, {}});
    m_arrangement->add(byReason, {tr("By reason"), ColourRole::Neutral, {}});
    row->addWidget(m_fates);
    row->addWidget(m_arrangement);
    connect(m_fates, &FilterChips::chosenChanged, this, &ImportSummaryView::showFate);
    connect(m_arrangement, &FilterChips::chosenChanged, this, &ImportSummaryView::showRows);
    return filters;
}

QWidget *ImportSummaryView::buildRejects()
{
    m_table = new ConsoleTable(u"rejects"_s, tr("Rows that were not taken"), this);
    m_table->setModel(m_model);
    m_table->setColumnWidths({6, 14, 78, 12});
    m_table->restoreColumns();
    m_byReason = new ConsoleTable(u"reject-groups"_s, tr("Reasons why rows were not taken"), this);
    m_byReason->setModel(m_groups);
    m_byReason->setColumnWidths({12, 78, 10, 14});
    m_byReason->restoreColumns();
    m_noRows = new EmptyState("dialog-ok-apply"_L1, tr("Every row was taken"), {}, this);
    m_stack = new QStackedWidget(this);
    for (QWidget *face : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_byReason), m_noRows}) {
        m_stack->addWidget(face);
    }
    return m_stack;
}

QWidget *ImportSummaryView::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::control);
    m_export = new ActionButton("document-export"_L1, tr("Export these rows…"), buttons);
    auto *close = new ActionButton(tr("Close"), buttons);
    auto *show = new ActionButton(tr("Show campaign"), buttons);
    m_start = new ActionButton("media-playback-start"_L1, tr("Start campaign…"), buttons, ActionButton::Kind::Primary);
    m_start->setObjectName(u"startImported"_s);
    row->addWidget(m_export);
    row->addStretch(1);
    auto *next = new FlowLayout(nullptr, Qt::AlignTrailing);
    for (ActionButton *button : {close, show, m_start}) {
        next->addWidget(button);
    }
    row->addLayout(next);
    connect(m_export, &QPushButton::clicked, this, &ImportSummaryView::chooseExportFile);
    connect(close, &QPushButton::clicked, this, &ImportSummaryView::closeClicked);
    connect(show, &QPushButton::clicked, this, [this] { Q_EMIT showClicked(m_overview.campaign.id); });
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startClicked(m_overview); });
    return buttons;
}

void ImportSummaryView::setSummary(const QString &fileName, const ImportSummary &summary, const ColumnMapping &mapping,
                                   const CampaignOverview &overview)
{
    m_fileName = fileName;
    m_summary = summary;
    m_overview = overview;
    m_counts->setSummary(summary);
    setAccessibleName(m_counts->sentence());
    tellHowItWasRead(mapping);
    m_fates->setCount(FilterChips::all, summary.rejected);
    m_fates->setCount(skippedRows, summary.skipped);
    m_fates->setVisible(summary.skipped > 0);
    m_fates->choose(summary.rejected == 0 && summary.skipped > 0 ? skippedRows : FilterChips::all);
    m_arrangement->choose(FilterChips::all);
    showFate();
    m_start->setVisible(overview.campaign.status == CampaignStatus::Draft &&
                        overview.stats.of(TargetStatus::Pending) > 0);
    tellWhatCanBeDone();
}

QString ImportSummaryView::equation() const
{
    return m_counts->sentence();
}

RowFate ImportSummaryView::shownFate() const
{
    return m_fates->chosen() == skippedRows ? RowFate::Skipped : RowFate::Rejected;
}

void ImportSummaryView::showFate()
{
    m_model->setSummary(m_summary, shownFate());
    m_groups->clear();
    const bool isEmpty = m_model->rowCount() == 0;
    m_arrangement->setVisible(!isEmpty);
    m_export->setVisible(!isEmpty);
    showRows();
}

void ImportSummaryView::showRows()
{
    if (m_model->rowCount() == 0) {
        return m_stack->setCurrentWidget(m_noRows);
    }
    const bool isGrouped = m_arrangement->chosen() == byReason;
    m_stack->setCurrentWidget(isGrouped ? m_byReason : m_table);
    if (isGrouped && m_groups->rowCount() == 0) {
        m_groups->count(m_summary, shownFate());
    }
}

/// What an operator checks before anybody is called: whose numbers these are, and how the text was read.
void ImportSummaryView::tellHowItWasRead(const ColumnMapping &mapping)
{
    const ListReading &reading = m_summary.reading;
    QStringList facts;
    if (const QString numbers = namesOf(mapping, mapping.numberColumns()).join(tr(", then ")); !numbers.isEmpty()) {
        facts.append(tr("Numbers from: %1").arg(numbers));
    }
    std::vector<int> permissions = mapping.indexesOf(ColumnRole::DoNotCall);
    std::ranges::copy(mapping.indexesOf(ColumnRole::Consent), std::back_inserter(permissions));
    if (!permissions.empty()) {
        facts.append(tr("Permission from: %1").arg(columnNames(namesOf(mapping, permissions))));
    }
    if (const std::vector<int> labels = mapping.indexesOf(ColumnRole::NumberLabel); !labels.empty()) {
        facts.append(tr("Number labels from: %1").arg(columnNames(namesOf(mapping, labels))));
    }
    if (reading.headerLine > 0) {
        facts.append(
            tr("Header in line %1: %2").arg(Words::count(reading.headerLine), verbatim(shortened(reading.header))));
    }
    if (!reading.encoding.isEmpty()) {
        facts.append(reading.encodingIsAssumed ? tr("%1 (a guess)").arg(verbatim(reading.encoding))
                                               : verbatim(reading.encoding));
    }
    if (m_summary.known > 0) {
        facts.append(tr("%Ln person(s) called before left out", nullptr, static_cast<int>(m_summary.known)));
    }
    m_reading->setText(facts.join(u" · "_s));
    m_reading->setVisible(!facts.isEmpty());
}

/// Whether a rejected row could be read by the choice between two readings, as far as the first ones tell.
bool ImportSummaryView::hasTwoReadings() const
{
    const QString problem = QString::number(static_cast<int>(NumberProblem::TwoReadings));
    return std::ranges::any_of(m_summary.firstRejects, [&problem](const RejectedRow &row) {
        return row.rule == ErrorRule::RowNumber && row.values.value(0) == problem;
    });
}

void ImportSummaryView::tellWhatCanBeDone()
{
    if (hasTwoReadings()) {
        m_message->show({Notice::Severity::Warning,
                         tr("Some of the rejected numbers can be read with and without their calling code. One choice "
                            "reads them all; rows that were taken stay as they are."),
                         tr("Choose how they are read…"), [this] { Q_EMIT readingWanted(); }});
    } else if (m_summary.inserted + m_summary.duplicates == 0 && m_summary.rejected > 0) {
        m_message->show({Notice::Severity::Warning,
                         tr("No row had a number in a known form. Check which column holds the number and, for numbers "
                            "without +, which country they are from."),
                         tr("Change and import again"), [this] { Q_EMIT againClicked(); }});
    } else if (m_summary.inserted == 0 && m_summary.duplicates > 0) {
        m_message->show(
            {Notice::Severity::Information, tr("Every number of this list was in the campaign already."), {}, {}});
    } else {
        m_message->dismiss();
    }
}

void ImportSummaryView::chooseExportFile()
{
    const QString name = QFileInfo(m_fileName).completeBaseName();
    const QString proposed =
        shownFate() == RowFate::Skipped ? tr("%1 skipped.csv").arg(name) : tr("%1 rejects.csv").arg(name);
    auto *dialog = new QFileDialog(this, tr("Export rows"), proposed, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(proposed);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportSummaryView::exportTo);
    dialog->open();
}

void ImportSummaryView::exportTo(const QString &path)
{
    auto *job = new RejectsExport(m_services.imports, m_services.caller, m_summary.id, shownFate(), path, this);
    connect(job, &RejectsExport::finished, this, [this](qint64 rows, const QString &written) {
        m_message->show({Notice::Severity::Success,
                         tr("%Ln row(s) written to %1.", nullptr, static_cast<int>(rows)).arg(written),
                         {},
                         {}});
    });
    connect(job, &RejectsExport::failed, this, [this, path](const QString &reason) {
        m_message->show({Notice::Severity::Failure, tr("The rows were not written: %1").arg(reason),
                         tr("Choose another file…"), [this] { chooseExportFile(); }});
    });
    job->start();
}

} // namespace campanile
