// What layout_test finds faults with finds them, and nothing else.

#include "layout_finder.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTest>

using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class LayoutFinderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seesWhatOverlaps();
    void seesWhatLiesOutside();
    void seesWhatIsCut();
    void takesACutTextWithAToolTip();
};

void LayoutFinderTest::seesWhatOverlaps()
{
    QWidget window;
    window.resize(300, 100);
    QPushButton one(u"One"_s, &window);
    QPushButton two(u"Two"_s, &window);
    one.setGeometry(0, 0, 150, 40);
    two.setGeometry(150, 0, 150, 40);
    window.show();
    LayoutFinder clean;
    clean.look(window, u"test"_s);
    QCOMPARE(clean.found(), QStringList());
    two.move(140, 0);
    LayoutFinder finder;
    finder.look(window, u"test"_s);
    QVERIFY2(
        finder.found().join(u'\n').contains(u"QPushButton “One” overlaps QPushButton “Two” by 10 × 40 at 140, 0"_s),
        qPrintable(finder.found().join(u'\n')));
}

void LayoutFinderTest::seesWhatLiesOutside()
{
    QWidget window;
    window.resize(300, 100);
    QPushButton button(u"One"_s, &window);
    button.setGeometry(200, 0, 150, 40);
    window.show();
    LayoutFinder finder;
    finder.look(window, u"test"_s);
    QCOMPARE(finder.found().size(), 1);
    QVERIFY(finder.found().front().contains(u"lies outside of"_s));
    window.resize(window.screen()->availableSize() + QSize(1, 0));
    LayoutFinder large;
    large.look(window, u"test"_s);
    QCOMPARE(large.found().size(), 1);
    QVERIFY(large.found().front().contains(u"is larger than the screen"_s));
}

void LayoutFinderTest::seesWhatIsCut()
{
    QWidget window;
    window.resize(300, 300);
    QLabel line(u"A line that is much longer than its place"_s, &window);
    line.setGeometry(0, 0, 60, 40);
    QLabel paragraph(u"A paragraph of several lines with a word that is uninterruptedly long"_s, &window);
    paragraph.setWordWrap(true);
    paragraph.setGeometry(0, 50, 60, 20);
    QPushButton button(u"A button with many words"_s, &window);
    button.setGeometry(0, 100, 60, 40);
    QComboBox box(&window);
    box.addItem(u"A choice with many words"_s);
    box.setGeometry(0, 150, 60, 40);
    QLineEdit field(&window);
    field.setPlaceholderText(u"A hint with many words"_s);
    field.setGeometry(0, 200, 60, 40);
    window.show();
    LayoutFinder finder;
    finder.look(window, u"test"_s);
    const QString found = finder.found().join(u'\n');
    QVERIFY2(found.contains(u"QLabel “A line"_s) && found.contains(u"is cut at the foot"_s) &&
                 found.contains(u"has a word that is cut"_s) && found.contains(u"QPushButton “A button"_s) &&
                 found.contains(u"QComboBox “A choice"_s) && found.contains(u"has a hint that is cut"_s),
             qPrintable(found));
}

void LayoutFinderTest::takesACutTextWithAToolTip()
{
    QWidget window;
    window.resize(300, 100);
    QPushButton button(u"A button with many words"_s, &window);
    button.setGeometry(0, 0, 60, 40);
    button.setToolTip(button.text());
    window.show();
    LayoutFinder finder;
    finder.look(window, u"test"_s);
    QCOMPARE(finder.found(), QStringList());
}

QTEST_MAIN(LayoutFinderTest)
#include "layout_finder_test.moc"
