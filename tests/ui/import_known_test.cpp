// What the import page asks about people who are known, and about a list that was imported before.

#include "import_sheet.h"

#include "common/confirm_dialog.h"
#include "common/words.h"
#include "imports/import_progress_view.h"

#include <QFormLayout>
#include <QSignalSpy>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportKnownTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksAboutKnownPeople();
    void asksAboutKnownPeopleAgainAfterACancelledImport();
    void saysWhereKnownPeopleAreFrom();
    void takesEverybodyWhenToldTo();
    void asksWhetherAKnownListIsCalledAgain();
    void keepsToItsListWhileItAsks();
    void cancelsTheSearchForKnownPeople();
    void asksAboutAListThatWasImportedBefore();
    void saysWhenOnlyThePeopleAreTheSame();
    void saysThatTheListWentIntoTheSameCampaign();

private:
    void open() { m_sheet->open(); }
    void press(const char *button) { m_sheet->press(button); }
    /// Presses Import and waits for the question about known people.
    void importUntilAsked();
    ConfirmDialog *question() { return m_page->findChild<ConfirmDialog *>(); }
    QString factOf(const QString &name);
    /// Whether the question says this.
    bool says(const QString &text)
    {
        const auto labels = question()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->text().contains(text); });
    }
    template<class View>
    [[nodiscard]] bool shows() const
    {
        return m_sheet->shows<View>();
    }

    std::unique_ptr<ImportSheet> m_sheet;
    FakeBackend *m_backend = nullptr; // of the sheet, as is the page
    ImportPage *m_page = nullptr;
};

void ImportKnownTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
    m_backend = &m_sheet->backend;
    m_page = m_sheet->page.get();
}

void ImportKnownTest::cleanup()
{
    m_sheet.reset();
}

void ImportKnownTest::asksAboutKnownPeople()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    press("import");
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
    QVERIFY(m_backend->campaigns.asked.empty()); // nothing is made before the answer
    m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"leaveIt"_s)->click();
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() == nullptr);
    press("import");
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
    m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(m_backend->imports.request->skipCalledSince == std::optional(WallTime{}));
}

/// The campaign is there by then, and takes everybody when nothing is said.
void ImportKnownTest::asksAboutKnownPeopleAgainAfterACancelledImport()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    for (int i = 0; i < 2; ++i) {
        m_backend->imports.request.reset();
        press("import");
        QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
        m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"doIt"_s)->click();
        QTRY_VERIFY(m_backend->imports.request.has_value());
        QVERIFY(m_backend->imports.request->skipCalledSince == std::optional(WallTime{}));
        m_backend->imports.reply(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
        QTRY_VERIFY(shows<MappingView>());
        QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() == nullptr);
    }
    QCOMPARE(m_backend->campaigns.asked.size(), std::size_t{1});
}

void ImportKnownTest::importUntilAsked()
{
    press("import");
    QTRY_VERIFY(question() != nullptr);
}

QString ImportKnownTest::factOf(const QString &name)
{
    for (const QFormLayout *form : question()->findChildren<QFormLayout *>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const auto text = [form, row](QFormLayout::ItemRole role) {
                return qobject_cast<QLabel *>(form->itemAt(row, role)->widget())->text();
            };
            if (text(QFormLayout::LabelRole) == name) {
                return text(QFormLayout::FieldRole);
            }
        }
    }
    return {};
}

void ImportKnownTest::saysWhereKnownPeopleAreFrom()
{
    KnownPeople &people = m_backend->imports.knownPeople;
    people.people = 9;
    people.called = 3;
    people.waiting = 4;
    people.lastCall = WallTime{1'785'317'400'000};
    people.same = m_backend->campaigns.add(u"Spring"_s, CampaignStatus::Completed, 0).campaign.id;
    people.waitsIn = m_backend->campaigns.add(u"Autumn"_s, CampaignStatus::Paused, 4).campaign.id;
    open();
    importUntilAsked();
    QCOMPARE(question()->windowTitle(), u"Some people on this list are known"_s);
    QCOMPARE(factOf(u"People on the list"_s), u"9"_s);
    QCOMPARE(factOf(u"Called before by this agent from this caller ID"_s), u"3"_s);
    QCOMPARE(factOf(u"The last of these calls"_s), Words::moment(people.lastCall));
    QCOMPARE(factOf(u"Waiting in another campaign"_s), u"4, for example in “Autumn”"_s);
    QCOMPARE(factOf(u"The same people as in the campaign"_s), u"Spring"_s);
    QCOMPARE(question()->findChild<ActionButton *>(u"doIt"_s)->text(), u"Import 2 new person(s)"_s);
}

void ImportKnownTest::takesEverybodyWhenToldTo()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.waiting = 3;
    open();
    importUntilAsked();
    QTest::keyClick(question()->findChild<ActionButton *>(u"otherWay"_s), Qt::Key_Space);
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(!m_backend->imports.request->skipCalledSince);
}

void ImportKnownTest::asksWhetherAKnownListIsCalledAgain()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 5;
    open();
    importUntilAsked();
    QCOMPARE(question()->windowTitle(), u"Everybody on this list is known"_s);
    QVERIFY(question()->findChild<ActionButton *>(u"otherWay"_s) == nullptr);
    QTest::keyClick(question(), Qt::Key_Escape); // nobody is called by it
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(question() == nullptr);
    QVERIFY(!m_backend->imports.request.has_value());
    importUntilAsked();
    QCOMPARE(question()->findChild<ActionButton *>(u"doIt"_s)->text(), u"Import everybody again"_s);
    question()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(!m_backend->imports.request->skipCalledSince);
}

/// The answer is about the list that was asked about, whatever is dropped on the window meanwhile.
void ImportKnownTest::keepsToItsListWhileItAsks()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    importUntilAsked();
    QVERIFY(m_page->isImporting());
    const QSignalSpy noticed(m_page, &PageWidget::noticeRaised);
    m_page->open(u"/lists/others.csv"_s, {});
    QCOMPARE(noticed.size(), qsizetype{1});
    question()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->imports.request->path, u"/lists/leads.csv"_s);
    QCOMPARE(m_backend->imports.request->sourceName, u"leads.csv"_s);
}

void ImportKnownTest::cancelsTheSearchForKnownPeople()
{
    FakeImports &imports = m_backend->imports;
    imports.holdKnown = true;
    open();
    press("import");
    QTRY_VERIFY(imports.knownJob != nullptr);
    m_page->findChild<ImportProgressView *>()->findChild<ActionButton *>()->click();
    QVERIFY(imports.knownJob->cancelled);
    imports.heldKnown(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(m_backend->campaigns.asked.empty());
}

/// Its people are known to no call of this agent, and would be called twice all the same.
void ImportKnownTest::asksAboutAListThatWasImportedBefore()
{
    const WallTime at{1'785'317'400'000};
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.earlier = EarlierImport{CampaignId{77}, u"Renewals"_s, at, 4};
    open();
    importUntilAsked();
    QCOMPARE(question()->windowTitle(), u"This list was imported before"_s);
    QVERIFY(says(u"It went into “Renewals”: its 4 person(s) would be called twice."_s));
    QCOMPARE(factOf(u"Imported"_s), Words::moment(at));
    QVERIFY(question()->findChild<ActionButton *>(u"otherWay"_s) == nullptr); // nobody of it is new
    QTRY_VERIFY(question()->findChild<ActionButton *>(u"leaveIt"_s)->hasFocus());
    QTest::keyClick(question()->focusWidget(), Qt::Key_Return); // without reading
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(question() == nullptr);
    QVERIFY(!m_backend->imports.request.has_value());
    importUntilAsked();
    question()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(!m_backend->imports.request->skipCalledSince);
}

void ImportKnownTest::saysWhenOnlyThePeopleAreTheSame()
{
    m_backend->imports.knownPeople.people = 4;
    m_backend->imports.knownPeople.earlier = EarlierImport{CampaignId{77}, u"Renewals"_s, {}, 4, false};
    open();
    importUntilAsked();
    QVERIFY(says(u"“Renewals” has exactly the same people: its 4 person(s) would be called twice."_s));
    QCOMPARE(factOf(u"Imported"_s), QString()); // nobody knows when
}

void ImportKnownTest::saysThatTheListWentIntoTheSameCampaign()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 4).campaign.id;
    m_backend->imports.knownPeople.people = 4;
    m_backend->imports.knownPeople.earlier = EarlierImport{draft, u"Renewals"_s, {}, 4};
    m_sheet->open(draft);
    importUntilAsked();
    QVERIFY(says(u"4 person(s) of it are on the list already. Nobody is added or called a second time."_s));
    QVERIFY(!says(u"would be called twice"_s));
}

QTEST_MAIN(ImportKnownTest)
#include "import_known_test.moc"
