#include "local/setup/setup_edit.h"

#include "domain/calling_hours.h"
#include "domain/ceilings.h"
#include "local/input_check.h"

namespace campanile {

namespace {

/// Hours as they are to be stored: in order, without white space.
Result<QString> normalHours(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return QString();
    }
    Result<CallingHours> hours = CallingHours::parse(text.toStdString());
    if (hours) {
        hours = CallingHours::checked(std::move(*hours));
    }
    if (!hours) {
        return {ErrorCode::InvalidInput, hours.error().message,
                QStringLiteral("#/hours") + hours.error().pointer.mid(1)};
    }
    return QString::fromStdString(hours->toJson());
}

Result<void> checkHours(const std::optional<QString> &text)
{
    const Result<QString> hours = normalHours(text.value_or(QString()));
    return hours ? Result<void>() : Result<void>(hours.error());
}

Result<void> checkName(const std::optional<QString> &name)
{
    return name ? checkLength("#/name", "The name", *name, 1, ceilings::nameLength) : Result<void>();
}

Result<void> checkGiven(const char *pointer, const char *what, const std::optional<int> &value, int least, int most)
{
    return value ? checkRange(pointer, what, *value, least, most) : Result<void>();
}

Result<void> checkCooldown(Milliseconds cooldown)
{
    if (cooldown >= Milliseconds(0) && cooldown <= ceilings::cooldown) {
        return {};
    }
    return invalidMember(
        "#/cooldown_seconds",
        QStringLiteral("The cool-down must be between 0 and %1 seconds.").arg(ceilings::cooldown.count() / 1'000));
}

} // namespace

Result<void> checkWorkspaceEdit(const WorkspaceEdit &edit)
{
    return firstFailure(
        {checkName(edit.name),
         checkGiven("#/rate_limit_per_minute", "Calls per minute", edit.ratePerMinute, 0, ceilings::ratePerMinute),
         checkGiven("#/max_concurrent", "Calls at once", edit.maxConcurrent, 0, ceilings::concurrentCalls),
         checkCooldown(edit.cooldown.value_or(Milliseconds(0))),
         checkGiven("#/max_per_day", "Calls to one number per day", edit.maxPerDay, 1, ceilings::callsPerNumberPerDay),
         checkGiven("#/max_per_week", "Calls to one number per week", edit.maxPerWeek, 1,
                    ceilings::callsPerNumberPerWeek),
         checkHours(edit.hours)});
}

Result<void> checkAgentEdit(const AgentEdit &edit)
{
    return firstFailure(
        {checkName(edit.name),
         checkLength("#/first_message", "The first message", edit.firstMessage.value_or(QString()), 0,
                     ceilings::firstMessageLength),
         checkGiven("#/max_hold_seconds", "The seconds on hold", edit.maxHoldSeconds, 1, ceilings::holdSeconds),
         checkGiven("#/max_duration_seconds", "The seconds of a call", edit.maxDurationSeconds, 1,
                    ceilings::callSeconds)});
}

Result<void> checkNumberEdit(const PhoneNumberEdit &edit)
{
    return firstFailure(
        {checkLength("#/label", "The label", edit.label.value_or(QString()), 0, ceilings::nameLength),
         checkGiven("#/rate_limit_per_minute", "Calls per minute", edit.ratePerMinute, 0, ceilings::ratePerMinute)});
}

Workspace edited(Workspace workspace, const WorkspaceEdit &edit)
{
    workspace.name = edit.name ? edit.name->trimmed() : workspace.name;
    workspace.disabled = edit.disabled.value_or(workspace.disabled);
    workspace.editingDisabled = edit.editingDisabled.value_or(workspace.editingDisabled);
    workspace.ratePerMinute = edit.ratePerMinute.value_or(workspace.ratePerMinute);
    workspace.maxConcurrent = edit.maxConcurrent.value_or(workspace.maxConcurrent);
    workspace.cooldown = edit.cooldown.value_or(workspace.cooldown);
    workspace.maxPerDay = edit.maxPerDay.value_or(workspace.maxPerDay);
    workspace.maxPerWeek = edit.maxPerWeek.value_or(workspace.maxPerWeek);
    if (edit.hours) {
        workspace.hours = *normalHours(*edit.hours);
    }
    return workspace;
}

Agent edited(Agent agent, const AgentEdit &edit)
{
    agent.name = edit.name ? edit.name->trimmed() : agent.name;
    agent.firstMessage = edit.firstMessage.value_or(agent.firstMessage);
    agent.disabled = edit.disabled.value_or(agent.disabled);
    agent.maxHoldSeconds = edit.maxHoldSeconds.value_or(agent.maxHoldSeconds);
    agent.maxDurationSeconds = edit.maxDurationSeconds.value_or(agent.maxDurationSeconds);
    return agent;
}

PhoneNumber edited(PhoneNumber number, const PhoneNumberEdit &edit)
{
    number.label = edit.label ? edit.label->trimmed() : number.label;
    number.ratePerMinute = edit.ratePerMinute.value_or(number.ratePerMinute);
    number.verified = edit.verified.value_or(number.verified);
    number.inboundOnly = edit.inboundOnly.value_or(number.inboundOnly);
    return number;
}

} // namespace campanile
