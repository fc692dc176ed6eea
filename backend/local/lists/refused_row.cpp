#include "local/lists/refused_row.h"

#include "english/english.h"

namespace campanile {

namespace {

constexpr qsizetype longestZone = 60;
constexpr qsizetype longestCell = 60;

QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).left(longestCell);
}

Error refused(const QString &message, ErrorRule rule, const QStringList &values)
{
    return {ErrorCode::InvalidInput, message, {}, rule, values};
}

/// The reason is about a number of the row that is not the one to be called: names it, for people and behind the
/// values.
Error aboutAnother(Error reason, E164 number)
{
    reason.message = QStringLiteral("Another number of this row is %1. %2").arg(number.toString(), reason.message);
    reason.values << number.toString();
    return reason;
}

} // namespace

Error refusedRow(const CsvRecord &record)
{
    return refused(problemText(record), ErrorRule::RowUnreadable,
                   {QString::number(static_cast<int>(record.problem)), QString::number(record.problemLine)});
}

Error refusedRow(const ParsedNumber &number)
{
    QStringList values{QString::number(static_cast<int>(number.problem))};
    for (const E164 reading : number.readings) {
        if (!reading.isNull()) {
            values << reading.toString();
        }
    }
    return refused(problemText(number), ErrorRule::RowNumber, values);
}

Error refusedRow(const DoNotCallEntry &entry, bool isTheOneToCall)
{
    const QString since = entry.addedAt.toUtc().date().toString(Qt::ISODate);
    const Error reason =
        refused(QStringLiteral("The number is on the do-not-call list since %1 (UTC) and is never called. If its "
                               "owner wants to be called again, take it off that list first.")
                    .arg(since),
                ErrorRule::RowListed, {since});
    return isTheOneToCall ? reason : aboutAnother(reason, entry.number);
}

Error refusedShared(E164 number)
{
    const QString shared = number.toString();
    return refused(
        QStringLiteral("Somebody before this row has the number %1, too, so both may be one person, and nobody is "
                       "called twice. If this is another person, give this row only numbers of its own.")
            .arg(shared),
        ErrorRule::RowShared, {shared});
}

Error refusedRow(const CountryRefusal &refusal)
{
    const Error error = campanile::refused(refusal, {});
    return refused(error.message, ErrorRule::RowCountry, error.values);
}

Error refusedZone(const QString &name, const QString &message)
{
    return refused(message, ErrorRule::RowZone, {name.left(longestZone)});
}

Error skippedRow(const KnownPerson &person, const QString &campaignName, bool isTheOneToCall)
{
    Error reason;
    if (person.calledAt.ms == 0) {
        const QString campaign = person.waitsIn.toString();
        reason = refused(
            QStringLiteral("This person waits to be called in the campaign %1, which has not ended.").arg(campaign),
            ErrorRule::RowWaiting, {campaign, campaignName});
    } else {
        const QString at = person.calledAt.toUtc().toString(Qt::ISODate);
        reason =
            refused(QStringLiteral("This person was called before by this agent from this caller ID, on %1.").arg(at),
                    ErrorRule::RowCalled, {at});
    }
    return isTheOneToCall ? reason : aboutAnother(reason, person.number);
}

Error refusedUnclear(const QString &heading, std::string_view cell)
{
    const QString says = textOf(cell);
    return refused(QStringLiteral("The column \"%1\" leaves open whether this person may be called: \"%2\". Write yes "
                                  "or no, or map the column otherwise.")
                       .arg(heading, says),
                   ErrorRule::RowUnclear, {heading, says});
}

Error refusedLabel(const QString &heading, std::string_view cell)
{
    const QString says = textOf(cell);
    return refused(
        QStringLiteral("The column \"%1\" says that this number is not one to call: \"%2\". Give a number of "
                       "the person that can be called, or map the column otherwise.")
            .arg(heading, says),
        ErrorRule::RowLabelled, {heading, says});
}

Error skippedRow(const QString &heading, std::string_view cell)
{
    const QString says = textOf(cell);
    return refused(
        QStringLiteral("The list says in the column \"%1\" that this person refuses calls: \"%2\".").arg(heading, says),
        ErrorRule::RowConsent, {heading, says});
}

} // namespace campanile
