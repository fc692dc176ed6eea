#include "imports/rejects_export.h"

#include "common/reasons.h"
#include "core/deliver.h"
#include "csv/csv_writer.h"

#include <string>

namespace campanile {

namespace {

constexpr int rowsAtOnce = 5000;

/// A campaign by its id: a file may be read when the campaign has another name.
QString reasonOf(RejectedRow row)
{
    if (row.rule == ErrorRule::RowWaiting) {
        row.values = row.values.mid(0, 1);
    }
    return Reasons::inWords(row);
}

} // namespace

RejectsExport::RejectsExport(ImportService &imports, const Caller &caller, ImportId import, RowFate fate,
                             const QString &path, QObject *parent)
    : QObject(parent)
    , m_imports(imports)
    , m_caller(caller)
    , m_import(import)
    , m_fate(fate)
    , m_file(path)
{
}

void RejectsExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        return fail(whyNotWritten());
    }
    std::string text;
    CsvWriter writer(text);
    for (const QString &column : {tr("line"), tr("value"), tr("reason"), tr("row")}) {
        writer.field(column.toStdString());
    }
    writer.endRow();
    if (write(text)) {
        readNext();
    }
}

void RejectsExport::readNext()
{
    const auto read = m_fate == RowFate::Skipped ? &ImportService::skipped : &ImportService::rejects;
    (m_imports.*read)(m_caller, m_import, m_lastRow, rowsAtOnce,
                      deliverTo<std::vector<RejectedRow>>(
                          this, [this](const Result<std::vector<RejectedRow>> &rows) { onRows(rows); }));
}

void RejectsExport::onRows(const Result<std::vector<RejectedRow>> &rows)
{
    if (!rows.ok()) {
        return fail(Reasons::inWords(rows.error()));
    }
    std::string text;
    CsvWriter writer(text);
    for (const RejectedRow &row : *rows) {
        writer.field(std::to_string(row.row)).field(row.number.toStdString());
        writer.field(reasonOf(row).toStdString()).field(row.raw.toStdString());
        writer.endRow();
        m_lastRow = row.row;
    }
    m_written += static_cast<qint64>(rows->size());
    if (!write(text)) {
        return;
    }
    rows->empty() ? end() : readNext();
}

bool RejectsExport::write(const std::string &text)
{
    if (m_file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size())) {
        return true;
    }
    fail(whyNotWritten());
    return false;
}

void RejectsExport::end()
{
    if (!m_file.commit()) {
        return fail(whyNotWritten());
    }
    Q_EMIT finished(m_written, m_file.fileName());
    deleteLater();
}

/// The system's own words for it are in the system's language.
QString RejectsExport::whyNotWritten() const
{
    switch (m_file.error()) {
    case QFileDevice::OpenError:
    case QFileDevice::PermissionsError:
        return tr("Files cannot be made in this folder. Choose another one.");
    default:
        return tr("The file cannot be written. See whether the disk is full.");
    }
}

void RejectsExport::fail(const QString &reason)
{
    m_file.cancelWriting();
    Q_EMIT failed(reason);
    deleteLater();
}

} // namespace campanile
