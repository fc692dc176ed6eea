#include "imports/number_choices.h"

#include "common/bidi.h"
#include "common/hint_line.h"
#include "common/wheel_guard.h"
#include "common/words.h"
#include "imports/two_readings.h"
#include "theme/spacing.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLocale>

#include <algorithm>
#include <set>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int narrowestBox = 12; // in characters
constexpr int callersCountry = 0;

/// Territories with a two-letter code, by name.
std::vector<std::pair<QString, QString>> regions()
{
    std::set<QLocale::Territory> seen;
    std::vector<std::pair<QString, QString>> found;
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        const QString code = QLocale::territoryToCode(territory);
        if (code.size() == 2 && code.at(0).isLetter() && seen.insert(territory).second) {
            found.emplace_back(QLocale::territoryToString(territory), code);
        }
    }
    std::sort(found.begin(), found.end(),
              [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    return found;
}

void setItem(QComboBox *box, NumberReading reading, const QString &text)
{
    box->setItemText(box->findData(static_cast<int>(reading)), text);
}

} // namespace

NumberChoices::NumberChoices(QWidget *parent)
    : WrappingWidget(parent)
    , m_region(new QComboBox(this))
    , m_reading(new QComboBox(this))
    , m_hint(new HintLine(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::control);
    form->setVerticalSpacing(space::control);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows); // in a narrow window
    form->addRow(tr("Numbers without + are f&rom"), m_region);
    form->addRow(tr("With two readin&gs they are"), m_reading);
    form->addRow(m_hint);
    m_region->setObjectName(u"region"_s);
    m_reading->setObjectName(u"numberReading"_s);
    m_hint->setObjectName(u"numberHint"_s);
    for (QComboBox *box : {m_region, m_reading}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(narrowestBox);
        guardFromWheel(box);
    }
    fillRegions();
    fillReadings();
    tellRegion();
    tellReadings();
    connect(m_region, &QComboBox::activated, this, &NumberChoices::tellRegion);
    connect(m_reading, &QComboBox::activated, this, &NumberChoices::tellReadings);
}

void NumberChoices::fillRegions()
{
    connect(m_region, &QComboBox::currentTextChanged, m_region, &QWidget::setToolTip); // a narrow window cuts it off
    m_region->addItem({}, QString());                                                  // the caller ID's
    for (const auto &[name, code] : regions()) {
        m_region->addItem(u"%1 (%2)"_s.arg(name, code), code);
    }
}

void NumberChoices::fillReadings()
{
    connect(m_reading, &QComboBox::currentTextChanged, m_reading, [this](const QString &text) {
        m_reading->setToolTip(
            text + u'\n' + // all of what a narrow window cuts off
            tr("In Germany, %1 may be %2 or %3.")
                .arg(verbatim(u"491711234573"_s), verbatim(u"+49 171 1234573"_s), verbatim(u"+49 491711234573"_s)));
    });
    for (const NumberReading reading : {NumberReading::Ask, NumberReading::AsWritten, NumberReading::WithCallingCode}) {
        m_reading->addItem({}, static_cast<int>(reading));
    }
    setItem(m_reading, NumberReading::Ask, tr("rejected, with both readings"));
}

void NumberChoices::reset()
{
    m_region->setCurrentIndex(callersCountry);
    m_reading->setCurrentIndex(m_reading->findData(static_cast<int>(NumberReading::Ask)));
    setPreview({});
    tellRegion();
}

void NumberChoices::setCallerRegion(const QString &region)
{
    m_callerRegion = region;
    tellRegion();
}

void NumberChoices::setPreview(const CsvPreview &preview)
{
    m_preview = preview;
    tellReadings();
}

QString NumberChoices::chosenRegion() const
{
    return m_region->currentData().toString();
}

QString NumberChoices::region() const
{
    return chosenRegion().isEmpty() ? m_callerRegion : chosenRegion();
}

NumberReading NumberChoices::reading() const
{
    return static_cast<NumberReading>(m_reading->currentData().toInt());
}

void NumberChoices::focusReading()
{
    m_reading->setFocus(Qt::OtherFocusReason);
}

QWidget *NumberChoices::lastInOrder() const
{
    return m_reading;
}

void NumberChoices::tellRegion()
{
    m_region->setItemText(callersCountry, m_callerRegion.isEmpty()
                                              ? tr("the caller ID's country")
                                              : tr("the caller ID's country (%1)").arg(verbatim(m_callerRegion)));
    if (region() != m_told) {
        m_told = region();
        tellReadings();
        Q_EMIT regionChanged();
    }
}

/// A number such as 491711234573 may lack its +, or be a national number as it stands. Where the list has one, the
/// choices say what becomes of it.
void NumberChoices::tellReadings()
{
    const TwoReadings found = twoReadingsOf(m_preview, region());
    if (found.rows == 0) {
        setItem(m_reading, NumberReading::AsWritten, tr("read as they are written"));
        setItem(m_reading, NumberReading::WithCallingCode, tr("read with the calling code, as if + were there"));
        return m_hint->say({});
    }
    const QString asWritten = Words::number(found.asWritten);
    const QString withCode = Words::number(found.withCallingCode);
    setItem(m_reading, NumberReading::AsWritten, tr("read as they are written: %1").arg(asWritten));
    setItem(m_reading, NumberReading::WithCallingCode, tr("read with the calling code: %1").arg(withCode));
    const QString example = verbatim(found.example);
    if (reading() == NumberReading::Ask) {
        m_hint->say(tr("%Ln of the rows shown would be rejected: %1 may be %2 or, with its calling code, %3.", nullptr,
                       found.rows)
                        .arg(example, asWritten, withCode));
    } else {
        m_hint->say(tr("%1 is read as %2. See whether this is the person's number.")
                        .arg(example, reading() == NumberReading::AsWritten ? asWritten : withCode));
    }
}

} // namespace campanile
