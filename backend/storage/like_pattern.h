#pragma once

#include <QString>

namespace campanile {

/// Free text as a LIKE pattern that finds it literally anywhere; use with ESCAPE '\'.
inline QString likePattern(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    escaped.replace(QLatin1Char('%'), QStringLiteral("\\%"));
    escaped.replace(QLatin1Char('_'), QStringLiteral("\\_"));
    return QLatin1Char('%') + escaped + QLatin1Char('%');
}

/// The digits of a text that is written like a number ("+1 (415) 555", "555-01"); empty for any other text.
inline QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit()) {
            digits += QLatin1Char(static_cast<char>('0' + c.digitValue()));
        } else if (!QStringLiteral(" +-().").contains(c)) {
            return {};
        }
    }
    return digits;
}

/// The two patterns of a search over numbers and names; the number pattern of a text that is no part of a number
/// matches nothing.
struct SearchPatterns {
    QString name;
    QString number;

    explicit SearchPatterns(const QString &text)
        : name(likePattern(text.trimmed()))
    {
        const QString digits = digitsOf(text.trimmed());
        number = digits.isEmpty() ? QStringLiteral("x") : QLatin1Char('%') + digits + QLatin1Char('%');
    }
};

} // namespace campanile
