#include "imports/import_progress_view.h"

#include "common/caption.h"
#include "common/words.h"
#include "common/wrapped_label.h"
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
    , m_hint(new WrappedLabel(this))
    , m_cancel(new ActionButton("dialog-cancel"_L1, tr("Cancel import"), this))
{
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    for (QLabel *label : {m_title, m_counts, m_hint}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
    }
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_counts->setFont(tabularFont(TextSize::Body));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_bar, 0, Qt::AlignHCenter);
    column->addWidget(m_counts);
    column->addWidget(m_hint);
    column->addWidget(m_cancel, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_cancel, &QPushButton::clicked, this, &ImportProgressView::onCancel);
}

void ImportProgressView::begin(const QString &fileName)
{
    m_fileName = fontMetrics().elidedText(fileName, Qt::ElideMiddle, barWidth);
    m_far = {};
    m_cancelling = false;
    m_title->setText(tr("Importing %1").arg(m_fileName));
    m_hint->setText(tr("Nothing of it is called before it is complete. Cancelling leaves nothing behind."));
    m_cancel->setEnabled(true);
    m_bar->setValue(0);
    m_counts->setText(tr("Looking for people who were called before…"));
    m_cancel->setFocus();
}

/// At once: a long list takes seconds to be undone, and somebody who sees nothing presses again.
void ImportProgressView::onCancel()
{
    m_cancel->setEnabled(false);
    m_cancelling = true;
    tellUndoing();
    Q_EMIT cancelClicked();
}

void ImportProgressView::tellUndoing()
{
    m_title->setText(tr("Cancelling the import of %1…").arg(m_fileName));
    const auto targets = static_cast<int>(m_far.inserted);
    m_counts->setText(targets > 0 ? tr("%Ln target(s) that went in are being taken out again.", nullptr, targets)
                                  : tr("What has gone in is being taken out again."));
    m_hint->setText(tr("Nobody on the list is called. This page goes back to the list when it is done."));
}

void ImportProgressView::setProgress(const ImportProgress &progress)
{
    m_far = progress;
    if (m_cancelling) {
        return tellUndoing();
    }
    const qint64 total = std::max<qint64>(progress.bytesTotal, 1);
    m_bar->setValue(static_cast<int>(steps * std::min(progress.bytesRead, total) / total));
    m_counts->setText(tr("%1 rows read · %2 new · %3 duplicate · %4 rejected · %5 skipped · %6 header")
                          .arg(Words::count(progress.rowsRead()), Words::count(progress.inserted),
                               Words::count(progress.duplicates), Words::count(progress.rejected),
                               Words::count(progress.skipped),
                               Words::count(progress.headerRows + progress.preambleRows)));
}

} // namespace campanile
