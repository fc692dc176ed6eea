#pragma once

#include "domain/event.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace campanile::test {

/// The state of its target that an event tells; empty when it tells none.
inline QString toldState(const Event &event)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(event.data))
        .object()
        .value(QStringLiteral("state"))
        .toString();
}

} // namespace campanile::test
