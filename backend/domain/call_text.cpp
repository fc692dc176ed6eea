#include "domain/call_text.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace campanile {

namespace {

constexpr QStringView opening = u"{{";

/// One `{{ … }}` of a template.
struct Place {
    QString name;
    std::optional<QString> fallback;
    qsizetype end = 0; ///< the position after its closing braces
};

/// Reads a place, beginning after its opening braces; returns nothing when the text has another form.
class PlaceReader {
public:
    PlaceReader(QStringView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {
    }

    std::optional<Place> read()
    {
        Place place;
        skipSpace();
        place.name = readName();
        skipSpace();
        if (place.name.isEmpty()) {
            return std::nullopt;
        }
        if (take(u"|")) {
            skipSpace();
            if (!take(u"default")) {
                return std::nullopt;
            }
            skipSpace();
            if (!take(u":")) {
                return std::nullopt;
            }
            skipSpace();
            place.fallback = readQuoted();
            if (!place.fallback) {
                return std::nullopt;
            }
            skipSpace();
        }
        if (!take(u"}}")) {
            return std::nullopt;
        }
        place.end = m_at;
        return place;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace()) {
            ++m_at;
        }
    }
    bool take(QStringView word)
    {
        if (!m_text.sliced(m_at).startsWith(word)) {
            return false;
        }
        m_at += word.size();
        return true;
    }
    QString readName()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isOfName(m_text[m_at], m_at == from)) {
            ++m_at;
        }
        return m_text.sliced(from, m_at - from).toString();
    }
    static bool isOfName(QChar c, bool isFirst)
    {
        return c.isLetter() || c == u'_' || (!isFirst && (c.isDigit() || c == u'-' || c == u'.'));
    }
    std::optional<QString> readQuoted()
    {
        if (!take(u"\"")) {
            return std::nullopt;
        }
        QString text;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'"') {
                ++m_at;
                return text;
            }
            const bool escapes =
                c == u'\\' && m_at + 1 < m_text.size() && (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
            text += escapes ? m_text[++m_at] : c;
        }
        return std::nullopt;
    }

    QStringView m_text;
    qsizetype m_at;
};

/// Makes the texts of one call of an agent.
class Renderer {
public:
    Renderer(const Agent &agent, const CallVariables &variables)
        : m_variables(variables)
    {
        for (const AgentVariable &variable : agent.variables) {
            if (variable.fallback) {
                m_fallbacks.emplace(variable.name, *variable.fallback);
            } else if (!m_variables.contains(variable.name)) {
                m_missing.insert(variable.name);
            }
        }
    }

    QString render(const QString &text)
    {
        qsizetype place = text.indexOf(opening);
        if (place < 0) {
            return text;
        }
        QString rendered;
        qsizetype done = 0;
        while (place >= 0) {
            const std::optional<Place> found = PlaceReader(text, place + opening.size()).read();
            const qsizetype end = found ? found->end : place + opening.size();
            rendered += QStringView(text).sliced(done, (found ? place : end) - done);
            if (found) {
                rendered += valueOf(*found);
            }
            done = end;
            place = text.indexOf(opening, done);
        }
        rendered += QStringView(text).sliced(done);
        return rendered;
    }

    [[nodiscard]] QStringList missing() const { return {m_missing.begin(), m_missing.end()}; }

private:
    QString valueOf(const Place &place)
    {
        const auto given = m_variables.find(place.name);
        if (given != m_variables.end() && !given->second.isEmpty()) {
            return given->second;
        }
        if (place.fallback) {
            return *place.fallback;
        }
        if (const auto usual = m_fallbacks.find(place.name); usual != m_fallbacks.end()) {
            return usual->second;
        }
        if (given == m_variables.end()) {
            m_missing.insert(place.name);
        }
        return {};
    }

    const CallVariables &m_variables;
    std::map<QString, QString> m_fallbacks;
    std::set<QString> m_missing;
};

/// Takes the texts of a JSON object while it is parsed: one is read for each call, and a tree of its values would cost
/// more than the texts themselves. The functions are those that the parser calls; false ends the parsing.
class VariablesReader {
public:
    CallVariables variables;

    bool start_object(std::size_t)
    {
        ++m_depth;
        return true;
    }
    bool end_object()
    {
        --m_depth;
        return true;
    }
    bool start_array(std::size_t) { return m_depth++ > 0; } // a member may be an array, the whole may not
    bool end_array() { return end_object(); }
    bool key(std::string &name)
    {
        if (m_depth == 1) {
            m_name = QString::fromStdString(name);
        }
        return true;
    }
    bool string(std::string &text)
    {
        if (m_depth == 1) {
            variables.insert_or_assign(m_name, QString::fromStdString(text));
        }
        return isWithin();
    }
    bool null() { return isWithin(); }
    bool boolean(bool) { return isWithin(); }
    bool number_integer(std::int64_t) { return isWithin(); }
    bool number_unsigned(std::uint64_t) { return isWithin(); }
    bool number_float(double, const std::string &) { return isWithin(); }
    bool binary(std::vector<std::uint8_t> &) { return isWithin(); }
    static bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &) { return false; }

private:
    [[nodiscard]] bool isWithin() const { return m_depth > 0; }

    int m_depth = 0;
    QString m_name;
};

} // namespace

CallVariables variablesFrom(std::string_view json)
{
    VariablesReader reader;
    const bool isWhole = json != "{}" && nlohmann::json::sax_parse(json, &reader);
    return isWhole ? std::move(reader.variables) : CallVariables();
}

std::string withName(std::string json, std::string_view name)
{
    constexpr std::string_view asMember = "\"name\":"; // in compact JSON no value is followed by a colon
    if (name.empty() || json.size() < 2 || json.find(asMember) != std::string::npos) {
        return json;
    }
    const bool isAlone = json == "{}";
    std::string named = "{";
    named += asMember;
    named += nlohmann::json(name).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    named += isAlone ? "}" : ",";
    if (!isAlone) {
        named.append(json, 1);
    }
    return named;
}

Result<CallText> renderCallText(const Agent &agent, const CallVariables &variables)
{
    Renderer renderer(agent, variables);
    CallText text{renderer.render(agent.prompt), renderer.render(agent.firstMessage)};
    if (const QStringList missing = renderer.missing(); !missing.isEmpty()) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("The call lacks variables that its agent needs: %1.")
                    .arg(missing.join(QStringLiteral(", "))),
                QStringLiteral("#/variables")};
    }
    return text;
}

QStringList missingVariables(const Agent &agent, const CallVariables &variables)
{
    Renderer renderer(agent, variables);
    renderer.render(agent.prompt);
    renderer.render(agent.firstMessage);
    return renderer.missing();
}

bool asksForVariables(const Agent &agent)
{
    return !agent.variables.empty() || agent.prompt.contains(opening) || agent.firstMessage.contains(opening);
}

} // namespace campanile
