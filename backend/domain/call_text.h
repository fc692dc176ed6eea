#pragma once

#include "core/result.h"
#include "domain/agent.h"

#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <string_view>

namespace campanile {

/// The variables of a call: texts by their names.
using CallVariables = std::map<QString, QString>;

/// Reads a JSON object of texts, the form in which rows keep their variables. A member that is not a text is left out;
/// a value that is not an object gives an empty result.
CallVariables variablesFrom(std::string_view json);
/// The same JSON object with the variable `name` added, when the object does not have it and the name is not empty.
std::string withName(std::string json, std::string_view name);

/// The texts that an agent is given for one call.
struct CallText {
    QString prompt;
    QString firstMessage;

    friend bool operator==(const CallText &, const CallText &) = default;
};

/// Puts a call's variables into its agent's templates. A template holds places of the form `{{ name }}` and `{{ name |
/// default: "there" }}`; a name begins with a letter or "_" and goes on with letters, digits, "_", "-" and "."; within
/// the quotes \" and \\ stand for themselves. Text of any other form stays as it is, and the value of a variable is not
/// read as a template again. A variable that is absent or empty takes the default of its place, or else the default in
/// the agent's own list.
///
/// A variable is required when the agent's list has it without a default, or when a place names it and neither the
/// place nor the list has one. Fails with InvalidInput when required variables are absent; the message names all of
/// them, in the order of their names.
Result<CallText> renderCallText(const Agent &agent, const CallVariables &variables);

/// The required variables that are absent, in the order of their names.
QStringList missingVariables(const Agent &agent, const CallVariables &variables);

/// Whether the texts depend on the call: the agent's templates have places, or the agent lists variables.
bool asksForVariables(const Agent &agent);

} // namespace campanile
