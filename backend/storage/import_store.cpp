#include "storage/import_store.h"

#include "core/number_parser.h"
#include "storage/campaign_store.h"
#include "storage/idempotency_store.h"
#include "storage/process_store.h"
#include "storage/row_cursor.h"

#include <nlohmann/json.hpp>

namespace campanile {

namespace {

constexpr QChar betweenValues(0x1F); // the unit separator: no value of a rule has it

std::vector<std::string> textsOf(const QStringList &list)
{
    std::vector<std::string> texts;
    texts.reserve(static_cast<std::size_t>(list.size()));
    for (const QString &text : list) {
        texts.push_back(text.toStdString());
    }
    return texts;
}

QStringList listIn(const nlohmann::json &json, const char *member)
{
    QStringList list;
    for (const std::string &text : json.value(member, std::vector<std::string>())) {
        list << QString::fromStdString(text);
    }
    return list;
}

std::string nameOfReading(std::optional<NumberReading> reading)
{
    if (!reading) {
        return {};
    }
    switch (*reading) {
    case NumberReading::Ask:
        return "ask";
    case NumberReading::AsWritten:
        return "as_written";
    case NumberReading::WithCallingCode:
        return "with_calling_code";
    }
    return {};
}

std::optional<NumberReading> readingNamed(const std::string &name)
{
    for (const NumberReading reading : {NumberReading::Ask, NumberReading::AsWritten, NumberReading::WithCallingCode}) {
        if (nameOfReading(reading) == name) {
            return reading;
        }
    }
    return std::nullopt;
}

std::string jsonOf(const ListReading &r)
{
    return nlohmann::json{{"number_columns", textsOf(r.numberColumns)},
                          {"number_places", r.numberPlaces},
                          {"country_column", r.countryColumn.toStdString()},
                          {"timezone_column", r.timezoneColumn.toStdString()},
                          {"permission_columns", textsOf(r.permissionColumns)},
                          {"label_columns", textsOf(r.labelColumns)},
                          {"encoding", r.encoding.toStdString()},
                          {"encoding_is_assumed", r.encodingIsAssumed},
                          {"unreadable_characters", r.unreadableCharacters},
                          {"delimiter", r.delimiter.toStdString()},
                          {"header", r.header.toStdString()},
                          {"header_line", r.headerLine},
                          {"region", r.region.toStdString()},
                          {"number_reading", nameOfReading(r.numberReading)}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

ListReading readingOf(const std::string &stored)
{
    const nlohmann::json json = nlohmann::json::parse(stored, nullptr, false);
    if (!json.is_object()) {
        return {};
    }
    const auto text = [&json](const char *member) { return QString::fromStdString(json.value(member, std::string())); };
    ListReading r;
    r.numberColumns = listIn(json, "number_columns");
    r.numberPlaces = json.value("number_places", std::vector<int>());
    r.countryColumn = text("country_column");
    r.timezoneColumn = text("timezone_column");
    r.permissionColumns = listIn(json, "permission_columns");
    r.labelColumns = listIn(json, "label_columns");
    r.encoding = text("encoding");
    r.encodingIsAssumed = json.value("encoding_is_assumed", false);
    r.unreadableCharacters = json.value("unreadable_characters", qint64{0});
    r.delimiter = text("delimiter");
    r.header = text("header");
    r.headerLine = json.value("header_line", qint64{0});
    r.region = text("region");
    r.numberReading = readingNamed(json.value("number_reading", std::string()));
    return r;
}

} // namespace

void ImportStore::begin(ImportId id, WorkspaceId workspace, CampaignId campaign, const QString &source, WallTime at,
                        ProcessId process)
{
    m_db.execute("INSERT INTO imports (id, workspace_id, campaign_id, source, running, started_at, process_id)"
                 " VALUES (?, ?, ?, ?, 1, ?, ?)",
                 id, workspace, campaign, source, at, process);
}

void ImportStore::finish(const ImportSummary &s, const ListContent &content)
{
    m_db.execute("UPDATE imports SET running = 0, inserted = ?, duplicates = ?, rejected = ?, skipped = ?,"
                 " known = ?, header_rows = ?, preamble_rows = ?, reading = ?, bytes = ?, content = ? WHERE id = ?",
                 s.inserted, s.duplicates, s.rejected, s.skipped, s.known, s.headerRows, s.preambleRows,
                 jsonOf(s.reading), content.bytes, content.sha256, s.id);
}

void ImportStore::remove(ImportId id)
{
    m_db.execute("DELETE FROM rejects WHERE import_id = ?", id);
    m_db.execute("DELETE FROM idempotency_keys WHERE import_id = ? AND import_id <> 0 AND status = ?", id,
                 KeptRequest::inProgress);
    m_db.execute("DELETE FROM imports WHERE id = ?", id);
}

int ImportStore::removeRejects(CampaignId campaign, int limit)
{
    return static_cast<int>(m_db.execute("DELETE FROM rejects WHERE (import_id, row) IN (SELECT r.import_id, r.row"
                                         " FROM imports i JOIN rejects r ON r.import_id = i.id"
                                         " WHERE i.campaign_id = ? LIMIT ?)",
                                         campaign, limit));
}

void ImportStore::removeAll(CampaignId campaign)
{
    m_db.execute("DELETE FROM imports WHERE campaign_id = ?", campaign);
}

bool ImportStore::isUnfinished(ImportId id)
{
    return m_db.integer("SELECT 1 FROM imports WHERE id = ? AND running = 1", id).has_value();
}

std::optional<ImportRecord> ImportStore::unfinishedOf(CampaignId campaign)
{
    Rows rows = m_db.query("SELECT id, source, started_at, process_id, (SELECT count(*) FROM processes p"
                           " WHERE p.id = imports.process_id AND p.state = ?) FROM imports"
                           " WHERE campaign_id = ? AND running = 1 ORDER BY id DESC LIMIT 1",
                           ProcessState::Alive, campaign);
    if (!rows.next()) {
        return std::nullopt;
    }
    return ImportRecord{rows.id<ImportId>(0), rows.text(1), rows.time(2), rows.id<ProcessId>(3), rows.integer(4) > 0};
}

std::vector<UnfinishedImport> ImportStore::unfinished()
{
    std::vector<UnfinishedImport> imports;
    Rows rows = m_db.query("SELECT id, campaign_id FROM imports WHERE running = 1 AND NOT EXISTS"
                           " (SELECT 1 FROM processes p WHERE p.id = imports.process_id AND p.state = ?)",
                           ProcessState::Alive);
    while (rows.next()) {
        imports.push_back({rows.id<ImportId>(0), rows.id<CampaignId>(1)});
    }
    return imports;
}

std::optional<ImportSummary> ImportStore::last(WorkspaceId workspace, CampaignId campaign)
{
    Rows rows =
        m_db.query("SELECT id, inserted, duplicates, rejected, skipped, known, header_rows, preamble_rows, reading"
                   " FROM imports WHERE campaign_id = ? AND workspace_id = ? AND running = 0"
                   " ORDER BY id DESC LIMIT 1",
                   campaign, workspace);
    if (!rows.next()) {
        return std::nullopt;
    }
    ImportSummary s;
    std::string reading;
    RowCursor(rows) >> s.id >> s.inserted >> s.duplicates >> s.rejected >> s.skipped >> s.known >> s.headerRows >>
        s.preambleRows >> reading;
    s.reading = readingOf(reading);
    return s;
}

bool ImportStore::exists(WorkspaceId workspace, ImportId id)
{
    return m_db.integer("SELECT 1 FROM imports WHERE id = ? AND workspace_id = ?", id, workspace).has_value();
}

bool ImportStore::mayHaveEarlier(WorkspaceId workspace, CampaignId campaign, qint64 bytes)
{
    const auto sameSize = m_db.integer(
        "SELECT 1 FROM imports i JOIN campaigns c ON c.id = i.campaign_id"
        " WHERE i.workspace_id = ? AND i.bytes = ? AND i.content <> '' AND i.running = 0 AND i.inserted > 0"
        " AND (c.id = ? OR c.status IN ({campaign.draft}, {campaign.active}, {campaign.paused})) LIMIT 1",
        workspace, bytes, campaign);
    return sameSize || m_db.integer("SELECT 1 FROM campaigns WHERE workspace_id = ? AND people <> 0 AND id <> ?"
                                    " AND status IN ({campaign.draft}, {campaign.active}, {campaign.paused}) LIMIT 1",
                                    workspace, campaign)
                           .has_value();
}

std::optional<EarlierImport> ImportStore::earlier(const ListToCompare &list, ImportId except)
{
    std::optional<EarlierImport> found = earlierWithBytes(list, except);
    return found ? found : earlierWithPeople(list);
}

std::optional<EarlierImport> ImportStore::earlierWithBytes(const ListToCompare &list, ImportId except)
{
    if (list.content.sha256.isEmpty()) {
        return std::nullopt;
    }
    // The import with the most people: a repetition into one campaign has added nobody.
    Rows rows = m_db.query(
        "SELECT c.id, c.name, i.started_at, i.inserted FROM imports i"
        " JOIN campaigns c ON c.id = i.campaign_id"
        " WHERE i.workspace_id = ? AND i.bytes = ? AND i.content = ? AND i.running = 0 AND i.inserted > 0 AND i.id <> ?"
        " AND (c.id = ? OR c.status IN ({campaign.draft}, {campaign.active}, {campaign.paused}))"
        " ORDER BY CASE WHEN c.id = ? THEN 0 ELSE 1 END, i.inserted DESC, i.id DESC LIMIT 1",
        list.workspace, list.content.bytes, list.content.sha256, except, list.campaign, list.campaign);
    if (!rows.next()) {
        return std::nullopt;
    }
    EarlierImport earlier;
    RowCursor(rows) >> earlier.campaign >> earlier.campaignName >> earlier.at >> earlier.people;
    return earlier;
}

std::optional<EarlierImport> ImportStore::earlierWithPeople(const ListToCompare &list)
{
    if (list.people == 0) {
        return std::nullopt;
    }
    Rows rows = m_db.query("SELECT c.id, c.name, coalesce((SELECT max(i.started_at) FROM imports i"
                           " WHERE i.campaign_id = c.id AND i.running = 0), 0) FROM campaigns c WHERE c.workspace_id = "
                           "? AND c.people = ? AND c.id <> ?"
                           " AND c.status IN ({campaign.draft}, {campaign.active}, {campaign.paused})"
                           " ORDER BY c.id DESC LIMIT 1",
                           list.workspace, list.people, list.campaign);
    if (!rows.next()) {
        return std::nullopt;
    }
    EarlierImport earlier;
    RowCursor(rows) >> earlier.campaign >> earlier.campaignName >> earlier.at;
    earlier.people = CampaignStore(m_db).stats(earlier.campaign).total();
    earlier.sameBytes = false;
    return earlier;
}

void ImportStore::addReject(ImportId id, const RejectedRow &row, RowFate fate)
{
    // Two rows of one input can share a line only when its line count is beyond doubt wrong; the first one is kept.
    m_db.execute("INSERT INTO rejects (import_id, row, number, reason, raw, rule, rule_values, skipped)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (import_id, row) DO NOTHING",
                 id, row.row, row.number, row.reason, row.raw, row.rule, row.values.join(betweenValues),
                 fate == RowFate::Skipped);
}

std::vector<RejectedRow> ImportStore::rejects(ImportId id, qint64 afterRow, int limit, RowFate fate)
{
    std::vector<RejectedRow> rejects;
    Rows rows = m_db.query("SELECT row, number, reason, raw, rule, rule_values FROM rejects"
                           " WHERE import_id = ? AND row > ? AND skipped = ? ORDER BY row LIMIT ?",
                           id, afterRow, fate == RowFate::Skipped, limit);
    while (rows.next()) {
        RejectedRow reject;
        QString values;
        RowCursor(rows) >> reject.row >> reject.number >> reject.reason >> reject.raw >> reject.rule >> values;
        if (!values.isEmpty()) {
            reject.values = values.split(betweenValues);
        }
        rejects.push_back(std::move(reject));
    }
    return rejects;
}

} // namespace campanile
