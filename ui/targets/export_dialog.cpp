#include "targets/export_dialog.h"

#include "common/caption.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardPaths>
#include <QTimeZone>
#include <QVBoxLayout>

#include <limits>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype longestName = 80; // in characters, of a file's name

} // namespace

ExportDialog::ExportDialog(const QString &name, qint64 count, QWidget *parent)
    : QDialog(parent)
    , m_name(name)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("exportTargets"_L1);
    setWindowTitle(tr("Export targets"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    const auto shown = static_cast<int>(qMin<qint64>(count, std::numeric_limits<int>::max()));
    auto *title = makeSectionTitle(tr("Export %Ln target(s)", nullptr, shown), this);
    title->setWordWrap(true);
    auto *detail = makeCaption(tr("A CSV file with number, name, status, state, attempts, last outcome, next call, "
                                  "and a column for each variable."),
                               this);
    detail->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(detail);
    addChoices();
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *leave = new ActionButton(tr("Cancel"), this);
    auto *choose = new ActionButton(tr("Choose a file…"), this, ActionButton::Kind::Primary);
    choose->setObjectName("doIt"_L1);
    choose->setDefault(true);
    buttons->addWidget(leave);
    buttons->addWidget(choose);
    column->addLayout(buttons);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
}

void ExportDialog::addChoices()
{
    m_zone = new QComboBox(this);
    m_zone->setMaxVisibleItems(12);
    const QString here = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_zone->addItem(tr("%1 (this computer)").arg(here), here);
    m_zone->addItem(tr("UTC"), u"UTC"_s);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones) {
        if (zone.contains('/') && !zone.startsWith("Etc/")) { // places, not abbreviations and offsets
            m_zone->addItem(QString::fromLatin1(zone), QString::fromLatin1(zone));
        }
    }
    m_spreadsheetSafe = new QCheckBox(tr("Safe for spreadsheets: no cell runs as a formula"), this);
    m_spreadsheetSafe->setChecked(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Time &zone:"), m_zone);
    form->addRow(QString(), m_spreadsheetSafe);
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
}

/// The campaign's name without what a file's name may not have.
QString ExportDialog::proposedFile() const
{
    QString name = m_name.left(longestName);
    for (QChar &c : name) {
        if (c == u'/' || c == u'\\' || c < u' ') {
            c = u'-';
        }
    }
    return tr("%1 targets.csv").arg(name);
}

void ExportDialog::chooseFile()
{
    const QString proposed = proposedFile();
    // Not where the program was started: nobody looks for a file there, and it may not be written to.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(this, tr("Export targets"), QDir(folder).exists() ? folder : QDir::homePath(),
                                   tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(proposed);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT chosen(path, m_spreadsheetSafe->isChecked(), m_zone->currentData().toString());
        accept();
    });
    dialog->open();
}

} // namespace campanile
