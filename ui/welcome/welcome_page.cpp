#include "welcome/welcome_page.h"

#include "common/caption.h"
#include "core/deliver.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int markSize = 72;
constexpr int textWidth = 480; // fits beside the sidebar at 200 % on a screen of 1440 pixels

QLabel *makeCentredText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignCenter);
    label->setFixedWidth(textWidth);
    label->setMinimumHeight(label->heightForWidth(textWidth)); // centred in a layout it would not be asked
    return label;
}

} // namespace

WelcomePage::WelcomePage(const OwnServices &services, QWidget *parent)
    : PageWidget(parent)
    , m_services(services)
{
    auto *title = makePageTitle(tr("Welcome to Campanile"), this);
    auto *text =
        makeCentredText(tr("Campanile calls a list of people for you: each once per allowed attempt, at the rate you "
                           "allow, with the outcome of every call on record. Try it with the sample workspace, whose "
                           "calls go to a simulated carrier and reach nobody, or begin with a list of your own."),
                        this);
    auto *hint = makeCaption(tr("A CSV file can be dropped anywhere on this window."), this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addStretch(2);
    for (QWidget *widget : {buildMark(), static_cast<QWidget *>(title), static_cast<QWidget *>(text), buildButtons(),
                            static_cast<QWidget *>(hint)}) {
        column->addWidget(widget, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
}

QString WelcomePage::title()
{
    return tr("Welcome");
}

QString WelcomePage::help() const
{
    return tr("The workspace is empty. Make the sample campaign to look around, import a list of your own, or begin "
              "with an empty campaign. Nobody is called before you start a campaign.");
}

QWidget *WelcomePage::buildMark()
{
    auto *mark = new QLabel(this);
    mark->setAccessibleName(tr("The mark of Campanile"));
    mark->setPixmap(productIcon().pixmap(QSize(markSize, markSize), devicePixelRatioF()));
    return mark;
}

QWidget *WelcomePage::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, space::unit, 0, space::unit);
    row->setSpacing(space::control);
    m_sample = new ActionButton("media-playback-start"_L1, tr("Create sample workspace"), buttons,
                                ActionButton::Kind::Primary);
    m_sample->setObjectName(u"createSample"_s);
    auto *import = new ActionButton("document-import"_L1, tr("Import a CSV…"), buttons);
    row->addWidget(m_sample);
    row->addWidget(import);
    connect(m_sample, &QPushButton::clicked, this, &WelcomePage::createSample);
    connect(import, &QPushButton::clicked, this, [this] { Q_EMIT importWanted({}); });
    return buttons;
}

void WelcomePage::createSample()
{
    m_sample->setEnabled(false);
    m_services.workspaces.createSample(
        m_services.caller,
        deliverTo<CampaignId>(this, [this](const Result<CampaignId> &result) { onCreated(result); }));
}

void WelcomePage::onCreated(const Result<CampaignId> &result)
{
    m_sample->setEnabled(true);
    if (result.ok()) {
        Q_EMIT campaignWanted(*result);
    } else {
        Q_EMIT noticeRaised(failureNotice(tr("The sample workspace was not made."), result.error(), tr("Try again"),
                                          [this] { createSample(); }));
    }
}

} // namespace campanile
