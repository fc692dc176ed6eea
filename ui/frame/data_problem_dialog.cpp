#include "frame/data_problem_dialog.h"

#include "common/bidi.h"
#include "common/caption.h"
#include "common/reasons.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int dialogWidth = 520;

struct DataProblem {
    Q_DECLARE_TR_FUNCTIONS(campanile::DataProblemDialog)

public:
    QString what;
    QString remedy;
};

DataProblem problemOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageBusy:
        return {DataProblem::tr("Another Campanile uses this data directory."),
                DataProblem::tr("Close the other one and try again, or choose another directory.")};
    case ErrorCode::StorageReadOnly:
        return {DataProblem::tr("The data directory cannot be written."),
                DataProblem::tr("Make it writable for this user and try again, or choose another directory.")};
    case ErrorCode::StorageNewer:
        return {DataProblem::tr("A newer version of Campanile wrote these data."),
                DataProblem::tr("Install that version, or choose another directory. Nothing was changed.")};
    case ErrorCode::StorageCorrupt:
        return {DataProblem::tr("The database is damaged, or it belongs to another program."),
                DataProblem::tr("Open the folder, put a backup in the place of the database and try again, or choose "
                                "another directory. Nothing was changed.")};
    case ErrorCode::StorageFull:
        return {DataProblem::tr("The disk is full."), DataProblem::tr("Free some space and try again.")};
    default:
        return {DataProblem::tr("Campanile cannot open its data."), Reasons::inWords(error)};
    }
}

} // namespace

DataProblemDialog::DataProblemDialog(const Error &error, const QString &directory, QWidget *parent)
    : QDialog(parent)
    , m_directory(directory)
{
    setWindowTitle(u"Campanile"_s);
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    addTexts(error);
    column->addLayout(makeButtons(error.code));
}

void DataProblemDialog::addTexts(const Error &error)
{
    const DataProblem problem = problemOf(error);
    QLabel *what = makeText(problem.what, this);
    setTextSize(what, TextSize::Section, QFont::DemiBold);
    QLabel *where = makeText(verbatim(m_directory), this);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    where->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {what, where, makeText(problem.remedy, this)}) {
        layout()->addWidget(label);
    }
    addDetails(error);
}

/// What the database said is for those who help, and stays folded away.
void DataProblemDialog::addDetails(const Error &error)
{
    if (error.message.isEmpty()) {
        return;
    }
    auto *show = new ActionButton(tr("Details"), this, ActionButton::Kind::Quiet);
    show->setObjectName(u"details"_s);
    show->setCheckable(true);
    QLabel *said = makeText(verbatim(error.message), this);
    said->setObjectName(u"said"_s);
    said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    said->hide();
    qobject_cast<QVBoxLayout *>(layout())->addWidget(show, 0, Qt::AlignLeading);
    layout()->addWidget(said);
    connect(show, &QPushButton::toggled, this, [this, said](bool isOpen) {
        said->setVisible(isOpen);
        adjustSize();
    });
}

QHBoxLayout *DataProblemDialog::makeButtons(ErrorCode code)
{
    auto *quit = new ActionButton(tr("Quit"), this);
    auto *open = new ActionButton("folder-open"_L1, tr("Open folder"), this);
    auto *other = new ActionButton(tr("Choose another directory…"), this);
    auto *again = new ActionButton(tr("Try again"), this, ActionButton::Kind::Primary);
    quit->setObjectName(u"quit"_s);
    open->setObjectName(u"openFolder"_s);
    other->setObjectName(u"otherDirectory"_s);
    again->setObjectName(u"tryAgain"_s);
    other->setToolTip(tr("For this time only; the next start takes the usual directory again"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::control);
    row->addWidget(quit);
    row->addStretch(1);
    for (ActionButton *button : {open, other, again}) {
        row->addWidget(button);
    }
    const bool mayPass = code != ErrorCode::StorageNewer; // this version will never open what a newer one wrote
    open->setVisible(mayPass && code != ErrorCode::StorageBusy);
    again->setVisible(mayPass);
    ActionButton *first = mayPass ? again : other;
    first->setDefault(true);
    first->setFocus();
    connect(quit, &QPushButton::clicked, this, &QDialog::reject);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT folderWanted(m_directory); });
    connect(other, &QPushButton::clicked, this, &DataProblemDialog::chooseDirectory);
    connect(again, &QPushButton::clicked, this, [this] { choose(Choice::TryAgain); });
    return row;
}

void DataProblemDialog::chooseDirectory()
{
    auto *dialog = new QFileDialog(this, tr("Choose another directory"), m_directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &DataProblemDialog::takeDirectory);
    dialog->open();
}

void DataProblemDialog::takeDirectory(const QString &directory)
{
    if (!directory.isEmpty()) {
        m_directory = directory;
        choose(Choice::OtherDirectory);
    }
}

void DataProblemDialog::choose(Choice choice)
{
    m_choice = choice;
    accept();
}

} // namespace campanile
