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

Error refusedRow(const DoNotCallEntry &entry)
{
    const QString since = entry.addedAt.toUtc().date().toString(Qt::ISODate);
    return refused(QStringLiteral("The number is on the do-not-call list since %1 (UTC) and is never called. If its "
                                  "owner wants to be called again, take it off that list first.")
                       .arg(since),
                   ErrorRule::RowListed, {since});
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

Error skippedRow(const KnownPerson &person, const QString &campaignName)
{
    if (person.calledAt.ms == 0) {
        const QString campaign = person.waitsIn.toString();
        return refused(
            QStringLiteral("This person waits to be called in the campaign %1, which has not ended.").arg(campaign),
            ErrorRule::RowWaiting, {campaign, campaignName});
    }
    const QString at = person.calledAt.toUtc().toString(Qt::ISODate);
    return refused(QStringLiteral("This person was called before by this agent from this caller ID, on %1.").arg(at),
                   ErrorRule::RowCalled, {at});
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
