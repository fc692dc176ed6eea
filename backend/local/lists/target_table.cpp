#include "local/lists/target_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace campanile {

namespace {

using Json = nlohmann::ordered_json; // a list's columns are stored in their order

// What is known of every target. A further column is a name here and a field at the same place in writeRow.
constexpr std::array<std::string_view, 7> columns = {"number",   "name",         "status", "state",
                                                     "attempts", "last_outcome", "next_at"};

/// The variables of a target; an object without members when the text is none.
Json objectIn(const std::string &variables)
{
    Json object = Json::parse(variables, nullptr, false);
    return object.is_object() ? object : Json::object();
}

std::string textOf(const Json &value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// An import keeps the name as a variable, too, which need not be written twice.
template<class Variable>
bool isNameOf(const Target &target, const Variable &variable)
{
    return variable.key() == "name" && textOf(variable.value()) == target.name.toStdString();
}

/// The head of a variable's column; a variable that is called like another column is told apart by a prefix.
std::string headOf(const std::string &variable)
{
    return std::ranges::find(columns, variable) != columns.end() ? "variables." + variable : variable;
}

std::string_view viewOf(QLatin1StringView name)
{
    return {name.data(), static_cast<std::size_t>(name.size())};
}

} // namespace

void TargetTable::addColumns(const Target &target)
{
    if (target.variables == "{}") { // most lists
        return;
    }
    const Json variables = objectIn(target.variables);
    for (const auto &variable : variables.items()) {
        if (m_places.contains(variable.key()) || isNameOf(target, variable)) {
            continue;
        }
        if (m_variables.size() == mostVariables) {
            m_hasOthers = true;
            continue;
        }
        m_places.emplace(variable.key(), m_variables.size());
        m_variables.push_back(variable.key());
    }
}

void TargetTable::writeHead(CsvWriter &writer) const
{
    for (const std::string_view column : columns) {
        writer.field(column);
    }
    for (const std::string &variable : m_variables) {
        writer.field(headOf(variable));
    }
    if (m_hasOthers) {
        writer.field("other_variables");
    }
    writer.endRow();
}

void TargetTable::writeRow(CsvWriter &writer, const TargetRow &target, const TimeZone &zone) const
{
    const bool hasNext = target.nextAt.ms > 0 && isWaiting(target.standing.state);
    writer.field(target.number.toString().toStdString());
    writer.field(target.name.toStdString());
    writer.field(viewOf(nameOf(target.status)));
    writer.field(viewOf(nameOf(target.standing.state)));
    writer.field(std::to_string(target.attempts));
    writer.field(target.lastOutcome ? viewOf(nameOf(*target.lastOutcome)) : std::string_view());
    writer.field(hasNext ? zone.toRfc3339(target.nextAt).toStdString() : std::string());
    writeVariables(writer, target);
    writer.endRow();
}

void TargetTable::writeVariables(CsvWriter &writer, const Target &target) const
{
    if (m_variables.empty()) {
        return;
    }
    const Json values = objectIn(target.variables);
    std::vector<std::string> cells(m_variables.size());
    Json others = Json::object();
    for (const auto &value : values.items()) {
        if (const auto place = m_places.find(value.key()); place != m_places.end()) {
            cells[place->second] = textOf(value.value());
        } else if (!isNameOf(target, value)) {
            others[value.key()] = value.value();
        }
    }
    for (const std::string &cell : cells) {
        writer.field(cell);
    }
    if (m_hasOthers) {
        writer.field(others.empty() ? std::string() : textOf(others));
    }
}

} // namespace campanile
