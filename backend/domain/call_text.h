#pragma once

#include "core/result.h"
#include "domain/agent.h"

#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <string_view>

namespace campanile {

/// Texts by name, as a call brings them along.
using CallVariables = std::map<QString, QString>;

/// Reads a JSON object of texts, as rows keep their variables; what is no text is left out, and what is no object is
/// empty.
CallVariables variablesFrom(std::string_view json);
/// The same JSON object with the variable `name`, where it has none and the name is not empty.
std::string withName(std::string json, std::string_view name);

/// What an agent is told of one call.
struct CallText {
    QString prompt;
    QString firstMessage;

    friend bool operator==(const CallText &, const CallText &) = default;
};

/// Puts a call's variables into its agent's templates. A template holds places of the form `{{ name }}` and
/// `{{ name | default: "there" }}`; a name begins with a letter or "_" and goes on with letters, digits, "_", "-" and
/// "."; within the quotes \" and \\ stand for themselves. What has another form stays as it is, and what a variable
/// holds is not read as a template again. A variable that is absent or empty takes the default of its place, or else
/// the one that the agent's own list gives it.
///
/// A variable is required when the agent's list has it without a default, or when a place names it and neither the
/// place nor the list has one. InvalidInput when required variables are absent: the message names all of them, in the
/// order of their names.
Result<CallText> renderCallText(const Agent &agent, const CallVariables &variables);

/// The required variables that are absent, in the order of their names.
QStringList missingVariables(const Agent &agent, const CallVariables &variables);

/// Whether anything about the texts depends on the call: the agent's templates have places, or it lists variables.
bool asksForVariables(const Agent &agent);

} // namespace campanile
