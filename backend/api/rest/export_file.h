#pragma once

#include "api/http/http_message.h"
#include "core/result.h"

#include <QFile>
#include <QString>

#include <memory>

namespace campanile {

/// A place for a file that a service writes and a response then reads. What is there is removed with this object; after
/// a crash the next start of the server removes it.
class ExportFile {
public:
    /// A place that no other request has. Thread: any.
    /// @param directory  of uploads, which belongs to this process alone
    explicit ExportFile(const QString &directory);
    ExportFile(const ExportFile &) = delete;
    ExportFile &operator=(const ExportFile &) = delete;
    ~ExportFile();

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    const QString m_path;
};

/// Reads a whole file piece by piece. Each piece is small and was written a moment ago, so reading it does not keep the
/// server's thread waiting for long. Thread: as HttpBodySource, but made on any.
class ExportFileSource final : public HttpBodySource {
public:
    /// Opens the file, which is kept until the response has ended. FileNotReadable when it is not there.
    static Result<std::shared_ptr<ExportFileSource>> open(std::shared_ptr<const ExportFile> file);

    void next(Reply<std::string> piece) override;

private:
    explicit ExportFileSource(std::shared_ptr<const ExportFile> file);
    [[nodiscard]] Error notReadable() const;

    const std::shared_ptr<const ExportFile> m_kept;
    QFile m_file;
};

} // namespace campanile
