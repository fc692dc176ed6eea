#pragma once

#include "support/calling_desk.h"

namespace campanile::test {

/// A calling desk that changes its mind.
class QueueDesk : public CallingDesk {
public:
    Result<ScheduledCall> edit(ScheduledCallId id, const CallEdit &edit)
    {
        return ask<ScheduledCall>(services.queue, &QueueService::edit, id, edit);
    }
    Result<ScheduledCall> cancel(ScheduledCallId id)
    {
        return ask<ScheduledCall>(services.queue, &QueueService::cancel, id);
    }
    Result<Page<ScheduledCall, ScheduledCallId>> page(const QueueFilter &filter, ScheduledCallId after, int limit)
    {
        return ask<Page<ScheduledCall, ScheduledCallId>>(services.queue, &QueueService::page, filter, after, limit);
    }
    Result<DoNotCallAddition> list(E164 number)
    {
        return ask<DoNotCallAddition>(services.doNotCall, &DoNotCallService::add, number, QStringLiteral("api"),
                                      QString());
    }
    /// A call for later, to be changed or not.
    ScheduledCall later(E164 to = answering()) { return *place(newCall(to, now() + Milliseconds(3'600'000))); }
};

/// This error, about this member of the input.
template<class T>
void refuses(const Result<T> &result, ErrorCode code, const char *pointer = "")
{
    QVERIFY2(!result.ok(), pointer);
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().pointer, QString::fromLatin1(pointer));
    QVERIFY(result.error().message.endsWith(u'.'));
}

/// A Conflict that names this status.
template<class T>
void conflicts(const Result<T> &result, const char *status)
{
    refuses(result, ErrorCode::Conflict);
    QVERIFY2(result.error().message.contains(QLatin1StringView(status)), qPrintable(result.error().message));
}

} // namespace campanile::test
