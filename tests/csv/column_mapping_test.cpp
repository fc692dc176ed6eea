// guessColumns: which column is the number, what the others are called, and what is said when there is none.

#include "csv/column_guess.h"
#include "csv/column_heading.h"

#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(campanile::HeadingKind)

class ColumnMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsColumnNames_data();
    void knowsColumnNames();
    void putsDoubtfulTelephonesLast_data();
    void putsDoubtfulTelephonesLast();
    void knowsColumnsOfRemarks();
    void tellsNumbersFromOtherDigits_data();
    void tellsNumbersFromOtherDigits();
    void guessesFromTheHeader();
    void guessesFromTheFieldsWhenTheHeaderIsStrange();
    void takesAFirstRowWithANumberForData();
    void obeysTheUserAboutTheHeader();
    void prefersTheMoreExplicitName();
    void ambiguousNameGivesWayToRealNumbers();
    void keepsVariableNamesApart();
    void namesVariablesAfterTheirHeader_data();
    void namesVariablesAfterTheirHeader();
    void saysWhichColumnsThereAreWhenNoneIsTheNumber();
    void numberColumnCanBeMoved();
    void refusesTwoColumnsForOneRole();
};

void ColumnMappingTest::knowsColumnNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<HeadingKind>("kind");
    const auto rows = [](HeadingKind kind, std::initializer_list<const char *> names) {
        for (const char *const name : names) {
            QTest::newRow(name) << QString::fromUtf8(name) << kind;
        }
    };
    using enum HeadingKind;
    rows(Phone, {"phone",
                 "Phone",
                 "PHONE_NUMBER",
                 "Phone Number",
                 "phone-number",
                 "to_number",
                 "mobile",
                 "cell",
                 "Tel",
                 "tel.",
                 "telephone",
                 "MSISDN",
                 "Contact Number",
                 "Téléphone",
                 "Phone 1",
                 "mobile_2",
                 " phone ",
                 "Telefonnummer",
                 "Móvil",
                 "mobilePhone",
                 "Phone (with country code)",
                 "Order Phone",
                 "e164",
                 "휴대폰 번호",
                 "İş Telefonu",
                 "Teléfono contacto",
                 "Teléfono llamar"});
    rows(MaybePhone, {"number", "to", "recipient", "Kontakt", "No.", "番号", "#", "Nr"});
    rows(OtherPhone, {"Emergency contact phone", "Assistant's Phone", "Téléphone d'urgence",
                      "Teléfono contacto emergencia", "Roommate phone"});
    rows(OtherPhone, {"Emergency contact number", "Emergency contact", "Old number", "Wrong number",
                      "Next of kin number", "Next of kin", "Notfallnummer"});
    // Who has these numbers now is a stranger.
    rows(OtherPhone, {"Old phone", "Phone (invalid)", "Wrong phone", "Disconnected mobile", "alte Telefonnummer",
                      "Telefon (alt)", "ancien téléphone", "teléfono anterior", "vecchio telefono", "stary telefon",
                      "старый телефон", "旧電話番号", "旧手机"});
    // Another person's, whatever stands beside the word.
    rows(OtherPhone, {"Driver Mobile",
                      "Mobile Driver",
                      "Cell - Driver",
                      "Handy Arbeitgeber",
                      "Fahrertelefon",
                      "driverphone",
                      "Telefon Arbeitgeber",
                      "पिता मोबाइल",
                      "业务员手机",
                      "父亲电话",
                      "司机手机",
                      "客服电话",
                      "助理電話",
                      "父親手機",
                      "父携帯",
                      "営業携帯",
                      "秘書の電話",
                      "アシスタント電話",
                      "実家電話",
                      "비서 전화"});
    rows(OtherPhone, {"Alternate contact phone", "Contact 2 phone", "Contact 2 number"});
    rows(OtherPhone, {"Mobile order", "Cell account", "Cellular account", "Cell ref", "Cell group", "Phone order"});
    rows(OtherThing, {"Telefaks", "Telefaksi", "פקס", "แฟกซ์", "Τηλεομοιοτυπία", "Telekopie", "Fernkopierer", "Facs.",
                      "Fx", "ファクシミリ", "팩시밀리"});
    rows(OtherThing,
         {"Bestelnummer", "Klantnummer", "Klantnr",  "KvK-nummer", "Factuurnr",     "Lidnummer", "Rekeningnr",
          "Polisnr",      "お客様番号",  "伝票番号", "管理番号",   "受付番号",      "N° SS",     "Persnr",
          "Kundnr",       "OCR",         "Ärendenr", "رقم العميل", "السجل التجاري", "주민번호",  "접수번호"});
    rows(OtherThing, {"Fax", "Phone ID", "Order number", "Kundennummer", "Mobile account number",
                      "Numéro de compte mobile", "Personnummer", "ИНН", "郵便番号", "Telefax", "Business Fax"});
    rows(OtherThing, {"Pager", "Customer type", "E-mail 1 - Label", "Assistant's phone type"});
    rows(NumberLabel, {"Phone type", "Phone 1 - Label", "Tipo de teléfono", "Telefontyp", "電話種別"});
    rows(MaybeLabel, {"Type", "Label", "Type of number"});
    rows(Name, {"name", "Full Name", "contact_name", "Customer Name", "姓名"});
    rows(FirstName, {"first_name", "FirstName", "Vorname", "Prénom"});
    rows(LastName, {"last name", "Surname", "Nachname"});
    rows(Timezone, {"timezone", "tz", "Time Zone", "time_zone"});
    rows(Country, {"phone_code", "Country", "country code", "Pays", "国番号"});
    rows(Country, {"Business Country/Region", "Country Code (Billing)", "Home Country/Region", "Billing Country",
                   "ship_country", "Country of residence", "Person - Country", "Ctry", "Phone Country"});
    rows(MaybeCountry, {"Land", "Kraj", "ISO", "Staat", "Land/Region geschäftlich"});
    rows(MaybeCallingCode, {"CC", "IDD", "country_id"});
    rows(OtherThing, {"Country of birth", "Country phone"});
    rows(MaybeCallingCode, {"Vorwahl", "Prefijo", "Prefisso", "Indicatif", "Prefix", "Area Code", "Netnummer",
                            "Riktnummer", "Nr kierunkowy", "Předvolba", "Код города", "Alan kodu", "区号", "市外局番"});
    rows(MaybeCode, {"Code", "Kod", "Код"});
    rows(DoNotCall, {"Do Not Call", "DNC", "Opt out", "phone opt-out", "Ne pas appeler"});
    rows(DoNotCall,
         {"Do not allow Phone Calls", "TPS", "CTPS registered", "통화 거부", "電話NG", "לא להתקשר", "NIX", "Deceased"});
    rows(Consent, {"May we call you?", "Can we call?", "Accepts calls", "Anrufen erlaubt", "Werbung per Telefon"});
    rows(MaybeConsent, {"Call", "Contactable", "Subscribed"});
    rows(OtherText, {"Do not allow Emails"});
    // Who says yes in these has no consent.
    rows(DoNotCall, {"Consent withdrawn", "consent_revoked_at", "No consent", "Consenso ritirato", "Zgoda wycofana"});
    rows(DoNotCall, {"Missing consent", "Consent rejected", "Consent expired", "Lacks consent", "Zustimmung fehlt",
                     "Customer has no consent", "Consent not given"});
    rows(Consent, {"Consent", "opt_in", "Einwilligung", "Согласие"});
    rows(Consent, {"Consent (calls & SMS)", "TCPA consent call/text", "Consent on file", "Consent yes/no",
                   "Yes/no consent", "Açık rıza", "Arama rızası"});
    rows(OtherText,
         {"SMS consent", "WhatsApp consent", "Call consent date", "Consented on", "Consent expires", "Consent text"});
    rows(OtherText, {"Email opt out", "Email consent withdrawn", "Consent date", "city", "Company"});
    rows(Unknown, {"12345", "…", "Quux", "Categorization", ""});
}

void ColumnMappingTest::knowsColumnNames()
{
    QFETCH(QString, name);
    QFETCH(HeadingKind, kind);
    QCOMPARE(static_cast<int>(readHeading(name.toStdString()).kind), static_cast<int>(kind));
}

void ColumnMappingTest::putsDoubtfulTelephonesLast_data()
{
    QTest::addColumn<bool>("isLast");
    const auto rows = [](bool isLast, std::initializer_list<const char *> names) {
        for (const char *const name : names) {
            QTest::newRow(name) << isLast;
        }
    };
    // Words of programs for the person of the list, and languages that leave no spaces.
    rows(false, {"Phone", "Contact Phone", "cust_phone", "phone_number_raw", "Customer mobile", "Billing Phone",
                 "Phone (Billing)", "Person - Phone", "Work Direct Phone", "Student Mobile", "Day Phone",
                 "Contact phone 2", "Diensttelefon", "Privattelefon", "Smartphone", "Telefon (geschäftlich)",
                 "Téléphone (bureau)", "Matkapuhelin"});
    rows(false,
         {"手机号码", "联系电话", "联系人手机", "客户手机", "商务电话", "住宅电话", "聯絡電話", "手機號碼", "会社電話",
          "勤務先電話番号", "お客様電話番号", "ほかの電話", "휴대전화번호", "고객전화번호", "เบอร์โทรศัพท์มือถือ"});
    // The switchboard of a company.
    rows(true, {"单位主要电话", "Telefone principal da empresa", "Hoofdtelefoon bedrijf", "Główny telefon do firmy",
                "회사 대표 전화", "Företagets huvudtelefon", "Hlavní telefon organizace", "Téléphone société",
                "Company's phone", "Telefon Firma", "会社代表電話", "Main office phone"});
    // Whose it is cannot be told.
    rows(true, {"Store Phone", "Account Phone", "Order Phone", "Employee Mobile", "收货人手机", "负责人手机",
                "Autotelefon", "Called mobile", "Recipient mobile", "Primary contact phone"});
}

void ColumnMappingTest::putsDoubtfulTelephonesLast()
{
    QFETCH(bool, isLast);
    const Heading heading = readHeading(QTest::currentDataTag());
    QVERIFY(heading.kind == HeadingKind::Phone);
    QCOMPARE(heading.rank >= Heading::lastRank, isLast);
    QCOMPARE(!doubtIn(QTest::currentDataTag()).empty(), isLast);
}

void ColumnMappingTest::knowsColumnsOfRemarks()
{
    for (const char *const name : {"Status", "Lead Status", "Tags", "Subscription Status", "Notes", "状态", ""}) {
        QVERIFY2(isOfRemarks(name), name);
    }
    for (const char *const name : {"City", "Email", "Product", "due_date"}) {
        QVERIFY2(!isOfRemarks(name), name);
    }
}

void ColumnMappingTest::tellsNumbersFromOtherDigits_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("number");
    const auto rows = [](bool number, std::initializer_list<const char *> fields) {
        for (const char *const field : fields) {
            QTest::newRow(field) << QString::fromUtf8(field) << number;
        }
    };
    rows(true, {"+14155550142",
                "4155550142",
                "(415) 555-0142",
                "415.555.0142",
                "555-0142",
                "'+14155550142",
                "1.41556E+10",
                "+44\u00A020\u00A07946\u00A00958",
                "030/901820",
                " +14155550142 ",
                "tel:+14155550142",
                "p:+14155550142",
                "Mobile: 415-555-0142",
                "415–555–0142",
                "415-555-0142 (mobile)",
                "-(415) 555-0142",
                "415-555-0142 x12",
                "4155550142.0",
                "=\"4155550142\"",
                "415-555-0160;415-555-0161",
                "+1 415-555-0142 ::: +1 415-555-0143",
                "０９０ー１２３４ー５６７８",
                "٠٥٠١٢٣٤٥٦٧"});
    rows(false, {"",
                 "phone",
                 "12345",
                 "2026-03-31",
                 "31.03.2026",
                 "3/31/2026",
                 "123456.78",
                 "1234567.50",
                 "12 Main St",
                 "1E5",
                 "1234567890123456",
                 "+",
                 "4155550142x",
                 "192.168.100.200",
                 "52.5200066",
                 "2026-03-31 10:00",
                 "1,234,567.50",
                 "DE89370400440532013000",
                 "-9876543119",
                 "-9876543119.0",
                 "−9876543119"});
}

void ColumnMappingTest::tellsNumbersFromOtherDigits()
{
    QFETCH(QString, field);
    QFETCH(bool, number);
    QCOMPARE(looksLikeNumber(field.toStdString()), number);
}

void ColumnMappingTest::guessesFromTheHeader()
{
    const ColumnMapping mapping = guessColumns(
        {{"Name", "Phone Number", "Time-Zone", "Due Date"}, {"Kim", "+14155550142", "Europe/Oslo", "2026-01-01"}});
    QVERIFY(mapping.hasHeader);
    QVERIFY(mapping.check().ok());
    const auto reason = RoleReason::Heading;
    const std::vector<MappedColumn> expected{
        {u"Name"_s, ColumnRole::Name, "name", 0, reason, 0},
        {u"Phone Number"_s, ColumnRole::Number, "", 1, reason, 100},
        {u"Time-Zone"_s, ColumnRole::Timezone, "timezone", 0, reason, 0},
        {u"Due Date"_s, ColumnRole::Variable, "due_date", 0, RoleReason::Default, 0}};
    QVERIFY(mapping.columns == expected);
}

void ColumnMappingTest::guessesFromTheFieldsWhenTheHeaderIsStrange()
{
    const ColumnMapping mapping = guessColumns({{"id", "Kontakt", "created"},
                                                {"1000001", "+4930901820", "2026-01-01"},
                                                {"1000002", "+4930901821", "2026-01-02"}});
    QVERIFY(mapping.hasHeader);
    QCOMPARE(mapping.indexOf(ColumnRole::Number), 1);
}

void ColumnMappingTest::takesAFirstRowWithANumberForData()
{
    const ColumnMapping mapping = guessColumns({{"+14155550142", "Kim"}, {"+14155550143", "Lee"}});
    QVERIFY(!mapping.hasHeader);
    QCOMPARE(mapping.indexOf(ColumnRole::Number), 0);
    QVERIFY(mapping.columns[1].header.isEmpty());
    QCOMPARE(mapping.columns[1].variableKey, std::string("column_2"));
    QVERIFY(!guessColumns({{"4155550142"}}).hasHeader);
    QVERIFY(guessColumns({{"phone"}}).hasHeader);
}

void ColumnMappingTest::obeysTheUserAboutTheHeader()
{
    const SampleRows rows{{"Kim", "Foo"}, {"Lee", "+14155550143"}};
    QVERIFY(guessColumns(rows).hasHeader);
    QVERIFY(guessColumns({{"+14155550142"}, {"+14155550143"}}, true).hasHeader);
    const ColumnMapping mapping = guessColumns(rows, false);
    QVERIFY(!mapping.hasHeader);
    QCOMPARE(mapping.indexOf(ColumnRole::Number), 1);
    QCOMPARE(mapping.columns[0].variableKey, std::string("column_1"));
}

void ColumnMappingTest::prefersTheMoreExplicitName()
{
    QCOMPARE(guessColumns({{"number", "phone", "mobile"}}).numberColumns(), (std::vector{2, 1}));
    QCOMPARE(guessColumns({{"mobile", "cell"}}).numberColumns(), (std::vector{0, 1}));
}

void ColumnMappingTest::ambiguousNameGivesWayToRealNumbers()
{
    const SampleRows rows{{"Number", "Contact"}, {"1", "+14155550142"}, {"2", "+14155550143"}};
    QCOMPARE(guessColumns(rows).indexOf(ColumnRole::Number), 1);
}

void ColumnMappingTest::keepsVariableNamesApart()
{
    const ColumnMapping mapping = guessColumns({{"phone", "Note", "Note", "note!", "full name", "name", "mobile"}});
    QVERIFY(mapping.check().ok());
    std::vector<std::string> keys;
    for (const MappedColumn &column : mapping.columns) {
        keys.push_back(column.variableKey);
    }
    const std::vector<std::string> expected{"phone", "Note", "Note_2", "note", "name", "name_2", ""};
    QVERIFY(keys == expected);
}

void ColumnMappingTest::namesVariablesAfterTheirHeader_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("key");
    QTest::newRow("one word") << u"firstVisit"_s << u"firstVisit"_s;
    QTest::newRow("spaces") << u" Due  Date "_s << u"due_date"_s;
    QTest::newRow("signs") << u"Amount (USD)"_s << u"amount_usd"_s;
    QTest::newRow("accents") << u"Fälligkeit am"_s << u"fälligkeit_am"_s;
    QTest::newRow("nothing") << QString() << u"column_3"_s;
    QTest::newRow("only signs") << u"--"_s << u"column_3"_s;
    QTest::newRow("braces cannot break the prompt") << u"a}} b"_s << u"a_b"_s;
}

void ColumnMappingTest::namesVariablesAfterTheirHeader()
{
    QFETCH(QString, header);
    QFETCH(QString, key);
    QCOMPARE(QString::fromStdString(variableKeyFor(header.toStdString(), 2)), key);
}

void ColumnMappingTest::saysWhichColumnsThereAreWhenNoneIsTheNumber()
{
    const auto checked = guessColumns({{"Firma", "Ort"}, {"Acme", "Oslo"}}).check();
    QVERIFY(!checked);
    QVERIFY(checked.error().code == ErrorCode::InvalidInput);
    QVERIFY(checked.error().message.contains(u"“Firma”, “Ort”"_s));
    QVERIFY(checked.error().message.contains(u"“phone”"_s));

    const auto wide = guessColumns({std::vector<std::string>(30, "y")}, false).check();
    QVERIFY(wide.error().message.contains(u"column 20 and 10 more"_s));
}

void ColumnMappingTest::numberColumnCanBeMoved()
{
    ColumnMapping mapping = guessColumns({{"phone", "Fax"}, {"+14155550142", "+14155550143"}});
    mapping.setNumberColumn(1);
    QCOMPARE(mapping.indexOf(ColumnRole::Number), 1);
    QVERIFY(mapping.columns[0].role == ColumnRole::Variable);
    QCOMPARE(mapping.columns[0].variableKey, std::string("phone"));
    QVERIFY(mapping.columns[1].variableKey.empty());
    QVERIFY(mapping.check().ok());
}

void ColumnMappingTest::refusesTwoColumnsForOneRole()
{
    ColumnMapping mapping = guessColumns({{"phone", "mobile", "note"}});
    mapping.columns[0].role = ColumnRole::Number;
    QVERIFY(!mapping.check());
    mapping = guessColumns({{"phone", "mobile", "note"}});
    mapping.columns[2].variableKey = "phone";
    QVERIFY(mapping.check().error().message.contains(u"“phone”"_s));
}

QTEST_APPLESS_MAIN(ColumnMappingTest)
#include "column_mapping_test.moc"
