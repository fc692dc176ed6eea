#include "common/spoken_name.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto labelName = "spokenName"_L1;

QLabel *labelOf(const QComboBox *box)
{
    const auto labels = box->parentWidget()->findChildren<QLabel *>(labelName, Qt::FindDirectChildrenOnly);
    const auto found =
        std::find_if(labels.begin(), labels.end(), [box](const QLabel *label) { return label->buddy() == box; });
    return found == labels.end() ? nullptr : *found;
}

} // namespace

void setSpokenName(QWidget *control, const QString &name)
{
    control->setAccessibleName(name);
    if (qobject_cast<QAbstractSpinBox *>(control)) {
        for (QLineEdit *line : control->findChildren<QLineEdit *>()) {
            line->setAccessibleName(name); // it is what has the text
        }
    }
    auto *box = qobject_cast<QComboBox *>(control);
    if (!box) {
        return;
    }
    QLabel *label = labelOf(box);
    if (!label) {
        label = new QLabel(box->parentWidget());
        label->setObjectName(labelName);
        label->setBuddy(box);
        label->hide();
        QObject::connect(box, &QObject::destroyed, label, &QObject::deleteLater);
    }
    label->setText(QString(name).replace(u'&', u"&&"_s)); // a heading has no mnemonic
}

} // namespace campanile
