// A request that makes something and comes with an idempotency key is done once, and answered with the same bytes.

#include "local/once.h"
#include "support/durations.h"
#include "support/service_functions.h"
#include "support/two_workspaces.h"

#include <QTest>

#include <atomic>
#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

/// An answer, and whether it was one of before.
struct Given {
    KeptAnswer answer;
    bool replayed = false;
};

/// A face that numbers what it encodes: two encodings of the same thing are never the same bytes.
class Face {
public:
    template<class T, class Ask>
    Given ask(const Caller &caller, Ask ask)
    {
        auto promise = std::make_shared<std::promise<Given>>();
        std::future<Given> given = promise->get_future();
        ask(caller, Answering<T>(
                        [this](const Result<T> &result) {
                            const std::string number = std::to_string(++m_encoded);
                            return result.ok() ? KeptAnswer{201, "head " + number, "body " + number}
                                               : KeptAnswer{statusOf(result.error().code), "error", "error " + number};
                        },
                        [promise](const KeptAnswer &answer, bool replayed) {
                            promise->set_value({answer, replayed});
                        }));
        return given.get();
    }

    static int statusOf(ErrorCode code)
    {
        return code == ErrorCode::RequestInProgress ? 425 : code == ErrorCode::Conflict ? 409 : 400;
    }

private:
    std::atomic<int> m_encoded{0};
};

class OnceDesk : public TwoWorkspaces {
public:
    static Caller once(Caller who, const QString &key, const QString &fingerprint = QStringLiteral("1"))
    {
        who.once = Once{key, fingerprint};
        return who;
    }
    Caller once(const QString &key, const QString &fingerprint = QStringLiteral("1")) const
    {
        return once(caller, key, fingerprint);
    }
    Given makeAgent(const Caller &who)
    {
        return face.ask<Agent>(who, [this](const Caller &asking, Answering<Agent> answering) {
            services.agents.create(asking, {.name = QStringLiteral("Ada")}, std::move(answering));
        });
    }
    Given makeCampaign(const Caller &who, const QString &name = QStringLiteral("July"))
    {
        return face.ask<Campaign>(who, [this, name](const Caller &asking, Answering<Campaign> answering) {
            NewCampaign fresh = oneAttemptEach();
            fresh.name = name;
            fresh.agent = agent();
            fresh.fromNumber = number();
            services.campaigns.create(asking, fresh, std::move(answering));
        });
    }
    Given appendTo(const Caller &who, CampaignId campaign, std::vector<NewTarget> rows)
    {
        return face.ask<ImportSummary>(who, [&](const Caller &asking, Answering<ImportSummary> answering) {
            services.targets.append(asking, campaign, {std::move(rows), {}}, std::move(answering));
        });
    }
    Given importInto(const Caller &who, CampaignId campaign, const QByteArray &csv)
    {
        return face.ask<ImportSummary>(who, [&](const Caller &asking, Answering<ImportSummary> answering) {
            services.imports.start(asking, importOf(campaign, csv), {}, std::move(answering));
        });
    }
    static DoNotCallListRequest registerOf(const QByteArray &csv)
    {
        DoNotCallListRequest request;
        request.name = QStringLiteral("National register");
        request.asOf = WallTime{1'767'225'600'000}; // 2026-01-01
        request.content = csv;
        return request;
    }
    Given addRegister(const Caller &who, const QByteArray &csv)
    {
        return face.ask<DoNotCallListSummary>(
            who, [&](const Caller &asking, Answering<DoNotCallListSummary> answering) {
                services.doNotCall.addList(asking, registerOf(csv), {}, std::move(answering));
            });
    }
    [[nodiscard]] std::int64_t count(Sql<0> sql) const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return db.integer(sql).value();
    }
    [[nodiscard]] std::int64_t agents() const { return count("SELECT count(*) FROM agents"); }
    [[nodiscard]] std::int64_t keys() const { return count("SELECT count(*) FROM idempotency_keys"); }

    Face face;
};

} // namespace

class OnceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameRequestIsAnsweredWithTheSameBytes();
    void everyCreatingRequestHasIt();
    void anotherRequestUnderTheKeyIsAConflict();
    void keysAreOfAWorkspace();
    void aRefusalByTheStateIsKept();
    void otherRefusalsAreNot();
    void aRefusalThatPassesIsNot();
    void aListThatIsImportedTwiceIsImportedOnce();
    void aListUnderWayIsInProgress();
    void aCancelledListFreesItsKey();
    void aRegisterThatIsAddedTwiceIsAddedOnce();
    void aRegisterUnderWayIsInProgress();
    void aCancelledRegisterFreesItsKey();
    void aRequestOfAnOlderVersionIsInProgress();
    void aKeyHasALength();
};

void OnceTest::theSameRequestIsAnsweredWithTheSameBytes()
{
    OnceDesk desk;
    const std::int64_t before = desk.agents();
    const Given first = desk.makeAgent(desk.once(QStringLiteral("a")));
    QCOMPARE(first.answer.status, 201);
    QVERIFY(!first.replayed);
    const Given second = desk.makeAgent(desk.once(QStringLiteral("a")));
    QVERIFY(second.replayed);
    QVERIFY(second.answer == first.answer);
    QCOMPARE(desk.agents(), before + 1);
    // Without a key, each request is one of its own.
    QVERIFY(!desk.makeAgent(desk.caller).replayed);
    QCOMPARE(desk.agents(), before + 2);
}

void OnceTest::everyCreatingRequestHasIt()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    std::set<QString> asked;
    const auto sameTwice = [&](const char *what, const auto &ask) {
        asked.insert(QString::fromLatin1(what));
        const Caller who = desk.once(QString::fromLatin1(what));
        const Given first = ask(who);
        QVERIFY2(first.answer.status == 201 && !first.replayed, what);
        const Given second = ask(who);
        QVERIFY2(second.replayed && second.answer == first.answer, what);
    };
    sameTwice("CampaignService::create", [&](const Caller &who) { return desk.makeCampaign(who); });
    sameTwice("AgentService::create", [&](const Caller &who) { return desk.makeAgent(who); });
    sameTwice("TargetService::append", [&](const Caller &who) { return desk.appendTo(who, campaign, people(2)); });
    sameTwice("ImportService::start",
              [&](const Caller &who) { return desk.importInto(who, campaign, listOf(people(2, E164{14155553000}))); });
    sameTwice("QueueService::place", [&](const Caller &who) {
        return desk.face.ask<ScheduledCall>(who, [&](const Caller &asking, Answering<ScheduledCall> reply) {
            desk.services.queue.place(asking, desk.newCall(test::answering(1), CallingDesk::now() + hour),
                                      std::move(reply));
        });
    });
    sameTwice("CampaignService::duplicate", [&](const Caller &who) {
        return desk.face.ask<Campaign>(who, [&](const Caller &asking, Answering<Campaign> answering) {
            desk.services.campaigns.duplicate(asking, campaign, {}, std::move(answering));
        });
    });
    sameTwice("TrunkService::create", [&](const Caller &who) {
        return desk.face.ask<Trunk>(who, [&](const Caller &asking, Answering<Trunk> answering) {
            desk.services.trunks.create(asking, {.name = QStringLiteral("Line")}, std::move(answering));
        });
    });
    sameTwice("PhoneNumberService::create", [&](const Caller &who) {
        return desk.face.ask<PhoneNumber>(who, [&](const Caller &asking, Answering<PhoneNumber> answering) {
            desk.services.numbers.create(asking, {.number = E164{14155550111}, .trunk = desk.trunk()},
                                         std::move(answering));
        });
    });
    sameTwice("WorkspaceService::create", [&](const Caller &who) {
        return desk.face.ask<Workspace>(who, [&](const Caller &asking, Answering<Workspace> answering) {
            desk.services.workspaces.create(asking, QStringLiteral("Third"), std::move(answering));
        });
    });
    sameTwice("CreditService::topUp", [&](const Caller &who) {
        return desk.face.ask<CreditAccount>(who, [&](const Caller &asking, Answering<CreditAccount> answering) {
            desk.services.credit.topUp(asking, Money::of(7), {}, std::move(answering));
        });
    });
    sameTwice("CreditService::correct", [&](const Caller &who) {
        return desk.face.ask<CreditAccount>(who, [&](const Caller &asking, Answering<CreditAccount> answering) {
            desk.services.credit.correct(asking, -Money::of(2), QStringLiteral("Charged twice"), std::move(answering));
        });
    });
    sameTwice("DoNotCallService::add", [&](const Caller &who) {
        return desk.face.ask<DoNotCallAddition>(who, [&](const Caller &asking, Answering<DoNotCallAddition> answering) {
            desk.services.doNotCall.add(asking, E164{14155559001}, QStringLiteral("api"), {}, std::move(answering));
        });
    });
    sameTwice("DoNotCallService::addList",
              [&](const Caller &who) { return desk.addRegister(who, listOf(people(2, E164{14155559002}))); });
    QCOMPARE(ask<CreditAccount>(desk.caller, desk.services.credit, &CreditService::account)->balance, Money::of(5));
    QCOMPARE(desk.stats(campaign).total(), 4);
    QCOMPARE(desk.queued().size(), 1U);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call_lists"), 1);
    QCOMPARE(desk.keys(), 13);
    int wanted = 0;
    for (const ServiceFunction &function : serviceFunctions()) {
        QVERIFY2(!function.keepsAnswer || asked.contains(function.name), qPrintable(function.name));
        wanted += function.keepsAnswer ? 1 : 0;
    }
    QCOMPARE(wanted, 13); // and no function is asked that keeps no answer
}

void OnceTest::anotherRequestUnderTheKeyIsAConflict()
{
    OnceDesk desk;
    const Given first = desk.makeAgent(desk.once(QStringLiteral("a"), QStringLiteral("1")));
    const std::int64_t before = desk.agents();
    QCOMPARE(desk.makeAgent(desk.once(QStringLiteral("a"), QStringLiteral("2"))).answer.status, 409);
    QCOMPARE(desk.agents(), before);
    // And the first one is still known.
    QVERIFY(desk.makeAgent(desk.once(QStringLiteral("a"), QStringLiteral("1"))).answer == first.answer);
}

void OnceTest::keysAreOfAWorkspace()
{
    OnceDesk desk;
    const std::int64_t before = desk.agents();
    const Given ours = desk.makeAgent(desk.once(QStringLiteral("a")));
    const Given theirs = desk.makeAgent(OnceDesk::once(desk.neighbour, QStringLiteral("a"), QStringLiteral("2")));
    QCOMPARE(theirs.answer.status, 201);
    QVERIFY(!theirs.replayed);
    QVERIFY(theirs.answer != ours.answer);
    QCOMPARE(desk.agents(), before + 2);
}

void OnceTest::aRefusalByTheStateIsKept()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    const Caller who = desk.once(QStringLiteral("a"));
    const Given first = desk.appendTo(who, campaign, people(1));
    QCOMPARE(first.answer.status, 409);
    QVERIFY(!first.replayed);
    const Given second = desk.appendTo(who, campaign, people(1));
    QVERIFY(second.replayed);
    QVERIFY(second.answer == first.answer);
    const Caller list = desk.once(QStringLiteral("b"));
    const Given refused = desk.importInto(list, campaign, listOf(people(1)));
    QCOMPARE(refused.answer.status, 409);
    QVERIFY(desk.importInto(list, campaign, listOf(people(1))).answer == refused.answer);
}

void OnceTest::otherRefusalsAreNot()
{
    OnceDesk desk;
    const Caller who = desk.once(QStringLiteral("a"));
    QCOMPARE(desk.appendTo(who, CampaignId{7}, people(1)).answer.status, 400);
    QCOMPARE(desk.makeCampaign(who, QString()).answer.status, 400);
    QCOMPARE(desk.keys(), 0);
    QCOMPARE(desk.makeCampaign(who).answer.status, 201); // looked at anew
}

void OnceTest::aRefusalThatPassesIsNot()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const Caller lister = desk.once(QStringLiteral("a"));
    const Caller appender = desk.once(QStringLiteral("b"));
    const auto importOne = [&] { return desk.importInto(lister, campaign, listOf(people(1, E164{14155553000}))); };
    const auto appendOne = [&] { return desk.appendTo(appender, campaign, people(1, E164{14155554000})); };
    std::promise<std::pair<int, int>> during;
    std::atomic<bool> asked{false};
    const auto summary = desk.import(OnceDesk::importOf(campaign, listOf(people(20'000, E164{14155560000}))),
                                     [&](const ImportProgress &) {
                                         if (!asked.exchange(true)) { // on the import's own thread: it waits meanwhile
                                             const int list = importOne().answer.status;
                                             during.set_value({list, appendOne().answer.status});
                                         }
                                     });
    QVERIFY(summary.ok());
    QCOMPARE(during.get_future().get(), (std::pair{409, 409}));
    QCOMPARE(desk.keys(), 0);
    QCOMPARE(importOne().answer.status, 201); // the same request, sent again
    const Given appended = appendOne();
    QCOMPARE(appended.answer.status, 201);
    QVERIFY(!appended.replayed);
    QVERIFY(appendOne().replayed);
    QCOMPARE(desk.stats(campaign).total(), 20'002);
}

void OnceTest::aListThatIsImportedTwiceIsImportedOnce()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const Caller who = desk.once(QStringLiteral("a"));
    const QByteArray list = listOf(people(20)) + "nonsense,Nobody\n";
    const Given first = desk.importInto(who, campaign, list);
    QCOMPARE(first.answer.status, 201);
    const Given second = desk.importInto(who, campaign, list);
    QVERIFY(second.replayed);
    QVERIFY(second.answer == first.answer);
    QCOMPARE(desk.stats(campaign).total(), 20);
    QCOMPARE(desk.count("SELECT count(*) FROM imports"), 1);
    QCOMPARE(desk.importInto(desk.once(QStringLiteral("a"), QStringLiteral("2")), campaign, list).answer.status, 409);
}

void OnceTest::aListUnderWayIsInProgress()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const Caller who = desk.once(QStringLiteral("a"));
    std::promise<int> during;
    std::promise<Given> after;
    std::atomic<bool> asked{false};
    const auto plain = [](const Result<ImportSummary> &result) {
        return KeptAnswer{result.ok() ? 201 : Face::statusOf(result.error().code), {}, {}};
    };
    desk.services.imports.start(
        who, desk.importOf(campaign, listOf(people(60'000))),
        [&](const ImportProgress &) { // on the import's own thread: it waits meanwhile
            if (!asked.exchange(true)) {
                during.set_value(desk.importInto(who, campaign, listOf(people(1))).answer.status);
            }
        },
        Answering<ImportSummary>(plain, [&](const KeptAnswer &answer, bool replayed) {
            after.set_value({answer, replayed});
        }));
    QCOMPARE(during.get_future().get(), Face::statusOf(ErrorCode::RequestInProgress));
    QCOMPARE(after.get_future().get().answer.status, 201);
    QCOMPARE(desk.stats(campaign).total(), 60'000);
}

void OnceTest::aCancelledListFreesItsKey()
{
    OnceDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const Caller who = desk.once(QStringLiteral("a"));
    std::promise<std::shared_ptr<ImportJob>> started;
    const auto job = started.get_future().share();
    std::promise<Given> ended;
    const auto plain = [](const Result<ImportSummary> &result) {
        return KeptAnswer{result.ok() ? 201 : Face::statusOf(result.error().code), {}, {}};
    };
    started.set_value(desk.services.imports.start(
        who, desk.importOf(campaign, listOf(people(60'000))), [job](const ImportProgress &) { job.get()->cancel(); },
        Answering<ImportSummary>(plain, [&](const KeptAnswer &answer, bool replayed) {
            ended.set_value({answer, replayed});
        })));
    QCOMPARE(ended.get_future().get().answer.status, Face::statusOf(ErrorCode::Cancelled));
    QCOMPARE(desk.keys(), 0);
    QCOMPARE(desk.importInto(who, campaign, listOf(people(3))).answer.status, 201);
    QCOMPARE(desk.stats(campaign).total(), 3);
}

void OnceTest::aRegisterThatIsAddedTwiceIsAddedOnce()
{
    OnceDesk desk;
    const Caller who = desk.once(QStringLiteral("a"));
    const QByteArray list = listOf(people(2'500)) + "nonsense,Nobody\n"; // several slices
    const Given first = desk.addRegister(who, list);
    QCOMPARE(first.answer.status, 201);
    QVERIFY(!first.replayed);
    const Given second = desk.addRegister(who, list);
    QVERIFY(second.replayed);
    QVERIFY(second.answer == first.answer);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call_lists"), 1);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call"), 2'500);
    QCOMPARE(Connection(desk.databasePath(), Connection::Access::ReadOnly)
                 .integer("SELECT count(*) FROM events WHERE type = ?", EventType::DoNotCallAdded),
             1);
    // Another register under the key adds nothing.
    const Given other = desk.addRegister(desk.once(QStringLiteral("a"), QStringLiteral("2")), "+14155559999\n");
    QCOMPARE(other.answer.status, 409);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call"), 2'500);
    QVERIFY(desk.addRegister(who, list).answer == first.answer); // and the first one is still known
    // A refusal of the input is not kept.
    const Caller later = desk.once(QStringLiteral("b"));
    QCOMPARE(desk.addRegister(later, "colour,shape\nred,round\n").answer.status, 400);
    QCOMPARE(desk.addRegister(later, "+14155559999\n").answer.status, 201);
    QCOMPARE(desk.addRegister(desk.once(QString(256, u'k')), list).answer.status, 400);
}

void OnceTest::aRegisterUnderWayIsInProgress()
{
    OnceDesk desk;
    const Caller who = desk.once(QStringLiteral("a"));
    std::promise<std::pair<int, int>> during;
    std::promise<Given> after;
    std::atomic<bool> asked{false};
    desk.services.doNotCall.addList(
        who, OnceDesk::registerOf(listOf(people(20'000))),
        [&](const ImportProgress &) { // on the list's own thread: it waits meanwhile
            if (!asked.exchange(true)) {
                const int same = desk.addRegister(who, "+14155559999\n").answer.status;
                const Caller another = desk.once(QStringLiteral("a"), QStringLiteral("2"));
                during.set_value({same, desk.addRegister(another, "+14155559999\n").answer.status});
            }
        },
        Answering<DoNotCallListSummary>(
            [](const Result<DoNotCallListSummary> &result) {
                return KeptAnswer{result.ok() ? 201 : Face::statusOf(result.error().code), {}, {}};
            },
            [&](const KeptAnswer &answer, bool replayed) {
                after.set_value({answer, replayed});
            }));
    QCOMPARE(during.get_future().get(), (std::pair{Face::statusOf(ErrorCode::RequestInProgress), 409}));
    QCOMPARE(after.get_future().get().answer.status, 201);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call"), 20'000);
    QVERIFY(desk.addRegister(who, "+14155559999\n").replayed); // the key is no longer in progress
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call_lists"), 1);
}

void OnceTest::aCancelledRegisterFreesItsKey()
{
    OnceDesk desk;
    const Caller who = desk.once(QStringLiteral("a"));
    std::promise<std::shared_ptr<ImportJob>> started;
    const auto job = started.get_future().share();
    std::promise<Given> ended;
    started.set_value(desk.services.doNotCall.addList(
        who, OnceDesk::registerOf(listOf(people(20'000))), [job](const ImportProgress &) { job.get()->cancel(); },
        Answering<DoNotCallListSummary>(
            [](const Result<DoNotCallListSummary> &result) {
                return KeptAnswer{result.ok() ? 201 : Face::statusOf(result.error().code), {}, {}};
            },
            [&](const KeptAnswer &answer, bool replayed) {
                ended.set_value({answer, replayed});
            })));
    QCOMPARE(ended.get_future().get().answer.status, Face::statusOf(ErrorCode::Cancelled));
    QCOMPARE(desk.keys(), 0);
    const Given again = desk.addRegister(who, listOf(people(20'000)));
    QCOMPARE(again.answer.status, 201);
    QVERIFY(!again.replayed);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call_lists"), 1);
    QCOMPARE(desk.count("SELECT count(*) FROM do_not_call"), 20'000);
}

void OnceTest::aRequestOfAnOlderVersionIsInProgress()
{
    OnceDesk desk;
    {
        Connection db(desk.databasePath(), Connection::Access::ReadWrite);
        db.execute("INSERT INTO idempotency_keys (workspace_id, key, fingerprint, at, scheduled_call_id)"
                   " VALUES (?, 'old', '1', ?, 1)",
                   desk.caller.workspace, CallingDesk::now());
    }
    const std::int64_t before = desk.agents();
    QCOMPARE(desk.makeAgent(desk.once(QStringLiteral("old"))).answer.status,
             Face::statusOf(ErrorCode::RequestInProgress));
    QCOMPARE(desk.agents(), before);
}

void OnceTest::aKeyHasALength()
{
    OnceDesk desk;
    QCOMPARE(desk.makeAgent(desk.once(QString())).answer.status, 400);
    QCOMPARE(desk.makeAgent(desk.once(QString(256, u'k'))).answer.status, 400);
    QCOMPARE(desk.makeAgent(desk.once(QString(255, u'k'))).answer.status, 201);
    const CampaignId campaign = desk.createCampaign()->id;
    QCOMPARE(desk.importInto(desk.once(QString(256, u'k')), campaign, listOf(people(1))).answer.status, 400);
}

QTEST_GUILESS_MAIN(OnceTest)
#include "once_test.moc"
