#pragma once

#include "common/wrapping_widget.h"
#include "core/number_parser.h"
#include "csv/csv_preview.h"

class QComboBox;

namespace campanile {

class HintLine;

/// How the numbers of a list are read: the country of those without +, and what becomes of those that can be read with
/// and without their calling code. It says how many of the rows shown have such a number, and what it becomes.
class NumberChoices final : public WrappingWidget {
    Q_OBJECT

public:
    explicit NumberChoices(QWidget *parent = nullptr);

    /// For another list: the caller ID's country again, and numbers of two readings are rejected.
    void reset();
    /// The country of the caller ID, ISO 3166-1; numbers without + are from there unless another one is chosen. Empty:
    /// not known.
    void setCallerRegion(const QString &region);
    /// Looks at the numbers of these rows.
    void setPreview(const CsvPreview &preview);

    /// The country that the user chose; empty: that of the caller ID.
    [[nodiscard]] QString chosenRegion() const;
    /// The country in which the numbers are read; empty: not known.
    [[nodiscard]] QString region() const;
    [[nodiscard]] NumberReading reading() const;
    /// Puts the focus where numbers of two readings are decided.
    void focusReading();
    /// The last of its controls that the tab key reaches.
    [[nodiscard]] QWidget *lastInOrder() const;

Q_SIGNALS:
    /// `region` answers another country than before.
    void regionChanged();

private:
    void fillRegions();
    void fillReadings();
    void tellRegion();
    void tellReadings();

    CsvPreview m_preview;
    QString m_callerRegion;
    QString m_told; // the country of the last regionChanged
    QComboBox *m_region;
    QComboBox *m_reading;
    HintLine *m_hint;
};

} // namespace campanile
