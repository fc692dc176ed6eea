#include "imports/import_progress_view.h"

#include "common/caption.h"
#include "common/words.h"
#include "theme/action_button.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int steps = 1000;
constexpr int barWidth = 480;

} // namespace

ImportProgressView::ImportProgressView(QWidget *parent)
    : QWidget(parent)
    , m_title(makeSectionTitle({}, this))
    , m_bar(new QProgressBar(this))
    , m_counts(makeCaption({}, this))
    , m_cancel(new ActionButton("dialog-cancel"_L1, tr("Cancel import"), this))
{
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_counts->setFont(tabularFont(TextSize::Body));
    auto *hint =
        makeCaption(tr("Nothing of it is called before it is complete. Cancelling leaves nothing behind."), this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addStretch(2);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_counts),
          static_cast<QWidget *>(hint), static_cast<QWidget *>(m_cancel)}) {
        column->addWidget(widget, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelClicked();
    });
}

void ImportProgressView::begin(const QString &fileName)
{
    m_title->setText(tr("Importing %1").arg(fileName));
    m_cancel->setEnabled(true);
    m_bar->setValue(0);
    m_counts->setText(tr("Looking for people who were called before…"));
    m_cancel->setFocus();
}

void ImportProgressView::setProgress(const ImportProgress &progress)
{
    const qint64 total = std::max<qint64>(progress.bytesTotal, 1);
    m_bar->setValue(static_cast<int>(steps * std::min(progress.bytesRead, total) / total));
    m_counts->setText(tr("%1 rows read · %2 new · %3 duplicate · %4 rejected · %5 skipped · %6 header")
                          .arg(Words::count(progress.rowsRead()), Words::count(progress.inserted),
                               Words::count(progress.duplicates), Words::count(progress.rejected),
                               Words::count(progress.skipped),
                               Words::count(progress.headerRows + progress.preambleRows)));
}

} // namespace campanile
