#include "csv/heading_words.h"

namespace campanile {

// Each group begins with English, then Germanic, Romance, Slavic, other European languages, and those of Asia and
// Africa.
std::string_view wordsOf(WordGroup group)
{
    switch (group) {
    case WordGroup::Phone:
        return "*phone* fone fon fono fonos *telephon* *telefon* *telefoon* tel tels telno* telnr* telnum* tele telef "
               "*msisdn* e164 *whatsapp* callback dialnumber ddi "
               "*rufnummer* *rufnr* *fernsprech* tlf* tfn *foonnummer* foon ffon guthan "
               "*telemovel* tlm *puhelin* puh *talrun* *τηλεφων* τηλ "
               "*телефон* тел *тэлефон* *ტელეფონ* *հեռախոս* "
               "*telepon* telp tlp *thoai* sdt sđt simu "
               "*โทรศัพท์* *电话* *電話* *でんわ* *전화* *هاتف* *تلفون* *تليفون* *تلفن* *טלפון* "
               "*फ़ोन* *फोन* *दूरभाष* *ফোন* *தொலைபேசி* *โทร* *เบอร์*";
    case WordGroup::Mobile:
        return "mobil* mobiel* mobiil* mobitel* mobit mob *mobiltel* *mobilephone* *mobilenumber* gsm* cell cells "
               "cellu* cellp* celln* cellt* "
               "cel celular* cels celnr* celnum* handy handyn* handyt* natel* "
               "portable* portab movil* telemovel* telemov* mobilni* komork* komor* kom "
               "*matkapuh* *kannykk* *farsim* mugikor* selfoon* selnom* κινητ* κιν "
               "моб мобил* мобіл* сотов* *მობილ* *բջջային* "
               "cep ceptel* cepno* hp nohp *ponsel* *seluler* *selular* *bimbit* didong *diđong* selpon* "
               "*手机* *手機* *手机号* *移动电话* *行動電話* *携帯* *ケータイ* *モバイル* *휴대* *핸드폰* *휴대폰* "
               "*スマホ* *スマートフォン* "
               "*모바일* "
               "*جوال* *موبايل* *موبایل* *محمول* *همراه* *जवाल* *נייד* *סלולר* *פלאפון* "
               "*मोबाइल* *मोबाईल* *মোবাইল* *கைபேசி* *มือถือ*";
    case WordGroup::Landline:
        return "*lankapuh* σταθερ* landline* directdial *directline* directphone festnetz* festnetznr* vastelijn "
               "fasttelefon* fastnet* "
               "=fixe fixe *telfixe* fijo fixo fisso stacion* *pevnalinka* *стационар* *固定电话* *固话* *座机* "
               "*固定電話* "
               "*유선* *أرضي* *ثابت* *लैंडलाइन*";
    case WordGroup::Work:
        return "work* business* office* day daytime job geschaft* geschaeft* buero* dienst* beruf* arbeit* firm* buro* "
               "werk* zakelijk* "
               "arbete* arbets* jobb arbeid* arbejd* tyo* pro profession* bureau trabajo trabalho lavoro uffic* "
               "oficin* "
               "comerc* empres* prac* sluzb* firem* raboch* рабоч* служеб* робоч* munka* munkahely* is isyeri* "
               "*公司* *单位* *單位* *办公* *辦公* *办公室* *商务* *商務* *工作* *勤務* *勤務先* *근무* *근무처* "
               "*会社* *직장* *회사* *عمل* *कार्यालय*";
    case WordGroup::Home:
        return "home* private* personal* personnel* pessoal* domu residenc* evening night nighttime privat* haus "
               "zuhause thuis prive* hem* "
               "hjem* koti* domicile maison "
               "casa partic* casella domow* domac* domov* dom prywat* дом* домаш* личн* otthon* lakas* ev *自宅* "
               "*家庭* *住家* "
               "*住宅* *집* *자택* *منزل* *घर*";
    case WordGroup::Main:
        return "primary* prim main* haupt* hoofd* primar* huvud* hoved* principal* principale* glown* hlavn* основн* "
               "головн* elsodleges birincil* asil *主要* *主电话* *基本* *通常* *기본* *الرئيسي* *मुख्य*";
    case WordGroup::Preferred:
        return "preferred* prefer* default* first best bevorzugt* preferi* preferit* *首选*";
    case WordGroup::Further:
        return "other* alternat* alt second* secondary* additional* another backup extra weiter* zweit* andere* "
               "sonstig* ander* annan* andra annet anden* autre* secondaire otro* otra* secund* altro* altra* outro* "
               "outra* alternativ* inn* inny dodatk* jin* dalsi* доп* друг* додатк* mas* masik* diger* ikinci* *其他* "
               "*备用* *その他* *ほか* *予備* *기타* *보조* *آخر* *بديل* *अन्य* *वैकल्पिक* whatsapp* car radio";
    case WordGroup::Company:
        return "company* corporate* headquarter* hq switchboard* zentrale telefonzentrale* vaxel* standard "
               "*companymain* reception* firma societe* entreprise* compania* companhia* societa azienda* organis* "
               "organiz* bedrijf* foretag* yrity* spolecnost* sirket* компани* организац* *代表* *대표* *总机* "
               "*總機* *総務* *شركة* *कंपनी*";
    case WordGroup::SomebodyElse:
        return "emergency* ice assistant* spouse* partner* wife husband mother* father* parent* guardian* manager* "
               "supervisor* referr* referen* agent* owner* rep representative* kin landlord* employer* doctor* "
               "physician* school* seller* sender* from our caller callerid outbound* did "
               "notfall* assisten* sekretar* ehepartner* mutter* vater* eltern* vorgesetzt* betreuer* vertreter* "
               "berater* absender* bearbeiter* ansprechpartner* "
               "urgence* conjoint* mere pere parrain* expediteur* conseiller* emergencia* emergenza conyuge asistente* "
               "madre padre gerente vendedor* asesor* remitente* coniuge mittente* consulente* venditore* "
               "noodgeval* nood ouder* verkoper* anhorig* nodfall* parorende* hataosoite* lahiomai* huoltaj* "
               "opiekun* awaryjn* menedzer* manazer* nouzov* zakonn* экстр* менеджер* супруг* родител* опекун* acil* "
               "veli* esi "
               // numbers that were the person's, and are somebody else's now
               "old former* previous* prior past invalid* inactive* disconnected wrong bad dead expired obsolete "
               "outdated "
               "alte alter altes fruher* ehemalig* vorherig* ungultig* falsch* inaktiv* =telefonalt =handyalt "
               "=mobilalt "
               "=telalt =rufnummeralt =telefonnummeralt =handynummeralt "
               "ancien* precedent* invalide* errone* perime* antigu* anterior* incorrect* equivocad* vecchi* sbagliat* "
               "errat* antig* desatualizad* oud oude vorige ongeldig* gammal* gamla gammel* gamle tidigare tidligere "
               "ugyldig* ogiltig* vanha* entinen stary stara stare poprzedni* nieaktualn* bledn* predchoz* neplatn* "
               "regi korabbi "
               "eski gecersiz старый старая старые прежн* неверн* недейств* неактуальн* попередн* παλι* *旧* *舊* "
               "*无效* *이전* *옛* "
               "*قديم* "
               "*पुराना* *ישן* "
               // further people around the person
               "child* kid kids son daughter brother* sister* friend* neighbo* nachbar* roommate* lawyer* attorney* "
               "dentist* bank bankberater* genitor* tutor* rodzic* matka matky matki otec otce freund* ami amie amigo* "
               "amic* "
               "*緊急* *紧急* *家长* *家長* *保護者* *担当者* *经理* *業務員* *비상* *긴급* *보호자* *담당자* *طوارئ* "
               "*आपातकाल*";
    case WordGroup::OtherPerson:
        return wordsOfOtherPeople();
    case WordGroup::Customer:
        return "customer* cust client* patient* member* student* subscri* borrower* debtor* donor* guest* lead leads "
               "prospect* applicant* candidate* person people billing buyer* holder* insured* tenant* resident* voter* "
               "participant* attendee* respondent* supporter* passenger* requester* shopper* "
               "kunde kunden* kund klant* mitglied* medlem* abonnent* adherent* paziente* pacient* eleve eleves aluno "
               "alumno socio* socia* titular* asegurad* asiakas* asiakk* klient* klijent* musteri* ugyfel* vevo "
               "клиент* клієнт* абонент* пациент* покупател* πελατ* pasien pelanggan* "
               "*客户* *客戶* *顧客* *お客様* *고객* *회원* *会员* *會員* *会員* *患者* *用户* *用戶* *本人* *学生* "
               "*業主* *业主* *买家* *買家* *환자* *사용자* *본인* *عميل* *العميل* *عضو* *ग्राहक* *לקוח* *ลูกค้า*";
    case WordGroup::Quality:
        return "line direct smart raw full formatted intl international i s ph dien llamar 码 碼 の お ご 的 用 및 "
               "方式";
    case WordGroup::Addressee:
        return "recipient* destinat* callee* called dialed dialled empfang* odbiorc* prijem*";
    case WordGroup::Number:
        return "number* num nums no nr nos nbr "
               "*number nummer* *nummer *nr numer* numero* numeri* n nro nº nombor nomor nom numar* numara* stevilka* "
               "broj br "
               "cislo* cis szam* *szam skaicius numur* αριθμ* αρ "
               "номер* № *号码* *號碼* *門號* *番号* *号* *번호* *رقم* *מספר* *नंबर* *नम्बर* *संख्या* *หมายเลข* so";
    case WordGroup::Contact:
        return "contact* recapit* recipient* destinat* callee* called dial dialed dialled to "
               "kontakt* empfang* destinataire* contacto contatt* contato* destinatari* odbiorc* prijem* "
               "контакт* iletisim *联系* *联系人* *聯絡* *聯絡人* *联络* *联络人* *連絡* *連絡先* *연락* *연락처* "
               "*ติดต่อ* *اتصال* *تواصل* *संपर्क* yhteys* liên* lienhe "
               "lien";
    case WordGroup::NotVoice:
        return "*telefax* *telefaks* *telekop* fernkop* facs ffacs fx *faxn* fax* *fax faks* *факс* *ομοιοτυπ* *ფაქს* "
               "*ֆաքս* *نمابر* *دورنگار* *ফ্যাক্স* *தொலைநகல்* simbref* *ファクシ* *팩시* *传真* *傳真* *ファックス* "
               "*ファクス* *팩스* *فاكس* *فکس* "
               "*φαξ* "
               "*फैक्स* *โทรสาร* *แฟกซ์* *פקס* belgegecer* "
               "*faximile* telecop* *facsimile* telex* teletype* tty tdd isdn modem* "
               "pager* *pager beeper* *personsok* *personsog* semafoon* pieper* hakulait* teleavertiss* bipeur* "
               "buscapersona* cercapersone* szemelyhivo* *пейдж* *βομβητ* cagricihaz* *ポケベル* "
               "*ポケットベル* *寻呼* *傳呼* *传呼* *호출기* *삐삐* *بيجر* *पेजर* *เพจเจอร์* *זימונית* *איתורית*";
    case WordGroup::Label:
        return "type* typ tipo* typus tyyppi tur turu art *типа* тип *类型* *類型* *種別* *種類* *유형* *종류* *نوع* "
               "*प्रकार* "
               "label* kind etiquet* etichett* libelle bezeichnung "
               "phonetype* phonelabel* phonekind teltype* telefontyp telefonart telefoontype nummertyp nummerntyp "
               "rufnummerntyp rufnummernart";
    case WordGroup::NotItself:
        return "sip skype "
               "identif* kennung* tunnist* идентифик* ідентифік* *识别* *識別* *식별* *معرف* id ids uid uuid guid key "
               "index idx "
               "ext extn extension* nebenstelle* interno anexo ramal доб *内線* *分机* *내선* "
               "date* dated datum* fecha* data dato* дата* *日期* *日付* *날짜* *تاريخ* tarih* pvm paivamaar* "
               "ημερομην* *तारीख* *วันที่* tanggal ngay kuupaev* datums nap "
               "time timestamp* when hour hours zeit uhrzeit heure hora ora godzina hodina время час *时间* *時間* "
               "*시간* "
               "created* updated* modified* verified* verif* valid* added last recent status* statut* estado stato "
               "stav durum* "
               "статус* *状态* *狀態* *状況* *상태* *حالة* *स्थिति* "
               "provider* carrier* operator* network* netz anbieter "
               "prefix* prefij* prefiss* area areacode vorwahl* region* code* codes kod kode "
               "count* anzahl calls anrufe attempts length minutes duration dauer "
               "bill bills amount* betrag* price preis prix cost* kosten model* modell* brand* marke* marque* marca "
               "imei* imsi* iccid* sim serial* mac ip device* gerat* os app apps version* plan* tariff* tarif* "
               "vertrag* contract* insurance* money mobilit* hash md5 sha1 sha256 "
               "note* comment* remark* bemerkung* language* sprache score* lookup* result* "
               "email* mail* e-mail* url* website* link* "
               "desc* *型号* *型號* *品牌* *归属* *機種*";
    case WordGroup::OtherNumber:
        return // orders, invoices, papers
            "bestelnum* bestelnr* factuur* fakturanr klantn* lidn* rekeningn* polisn* zaakn* debiteur* debitor* "
            "*kvk* kd kdnr* kund kundn* *persnr* ocr* arende* avtal* bokning* sak saks* sag sags* sopimus* viite* "
            "lieferschein* svnr* ahv* ss nss secu* protocol* protokoll* albaran* remito* folio* legajo* tramite* "
            "radicado* bolla* ddt matricol* tessera* boleto* zlecen* paragon* sygnatur* zakazk* zmluv* pojist* "
            "doklad* ugyszam* bizonylat* tagsag* dosar* ugovor* dosya* basvuru* abone* tagihan resi "
            "=srno =slno =sno =lp seq seqno "
            "накладн* полис* поліс* лицев* заявк* обращен* табельн* квитанц* артикул* поръчк* πελατ* συμβολ* "
            "*单号* *單號* *流水* *工单* *运单* *快递* *卡号* *社保* *证件* *批次* *案号* *病历* *お客様* *伝票* "
            "*管理* *受付* *整理* *問合* *予約* *証券* *주민* *접수* *예약* *관리* *문서* *등록* *증권* *운송* "
            "*청구* *عميل* *زبون* *سجل* *عقد* *اشتراك* *مرجع* *تتبع* *بطاقة* *לקוח* *הזמנה* *חשבונית* *פוליסה* "
            "*बिल* *चालान* *เลขที่* "
            "order* bestell* auftrag* commande* pedido* ordin* encomenda* zamow* objedn* rendeles* megrendel* siparis* "
            "заказ* замовл* *订单* *訂單* *注文* *受注* *주문* *طلب* *ऑर्डर* tilaus* ordre* bestil* bestall* comand* "
            "narudzb* narocil* παραγγελ* pesanan donhang "
            "invoice* rechnung* factur* fattur* fatur* faktur* szamla* счет* рахун* *发票* *請求* *송장* *فاتورة* "
            "lasku* τιμολογ* "
            "ticket* case cases claim* vorgang* akten* dossier* expedient* pratica* processo* szprav* sprav* дело "
            "reference* ref refs referenz* referenc* tracking* sendung* shipment* awb parcel* transact* txn payment* "
            "receipt* beleg* quittung* lot batch charge* "
            // taxes, identity, registers
            "tax* vat ust* umsatzst* steuer* tva iva piva btw moms mwst nif cif nie dni rut rfc curp cuit cuil cpf "
            "cnpj rg "
            "cedula* ruc nit ssn ein tin itin siret siren nir fiscal* nip pesel regon ico dic ic rodne* rc oib jmbg "
            "egn "
            "cnp cui afm *αφμ* инн кпп снилс огрн егн тин паспорт* *tckimlik* tckn vkn kimlik* vergi* aadhaar* aadhar* "
            "pan gst* *आधार* bsn kvk kbo *personnum* *personnr* personenkenn* cpr* fodsels* henkilot* hetu kennital* "
            "orgnr "
            "organisations* cvr *ytunnus* tunnus* adoszam* taj szemelyi* *身份证* *身分證* *统一编号* *統一編號* "
            "*マイナンバー* *法人番号* *社会信用* *税* *주민등록* *사업자* *תעודתזהות* *עוסק* *هوية* *ضريب* ktp npwp "
            "nik cccd cmnd "
            "passport* ausweis* licen* lizenz* driver* vin plate* kennzeichen* registrat* regist* handelsregister* "
            "social* sozial* versicher* securite* seguridad* segur* assicur* insur* "
            // customers and other numbered people
            "customer* kunden* kunde klient* client* cliente* asiakas* клиент* клієнт* *客户* *客戶* *顧客* *고객* "
            "musteri* "
            "ugyfel* zakaz* abonnent* subscri* member* mitglied* adherent* socio* socia* jasen* medlem* czlon* clen* "
            "*会员* *會員* *会員* *회원* *عضو* uye* employee* mitarbeiter* personalnr* personalnum* matricul* "
            "matrikel* staff* emp student* patient* mrn chart* npi *学号* *工号* *員工* *社員* *사번* *학번* "
            // accounts, contracts, goods
            "account* acct* konto* kontonr* compte* cuenta* conto conti conta contas ucet* racun* счёт* *账号* *账户* "
            "*帳號* *口座* "
            "*계좌* hesap* *حساب* *खाता* tili* iban* bic bank* card* karte* kartennr* carte* tarjeta* cartao* carta "
            "kart* "
            "policy* police* poliza* polizza* apolic* contrat* smlouv* umow* szerzod* sozles* договор* *合同* *保单* "
            "*契約* *계약* "
            "sku ean gtin upc isbn article* artikel* product* produkt* producto* prodotto* item* material* serie* "
            "meter* zahler* "
            "zaehler* contatore* pod pdr "
            // places, dates, amounts
            "postcode* postal* zip* plz *postleit* cp cap cep psc postnr* postnum* postinum* irsz* *iranyito* *индекс* "
            "*індекс* "
            "*邮编* *郵遞* *邮政* *郵便* *우편* *بريدي* *पिनकोड* pincode* pin eircode* kodpoczt* kodpocz* cod codig* "
            "codice* "
            "birth* geburt* naiss* nacim* nascit* nascim* dob рожд* narozen* urodz* szulet* dogum* syntyma* fodt* "
            "fodel* "
            "*出生* *生年* *生日* *생년* *생일* *ميلاد* *जन्म* year* jahr* annee* anno ano ar rok god age alter since "
            "seit "
            "total* sum summe* montant* importe* importo* valor* monto* kwota* castka* osszeg* tutar* сумма* *金额* "
            "*金額* *금액* "
            "*مبلغ* *राशि* belopp* belob* maara* balance* saldo* solde* salary* gehalt* salaire* revenue* umsatz* "
            "turnover* limit* "
            "debt* schuld* quantity* qty menge* "
            "lat lng lon latitude* longitude* coord* geo* epoch unix room* floor building* haus hausnr* hausnum* "
            "house* "
            "rank* row line* lfd lfdnr *序号* *连番* *連番* *순번* *编号* *編號*";
    case WordGroup::OtherText:
        return "city* town* ort ortschaft stadt* ville* ciudad* citta* cidade* miasto* mesto* varos* sehir* город* "
               "місто* *城市* *都市* *市区* *도시* "
               "*مدينة* *शहर* kaupunki* stad* by "
               "company firma* firmenname companyname organi* societe* entreprise* empresa* azienda* yritys* foretag* "
               "spolecnost* ceg* sirket* компани* *公司* *会社* *會社* "
               "*회사* *شركة* *कंपनी* etaireia bedrijf* "
               "address* adres* anschrift* direccion* indirizz* enderec* osoite* cim adrese* адрес* *地址* *住所* "
               "*주소* *عنوان* *पता* "
               "street* strasse* straße* str rue* calle* via rua* ulica* ulice* utca* улица* katu* gata* "
               "state* province* bundesland* kanton* county* provinc* title* titel* anrede* salutation* job* position* "
               "beruf* department* "
               "abteilung* url website* web source* quelle* tag tags group* gruppe* gender* geschlecht* sexe sexo "
               "sesso plec pol category* "
               "kategorie* segment* industry* branche* email* mail* e-mail* correo* courriel* poczta* *почта* *邮箱* "
               "*電子郵件* *メール* *이메일* *بريد* *ईमेल* "
               "note* notiz* notes comment* komment* remark* bemerk* observ* nota* *备注* *備考* *비고* *ملاحظ* "
               "*टिप्पणी* uwagi* poznam* "
               "product* produkt* language* sprache* langue* idioma* lingua* campaign* kampagne* list liste* lead* "
               "stage* priority* status*";
    case WordGroup::Link:
        return "value de du des del dei della di da do "
               "dos das of d la le les el lo den der the van voor for til till "
               "pour "
               "para per z ze do";
    case WordGroup::Name:
        return "=name =fullname =contactname =customername =clientname =leadname =displayname =personname =patientname "
               "=membername =vollname =kontaktname =nameundvorname =vornamenachname =vornameundnachname "
               "=ansprechpartner =naam =volledigenaam =namn =navn =fuldenavn "
               "=fulltnavn =nimi =kokonimi =nombre =nombrecompleto =nombreyapellido =nombreyapellidos =nomcomplet "
               "=nometprenom =nomprenom =nome =nomecompleto "
               "=nomecognome =nomeecognome =imieinazwisko =jmeno =jmenoaprijmeni =meno =menoapriezvisko =nev "
               "=teljesnev =nume =numecomplet =numesiprenume =ime =imeiprezime =imeinpriimek "
               "=isim =adsoyad =adisoyadi =adivesoyadi =ονομα =ονοματεπωνυμο =фио =полноеимя =піб =име =姓名 =名字 "
               "=客户姓名 =氏名 =名前 =お名前 =顧客名 =이름 =성명 =고객명 "
               "=الاسم =اسم =الاسمالكامل =नाम =पूरानाम =নাম =பெயர் =ชื่อ =ชื่อนามสกุล =nama =namalengkap =ten =hoten =hovaten "
               "=שם =שםמלא =vards =vardas =nimeke";
    case WordGroup::FirstName:
        return "=firstname =fname =givenname =forename =first =vorname =voornaam =fornamn =fornavn =etunimi =prenom "
               "=nombres "
               "=primernombre =primeironome =nomedebattesimo =imie =krestnijmeno =krstnemeno =keresztnev =utonev "
               "=prenume =имя =имʼя =імя =ad =adi =名 =名字 =이름만 =الاسمالأول =प्रथमनाम "
               "=namadepan =όνομα =eesnimi =שםפרטי";
    case WordGroup::LastName:
        return "=lastname =lname =surname =familyname =last =nachname =familienname =zuname =achternaam =efternamn "
               "=etternavn "
               "=efternavn =sukunimi =nom =nomdefamille =apellido =apellidos =cognome =sobrenome =apelido =apelidos "
               "=nazwisko =prijmeni "
               "=priezvisko =vezeteknev =numedefamilie =prezime =priimek =фамилия =прізвище =фамилно =soyad =soyadi "
               "=soyisim =姓 =성 =اسمالعائلة =اللقب =उपनाम =επωνυμο =namabelakang "
               "=perekonnanimi =שםמשפחה";
    case WordGroup::Timezone:
        return "*timezone* =tz =tzname =tzid =ianatz *zeitzone* *tijdzone* *tidszon* *tidssone* *tidszone* "
               "*aikavyohyk* *fuseauhoraire* "
               "*husohorario* *zonahoraria* *fusoorario* *fusohorario* *strefaczasowa* *casovepasmo* *idozona* "
               "*fusorar* *fusorar* *saatdilimi* "
               "*часовойпояс* *часовийпояс* *ζωνηωρας* *时区* *時區* *タイムゾーン* *시간대* *منطقةزمنية* "
               "*المنطقةالزمنية* *समयक्षेत्र* *zonawaktu*";
    case WordGroup::Country:
        return "=country =countrycode =countryname =countryiso =countryiso2 =isocountry =isocountrycode =phonecountry "
               "=phonecountrycode =mobilecountrycode "
               "=phonecode =callingcode =dialcode =dialingcode =diallingcode =dialprefix =countrycallingcode "
               "=countrydialcode =countrydiallingcode =internationalcode =intlcode =mailingcountry "
               "=addresscountry =defaultaddresscountrycode =contactcountry =countryregion =countryorregion "
               "=landesvorwahl =landervorwahl =laendervorwahl =landeskennzahl =landercode =landercode =landesname "
               "=landcode =landkod =landskod =landekode =landnummer "
               "=pays =codepays =indicatifpays =pais =codigopais =codigodepais "
               "=codigodelpais =prefijopais =prefijointernacional "
               "=paese =nazione =codicepaese =prefissointernazionale =prefissopaese =codigodopais =maatunnus =maakoodi "
               "=zeme =kodzeme =predvolbazeme =krajina =kodkraju =numerkierunkowykraju "
               "=orszag =orszagkod =tara =codtara =prefixtara =drzava =ulke =ulkekodu =χωρα =κωδικοςχωρας =страна "
               "=кодстраны =країна =кодкраїни =държава =国家 =國家 =国家代码 =国家码 =国名 =国 =国番号 =国コード "
               "=국가 =국가코드 =국가번호 =البلد =الدولة =رمزالدولة =رمزالبلد =देश =देशकोड =negara =kodenegara =quocgia "
               "=maquocgia =ประเทศ =רשהמדינה =מדינה =riik =valsts =salis";
    case WordGroup::CountryWord:
        return "country countries ctry pays pais paese nazione orszag tara drzava ulke krajina страна країна";
    case WordGroup::CountryPart:
        return "region regiao code codes iso alpha billing shipping bill ship mailing delivery invoice invoicing "
               "address residence residential of to or default physical name";
    case WordGroup::MaybeCountry:
        return "=iso =staat =landregion =landregiongeschaftlich =landregionprivat =商务国家地区 =住宅国家地区 "
               "=land =maa =kraj =nation";
    case WordGroup::MaybeCallingCode:
        return "=cc =idd =countryid =isocode =prefix =phoneprefix =telephoneprefix =mobileprefix =numberprefix "
               "=phoneareacode =areacode =stdcode "
               "=ddd "
               "=ddi =vorwahl =telefonvorwahl =handyvorwahl =mobilvorwahl =vorwahlnummer =ortsvorwahl =prafix =praefix "
               "=netnummer =netnr =kengetal =riktnummer =riktnr =retningsnummer =suuntanumero "
               "=indicatif =indicatiftel =indicatiftelephonique =indicatifregional =prefixe =prefixetelephonique "
               "=prefijo =prefijotelefonico =indicativo =lada =clavelada =codigodearea =codigoarea =prefixo "
               "=prefisso =prefissotelefonico =prefixtelefonic =kierunkowy =nrkierunkowy =numerkierunkowy =prefiks "
               "=predvolba =predcisli =elohivo =korzethivo =predbroj =pozivni =pozivnibroj =kodmiasta =телефонныйкод "
               "=кодгорода =префикс =кодміста =αλανκωδικος =κωδικοςπεριοχης =alankodu =telefonkodu =区号 =區號 "
               "=电话区号 =市外局番 =지역번호 =رمزالمنطقة =מספרקידומת =קידומת =एरियाकोड =एसटीडीकोड =kodearea =mavung";
    case WordGroup::MaybeCode:
        return "=code =kode =kod =codigo =codice =код =kood =koodi =代码 =コード =코드 =رمز =कोड";
    case WordGroup::DoNotCall:
        return "*donotcall* *donotallow* *dontcall* *donotcontact* *donotphone* *donotdial* *nocall* *nocontact* *dnc* "
               "*optout* "
               "*optedout* *outopt* "
               "=unsubscribed =tps =ctps *tpsregistered* *ctpsregistered* =nix =deceased =verstorben *blacklist* "
               "*blocklist* =blocked *suppress* *robinson* *excludefromcall* *callblock* "
               "*withdrawnconsent* "
               "*nichtanrufen* *keineanrufe* *anrufsperre* *anrufverbot* *telefonsperre* *werbesperre* *sperrvermerk* "
               "=gesperrt =sperre *kontaktsperre* *werbewiderspr* =widerspruch *widerruf* "
               "*nietbellen* *belmeniet* *ringejinte* *ringinte* *nixreg* *ikkering* *ringikke* =reserveret =reservert "
               "*soittokielto* *eisaasoittaa* *eisoittoa* "
               "*nepasappeler* *nepascontacter* *oppositiontel* =opposition *bloctel* *listenoire* *nollamar* "
               "*nocontactar* *nollame* *listarobinson* *listanegra* *nonchiamare* *noncontattare* "
               "*registroopposizioni* *opposizione* *naoligar* *naocontactar* *naocontatar* *naoperturbe* *niedzwonic* "
               "*niekontaktowac* *nevolat* *nekontaktovat* *nehivja* *nehivhato* "
               "*nusuna* *nuapela* *nezvati* *nezovi* *aramayin* *aranmasin* *незвонить* *небеспокоить* *черныйсписок* "
               "*недзвонити* *μηνκαλειτε* "
               "*勿扰* *勿打* *请勿致电* *黑名单* *拒接* *拒絕來電* *架電禁止* *電話ng* *架電ng* *電話不可* *電話禁止* "
               "*発信禁止* "
               "*수신거부* *통화거부* *전화거부* *전화금지* *연락금지* "
               "*לאלהתקשר* *عدمالاتصال* *لاتتصل* *कॉलनकरें* *janganhubungi* *janganditelepon* *khonggoi* *ห้ามโทร*";
    case WordGroup::Consent:
        return "*consent* *optin* *optedin* *maycall* *maywecall* *canwecall* *acceptscalls* *acceptcalls* "
               "*acceptsphone* "
               "*anrufenerlaubt* *werbungpertelefon* "
               "*telefonwerbung* *oktocall* *cancall* *mayphone* *callpermission* "
               "*permissiontocall* *callallowed* *callable* *callauthoriz* *callauthoris* *authorizationtocall* "
               "*authorisationtocall* "
               "*phonepermission* =permission =gdpr =tcpa *contactallowed* *einwillig* *zustimmung* *anruferlaubt* "
               "*darfangerufen* *werbeerlaubnis* *toestemming* *magbellen* *samtycke* *samtykke* "
               "*suostumus* *luvansoittaa* *soittolupa* *autorisationappel* *accorddappel* *consentement* "
               "*autorizallamada* *autorizacion* *consenso* *autorizacao* *zgoda* *zgody* *souhlas* *suhlas* "
               "*hozzajarul* *consimtamant* *acordapel* *pristanak* *privola* *soglasie* *согласи* *згоданадзв* "
               "*згода* *съгласие* *onayi* =onay *aramaizni* =izin riza* acikriza* *συγκαταθ* *同意* *許諾* *동의* "
               "*موافقة* "
               "*सहमति* *persetujuan* *dongy* *đongy* *ยินยอม*";
    case WordGroup::MaybeConsent:
        return "=call =callme =contactable =subscribed";
    case WordGroup::Remark:
        return "status* statut* estado* stato stav durum* stage* tag tags disposition* outcome* result* note* notiz* "
               "comment* komment* remark* bemerk* flag flags lead leads segment* list lists group* category* kategor* "
               "anmerk* vermerk* observ* opmerk* anteckn* merknad* huomautus* uwagi poznam* статус* примеч* коммент* "
               "*状态* *狀態* *備註* *备注* *備考* *ステータス* *标签* *상태* *비고* *حالة* *ملاحظ* *स्थिति* *टिप्पणी*";
    case WordGroup::OtherChannel:
        return "*email* mail mails *mailing* sms text texting *newsletter* fax* whats whatsapp* post postal letter* "
               "cookie* "
               "push correo* courriel* *邮件* *メール* *이메일* *문자* picture* photo* data";
    case WordGroup::Dated:
        return "date* datum* fecha* data at expir* ablauf* gultig* until dato* дата* *日期* *日付* *날짜* *日時* "
               "*时间* *日* time timestamp source version id ip url quelle pvm";
    }
    return {};
}

} // namespace campanile
