#pragma once

#include "core/result.h"
#include "domain/calling_hours.h"
#include "domain/money.h"

#include <QString>

#include <initializer_list>
#include <map>

namespace campanile {

/// Refuses the member of the input at `pointer`.
inline Result<void> invalidMember(const char *pointer, const QString &message, ErrorRule rule = ErrorRule::None,
                                  const QStringList &values = {})
{
    return Error{ErrorCode::InvalidInput, message, QString::fromLatin1(pointer), rule, values};
}

// Each is InvalidInput for that member when the value does not fit; `what` begins a sentence.
Result<void> checkRange(const char *pointer, const char *what, std::int64_t value, std::int64_t least,
                        std::int64_t most);
Result<void> checkAmount(const char *pointer, const char *what, Money value, Money least, Money most);
/// Space at the ends does not count for the least length.
Result<void> checkLength(const char *pointer, const char *what, const QString &text, qsizetype least, qsizetype most);
/// Calling hours as a person gives them now, which name no zone by an abbreviation (TimeZone::findGiven). Points below
/// #/hours. What is stored is read by CallingHours::parse.
Result<CallingHours> givenHours(const QString &json);
/// A text that targets or calls are searched for; the member is #/q.
Result<void> checkSearchText(const QString &text);
/// The size of a page that is asked for.
Result<void> checkPageSize(int limit);

/// The first of them that failed, or success.
Result<void> firstFailure(std::initializer_list<Result<void>> checks);

/// Variables as they are stored: a JSON object of strings.
QString variablesJson(const std::map<QString, QString> &variables);

} // namespace campanile
