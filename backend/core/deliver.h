#pragma once

#include "core/result.h"
#include "core/task_queue.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace campanile {

/// A Reply that runs `handler` on `receiver`'s thread by a queued call, and not at all once `receiver` is gone.
/// Must be made on `receiver`'s thread, so that the guard cannot race its destruction there.
template<class T, class Handler>
Reply<T> deliverTo(QObject *receiver, Handler handler)
{
    // A mailbox stands for the receiver, which may die meanwhile. Its end is one more event behind the last reply.
    auto context = std::make_shared<QPointer<QObject>>(receiver);
    auto mailbox = std::shared_ptr<TaskQueue>(new TaskQueue, [](TaskQueue *queue) {
        // An application that is closing throws its waiting events away under a lock that deleteLater needs; what
        // still waits then ends with the process.
        if (!QCoreApplication::closingDown()) {
            queue->deleteLater();
        }
    });
    return [context, mailbox, handler = std::make_shared<Handler>(std::move(handler))](Result<T> result) {
        auto boxed = std::make_shared<Result<T>>(std::move(result));
        mailbox->post([context, handler, boxed] {
            if (!context->isNull()) {
                (*handler)(std::move(*boxed));
            }
        });
    };
}

} // namespace campanile
