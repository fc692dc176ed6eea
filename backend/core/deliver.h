#pragma once

#include "core/result.h"
#include "core/task_queue.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace campanile {

/// Makes a Reply that runs `handler` on `receiver`'s thread by a queued call, or not at all when `receiver` is gone. It
/// must be made on `receiver`'s thread, so that the guard cannot race with the receiver's destruction.
template<class T, class Handler>
Reply<T> deliverTo(QObject *receiver, Handler handler)
{
    // A mailbox stands for the receiver, which may be destroyed meanwhile. The mailbox is deleted by one more event
    // after the last reply.
    auto context = std::make_shared<QPointer<QObject>>(receiver);
    auto mailbox = std::shared_ptr<TaskQueue>(new TaskQueue, [](TaskQueue *queue) {
        // An application that is closing discards its waiting events while it holds a lock that deleteLater needs, so
        // what still waits then ends with the process.
        if (!QCoreApplication::closingDown()) {
            queue->deleteLater();
        }
    });
    return [context, mailbox, handler = std::make_shared<Handler>(std::move(handler))](Result<T> result) {
        auto boxed = std::make_shared<Result<T>>(std::move(result));
        // The task keeps its mailbox alive: a service that answers at once releases the reply before the task has run.
        mailbox->post([context, mailbox, handler, boxed] {
            if (!context->isNull()) {
                (*handler)(std::move(*boxed));
            }
        });
    };
}

} // namespace campanile
