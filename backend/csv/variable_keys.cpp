#include "csv/variable_keys.h"

#include <algorithm>

namespace campanile {

std::string keyOfRole(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Name:
        return "name";
    case ColumnRole::FirstName:
        return "first_name";
    case ColumnRole::LastName:
        return "last_name";
    case ColumnRole::Timezone:
        return "timezone";
    default:
        return {};
    }
}

std::string unusedKey(const std::string &wanted, std::set<std::string> &used)
{
    std::string key = wanted;
    for (int i = 2; !used.insert(key).second; ++i) {
        key = wanted + '_' + std::to_string(i);
    }
    return key;
}

std::string variableKeyFor(std::string_view utf8Header, int index)
{
    const QString header = QString::fromUtf8(utf8Header.data(), static_cast<qsizetype>(utf8Header.size())).trimmed();
    const auto belongs = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c.isMark() || c.isSurrogate(); };
    if (!header.isEmpty() && std::ranges::all_of(header, belongs)) {
        return header.toStdString();
    }
    QString key;
    bool gap = false;
    for (const QChar c : header) {
        if (!belongs(c)) {
            gap = !key.isEmpty();
            continue;
        }
        if (gap) {
            key += u'_';
            gap = false;
        }
        key += c.toLower();
    }
    return key.isEmpty() ? "column_" + std::to_string(index + 1) : key.toStdString();
}

} // namespace campanile
