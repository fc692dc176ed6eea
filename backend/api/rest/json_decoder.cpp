#include "api/rest/json_decoder.h"

#include "api/rest/json_check.h"

#include <nlohmann/json.hpp>

namespace campanile {

ObjectReader::ObjectReader(const nlohmann::json &value, std::string pointer, std::vector<FieldError> &errors)
    : m_object(value.is_object() ? &value : nullptr)
    , m_pointer(std::move(pointer))
    , m_errors(errors)
{
    if (!m_object) {
        m_errors.push_back({m_pointer, "It must be a JSON object."});
    }
}

bool ObjectReader::has(std::string_view name) const
{
    if (m_object == nullptr) {
        return false;
    }
    const auto found = m_object->find(std::string(name));
    return found != m_object->end() && !found->is_null();
}

const nlohmann::json *ObjectReader::find(std::string_view name, Presence presence)
{
    m_known.emplace(name);
    if (has(name)) {
        return &(*m_object)[std::string(name)];
    }
    if (presence == Presence::Required && m_object) {
        wrong(name, "It is required.");
    }
    return nullptr;
}

void ObjectReader::wrong(std::string_view name, std::string message)
{
    m_errors.push_back({m_pointer + pointerStep(name), std::move(message)});
}

std::optional<QString> ObjectReader::text(std::string_view name, Presence presence, qsizetype least, qsizetype most)
{
    const nlohmann::json *value = find(name, presence);
    if (!value) {
        return std::nullopt;
    }
    if (!value->is_string()) {
        wrong(name, "It must be a string.");
        return std::nullopt;
    }
    const QString read = QString::fromStdString(value->get_ref<const std::string &>());
    if (read.size() < least || read.size() > most) {
        wrong(name, "It must have " + std::to_string(least) + " to " + std::to_string(most) + " characters.");
        return std::nullopt;
    }
    return read;
}

std::optional<int> ObjectReader::integer(std::string_view name, int least, int most)
{
    const nlohmann::json *value = find(name, Presence::Optional);
    if (!value) {
        return std::nullopt;
    }
    // Unsigned values beyond int64 would wrap in get<int64_t>, so they are compared as unsigned values.
    const bool fits = value->is_number_unsigned()
                          ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(std::max(most, 0))
                          : value->is_number_integer() && value->get<std::int64_t>() <= most;
    if (!fits || value->get<std::int64_t>() < least) {
        wrong(name, "It must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
        return std::nullopt;
    }
    return value->get<int>();
}

std::optional<std::vector<QString>> ObjectReader::texts(std::string_view name, std::size_t most)
{
    const nlohmann::json *value = find(name, Presence::Optional);
    if (!value) {
        return std::nullopt;
    }
    if (!value->is_array() || value->size() > most) {
        wrong(name, "It must be an array of at most " + std::to_string(most) + " strings.");
        return std::nullopt;
    }
    std::vector<QString> read;
    for (const nlohmann::json &element : *value) {
        if (!element.is_string()) {
            wrongElement(name, static_cast<std::ptrdiff_t>(read.size()), "It must be a string.");
            return std::nullopt;
        }
        read.push_back(QString::fromStdString(element.get_ref<const std::string &>()));
    }
    return read;
}

void ObjectReader::wrongElement(std::string_view name, std::ptrdiff_t index, const std::string &message)
{
    m_errors.push_back({m_pointer + pointerStep(name) + '/' + std::to_string(index), message});
}

std::string ObjectReader::strings(std::string_view name)
{
    const nlohmann::json *value = find(name, Presence::Optional);
    if (!value) {
        return "{}";
    }
    if (!value->is_object()) {
        wrong(name, "It must be an object of strings.");
        return "{}";
    }
    for (const auto &[key, member] : value->items()) {
        if (key.empty() || !member.is_string()) {
            m_errors.push_back({m_pointer + pointerStep(name) + pointerStep(key),
                                key.empty() ? "A variable must have a name." : "It must be a string."});
        }
    }
    return value->dump();
}

void ObjectReader::refuseOthers()
{
    if (!m_object) {
        return;
    }
    for (const auto &item : m_object->items()) {
        if (!m_known.contains(item.key())) {
            wrong(item.key(), "There is no such member.");
        }
    }
}

} // namespace campanile
