#pragma once

#include "services/services.h"

#include <QDialog>

namespace campanile {

class ActionButton;
class CampaignForm;
class MessageBar;
class PageScroll;

/// A dialog around the fields of a campaign: what is wrong is said beside the field, or below the fields when it is
/// about none of them. The button works once at a time.
class CampaignFormDialog : public QDialog {
    Q_OBJECT

public:
    /// What the dialog says.
    struct Texts {
        QString title;
        QString doIt;    ///< the button that sends the fields
        QString leaveIt; ///< the button that forgets them
    };

    [[nodiscard]] CampaignForm &form() const { return *m_form; }

protected:
    CampaignFormDialog(const OwnServices &services, const Texts &texts, QWidget *parent);

    [[nodiscard]] const OwnServices &services() const { return m_services; }
    [[nodiscard]] MessageBar &message() const { return *m_message; }
    /// Names the button that sends the fields, for who looks for it.
    void nameButton(const QString &objectName);
    /// Reads agents and caller IDs, and hands them to `useSetup`; says when they cannot be read.
    void readSetup();
    /// They were read. Fills the form; whoever needs more overrides it.
    virtual void useSetup(const Setup &setup);
    /// The fields are right and their button was pressed: sends them, and calls `answered` with what comes of it.
    virtual void send() = 0;
    /// Closes the dialog after a success, else says what was wrong.
    /// @param failure  what did not happen, as a sentence.
    void answered(const Result<Campaign> &result, const QString &failure);

private:
    QWidget *buildButtons(const Texts &texts);
    void submit();
    void showProblem();

    const OwnServices m_services;
    MessageBar *m_message;
    CampaignForm *m_form;
    PageScroll *m_place = nullptr;
    ActionButton *m_doIt = nullptr;
};

} // namespace campanile
