#pragma once

#include "core/result.h"

#include <QTest>

/// How a test says that something was refused, and why.
namespace campanile::test {

/// This error, about this member of the input.
template<class T>
void refuses(const Result<T> &result, ErrorCode code, const char *pointer = "")
{
    QVERIFY2(!result.ok(), pointer);
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().pointer, QString::fromLatin1(pointer));
    QVERIFY(result.error().message.endsWith(u'.'));
}

/// This member of the input is bad.
template<class T>
void refuses(const Result<T> &result, const char *pointer)
{
    refuses(result, ErrorCode::InvalidInput, pointer);
}

/// A Conflict that names this status.
template<class T>
void conflicts(const Result<T> &result, const char *status)
{
    refuses(result, ErrorCode::Conflict);
    QVERIFY2(result.error().message.contains(QLatin1StringView(status)), qPrintable(result.error().message));
}

} // namespace campanile::test
