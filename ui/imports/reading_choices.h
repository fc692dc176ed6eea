#pragma once

#include "csv/csv_preview.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;

namespace campanile {

class HintLine;

/// How a file is read: its encoding, what separates its fields, and whether its first row names the columns. Each is
/// automatic at first, and the automatic choice says what was found. Beneath stand words by whose letters one sees
/// whether the encoding is right, where the bytes do not tell it.
class ReadingChoices final : public QWidget {
    Q_OBJECT

public:
    explicit ReadingChoices(QWidget *parent = nullptr);

    /// Everything automatic again, for another file.
    void reset();
    /// Says in the automatic choices what was found, and what to look at.
    void setFound(const CsvPreview &preview);
    /// Nothing could be read as chosen: there is nothing to look at.
    void setNothingFound();
    [[nodiscard]] CsvChoices choices() const;
    /// Chooses that the first row is a target, as the user could.
    void chooseNoHeader();

Q_SIGNALS:
    /// The user has made another choice.
    void changed(const campanile::CsvChoices &choices);

private:
    QComboBox *addBox(const QString &label, QHBoxLayout *row);
    void fillEncodings();
    void fillDelimiters();
    void fillFirstRows();
    void onActivated();
    static void setAutomatic(QComboBox *box, const QString &found);

    QComboBox *m_encoding = nullptr;
    QComboBox *m_delimiter = nullptr;
    QComboBox *m_firstRow = nullptr;
    HintLine *m_doubt;
    CsvChoices m_told;
};

} // namespace campanile
