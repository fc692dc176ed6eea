#include "storage/setup_store.h"

#include "storage/row_cursor.h"

#include <nlohmann/json.hpp>

namespace campanile {

namespace {

std::string toJson(const SimulationSettings &s)
{
    return nlohmann::json{{"busy_rate", s.busyRate},
                          {"no_answer_rate", s.noAnswerRate},
                          {"declined_rate", s.declinedRate},
                          {"invalid_rate", s.invalidRate},
                          {"carrier_error_rate", s.carrierErrorRate},
                          {"voicemail_rate", s.voicemailRate},
                          {"ring_time_ms", s.ringTime.count()},
                          {"ring_limit_ms", s.ringLimit.count()},
                          {"talk_time_ms", s.talkTime.count()},
                          {"speed", s.speed},
                          {"seed", s.seed}}
        .dump();
}

SimulationSettings simulationFrom(std::string_view text)
{
    SimulationSettings s;
    if (text.empty()) {
        return s;
    }
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return s;
    }
    s.busyRate = json.value("busy_rate", s.busyRate);
    s.noAnswerRate = json.value("no_answer_rate", s.noAnswerRate);
    s.declinedRate = json.value("declined_rate", s.declinedRate);
    s.invalidRate = json.value("invalid_rate", s.invalidRate);
    s.carrierErrorRate = json.value("carrier_error_rate", s.carrierErrorRate);
    s.voicemailRate = json.value("voicemail_rate", s.voicemailRate);
    s.ringTime = Milliseconds(json.value("ring_time_ms", s.ringTime.count()));
    s.ringLimit = Milliseconds(json.value("ring_limit_ms", s.ringLimit.count()));
    s.talkTime = Milliseconds(json.value("talk_time_ms", s.talkTime.count()));
    s.speed = json.value("speed", s.speed);
    s.seed = json.value("seed", s.seed);
    return s;
}

QStringList countriesFrom(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

#define WORKSPACE_COLUMNS                                                                                              \
    "id, name, disabled, rate_per_minute, max_concurrent, cooldown_ms, max_per_day, max_per_week, editing_disabled,"   \
    " hours, recording"
#define NUMBER_COLUMNS "id, workspace_id, trunk_id, number, label, rate_per_minute, verified, inbound_only"

Assignment assignmentFrom(const Rows &rows)
{
    Assignment assignment;
    RowCursor(rows) >> assignment.number >> assignment.agent;
    return assignment;
}

Workspace workspaceFrom(const Rows &rows)
{
    Workspace w;
    RowCursor(rows) >> w.id >> w.name >> w.disabled >> w.ratePerMinute >> w.maxConcurrent >> w.cooldown >>
        w.maxPerDay >> w.maxPerWeek >> w.editingDisabled >> w.hours >> w.recording;
    return w;
}

std::string toJson(const std::vector<AgentVariable> &variables)
{
    nlohmann::json json = nlohmann::json::array();
    for (const AgentVariable &variable : variables) {
        nlohmann::json each = {{"name", variable.name.toStdString()}};
        if (variable.fallback) {
            each["default"] = variable.fallback->toStdString();
        }
        json.push_back(std::move(each));
    }
    return json.dump();
}

std::vector<AgentVariable> agentVariablesFrom(std::string_view text)
{
    std::vector<AgentVariable> variables;
    if (text == "[]") {
        return variables;
    }
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array()) {
        return variables;
    }
    for (const nlohmann::json &each : json) {
        AgentVariable variable{QString::fromStdString(each.value("name", std::string())), std::nullopt};
        if (each.contains("default")) {
            variable.fallback = QString::fromStdString(each.value("default", std::string()));
        }
        variables.push_back(std::move(variable));
    }
    return variables;
}

#define AGENT_COLUMNS                                                                                                  \
    "id, workspace_id, name, endpoint, first_message, disabled, max_hold_seconds, max_duration_seconds, prompt,"       \
    " speak_order, variables, language, recording, voicemail, endpoint_secret, script"

#define TRUNK_COLUMNS "id, workspace_id, name, kind, max_channels, simulation, price_per_minute, countries, encryption"

WorkspaceId idFrom(const Rows &rows)
{
    return rows.id<WorkspaceId>(0);
}

Agent agentFrom(const Rows &rows)
{
    Agent a;
    std::string variables;
    RowCursor(rows) >> a.id >> a.workspace >> a.name >> a.endpoint >> a.firstMessage >> a.disabled >>
        a.maxHoldSeconds >> a.maxDurationSeconds >> a.prompt >> a.speakOrder >> variables >> a.language >>
        a.recording >> a.voicemail >> a.endpointSecret >> a.script;
    a.variables = agentVariablesFrom(variables);
    return a;
}

Trunk trunkFrom(const Rows &rows)
{
    Trunk t;
    std::string simulation;
    QString countries;
    RowCursor(rows) >> t.id >> t.workspace >> t.name >> t.kind >> t.maxChannels >> simulation >> t.pricePerMinute >>
        countries >> t.encryption;
    t.simulation = simulationFrom(simulation);
    t.countries = countriesFrom(countries);
    return t;
}

PhoneNumber numberFrom(const Rows &rows)
{
    PhoneNumber n;
    RowCursor(rows) >> n.id >> n.workspace >> n.trunk >> n.number >> n.label >> n.ratePerMinute >> n.verified >>
        n.inboundOnly;
    return n;
}

template<class Row>
std::vector<Row> collect(Rows rows, Row (*read)(const Rows &))
{
    std::vector<Row> all;
    while (rows.next()) {
        all.push_back(read(rows));
    }
    return all;
}

template<class Row>
std::optional<Row> first(Rows rows, Row (*read)(const Rows &))
{
    return rows.next() ? std::optional<Row>(read(rows)) : std::nullopt;
}

} // namespace

std::optional<Workspace> SetupStore::workspace()
{
    return first(m_db.query("SELECT " WORKSPACE_COLUMNS " FROM workspaces ORDER BY id LIMIT 1"), workspaceFrom);
}

std::optional<Workspace> SetupStore::workspace(WorkspaceId id)
{
    return first(m_db.query("SELECT " WORKSPACE_COLUMNS " FROM workspaces WHERE id = ?", id), workspaceFrom);
}

std::vector<Workspace> SetupStore::workspaces()
{
    return collect(m_db.query("SELECT " WORKSPACE_COLUMNS " FROM workspaces ORDER BY id"), workspaceFrom);
}

std::vector<WorkspaceId> SetupStore::workspaceIds()
{
    return collect(m_db.query("SELECT id FROM workspaces ORDER BY id"), idFrom);
}

std::vector<WorkspaceId> SetupStore::workspacesWithNumber(E164 number)
{
    return collect(m_db.query("SELECT workspace_id FROM phone_numbers WHERE number = ? ORDER BY workspace_id", number),
                   idFrom);
}

std::optional<Agent> SetupStore::agent(AgentId id)
{
    return first(m_db.query("SELECT " AGENT_COLUMNS " FROM agents WHERE id = ?", id), agentFrom);
}

std::optional<Trunk> SetupStore::trunkToDial(TrunkId id)
{
    return first(m_db.query("SELECT id, workspace_id, name, kind, max_channels, '', price_per_minute, countries,"
                            " encryption FROM trunks WHERE id = ? AND removed = 0",
                            id),
                 trunkFrom);
}

std::optional<PhoneNumber> SetupStore::number(PhoneNumberId id)
{
    return first(m_db.query("SELECT " NUMBER_COLUMNS " FROM phone_numbers WHERE id = ?", id), numberFrom);
}

std::vector<Agent> SetupStore::agents()
{
    return collect(m_db.query("SELECT " AGENT_COLUMNS " FROM agents ORDER BY id"), agentFrom);
}

std::vector<Trunk> SetupStore::trunks()
{
    return collect(m_db.query("SELECT " TRUNK_COLUMNS " FROM trunks WHERE removed = 0 ORDER BY id"), trunkFrom);
}

std::vector<PhoneNumber> SetupStore::numbers()
{
    return collect(m_db.query("SELECT " NUMBER_COLUMNS " FROM phone_numbers ORDER BY id"), numberFrom);
}

std::optional<Agent> SetupStore::agent(WorkspaceId workspace, AgentId id)
{
    return first(m_db.query("SELECT " AGENT_COLUMNS " FROM agents WHERE id = ? AND workspace_id = ?", id, workspace),
                 agentFrom);
}

std::optional<Trunk> SetupStore::trunk(WorkspaceId workspace, TrunkId id)
{
    return first(m_db.query("SELECT " TRUNK_COLUMNS " FROM trunks WHERE id = ? AND workspace_id = ? AND removed = 0",
                            id, workspace),
                 trunkFrom);
}

std::optional<PhoneNumber> SetupStore::number(WorkspaceId workspace, PhoneNumberId id)
{
    return first(
        m_db.query("SELECT " NUMBER_COLUMNS " FROM phone_numbers WHERE id = ? AND workspace_id = ?", id, workspace),
        numberFrom);
}

std::vector<Agent> SetupStore::agents(WorkspaceId workspace)
{
    return collect(m_db.query("SELECT " AGENT_COLUMNS " FROM agents WHERE workspace_id = ? ORDER BY id", workspace),
                   agentFrom);
}

std::vector<Trunk> SetupStore::trunks(WorkspaceId workspace)
{
    return collect(m_db.query("SELECT " TRUNK_COLUMNS " FROM trunks WHERE workspace_id = ? AND removed = 0 ORDER BY id",
                              workspace),
                   trunkFrom);
}

std::vector<PhoneNumber> SetupStore::numbers(WorkspaceId workspace)
{
    return collect(
        m_db.query("SELECT " NUMBER_COLUMNS " FROM phone_numbers WHERE workspace_id = ? ORDER BY id", workspace),
        numberFrom);
}

std::vector<Assignment> SetupStore::assignments(WorkspaceId workspace)
{
    return collect(m_db.query("SELECT na.phone_number_id, na.agent_id FROM number_agents na"
                              " JOIN phone_numbers n ON n.id = na.phone_number_id WHERE n.workspace_id = ?"
                              " ORDER BY na.phone_number_id, na.agent_id",
                              workspace),
                   assignmentFrom);
}

PhoneNumberId SetupStore::numberOf(WorkspaceId workspace, E164 number)
{
    return {m_db.integer("SELECT id FROM phone_numbers WHERE workspace_id = ? AND number = ?", workspace, number)
                .value_or(0)};
}

void SetupStore::insert(const Workspace &w)
{
    m_db.execute(
        "INSERT INTO workspaces (id, name, disabled, rate_per_minute, max_concurrent, cooldown_ms, max_per_day,"
        " max_per_week, editing_disabled, hours, recording) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        w.id, w.name, w.disabled, w.ratePerMinute, w.maxConcurrent, w.cooldown, w.maxPerDay, w.maxPerWeek,
        w.editingDisabled, w.hours, w.recording);
    m_db.execute("INSERT INTO credit_accounts (workspace_id) VALUES (?)", w.id);
}

void SetupStore::insert(const Agent &a)
{
    m_db.execute("INSERT INTO agents (" AGENT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", a.id,
                 a.workspace, a.name, a.endpoint, a.firstMessage, a.disabled, a.maxHoldSeconds, a.maxDurationSeconds,
                 a.prompt, a.speakOrder, toJson(a.variables), a.language, a.recording, a.voicemail, a.endpointSecret,
                 a.script);
}

void SetupStore::insert(const Trunk &t)
{
    m_db.execute("INSERT INTO trunks (" TRUNK_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", t.id, t.workspace, t.name,
                 t.kind, t.maxChannels, toJson(t.simulation), t.pricePerMinute, t.countries.join(u' '), t.encryption);
}

void SetupStore::insert(const PhoneNumber &n)
{
    m_db.execute("INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label, rate_per_minute, verified,"
                 " inbound_only) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 n.id, n.workspace, n.trunk, n.number, n.label, n.ratePerMinute, n.verified, n.inboundOnly);
}

void SetupStore::update(const Workspace &w)
{
    m_db.execute("UPDATE workspaces SET name = ?, disabled = ?, rate_per_minute = ?, max_concurrent = ?,"
                 " cooldown_ms = ?, max_per_day = ?, max_per_week = ?, editing_disabled = ?, hours = ?,"
                 " recording = ? WHERE id = ?",
                 w.name, w.disabled, w.ratePerMinute, w.maxConcurrent, w.cooldown, w.maxPerDay, w.maxPerWeek,
                 w.editingDisabled, w.hours, w.recording, w.id);
}

void SetupStore::update(const Agent &a)
{
    m_db.execute("UPDATE agents SET name = ?, endpoint = ?, first_message = ?, disabled = ?, max_hold_seconds = ?,"
                 " max_duration_seconds = ?, prompt = ?, speak_order = ?, variables = ?, language = ?, recording = ?,"
                 " voicemail = ?, endpoint_secret = ?, script = ? WHERE id = ?",
                 a.name, a.endpoint, a.firstMessage, a.disabled, a.maxHoldSeconds, a.maxDurationSeconds, a.prompt,
                 a.speakOrder, toJson(a.variables), a.language, a.recording, a.voicemail, a.endpointSecret, a.script,
                 a.id);
}

void SetupStore::update(const PhoneNumber &n)
{
    m_db.execute("UPDATE phone_numbers SET trunk_id = ?, label = ?, rate_per_minute = ?, verified = ?,"
                 " inbound_only = ? WHERE id = ?",
                 n.trunk, n.label, n.ratePerMinute, n.verified, n.inboundOnly, n.id);
}

bool SetupStore::mayCallFrom(PhoneNumberId number, AgentId agent)
{
    return m_db.integer("SELECT 1 FROM number_agents WHERE phone_number_id = ? AND agent_id = ?", number, agent)
        .has_value();
}

CountryRule SetupStore::countryRule(PhoneNumberId number)
{
    Rows rows = m_db.query(
        "SELECT n.number, t.countries FROM phone_numbers n JOIN trunks t ON t.id = n.trunk_id WHERE n.id = ?", number);
    return rows.next() ? CountryRule(rows.number(0), countriesFrom(rows.text(1))) : CountryRule();
}

void SetupStore::assign(PhoneNumberId number, AgentId agent)
{
    m_db.execute("INSERT INTO number_agents (phone_number_id, agent_id) VALUES (?, ?) ON CONFLICT (phone_number_id, "
                 "agent_id) DO NOTHING",
                 number, agent);
}

void SetupStore::unassign(PhoneNumberId number, AgentId agent)
{
    m_db.execute("DELETE FROM number_agents WHERE phone_number_id = ? AND agent_id = ?", number, agent);
}

void SetupStore::update(const Trunk &t)
{
    m_db.execute("UPDATE trunks SET name = ?, max_channels = ?, simulation = ?, price_per_minute = ?, countries = ?,"
                 " encryption = ? WHERE id = ?",
                 t.name, t.maxChannels, toJson(t.simulation), t.pricePerMinute, t.countries.join(u' '), t.encryption,
                 t.id);
}

bool SetupStore::remove(TrunkId id)
{
    return m_db.execute("UPDATE trunks SET removed = 1 WHERE id = ? AND removed = 0", id) == 1;
}

} // namespace campanile
