#pragma once

#include "services/import_service.h"

#include <QObject>
#include <QSaveFile>

namespace campanile {

/// Writes all rows of one fate that an import did not take to a CSV file, in steps, so that the window goes on. The
/// file appears whole or not at all. Deletes itself when it has told how it ended.
class RejectsExport final : public QObject {
    Q_OBJECT

public:
    RejectsExport(ImportService &imports, const Caller &caller, ImportId import, RowFate fate, const QString &path,
                  QObject *parent);

    void start();

Q_SIGNALS:
    void finished(qint64 rows, const QString &path);
    void failed(const QString &reason);

private:
    void readNext();
    void onRows(const Result<std::vector<RejectedRow>> &rows);
    bool write(const std::string &text);
    void end();
    void fail(const QString &reason);
    [[nodiscard]] QString whyNotWritten() const;

    ImportService &m_imports;
    const Caller m_caller;
    const ImportId m_import;
    const RowFate m_fate;
    QSaveFile m_file;
    qint64 m_lastRow = 0;
    qint64 m_written = 0;
};

} // namespace campanile
