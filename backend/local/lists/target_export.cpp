#include "local/lists/target_export.h"

#include "local/input_check.h"
#include "local/lists/target_reads.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

#include <unistd.h>

namespace campanile {

namespace {

constexpr std::size_t targetsPerSlice = 2'000;
constexpr Microseconds progressEvery{100'000};
constexpr const char *byteOrderMark = "\xef\xbb\xbf"; // by which spreadsheets know UTF-8

Error cancelled()
{
    return {ErrorCode::Cancelled, QStringLiteral("The export was cancelled; no file was written.")};
}

Error notWritten(const QString &path, const QString &reason, bool isFull)
{
    return {isFull ? ErrorCode::StorageFull : ErrorCode::InvalidInput,
            QStringLiteral("The file %1 cannot be written: %2. %3")
                .arg(path, reason,
                     isFull ? QStringLiteral("Free some space, or choose another disk.")
                            : QStringLiteral("Choose another name or folder.")),
            QStringLiteral("#/path")};
}

} // namespace

TargetExportJob::TargetExportJob(BackendCore &core, WorkspaceId workspace, CampaignId campaign, TargetExport request,
                                 std::function<void(TargetProgress)> progress, Reply<qint64> reply)
    : m_core(core)
    , m_workspace(workspace)
    , m_campaign(campaign)
    , m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_reply(std::move(reply))
{
}

void TargetExportJob::start()
{
    m_core.readers.read<void>([job = shared_from_this()](Connection &db) { return job->begin(db); },
                              [job = shared_from_this()](Result<void> begun) {
                                  if (!begun) {
                                      return job->end(std::move(begun));
                                  }
                                  job->next();
                              });
}

Result<void> TargetExportJob::begin(Connection &db)
{
    if (!m_request.zone.isEmpty()) {
        Result<TimeZone> zone = TimeZone::findGiven(m_request.zone);
        if (!zone) {
            return invalidMember("#/zone", zone.error().message);
        }
        m_zone = *std::move(zone);
    }
    Result<SelectedTargets> targets = selectTargets(m_core, db, m_workspace, m_campaign, m_request.selection);
    if (!targets) {
        return targets.error();
    }
    m_targets = *std::move(targets);
    return open();
}

Result<void> TargetExportJob::open()
{
    m_file = std::make_unique<QTemporaryFile>(m_request.path + QStringLiteral(".partial-XXXXXX"));
    if (m_request.path.isEmpty() || !m_file->open()) {
        return invalidMember("#/path", QStringLiteral("A file of the name \"%1\" cannot be made: %2. Choose another "
                                                      "folder, in which files can be made.")
                                           .arg(m_request.path, m_file->errorString()));
    }
    return {};
}

void TargetExportJob::next()
{
    tellProgress();
    m_core.readers.read<void>([job = shared_from_this()](Connection &db) { return job->takeSlice(db); },
                              [job = shared_from_this()](Result<void> taken) {
                                  const bool isOver =
                                      job->m_step == Step::Rows && job->m_done == job->m_targets->size();
                                  if (!taken || isOver) {
                                      return job->end(std::move(taken));
                                  }
                                  job->next();
                              });
}

Result<void> TargetExportJob::takeSlice(Connection &db)
{
    if (m_cancelled) {
        return cancelled();
    }
    std::string text;
    CsvWriter writer(text, m_request.spreadsheetSafe ? FormulaGuard::On : FormulaGuard::Off);
    if (m_step == Step::Columns && m_done == m_targets->size()) {
        m_step = Step::Rows;
        m_done = 0;
        text = m_request.spreadsheetSafe ? byteOrderMark : "";
        m_table.writeHead(writer);
    }
    TargetReads reads(m_core, db, m_workspace);
    const std::size_t to = std::min(m_done + targetsPerSlice, m_targets->size());
    for (; m_done < to; ++m_done) {
        const std::optional<TargetRow> target = reads.find((*m_targets)[m_done]);
        if (!target || target->campaign != m_campaign) {
            continue; // removed meanwhile, or never one of this campaign
        }
        if (m_step == Step::Columns) {
            m_table.addColumns(*target);
        } else {
            m_table.writeRow(writer, *target, m_zone);
            ++m_written;
        }
    }
    return write(text);
}

Result<void> TargetExportJob::write(const std::string &text)
{
    const auto size = static_cast<qint64>(text.size());
    if (m_file->write(text.data(), size) != size || !m_file->flush()) {
        return notWritten(m_request.path, m_file->errorString(), m_file->error() == QFileDevice::ResourceError);
    }
    return {};
}

/// The file gets its name when all of it is on the disk, in one step.
Result<void> TargetExportJob::giveName()
{
    const QByteArray from = QFile::encodeName(m_file->fileName());
    const QByteArray to = QFile::encodeName(m_request.path);
    if (::fsync(m_file->handle()) != 0 || std::rename(from.constData(), to.constData()) != 0) {
        const int code = errno;
        return notWritten(m_request.path, qt_error_string(code), code == ENOSPC || code == EDQUOT);
    }
    m_file->setAutoRemove(false);
    return {};
}

/// Both steps take about as long, and a face need not know of them.
void TargetExportJob::tellProgress()
{
    const MonoTime now = m_core.clock.mono();
    if (!m_progress || (m_lastTold != MonoTime{} && now - m_lastTold < progressEvery)) {
        return;
    }
    m_lastTold = now;
    const auto total = static_cast<qint64>(m_targets->size());
    const auto done = static_cast<qint64>(m_done);
    m_progress({m_step == Step::Columns ? done / 2 : (total + done) / 2, total});
}

/// Whoever is answered may hold this job.
void TargetExportJob::end(Result<void> result)
{
    if (result) {
        result = m_cancelled ? Result<void>(cancelled()) : giveName();
    }
    m_file.reset();
    m_progress = nullptr;
    const Reply<qint64> reply = std::exchange(m_reply, {});
    reply(result ? Result<qint64>(m_written) : Result<qint64>(result.error()));
}

} // namespace campanile
