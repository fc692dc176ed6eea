#pragma once

#include "support/calling_desk.h"
#include "support/refusals.h"

namespace campanile::test {

/// A calling desk that edits and cancels calls.
class QueueDesk : public CallingDesk {
public:
    using CallingDesk::CallingDesk;

    Result<ScheduledCall> edit(ScheduledCallId id, const CallEdit &edit)
    {
        return ask<ScheduledCall>(caller, services.queue, &QueueService::edit, id, edit);
    }
    Result<ScheduledCall> cancel(ScheduledCallId id)
    {
        return ask<ScheduledCall>(caller, services.queue, &QueueService::cancel, id);
    }
    Result<Page<ScheduledCall, ScheduledCallId>> page(const QueueFilter &filter, ScheduledCallId after, int limit)
    {
        return ask<Page<ScheduledCall, ScheduledCallId>>(caller, services.queue, &QueueService::page, filter, after,
                                                         limit);
    }
    Result<DoNotCallAddition> list(E164 number)
    {
        return ask<DoNotCallAddition>(caller, services.doNotCall, &DoNotCallService::add, number, QStringLiteral("api"),
                                      QString());
    }
    /// Places a call for later.
    ScheduledCall later(E164 to = answering()) { return *place(newCall(to, now() + Milliseconds(3'600'000))); }
};

} // namespace campanile::test
