// What can be done to a draft: its settings can be changed, and it can be deleted.

#include "console_window.h"

#include "campaigns/campaigns_page.h"
#include "campaigns/edit_draft_dialog.h"
#include "common/confirm_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class DraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_console = std::make_unique<ConsoleWindow>(); }
    void cleanup() { m_console.reset(); }
    void returnKeepsADraft();
    void deletesADraftAndSaysWhatWent();
    void saysWhyADraftWasNotDeleted();
    void deletesDraftsAlone();
    void deletesNothingBesideAnImport_data();
    void deletesNothingBesideAnImport();
    void changesOnlyWhatWasChanged();
    void saysWhatIsWrongBesideTheField();
    void keepsADisabledAgent();
    void choosesNoAgentByItself();
    void keysActOnTheChosenDraftAlone();

private:
    CampaignOverview &add(CampaignStatus status, qint64 targets = 5);
    /// The campaigns page, with the campaign that is first in the list.
    void showCampaigns();
    [[nodiscard]] FakeCampaigns &campaigns() const { return m_console->backend.campaigns; }
    [[nodiscard]] ActionButton *button(const char *name) const { return m_console->find(name); }
    /// Presses a button, and returns the dialog that opens.
    QDialog *dialogOf(const char *name);
    /// Opens the settings, and waits until the agents are there.
    EditDraftDialog *edit();
    /// A field of a dialog, by its spoken name.
    template<class Field>
    static Field *field(const QDialog *dialog, const QString &name)
    {
        const auto fields = dialog->findChildren<Field *>();
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const Field *f) { return f->accessibleName() == name; });
        return found == fields.end() ? nullptr : *found;
    }
    static bool says(const QDialog *dialog, const QString &text)
    {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    std::unique_ptr<ConsoleWindow> m_console;
};

CampaignOverview &DraftsTest::add(CampaignStatus status, qint64 targets)
{
    CampaignOverview &overview = campaigns().add(u"July"_s, status, targets);
    overview.campaign.agent = AgentId{1};
    overview.campaign.fromNumber = m_console->backend.setup.setup.numbers.front().id;
    overview.campaign.maxConcurrent = 7;
    return overview;
}

void DraftsTest::showCampaigns()
{
    m_console->show();
    m_console->window->showPage(CampaignsPage::key);
    QTRY_VERIFY(m_console->window->findChild<CampaignsPage *>()->chosen());
}

QDialog *DraftsTest::dialogOf(const char *name)
{
    button(name)->click();
    [&] { QTRY_VERIFY(m_console->dialog()); }();
    return m_console->dialog();
}

EditDraftDialog *DraftsTest::edit()
{
    auto *dialog = qobject_cast<EditDraftDialog *>(dialogOf("editDraft"));
    [&] { QTRY_VERIFY(field<QComboBox>(dialog, u"Agent"_s)->count() > 0); }();
    return dialog;
}

/// Nobody who presses Return without reading loses a list.
void DraftsTest::returnKeepsADraft()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    QDialog *question = dialogOf("deleteDraft");
    QTRY_VERIFY(question->findChild<ActionButton *>(u"leaveIt"_s)->hasFocus());
    QTest::keyClick(question->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!m_console->dialog());
    QVERIFY(campaigns().asked.empty());
}

void DraftsTest::deletesADraftAndSaysWhatWent()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    QDialog *question = dialogOf("deleteDraft");
    QVERIFY(says(question, u"Delete “July” for good?"_s));
    QVERIFY(says(question, u"The draft is deleted with its list"_s));
    auto *doIt = question->findChild<ActionButton *>(u"doIt"_s);
    QCOMPARE(doIt->text(), u"Delete draft and 5 target(s)"_s);
    doIt->click();
    QTRY_VERIFY(m_console->tells(u"“July” was deleted with 5 target(s)."_s));
    QCOMPARE(campaigns().asked, std::vector<QString>{u"remove"_s});
    QTRY_VERIFY(!m_console->window->findChild<CampaignsPage *>()->chosen());
}

void DraftsTest::saysWhyADraftWasNotDeleted()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    campaigns().refusal = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    dialogOf("deleteDraft")->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_console->tells(u"“July” was not deleted. The disk is full."_s));
    QVERIFY(m_console->window->findChild<CampaignsPage *>()->chosen());
    m_console->bars(u"was not deleted"_s).front()->findChild<ActionButton *>()->click(); // try again
    QTRY_VERIFY(m_console->tells(u"was deleted with 5 target(s)"_s));
    QVERIFY(!m_console->tells(u"was not deleted"_s));
}

void DraftsTest::deletesDraftsAlone()
{
    add(CampaignStatus::Paused);
    showCampaigns();
    QTRY_VERIFY(button("resume")->isVisible());
    QVERIFY(!button("deleteDraft")->isVisible());
    QVERIFY(!button("editDraft")->isVisible());
}

void DraftsTest::deletesNothingBesideAnImport_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("why");
    QTest::newRow("running") << static_cast<int>(CampaignImport::State::Running)
                             << u"A list is being imported. Wait until it is in, or cancel that first."_s;
    QTest::newRow("failed") << static_cast<int>(CampaignImport::State::Failed)
                            << u"Undo the import that failed first."_s;
}

void DraftsTest::deletesNothingBesideAnImport()
{
    QFETCH(const int, state);
    QFETCH(const QString, why);
    add(CampaignStatus::Draft).import.state = static_cast<CampaignImport::State>(state);
    showCampaigns();
    QTRY_VERIFY(button("deleteDraft")->isVisible());
    QVERIFY(!button("deleteDraft")->isEnabled());
    QCOMPARE(button("deleteDraft")->toolTip(), why);
}

/// What another person has changed meanwhile is not written over.
void DraftsTest::changesOnlyWhatWasChanged()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    EditDraftDialog *dialog = edit();
    auto *name = field<QLineEdit>(dialog, u"Name"_s);
    QCOMPARE(name->text(), u"July"_s);
    QCOMPARE(field<QSpinBox>(dialog, u"Calls per minute"_s)->value(), 30);
    QCOMPARE(field<QSpinBox>(dialog, u"At most at once"_s)->value(), 7);
    QCOMPARE(field<QSpinBox>(dialog, u"Attempts per target"_s)->value(), 3);
    name->setText(u"  August  "_s);
    field<QSpinBox>(dialog, u"Calls per minute"_s)->setValue(12);
    dialog->findChild<ActionButton *>(u"save"_s)->click();
    QTRY_VERIFY(!m_console->dialog());
    const CampaignEdit &sent = campaigns().edits.back();
    QCOMPARE(*sent.name, u"August"_s);
    QCOMPARE(*sent.ratePerMinute, 12);
    QVERIFY(!sent.agent && !sent.fromNumber && !sent.maxConcurrent && !sent.maxAttempts);
    QTRY_COMPARE(m_console->window->windowTitle(), u"August — Campaigns"_s);
}

void DraftsTest::saysWhatIsWrongBesideTheField()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    EditDraftDialog *dialog = edit();
    auto *name = field<QLineEdit>(dialog, u"Name"_s);
    auto *rate = field<QSpinBox>(dialog, u"Calls per minute"_s);
    auto *save = dialog->findChild<ActionButton *>(u"save"_s);
    name->setText(u"   "_s);
    save->click();
    QVERIFY(says(dialog, u"Give the campaign a name"_s));
    QTRY_VERIFY(name->hasFocus());
    QVERIFY(campaigns().edits.empty()); // nothing was sent
    name->setText(u"August"_s);
    campaigns().refusal = Error{
        ErrorCode::InvalidInput, u"Too many."_s, u"#/rate_limit_per_minute"_s, ErrorRule::Range, {u"0"_s, u"60"_s}};
    save->click();
    QTRY_VERIFY(rate->hasFocus());
    QVERIFY(rate->accessibleDescription().contains(u"60"_s));
    campaigns().refusal = Error{ErrorCode::Conflict, u"The campaign is active."_s, {}}; // about no field
    save->click();
    QTRY_VERIFY(says(dialog, u"The draft was not changed."_s));
    QVERIFY(save->isEnabled());
}

void DraftsTest::keepsADisabledAgent()
{
    add(CampaignStatus::Draft);
    m_console->backend.setup.setup.agents.front().disabled = true;
    showCampaigns();
    EditDraftDialog *dialog = edit();
    QCOMPARE(field<QComboBox>(dialog, u"Agent"_s)->currentData().toLongLong(), 1);
    dialog->findChild<ActionButton *>(u"save"_s)->click();
    QTRY_VERIFY(!m_console->dialog());
    QVERIFY(!campaigns().edits.back().agent);
}

/// Where the draft's own agent is gone, a person has to say who speaks.
void DraftsTest::choosesNoAgentByItself()
{
    add(CampaignStatus::Draft).campaign.agent = AgentId{77};
    showCampaigns();
    EditDraftDialog *dialog = edit();
    QCOMPARE(field<QComboBox>(dialog, u"Agent"_s)->currentIndex(), -1);
    dialog->findChild<ActionButton *>(u"save"_s)->click();
    QVERIFY(says(dialog, u"There is no agent to speak on the calls."_s));
    QVERIFY(campaigns().edits.empty());
}

void DraftsTest::keysActOnTheChosenDraftAlone()
{
    const CampaignId id = add(CampaignStatus::Draft).campaign.id;
    showCampaigns();
    QTest::keySequence(m_console->window.get(), QKeySequence(u"Ctrl+E"_s));
    QTRY_VERIFY(qobject_cast<EditDraftDialog *>(m_console->dialog()));
    m_console->dialog()->reject();
    QTRY_VERIFY(!m_console->dialog());
    campaigns().find(id)->campaign.status = CampaignStatus::Paused;
    m_console->publish();
    QTRY_VERIFY(!button("editDraft")->isVisible());
    QTest::keySequence(m_console->window.get(), QKeySequence(u"Ctrl+E"_s));
    QCoreApplication::processEvents();
    QVERIFY(!m_console->dialog());
}

QTEST_MAIN(DraftsTest)
#include "drafts_test.moc"
