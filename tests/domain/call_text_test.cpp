// An agent's templates with a call's variables in their places, and what is required of a call.

#include "domain/call_text.h"

#include <QTest>

using namespace campanile;

namespace {

Agent agentSaying(const QString &firstMessage, std::vector<AgentVariable> variables = {})
{
    Agent agent;
    agent.firstMessage = firstMessage;
    agent.variables = std::move(variables);
    return agent;
}

QString said(const QString &firstMessage, const CallVariables &variables,
             const std::vector<AgentVariable> &declared = {})
{
    const Result<CallText> text = renderCallText(agentSaying(firstMessage, declared), variables);
    return text ? text->firstMessage : QStringLiteral("error");
}

} // namespace

class CallTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesAreFilled_data();
    void placesAreFilled();
    void whatIsNoPlaceStays_data();
    void whatIsNoPlaceStays();
    void aValueIsNotReadAgain();
    void promptAndFirstMessageAreBothFilled();
    void everyMissingVariableIsNamed();
    void theAgentsListGivesDefaultsAndDemands();
    void askingForNothingNeedsNothing();
    void variablesAreReadFromJson();
    void aNameIsAdded();
};

void CallTextTest::placesAreFilled_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << QStringLiteral("Hello.") << QStringLiteral("Hello.");
    QTest::newRow("one") << QStringLiteral("Hello {{ name }}.") << QStringLiteral("Hello Ada.");
    QTest::newRow("without spaces") << QStringLiteral("{{name}}") << QStringLiteral("Ada");
    QTest::newRow("with many spaces") << QStringLiteral("{{ \n name\t }}") << QStringLiteral("Ada");
    QTest::newRow("twice") << QStringLiteral("{{name}}{{name}}") << QStringLiteral("AdaAda");
    QTest::newRow("a default not used") << QStringLiteral("{{ name | default: \"there\" }}") << QStringLiteral("Ada");
    QTest::newRow("a default used") << QStringLiteral("Hi {{ nick | default: \"there\" }}!")
                                    << QStringLiteral("Hi there!");
    QTest::newRow("a default for what is empty")
        << QStringLiteral("{{ empty | default: \"there\" }}") << QStringLiteral("there");
    QTest::newRow("an empty default") << QStringLiteral("[{{ nick | default: \"\" }}]") << QStringLiteral("[]");
    QTest::newRow("empty without a default") << QStringLiteral("[{{ empty }}]") << QStringLiteral("[]");
    QTest::newRow("quotes in a default") << QStringLiteral(R"({{ nick|default:"a \"b\" \\ c" }})")
                                         << QStringLiteral(R"(a "b" \ c)");
    QTest::newRow("braces in a default") << QStringLiteral("{{ nick | default: \"}}\" }}") << QStringLiteral("}}");
    QTest::newRow("letters of all kinds") << QStringLiteral("{{ größe }}") << QStringLiteral("7");
    QTest::newRow("digits and marks") << QStringLiteral("{{ a-1.b_2 }}") << QStringLiteral("x");
}

void CallTextTest::placesAreFilled()
{
    QFETCH(const QString, text);
    QFETCH(const QString, said);
    const CallVariables variables = {{QStringLiteral("name"), QStringLiteral("Ada")},
                                     {QStringLiteral("empty"), QString()},
                                     {QStringLiteral("größe"), QStringLiteral("7")},
                                     {QStringLiteral("a-1.b_2"), QStringLiteral("x")}};
    QCOMPARE(::said(text, variables), said);
}

void CallTextTest::whatIsNoPlaceStays_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"{{", "}}", "{{ }}", "{{ name", "{{ name }", "{{ two words }}", "{{ 1st }}", "{{ name | upper }}",
          "{{ name | default }}", "{{ name | default: there }}", "{{ name | default: \"there }}", "{ name }",
          "{{ name | default: \"a\" | default: \"b\" }}", "a {{ b"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
}

void CallTextTest::whatIsNoPlaceStays()
{
    QFETCH(const QString, text);
    QCOMPARE(said(text, {{QStringLiteral("name"), QStringLiteral("Ada")}}), text);
    QCOMPARE(said(text + QStringLiteral(" {{ name }}"), {{QStringLiteral("name"), QStringLiteral("Ada")}}),
             text + QStringLiteral(" Ada"));
}

void CallTextTest::aValueIsNotReadAgain()
{
    QCOMPARE(said(QStringLiteral("{{ a }}"),
                  {{QStringLiteral("a"), QStringLiteral("{{ b }}")}, {QStringLiteral("b"), QStringLiteral("secret")}}),
             QStringLiteral("{{ b }}"));
}

void CallTextTest::promptAndFirstMessageAreBothFilled()
{
    Agent agent = agentSaying(QStringLiteral("Hello {{ name }}."));
    agent.prompt = QStringLiteral("You call {{ name }} of {{ company }}.");
    const Result<CallText> text = renderCallText(agent, {{QStringLiteral("name"), QStringLiteral("Ada")},
                                                         {QStringLiteral("company"), QStringLiteral("Engines")}});
    QVERIFY(text.ok());
    QCOMPARE(text->firstMessage, QStringLiteral("Hello Ada."));
    QCOMPARE(text->prompt, QStringLiteral("You call Ada of Engines."));
}

void CallTextTest::everyMissingVariableIsNamed()
{
    Agent agent = agentSaying(QStringLiteral("{{ zone }} {{ name }} {{ nick | default: \"x\" }}"),
                              {{QStringLiteral("order"), std::nullopt}});
    agent.prompt = QStringLiteral("{{ company }} {{ name }}");
    const QStringList all = {QStringLiteral("company"), QStringLiteral("name"), QStringLiteral("order"),
                             QStringLiteral("zone")};
    QCOMPARE(missingVariables(agent, {}), all);
    const Result<CallText> text = renderCallText(agent, {});
    QVERIFY(!text.ok());
    QCOMPARE(text.error().code, ErrorCode::InvalidInput);
    for (const QString &name : all) {
        QVERIFY(text.error().message.contains(name));
    }
    QVERIFY(!text.error().message.contains(QStringLiteral("nick")));
}

void CallTextTest::theAgentsListGivesDefaultsAndDemands()
{
    const std::vector<AgentVariable> declared = {{QStringLiteral("name"), QStringLiteral("friend")},
                                                 {QStringLiteral("order"), std::nullopt}};
    const CallVariables order = {{QStringLiteral("order"), QStringLiteral("7")}};
    QCOMPARE(said(QStringLiteral("{{ name }}"), order, declared), QStringLiteral("friend"));
    QCOMPARE(said(QStringLiteral("{{ name | default: \"you\" }}"), order, declared), QStringLiteral("you"));
    QCOMPARE(said(QStringLiteral("Hello."), {}, declared), QStringLiteral("error")); // the list demands an order
    QVERIFY(asksForVariables(agentSaying(QStringLiteral("Hello."), declared)));
}

void CallTextTest::askingForNothingNeedsNothing()
{
    QVERIFY(!asksForVariables(agentSaying(QStringLiteral("Hello."))));
    QVERIFY(asksForVariables(agentSaying(QStringLiteral("{{ a }}"))));
    QVERIFY(missingVariables(agentSaying(QStringLiteral("Hello.")), {}).isEmpty());
}

void CallTextTest::variablesAreReadFromJson()
{
    const CallVariables expected = {{QStringLiteral("a"), QStringLiteral("1")},
                                    {QStringLiteral("b"), QStringLiteral("ü")}};
    QCOMPARE(variablesFrom(R"({"a":"1","b":"\u00fc","c":3,"d":null})"), expected);
    const std::string nested = R"({"a":{"b":"1"},"d":["x",{"e":"y"}],"c":"2"})";
    const CallVariables outer = {{QStringLiteral("c"), QStringLiteral("2")}};
    QCOMPARE(variablesFrom(nested), outer);
    for (const char *broken : {"", "{}", "[]", "[\"a\"]", "\"a\"", "1", "{\"a\":", "{\"a\":\"1\",", "null"}) {
        QVERIFY(variablesFrom(broken).empty());
    }
}

void CallTextTest::aNameIsAdded()
{
    // Raw literals stand outside of the macros, where moc cannot read them.
    const std::string other = R"({"a":"1"})";
    const std::string named = R"({"name":"Ada"})";
    const std::string quoted = R"({"name":"Ada \"Q\"","a":"1"})";
    const std::string own = R"({"name":"x"})";
    QCOMPARE(withName("{}", "Ada"), named);
    QCOMPARE(withName(other, "Ada \"Q\""), quoted);
    QCOMPARE(withName(own, "Ada"), own);
    QCOMPARE(withName(other, ""), other);
    const std::string value = R"({"a":"name"})"; // which is no variable of that name
    const std::string both = R"({"name":"Ada","a":"name"})";
    QCOMPARE(withName(value, "Ada"), both);
    QCOMPARE(variablesFrom(withName(other, "\xff\n")).size(), 2U); // whatever bytes a list had
}

QTEST_APPLESS_MAIN(CallTextTest)

#include "call_text_test.moc"
