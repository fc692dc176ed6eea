#pragma once

#include "domain/event.h"
#include "support/calling_desk.h"

#include <memory>

namespace campanile::test {

/// A calling desk with numbers that are never called.
class DoNotCallDesk : public CallingDesk {
public:
    using Service = DoNotCallService;

    Result<DoNotCallAddition> add(E164 number, const QString &source = QStringLiteral("api"),
                                  const QString &reason = {})
    {
        return ask<DoNotCallAddition>(caller, services.doNotCall, &Service::add, number, source, reason);
    }
    template<class CallId>
    Result<DoNotCallAddition> optOut(CallId call, const QString &words)
    {
        return await<DoNotCallAddition>(
            [&](Reply<DoNotCallAddition> reply) { services.doNotCall.optOut(caller, call, words, std::move(reply)); });
    }
    Result<void> remove(E164 number) { return ask<void>(caller, services.doNotCall, &Service::remove, number); }
    std::optional<DoNotCallEntry> entry(E164 number)
    {
        return *ask<std::optional<DoNotCallEntry>>(caller, services.doNotCall, &Service::find, number);
    }
    Result<Page<DoNotCallEntry, E164>> page(E164 after = {}, int limit = 200)
    {
        return ask<Page<DoNotCallEntry, E164>>(caller, services.doNotCall, &Service::page, after, limit);
    }
    qint64 count() { return *ask<qint64>(caller, services.doNotCall, &Service::count); }

    /// A register that may be added as a list.
    static DoNotCallListRequest registerOf(const QByteArray &content)
    {
        DoNotCallListRequest request;
        request.name = QStringLiteral("National register");
        request.source = QStringLiteral("FTC");
        request.asOf = WallTime{1'767'225'600'000}; // 2026-01-01
        request.content = content;
        return request;
    }
    Result<DoNotCallListSummary> addList(const DoNotCallListRequest &request,
                                         const std::function<void(ImportProgress)> &progress = {})
    {
        return await<DoNotCallListSummary>([&](Reply<DoNotCallListSummary> reply) {
            m_job = services.doNotCall.addList(caller, request, progress, std::move(reply));
        });
    }
    std::vector<DoNotCallList> lists()
    {
        return *ask<std::vector<DoNotCallList>>(caller, services.doNotCall, &Service::lists);
    }

    /// The number of events in the outbox that report an addition.
    [[nodiscard]] std::int64_t events() const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return db.integer("SELECT count(*) FROM events WHERE type = ?", EventType::DoNotCallAdded).value_or(0);
    }
    /// What the last of these events names as added: a number, or the id of a list.
    [[nodiscard]] QString lastAddition() const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        Rows rows = db.query("SELECT coalesce(json_extract(data, '$.number'), json_extract(data, '$.list_id'))"
                             " FROM events WHERE type = ? ORDER BY sequence DESC LIMIT 1",
                             EventType::DoNotCallAdded);
        return rows.next() ? rows.text(0) : QString();
    }

private:
    std::shared_ptr<ImportJob> m_job;
};

} // namespace campanile::test
