#include "local/setup/setup_edit.h"

#include "core/number_parser.h"
#include "domain/calling_hours.h"
#include "domain/ceilings.h"
#include "domain/country_rule.h"
#include "local/input_check.h"

namespace campanile {

namespace {

/// Hours as they are to be stored: in order, without white space.
Result<QString> normalHours(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return QString();
    }
    const Result<CallingHours> hours = givenHours(text);
    return hours ? Result<QString>(QString::fromStdString(hours->toJson())) : Result<QString>(hours.error());
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

Result<void> checkNewAgent(const NewAgent &agent)
{
    return firstFailure({checkName(agent.name),
                         checkLength("#/endpoint", "The endpoint", agent.endpoint, 1, ceilings::endpointLength),
                         checkAgentEdit({.name = {},
                                         .firstMessage = agent.firstMessage,
                                         .disabled = {},
                                         .maxHoldSeconds = agent.maxHoldSeconds,
                                         .maxDurationSeconds = agent.maxDurationSeconds})});
}

Result<void> checkNewNumber(const NewPhoneNumber &number)
{
    if (number.number.isNull()) {
        return invalidMember("#/number", QStringLiteral("Give the number in E.164, such as +14155550142."));
    }
    return checkNumberEdit(
        {.label = number.label, .ratePerMinute = number.ratePerMinute, .verified = {}, .inboundOnly = {}});
}

Result<void> checkNewTrunk(const NewTrunk &trunk)
{
    return firstFailure({checkName(trunk.name),
                         checkRange("#/max_channels", "Calls at once", trunk.maxChannels, 0, ceilings::concurrentCalls),
                         checkSimulation(trunk.simulation), checkPrice(trunk.pricePerMinute),
                         checkCountries(trunk.countries), checkCountriesOf(trunk.kind, trunk.countries)});
}

Result<void> checkSimulation(const SimulationSettings &s)
{
    const double sum =
        s.busyRate + s.noAnswerRate + s.declinedRate + s.invalidRate + s.carrierErrorRate + s.voicemailRate;
    for (const double rate :
         {s.busyRate, s.noAnswerRate, s.declinedRate, s.invalidRate, s.carrierErrorRate, s.voicemailRate, 1 - sum}) {
        if (!(rate >= -1e-9 && rate <= 1)) {
            return {ErrorCode::InvalidInput,
                    QStringLiteral("The simulated rates must lie between 0 and 1, and so must their sum."),
                    QStringLiteral("#/simulation")};
        }
    }
    if (!(s.speed > 0 && s.speed <= 1'000'000)) {
        return {ErrorCode::InvalidInput, QStringLiteral("The simulated speed must be above 0 and at most 1,000,000."),
                QStringLiteral("#/simulation/speed")};
    }
    return {};
}

Result<void> checkPrice(Money perMinute)
{
    return checkAmount("#/price_per_minute", "The price per minute", perMinute, {}, ceilings::pricePerMinute);
}

Result<void> checkCountries(const QStringList &countries)
{
    for (qsizetype i = 0; i < countries.size(); ++i) {
        if (countries[i] != CountryRule::everywhere && !NumberParser::isKnownRegion(countries[i].toStdString())) {
            return {
                ErrorCode::InvalidInput,
                QStringLiteral("\"%1\" is no country with telephones. Give its two letters of ISO 3166-1, as in GB.")
                    .arg(countries[i].left(ceilings::nameLength)),
                QStringLiteral("#/countries/%1").arg(i)};
        }
    }
    return {};
}

Result<void> checkCountriesOf(CarrierKind kind, const QStringList &countries)
{
    if (kind != CarrierKind::Simulated && countries.contains(CountryRule::everywhere)) {
        return invalidMember("#/countries", QStringLiteral("Only a simulated trunk calls everywhere. Name the "
                                                           "countries that this one is to call."));
    }
    return {};
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
