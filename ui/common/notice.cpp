#include "common/notice.h"

#include "common/reasons.h"

namespace campanile {

Notice failureNotice(const QString &what, const Error &error, const QString &action, std::function<void()> act,
                     QLatin1StringView cause)
{
    Notice notice{Notice::Severity::Failure, what + u' ' + Reasons::inWords(error), {}, {}, cause};
    if (act && mayPassByItself(error.code)) {
        notice.action = action;
        notice.act = std::move(act);
    }
    return notice;
}

bool mayPassByItself(ErrorCode code)
{
    switch (code) {
    case ErrorCode::RateLimited:
    case ErrorCode::StorageFull:
    case ErrorCode::StorageReadOnly:
    case ErrorCode::StorageBusy:
    case ErrorCode::StorageFailed:
    case ErrorCode::CarrierUnavailable:
    case ErrorCode::FileNotReadable:
    case ErrorCode::Internal:
        return true;
    default:
        return false;
    }
}

} // namespace campanile
