#include "imports/reading_choices.h"

#include "common/bidi.h"
#include "common/hint_line.h"
#include "common/wheel_guard.h"
#include "imports/encoding_doubt.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int automatic = 0; // the first choice of each box; it alone has no data
constexpr int narrowestBox = 10;
constexpr int widestBox = 220;

template<class T>
std::optional<T> chosen(const QComboBox *box)
{
    const QVariant data = box->currentData();
    return data.isValid() ? std::optional<T>(static_cast<T>(data.toInt())) : std::nullopt;
}

} // namespace

ReadingChoices::ReadingChoices(QWidget *parent)
    : QWidget(parent)
    , m_doubt(new HintLine(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::control);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::control);
    column->addLayout(row);
    column->addWidget(m_doubt);
    m_doubt->setObjectName(u"encodingDoubt"_s);
    m_encoding = addBox(tr("&Encoding"), row);
    m_delimiter = addBox(tr("&Separated by"), row);
    m_firstRow = addBox(tr("F&irst row"), row);
    m_encoding->setObjectName(u"encoding"_s);
    m_delimiter->setObjectName(u"delimiter"_s);
    m_firstRow->setObjectName(u"firstRow"_s);
    row->addStretch(1);
    fillEncodings();
    fillDelimiters();
    fillFirstRows();
    reset();
}

QComboBox *ReadingChoices::addBox(const QString &label, QHBoxLayout *row)
{
    auto *box = new QComboBox(this);
    auto *name = new QLabel(label, this);
    name->setBuddy(box);
    if (row->count() > 0) {
        row->addSpacing(space::unit);
    }
    row->addWidget(name);
    row->addWidget(box, 2);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(narrowestBox);
    box->setMaximumWidth(widestBox);
    box->addItem({});
    setAutomatic(box, {});
    guardFromWheel(box);
    connect(box, &QComboBox::activated, this, &ReadingChoices::onActivated);
    connect(box, &QComboBox::currentTextChanged, box, &QWidget::setToolTip); // for what a narrow window cuts off
    return box;
}

void ReadingChoices::fillEncodings()
{
    for (const TextEncoding encoding : knownEncodings()) {
        m_encoding->addItem(verbatim(encodingName(encoding)), static_cast<int>(encoding));
    }
}

void ReadingChoices::fillDelimiters()
{
    m_delimiter->addItem(tr("comma", "separates fields"), static_cast<int>(','));
    m_delimiter->addItem(tr("semicolon", "separates fields"), static_cast<int>(';'));
    m_delimiter->addItem(tr("tab", "separates fields"), static_cast<int>('\t'));
    m_delimiter->addItem(tr("pipe", "separates fields"), static_cast<int>('|'));
}

void ReadingChoices::fillFirstRows()
{
    m_firstRow->addItem(tr("column names", "the first row is"), static_cast<int>(true));
    m_firstRow->addItem(tr("a target", "the first row is"), static_cast<int>(false));
}

void ReadingChoices::setAutomatic(QComboBox *box, const QString &found)
{
    box->setItemText(automatic, found.isEmpty() ? tr("Automatic") : tr("%1 (automatic)").arg(found));
}

void ReadingChoices::reset()
{
    for (QComboBox *box : {m_encoding, m_delimiter, m_firstRow}) {
        box->setCurrentIndex(automatic);
        setAutomatic(box, {});
    }
    setNothingFound();
    m_told = choices();
}

void ReadingChoices::setFound(const CsvPreview &preview)
{
    const auto tell = [](QComboBox *box, int found) {
        if (box->currentIndex() == automatic) { // else it was not looked for
            setAutomatic(box, box->itemText(box->findData(found)));
        }
    };
    tell(m_encoding, static_cast<int>(preview.encoding));
    tell(m_delimiter, static_cast<int>(preview.dialect.delimiter));
    tell(m_firstRow, static_cast<int>(preview.mapping.hasHeader));
    m_doubt->say(encodingDoubt(preview, m_encoding->currentIndex() != automatic));
    m_encoding->setAccessibleDescription(m_doubt->text());
}

void ReadingChoices::setNothingFound()
{
    m_doubt->say({});
    m_encoding->setAccessibleDescription({});
}

CsvChoices ReadingChoices::choices() const
{
    return {chosen<TextEncoding>(m_encoding), chosen<char>(m_delimiter), chosen<bool>(m_firstRow), {}};
}

void ReadingChoices::chooseNoHeader()
{
    m_firstRow->setCurrentIndex(m_firstRow->findData(static_cast<int>(false)));
    onActivated();
}

void ReadingChoices::onActivated()
{
    if (choices() != m_told) {
        m_told = choices();
        Q_EMIT changed(m_told);
    }
}

} // namespace campanile
