#include "theme/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

bool install(const QLocale &locale, const QString &name, const QString &directory)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(locale, name, u"_"_s, directory)) {
        return QApplication::installTranslator(translator);
    }
    delete translator;
    return false;
}

} // namespace

void installLanguage()
{
    const QString ours = u":/campanile/i18n"_s;
    install(QLocale(QLocale::English), u"campanile"_s, ours);
    const QLocale wanted;
    if (wanted.language() == QLocale::English || !install(wanted, u"campanile"_s, ours)) {
        return;
    }
    install(wanted, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (wanted.textDirection() == Qt::RightToLeft) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
}

} // namespace campanile
