#pragma once

#include "csv/csv_reader.h"
#include "local/backend_core.h"
#include "local/lists/row_rules.h"
#include "services/import_service.h"

#include <atomic>

namespace campanile {

/// Reads one list and holds its people against those that an agent has called from a caller ID before. Writes nothing.
/// Thread: `run` on its own; `cancel` from any.
class KnownPeopleJob final : public ImportJob {
public:
    KnownPeopleJob(BackendCore &core, WorkspaceId workspace, KnownPeopleRequest request, Reply<KnownPeople> reply);

    /// The whole list; answers through its reply.
    void run();
    void cancel() override { m_cancelled = true; }

private:
    struct Facts {
        E164 from;
        CountryRule countries;
        bool isAnybodyListed = false;
        std::vector<KnownPerson> known;
    };

    Result<KnownPeople> look();
    Result<Facts> readFacts(Connection &db) const;
    Result<KnownPeople> compare(CsvReader &reader, TargetRows &rows, RowRules &rules, Connection &db,
                                const std::vector<KnownPerson> &known) const;

    BackendCore &m_core;
    const WorkspaceId m_workspace;
    const KnownPeopleRequest m_request;
    Reply<KnownPeople> m_reply;
    std::atomic<bool> m_cancelled{false};
};

} // namespace campanile
