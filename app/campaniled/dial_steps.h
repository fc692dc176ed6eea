#pragma once

#include "core/deliver.h"
#include "core/result.h"

#include <QObject>

namespace campanile {

/// Steps of a command that follow one another, each started by the answer to the one before. Thread: one, which runs an
/// event loop.
class DialSteps : public QObject {
protected:
    /// A reply on this thread that goes on with `next`, or calls `fail` with the error.
    template<class T, class Next>
    Reply<T> step(Next next)
    {
        return deliverTo<T>(this, [this, next](Result<T> result) {
            if (!result) {
                fail(result.error());
                return;
            }
            next(*result);
        });
    }

private:
    /// A step has failed, and none follows.
    virtual void fail(const Error &error) = 0;
};

} // namespace campanile
