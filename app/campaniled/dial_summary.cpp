#include "dial_summary.h"

#include "dial_refusals.h"
#include "english/english.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace campanile {

namespace {

std::string utf8(QLatin1StringView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

std::map<std::string, qint64> dispositions(const CampaignStats &stats)
{
    std::map<std::string, qint64> counts;
    for (const auto &[reason, n] : stats.byOutcome) {
        counts[utf8(dispositionOf(reason))] += n;
    }
    return counts;
}

/// As in the REST API.
nlohmann::ordered_json statesJson(const TargetStateCounts &states)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const TargetState state : allTargetStates) {
        json[utf8(nameOf(state))] = states.of(state);
    }
    return json;
}

std::vector<std::string> textsOf(const QStringList &list)
{
    std::vector<std::string> texts;
    for (const QString &text : list) {
        texts.push_back(text.toStdString());
    }
    return texts;
}

nlohmann::ordered_json readingJson(const ListReading &reading)
{
    return {{"number_columns", textsOf(reading.numberColumns)},
            {"country_column", reading.countryColumn.toStdString()},
            {"timezone_column", reading.timezoneColumn.toStdString()},
            {"permission_columns", textsOf(reading.permissionColumns)},
            {"label_columns", textsOf(reading.labelColumns)},
            {"encoding", reading.encoding.toStdString()},
            {"encoding_is_assumed", reading.encodingIsAssumed},
            {"unreadable_characters", reading.unreadableCharacters},
            {"delimiter", reading.delimiter.toStdString()},
            {"header", reading.header.toStdString()},
            {"header_line", reading.headerLine}};
}

/// The members are those of the REST API.
nlohmann::ordered_json rowsJson(const std::vector<RejectedRow> &rows)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const RejectedRow &row : rows) {
        json.push_back({{"row", row.row}, {"number", row.number.toStdString()}, {"reason", row.reason.toStdString()}});
    }
    return json;
}

nlohmann::ordered_json othersJson(const std::vector<OtherCampaign> &others)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const OtherCampaign &other : others) {
        json.push_back({{"campaign_id", other.id.toStdString()},
                        {"name", other.name.toStdString()},
                        {"calls", other.calls},
                        {"waiting", other.waiting}});
    }
    return json;
}

/// Why people wait although nobody is called any more; null when nobody does.
nlohmann::ordered_json pauseJson(const DialSummary &s)
{
    if (!s.paused) {
        return nullptr;
    }
    return {{"campaign_id", s.paused->id.toStdString()},
            {"code", utf8(nameOf(s.paused->pauseReason.code))},
            {"detail", inEnglish(s.paused->pauseReason).toStdString()},
            {"waiting", s.stats.total() - s.stats.terminal()}};
}

void print(const nlohmann::ordered_json &json)
{
    std::printf("%s\n", json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

struct Candidate {
    QString place; // from 1
    QString heading;
};

/// The columns between which a question about the list leaves the choice.
std::vector<Candidate> candidatesOf(const Error &error)
{
    std::vector<Candidate> candidates;
    if (error.rule == ErrorRule::WhichColumn || error.rule == ErrorRule::IsThisANumber ||
        error.rule == ErrorRule::NumbersSideBySide) {
        for (qsizetype i = 1; i + 1 < error.values.size(); i += 2) {
            candidates.push_back({error.values[i], error.values[i + 1]});
        }
    }
    return candidates;
}

/// `problem` has the members that it has in the REST API.
nlohmann::ordered_json refusalJson(const Error &error, const ImportSummary &import)
{
    nlohmann::ordered_json problem{{"code", utf8(codeName(error.code))}, {"detail", error.message.toStdString()}};
    for (const Candidate &candidate : candidatesOf(error)) {
        problem["candidates"].push_back(
            {{"column", candidate.place.toInt()}, {"header", candidate.heading.toStdString()}});
    }
    return {{"problem", std::move(problem)},
            {"rows_read", import.rowsRead()},
            {"rejected", import.rejected},
            {"skipped_rows", import.skipped},
            {"errors", rowsJson(import.firstRejects)},
            {"skips", rowsJson(import.firstSkipped)}};
}

void printRows(const std::vector<RejectedRow> &rows, qint64 all)
{
    for (const RejectedRow &row : rows) {
        std::printf("  line %lld: \"%s\": %s\n", static_cast<long long>(row.row), row.number.toUtf8().constData(),
                    row.reason.toUtf8().constData());
    }
    const auto more = all - static_cast<qint64>(rows.size());
    if (more > 0) {
        std::printf("  and %lld more\n", static_cast<long long>(more));
    }
}

/// "1 target", "2 targets"
QString counted(qint64 count, const char *noun)
{
    return QStringLiteral("%1 %2%3").arg(QString::number(count), QString::fromLatin1(noun),
                                         count == 1 ? QString() : QStringLiteral("s"));
}

QString quoted(const QStringList &texts)
{
    return u'"' + texts.join(QStringLiteral("\", \"")) + u'"';
}

} // namespace

void printReading(const ImportSummary &import)
{
    const ListReading &reading = import.reading;
    QStringList parts{QStringLiteral("numbers from %1").arg(quoted(reading.numberColumns))};
    if (!reading.countryColumn.isEmpty()) {
        parts << QStringLiteral("countries from \"%1\"").arg(reading.countryColumn);
    }
    if (!reading.timezoneColumn.isEmpty()) {
        parts << QStringLiteral("time zones from \"%1\"").arg(reading.timezoneColumn);
    }
    if (!reading.permissionColumns.isEmpty()) {
        parts << QStringLiteral("who may be called from %1").arg(quoted(reading.permissionColumns));
    }
    if (!reading.labelColumns.isEmpty()) {
        parts << QStringLiteral("what the numbers are from %1").arg(quoted(reading.labelColumns));
    }
    parts << (reading.header.isEmpty()
                  ? QStringLiteral("no header")
                  : QStringLiteral("header in line %1: %2").arg(reading.headerLine).arg(reading.header));
    if (import.preambleRows > 0) {
        parts << QStringLiteral("%1 above it").arg(counted(import.preambleRows, "row"));
    }
    parts << (reading.encodingIsAssumed
                  ? QStringLiteral("encoding %1, which is a guess (--encoding names another)").arg(reading.encoding)
                  : QStringLiteral("encoding %1").arg(reading.encoding));
    if (reading.unreadableCharacters > 0) {
        parts << QStringLiteral("%1 not readable in that encoding (--encoding names another)")
                     .arg(counted(reading.unreadableCharacters, "character"));
    }
    std::fprintf(stderr, "Read: %s\n", parts.join(QStringLiteral("; ")).toUtf8().constData());
}

void printJson(const DialSummary &s)
{
    const nlohmann::ordered_json json{{"targets", s.stats.total()},
                                      {"duplicates", s.import.duplicates},
                                      {"rejected", s.import.rejected},
                                      {"dispatched", s.stats.of(TargetStatus::Dispatched)},
                                      {"failed", s.stats.of(TargetStatus::Failed)},
                                      {"skipped", s.stats.of(TargetStatus::Skipped)},
                                      {"attempts", s.stats.attempts},
                                      {"counts_by_state", statesJson(s.states)},
                                      {"dispositions", dispositions(s.stats)},
                                      {"seconds", s.seconds},
                                      {"rows_read", s.import.rowsRead()},
                                      {"skipped_rows", s.import.skipped},
                                      {"already_called", s.import.known},
                                      {"header_rows", s.import.headerRows},
                                      {"preamble_rows", s.import.preambleRows},
                                      {"reading", readingJson(s.import.reading)},
                                      {"errors", rowsJson(s.rejects)},
                                      {"skips", rowsJson(s.skipped)},
                                      {"other_campaigns", othersJson(s.others)},
                                      {"paused", pauseJson(s)}};
    print(json);
}

void printPause(const QString &file, const Campaign &paused)
{
    std::fprintf(stderr, "campaniled: %s\n", refusedPaused(file, paused).message.toUtf8().constData());
}

void printRefusal(const Error &error, bool asJson, const ImportSummary &import)
{
    for (const std::vector<RejectedRow> *rows : {&import.firstRejects, &import.firstSkipped}) {
        for (const RejectedRow &row : *rows) {
            std::fprintf(stderr, "line %lld: \"%s\": %s\n", static_cast<long long>(row.row),
                         row.number.toUtf8().constData(), row.reason.toUtf8().constData());
        }
    }
    std::fprintf(stderr, "campaniled: %s\n", error.message.toUtf8().constData());
    if (const std::vector<Candidate> candidates = candidatesOf(error); !candidates.empty()) {
        std::fputs("Name the column whose numbers are to be called:\n", stderr);
        for (const Candidate &candidate : candidates) {
            const QString heading =
                candidate.heading.isEmpty() ? QStringLiteral("(no heading)") : u'"' + candidate.heading + u'"';
            std::fprintf(stderr, "  --column %s  %s\n", candidate.place.toUtf8().constData(),
                         heading.toUtf8().constData());
        }
    }
    if (error.rule == ErrorRule::WhichEncoding) {
        std::fputs("Name the encoding, such as --encoding Windows-1251 or --encoding Windows-1252.\n", stderr);
    }
    if (asJson) {
        print(refusalJson(error, import));
    }
}

void printText(const DialSummary &s)
{
    const auto number = [](qint64 n) { return static_cast<long long>(n); };
    const auto count = [](qint64 n, const char *noun) { return counted(n, noun).toUtf8(); };
    std::printf("%s: %lld reached, %lld failed, %lld skipped, in %.1f s\n",
                count(s.stats.total(), "target").constData(), number(s.stats.of(TargetStatus::Dispatched)),
                number(s.stats.of(TargetStatus::Failed)), number(s.stats.of(TargetStatus::Skipped)), s.seconds);
    if (s.paused) {
        std::printf("%s wait in the campaign %s, which is paused\n",
                    count(s.stats.total() - s.stats.terminal(), "target").constData(),
                    s.paused->id.toString().toUtf8().constData());
    }
    for (const TargetState state : allTargetStates) {
        if (s.states.of(state) > 0) {
            std::printf("  %-20s %10lld\n", inEnglish(state).toUtf8().constData(), number(s.states.of(state)));
        }
    }
    const ImportSummary &import = s.import;
    std::printf("%s read = %s + %s + %lld rejected + %lld skipped + %lld header + %lld above it\n",
                count(import.rowsRead(), "row").constData(), count(import.inserted, "target").constData(),
                count(import.duplicates, "duplicate").constData(), number(import.rejected), number(import.skipped),
                number(import.headerRows), number(import.preambleRows));
    if (import.rejected > 0) {
        std::printf("rejected:\n");
        printRows(s.rejects, import.rejected);
    }
    if (import.skipped > 0) {
        std::printf("skipped:\n");
        printRows(s.skipped, import.skipped);
    }
    if (import.known > 0) {
        std::printf("%lld people are known: this agent has called them from this caller ID before, or another campaign "
                    "is to call them. --again calls them, too.\n",
                    number(import.known));
    }
    for (const OtherCampaign &other : s.others) {
        std::printf("meanwhile the active campaign %s (\"%s\") was called, too: %s; %lld of its people wait\n",
                    other.id.toString().toUtf8().constData(), other.name.toUtf8().constData(),
                    count(other.calls, "call").constData(), number(other.waiting));
    }
}

} // namespace campanile
