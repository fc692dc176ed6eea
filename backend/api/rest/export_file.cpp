#include "api/rest/export_file.h"

#include "api/http/upload_file.h"

#include <atomic>
#include <utility>

namespace campanile {

namespace {

constexpr qint64 bytesPerPiece = qint64{64} * 1024;

QString nextPath(const QString &directory)
{
    static std::atomic<quint64> count{0};
    return QStringLiteral("%1/%2export-%3.csv")
        .arg(directory, QLatin1StringView(UploadFile::prefix.data(), static_cast<qsizetype>(UploadFile::prefix.size())))
        .arg(++count);
}

} // namespace

ExportFile::ExportFile(const QString &directory)
    : m_path(nextPath(directory))
{
}

ExportFile::~ExportFile()
{
    QFile::remove(m_path);
}

Result<std::shared_ptr<ExportFileSource>> ExportFileSource::open(std::shared_ptr<const ExportFile> file)
{
    std::shared_ptr<ExportFileSource> source(new ExportFileSource(std::move(file)));
    if (!source->m_file.open(QIODevice::ReadOnly)) {
        return source->notReadable();
    }
    return source;
}

ExportFileSource::ExportFileSource(std::shared_ptr<const ExportFile> file)
    : m_kept(std::move(file))
    , m_file(m_kept->path())
{
}

void ExportFileSource::next(Reply<std::string> piece)
{
    std::string bytes(static_cast<std::size_t>(bytesPerPiece), '\0');
    const qint64 read = m_file.read(bytes.data(), bytesPerPiece);
    if (read < 0) {
        piece(notReadable());
        return;
    }
    bytes.resize(static_cast<std::size_t>(read));
    piece(std::move(bytes));
}

Error ExportFileSource::notReadable() const
{
    return {
        ErrorCode::FileNotReadable,
        QStringLiteral("The export was written and cannot be read: %1. Ask for it again.").arg(m_file.errorString()),
        {}};
}

} // namespace campanile
