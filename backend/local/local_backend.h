#pragma once

#include "core/log.h"
#include "core/result.h"
#include "services/api_key_lookup.h"
#include "services/services.h"

#include <QString>

#include <memory>
#include <optional>

namespace campanile {

/// How a backend in this process is opened.
struct LocalBackendOptions {
    QString dataDirectory; ///< empty: LocalBackend::defaultDataDirectory()
    /// A Unix socket on which simulated carriers leave what they do (carriers/simulated/wire.h); empty: none.
    QString simulatedWire;
    /// The log of this program, which is open from the moment the data directory is taken until the backend is gone; an
    /// empty folder is log::defaultFolder() beside the default data directory, and "log" in any other. Nothing: no log.
    std::optional<log::Options> log{};
};

/// The backend in this process: it owns the data directory, the database, the threads (writer, readers, engine) and the
/// services. Composition only.
/// Thread: opened and destroyed on one thread, which runs an event loop for the change feed.
class LocalBackend {
public:
    /// Takes the data directory, brings the database up to date and starts the engine, which goes on where the last
    /// process left off. Errors: StorageBusy, StorageReadOnly, StorageNewer, StorageCorrupt, StorageFull.
    static Result<std::unique_ptr<LocalBackend>> open(const LocalBackendOptions &options);
    /// Ends the backend's work: nothing new is dialled, calls in flight get a moment to end, every outcome is written.
    ~LocalBackend();
    LocalBackend(const LocalBackend &) = delete;
    LocalBackend &operator=(const LocalBackend &) = delete;

    [[nodiscard]] Services services();
    /// The same doors for the person at this machine, who owns the first workspace.
    [[nodiscard]] OwnServices ownServices(CallerKind kind);
    [[nodiscard]] const ApiKeyLookup &apiKeys() const;
    [[nodiscard]] QString dataDirectory() const;
    /// Where the data lies unless another directory is named, as XDG defines it. Thread: any.
    [[nodiscard]] static QString defaultDataDirectory();
    /// A folder for uploads under way.
    [[nodiscard]] QString uploadsDirectory() const;
    [[nodiscard]] QString apiKeyPath() const;

private:
    struct Private;
    explicit LocalBackend(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> m_parts;
};

} // namespace campanile
