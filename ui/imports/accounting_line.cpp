#include "imports/accounting_line.h"

#include "common/caption.h"
#include "common/flow_layout.h"
#include "common/words.h"
#include "theme/spacing.h"
#include "theme/type_scale.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

AccountingLine::AccountingLine(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new FlowLayout(this);
    row->setSpacing(space::group);
    add(row, New, {}, tr("new targets"));
    add(row, Duplicate, u"+"_s, tr("duplicate"));
    add(row, Rejected, u"+"_s, tr("rejected"));
    add(row, Skipped, u"+"_s, tr("skipped"));
    add(row, Header, u"+"_s, tr("header"));
    add(row, AboveHeader, u"+"_s, tr("above the header"));
    add(row, RowsRead, u"="_s, tr("rows read"));
}

void AccountingLine::add(FlowLayout *row, Place place, const QString &sign, const QString &word)
{
    Counter &counter = m_counters.at(place);
    counter.place = new QWidget(this);
    auto *inner = new QHBoxLayout(counter.place);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::group);
    if (!sign.isEmpty()) {
        QLabel *label = makeCaption(sign, counter.place);
        setTextSize(label, TextSize::Title);
        inner->addWidget(label, 0, Qt::AlignTop);
    }
    counter.value = new QLabel(counter.place);
    alignLeading(counter.value);
    counter.value->setFont(tabularFont(TextSize::Counter, QFont::DemiBold));
    counter.word = makeCaption(word, counter.place);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(counter.value);
    column->addWidget(counter.word);
    inner->addLayout(column);
    row->addWidget(counter.place);
}

void AccountingLine::count(Place place, qint64 rows)
{
    const Counter &counter = m_counters.at(place);
    counter.value->setText(Words::count(rows));
    counter.value->setAccessibleName(u"%1 %2"_s.arg(counter.value->text(), counter.word->text()));
}

void AccountingLine::setShown(Place place, bool shown)
{
    m_counters.at(place).place->setVisible(shown);
}

void AccountingLine::setSummary(const ImportSummary &summary)
{
    count(New, summary.inserted);
    count(Duplicate, summary.duplicates);
    count(Rejected, summary.rejected);
    count(Skipped, summary.skipped);
    count(Header, summary.headerRows);
    count(AboveHeader, summary.preambleRows);
    count(RowsRead, summary.rowsRead());
    setShown(AboveHeader, summary.preambleRows > 0);
    const auto told = [this](Place place) { return m_counters.at(place).value->text(); };
    const QString head = summary.preambleRows > 0 ? tr("%1 header + %2 above it").arg(told(Header), told(AboveHeader))
                                                  : tr("%1 header").arg(told(Header));
    setAccessibleName(tr("%1 new + %2 duplicate + %3 rejected + %4 skipped + %5 = %6 rows read")
                          .arg(told(New), told(Duplicate), told(Rejected), told(Skipped), head, told(RowsRead)));
}

} // namespace campanile
