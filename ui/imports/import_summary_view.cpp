#include "imports/import_summary_view.h"

#include "common/bidi.h"
#include "common/caption.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/filter_chips.h"
#include "common/message_bar.h"
#include "common/words.h"
#include "imports/rejects_export.h"
#include "imports/rejects_model.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int skippedRows = 1; // the key of a filter; FilterChips::all stands for the rejected rows

} // namespace

ImportSummaryView::ImportSummaryView(const OwnServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_message(new MessageBar(this))
    , m_model(new RejectsModel(services.imports, services.caller, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::margin, 0, space::margin, space::margin);
    column->setSpacing(space::group);
    column->addWidget(m_message);
    column->addWidget(buildCounters());
    m_reading = makeCaption({}, this);
    m_reading->setWordWrap(true);
    column->addWidget(m_reading);
    m_fates = new FilterChips(tr("Rows that were not taken"), this);
    m_fates->add(FilterChips::all, {tr("Rejected"), ColourRole::Neutral, {}});
    m_fates->add(skippedRows, {tr("Skipped"), ColourRole::Neutral, {}});
    connect(m_fates, &FilterChips::chosenChanged, this, &ImportSummaryView::showFate);
    column->addWidget(m_fates);
    column->addWidget(buildRejects(), 1);
    column->addWidget(buildButtons());
}

QWidget *ImportSummaryView::buildCounters()
{
    auto *counters = new QWidget(this);
    auto *row = new QHBoxLayout(counters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::margin);
    m_inserted = addCounter(row, tr("new targets"));
    addSign(row, u"+"_s);
    m_duplicates = addCounter(row, tr("duplicate"));
    addSign(row, u"+"_s);
    m_rejected = addCounter(row, tr("rejected"));
    addSign(row, u"+"_s);
    m_skipped = addCounter(row, tr("skipped"));
    addSign(row, u"+"_s);
    m_head = addCounter(row, tr("header"));
    addSign(row, u"="_s);
    m_rows = addCounter(row, tr("rows read"));
    row->addStretch(1);
    m_equation = makeCaption({}, counters);
    m_equation->hide(); // for screen readers and tests: the sum in one sentence
    return counters;
}

QLabel *ImportSummaryView::addCounter(QHBoxLayout *row, const QString &word)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    auto *value = new QLabel(this);
    alignLeading(value);
    value->setFont(tabularFont(TextSize::Counter, QFont::DemiBold));
    value->setAccessibleName(word);
    column->addWidget(value);
    column->addWidget(makeCaption(word, this));
    row->addLayout(column);
    return value;
}

void ImportSummaryView::addSign(QHBoxLayout *row, const QString &sign)
{
    QLabel *label = makeCaption(sign, row->parentWidget());
    setTextSize(label, TextSize::Title);
    row->addWidget(label, 0, Qt::AlignTop);
}

QWidget *ImportSummaryView::buildRejects()
{
    m_table = new ConsoleTable(u"rejects"_s, tr("Rows that were not taken"), this);
    m_table->setModel(m_model);
    m_table->setColumnWidths({6, 14, 78, 12});
    m_table->restoreColumns();
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(new EmptyState("dialog-ok-apply"_L1, tr("Every row was taken"), {}, this));
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
    for (ActionButton *button : {close, show, m_start}) {
        row->addWidget(button);
    }
    connect(m_export, &QPushButton::clicked, this, &ImportSummaryView::chooseExportFile);
    connect(close, &QPushButton::clicked, this, &ImportSummaryView::closeClicked);
    connect(show, &QPushButton::clicked, this, [this] { Q_EMIT showClicked(m_overview.campaign.id); });
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startClicked(m_overview); });
    return buttons;
}

void ImportSummaryView::setSummary(const QString &fileName, const ImportSummary &summary,
                                   const CampaignOverview &overview)
{
    m_fileName = fileName;
    m_summary = summary;
    m_overview = overview;
    m_inserted->setText(Words::count(summary.inserted));
    m_duplicates->setText(Words::count(summary.duplicates));
    m_rejected->setText(Words::count(summary.rejected));
    m_skipped->setText(Words::count(summary.skipped));
    m_head->setText(Words::count(summary.headerRows + summary.preambleRows));
    m_rows->setText(Words::count(summary.rowsRead()));
    m_equation->setText(tr("%1 new + %2 duplicate + %3 rejected + %4 skipped + %5 header = %6 rows read")
                            .arg(m_inserted->text(), m_duplicates->text(), m_rejected->text(), m_skipped->text(),
                                 m_head->text(), m_rows->text()));
    tellHowItWasRead();
    setAccessibleName(m_equation->text());
    m_fates->setCount(FilterChips::all, summary.rejected);
    m_fates->setCount(skippedRows, summary.skipped);
    m_fates->setVisible(summary.skipped > 0);
    m_fates->choose(summary.rejected == 0 && summary.skipped > 0 ? skippedRows : FilterChips::all);
    showFate();
    m_start->setVisible(overview.campaign.status == CampaignStatus::Draft &&
                        overview.stats.of(TargetStatus::Pending) > 0);
    tellWhenNothingCameIn();
}

QString ImportSummaryView::equation() const
{
    return m_equation->text();
}

RowFate ImportSummaryView::shownFate() const
{
    return m_fates->chosen() == skippedRows ? RowFate::Skipped : RowFate::Rejected;
}

void ImportSummaryView::showFate()
{
    m_model->setSummary(m_summary, shownFate());
    const bool isEmpty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_export->setVisible(!isEmpty);
}

/// What an operator checks before anybody is called: whose numbers these are, and how the text was read.
void ImportSummaryView::tellHowItWasRead()
{
    const ListReading &reading = m_summary.reading;
    QStringList facts;
    if (!reading.numberColumns.isEmpty()) {
        facts.append(tr("Numbers from: %1").arg(verbatim(reading.numberColumns.join(tr(", then ")))));
    }
    if (!reading.permissionColumns.isEmpty()) {
        facts.append(tr("Permission from: %1").arg(verbatim(reading.permissionColumns.join(u", "_s))));
    }
    if (reading.headerLine > 0) {
        facts.append(tr("Columns named in line %1").arg(Words::count(reading.headerLine)));
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

void ImportSummaryView::tellWhenNothingCameIn()
{
    if (m_summary.inserted + m_summary.duplicates == 0 && m_summary.rejected > 0) {
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
