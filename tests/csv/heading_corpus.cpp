#include "heading_corpus.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

namespace campanile::corpus {

namespace {

constexpr std::array seen{
    Export{"telecom", "US", "Mobile Account Number=O|Phone ID=O|Fax Phone=X|Subscriber=N|Mobile Number=P"},
    Export{"Mobilfunk", "DE", "Handyvertragsnummer=O|Telefon-ID=O|Telefaxnummer=X|Name=N|Handynummer=P"},
    Export{"télécom", "FR", "Numéro de compte mobile=O|Identifiant téléphone=O|Nom=L|Téléphone mobile=P"},
    Export{"customer relations", "US",
           "Lead ID=O|First Name=V|Last Name=L|Company=M|Phone=P|Mobile=P|Fax=X|Created Date=D|Lead Status=M"},
    Export{"customer relations", "US",
           "Record ID=O|Contact name=N|Phone Number=P|Email=E|Create Date=S|Annual Revenue=A"},
    Export{"address book", "US",
           "First Name=V|Middle Name=V|Last Name=L|Phone 1 - Label=W|Phone 1 - Value=P|Phone 2 - Label=W|Phone 2 - "
           "Value=F|E-mail 1 - Value=E"},
    Export{"mail program", "US",
           "First Name=V|Last Name=L|Business Fax=X|Business Phone=P|Home Phone=P|Mobile Phone=P|Pager=X|Assistant's "
           "Phone=X|Business Postal Code=Z"},
    Export{"dialer", "US",
           "vendor_lead_code=O|source_id=I|list_id=O|phone_code=G|phone_number=P|title=M|first_name=V|last_name=L|"
           "postal_code=Z|date_of_birth=D|alt_phone=F"},
    Export{"dialer", "GB", "lead_id=O|entry_date=S|user=M|phone=P|called_count=I|last_local_call_time=S"},
    Export{"shop", "US", "Order ID=O|Order Date=D|Customer Name=N|Billing Phone=P|Total=A|Tracking Number=O|Zip=Z"},
    Export{"shop", "US",
           "Name=I|Email=E|Billing Name=N|Billing Zip=Z|Billing Phone=P|Created at=S|Payment Reference=O"},
    Export{"membership", "US", "Membership No.=O|Member=N|Cell=P|Joined=D|Date of Birth=D"},
    Export{"clinic", "US",
           "MRN=O|Patient Name=N|DOB=D|Home Ph. Phone=P|Emergency Contact Phone=X|NPI=O|Insurance ID=O"},
    Export{"utility", "US", "Account Number=O|Customer=N|Telephone=P|Meter No=O|Balance Due=A"},
    Export{"field service", "US", "Ticket #=O|Site=M|Contact Phone=P|Dispatch Time=S"},
    Export{"marketing", "US", "Profile ID=O|Full Name=N|Phone E164=P|SMS Opt In=R|Last Active=S"},
    Export{"voter file", "US", "Voter ID=O|Name=N|Landline=P|Precinct=I|Registration Date=D"},
    Export{"events", "GB", "Order no.=O|Attendee=N|Mobile Number=P|Postcode=Z|Ticket Price=A"},
    Export{"recruiting", "GB", "Candidate Id=O|Candidate=N|Mobile Tel=P|Home Tel=P|NI Number=T"},
    Export{"loans", "IN", "Loan Account No=O|Borrower=N|Mobile No.=P|Aadhaar No=T|PAN=T|Pincode=Z|EMI Amount=A"},
    Export{"school", "IN", "Roll No=I|Student Name=N|Contact No=P|DOB=D"},
    Export{"Kundenkartei", "DE", "Kundennummer=O|Name=N|Telefon=P|Telefax=X|PLZ=Z|Ort=C|Umsatz=A"},
    Export{"Kundenkartei", "DE", "Kd.-Nr.=O|Vorname=V|Nachname=L|Telefon privat=P|Handynummer=P|Geburtsdatum=D"},
    Export{"Verein", "DE", "Mitgliedsnr.=O|Nachname=L|Vorname=V|Mobil=P|Festnetz=P|Eintrittsdatum=D|IBAN=M"},
    Export{"Warenwirtschaft", "AT",
           "Auftragsnummer=O|Firma=M|Ansprechpartner=N|Rufnummer=P|UID-Nummer=T|Rechnungsbetrag=A"},
    Export{"Praxis", "DE", "Patienten-ID=O|Patient=N|Tel. mobil=P|Versichertennummer=O|Termin=D"},
    Export{"Makler", "CH", "Policennummer=O|Name=N|Natel=P|Telefon Geschäft=P|AHV-Nummer=T"},
    Export{"gestion commerciale", "FR",
           "Code client=O|Nom=L|Prénom=V|Téléphone=P|Portable=P|Télécopie=X|Code postal=Z|SIRET=T"},
    Export{"boutique", "FR", "N° de commande=O|Client=N|Tél. portable=P|Montant TTC=A|Date de commande=D"},
    Export{"cabinet", "FR", "N° Sécurité sociale=T|Patient=N|Numéro de téléphone=P|Date de naissance=D"},
    Export{"association", "FR", "Numéro d'adhérent=O|Nom=L|Tél fixe=P|Mobile=P|Année=I"},
    Export{"tienda", "ES", "Nº de pedido=O|Nombre=N|Teléfono=P|DNI=T|Código postal=Z|Importe=A"},
    Export{"clínica", "ES", "Historia=O|Paciente=N|Móvil=P|Fecha de nacimiento=D|NIF=T"},
    Export{"cobranza", "MX", "No. de cuenta=O|Cliente=N|Celular=P|Teléfono casa=P|RFC=M|Saldo=A"},
    Export{"ventas", "AR", "CUIT=T|Razón social=M|Celular=P|Fecha=D"},
    Export{"gestionale", "IT", "Codice cliente=O|Cognome=L|Nome=V|Cellulare=P|Telefono=P|Partita IVA=T|CAP=Z"},
    Export{"studio", "IT", "Numero pratica=O|Paziente=N|Tel.=P|Data di nascita=D|Importo=A"},
    Export{"loja", "BR", "Pedido=O|Cliente=N|Telefone=P|CPF=T|CEP=Z|Valor=A"},
    Export{"clínica", "PT", "N.º de utente=O|Nome=N|Telemóvel=P|NIF=T|Código postal=Z"},
    Export{"webshop", "NL", "Bestelnummer=O|Naam=N|Telefoonnummer=P|Postcode=Z|Bedrag=A"},
    Export{"leden", "NL", "Lidnummer=O|Achternaam=L|Mobiel=P|Geboortedatum=D|BSN=T"},
    Export{"register", "SE", "Personnummer=T|Namn=N|Mobilnr=P|Postnummer=Z"},
    Export{"kundregister", "SE", "Kundnr=O|Namn=N|Telefon=P|Org.nr=T|Fakturadatum=D"},
    Export{"medlemmer", "NO", "Medlemsnr=O|Navn=N|Mobil=P|Fødselsdato=D|Postnr=Z"},
    Export{"kunder", "DK", "Kundenr.=O|Navn=N|Tlf.=P|CVR-nr.=T|Ordredato=D"},
    Export{"asiakkaat", "FI", "Asiakasnumero=O|Nimi=N|Puhelinnumero=P|Henkilötunnus=T|Postinumero=Z"},
    Export{"sklep", "PL", "Numer zamówienia=O|Imię i nazwisko=N|Telefon=P|NIP=T|Kod pocztowy=Z|Kwota=A"},
    Export{"klienci", "PL", "ID klienta=O|Imię=V|Nazwisko=L|Tel. komórkowy=P|PESEL=T|Data urodzenia=D"},
    Export{"e-shop", "CZ", "Číslo objednávky=O|Jméno=N|Telefon=P|IČO=T|PSČ=Z|Částka=A"},
    Export{"webáruház", "HU", "Rendelésszám=O|Név=N|Telefonszám=P|Adószám=T|Irányítószám=Z"},
    Export{"clienți", "RO", "Cod client=O|Nume=N|Telefon mobil=P|CNP=T|Sumă=A"},
    Export{"клиенты", "RU", "Номер заказа=O|ФИО=N|Телефон=P|ИНН=T|Дата рождения=D|Сумма=A"},
    Export{"клиенты", "RU", "Договор=O|Фамилия=L|Имя=V|Моб. тел.=P|Дом. тел.=P|Паспорт=T"},
    Export{"клієнти", "UA", "Номер замовлення=O|Ім'я=V|Телефон=P|ІПН=I|Дата=D"},
    Export{"müşteriler", "TR", "Müşteri No=O|Ad Soyad=N|Cep Telefonu=P|T.C. Kimlik No=T|Tarih=D"},
    Export{"πελάτες", "GR", "Κωδικός=I|Ονοματεπώνυμο=N|Τηλέφωνο=P|ΑΦΜ=T"},
    Export{"顧客名簿", "JP", "会員番号=O|氏名=N|電話番号=P|FAX番号=X|郵便番号=Z|生年月日=D"},
    Export{"注文", "JP", "注文番号=O|お名前=N|携帯電話=P|注文日=D|金額=A"},
    Export{"客户", "CN", "客户编号=O|姓名=N|手机号码=P|身份证号=T|邮编=Z|下单时间=S"},
    Export{"订单", "CN", "订单编号=O|收货人=N|联系电话=P|金额=A"},
    Export{"고객", "KR", "회원번호=O|이름=N|휴대폰=P|생년월일=D|우편번호=Z"},
    Export{"주문", "KR", "주문번호=O|성명=N|전화번호=P|팩스=X|결제금액=A"},
    Export{"العملاء", "SA", "رقم الطلب=O|الاسم=N|رقم الهاتف=P|رقم الهوية=T|التاريخ=D"},
    Export{"ग्राहक", "IN", "ऑर्डर संख्या=O|नाम=N|मोबाइल नंबर=P|आधार=T|पिन कोड=Z"},
    Export{"לקוחות", "IL", "תעודת זהות=T|שם=N|טלפון נייד=P|תאריך=D"},
};

constexpr std::array heldOut{
    Export{"real estate", "US", "Parcel Number=O|Full Name=N|Cell Phone=P|Work Phone=F|Assessed Value=A|Sale Date=D"},
    Export{"donors", "US", "Constituent ID=O|Name=N|Preferred Phone=P|Gift Date=D|Gift Amount=A|Batch No=O"},
    Export{"insurance", "US",
           "Policy Number=O|Insured=N|Primary Phone=P|Secondary Phone=F|Claim Number=O|SSN=T|Do Not Call=B"},
    Export{"auto dealer", "US", "Deal #=O|Buyer=N|Cell Number=P|Home Phone=F|VIN=M|Fax Number=X"},
    Export{"helpdesk", "US", "Requester Id=O|Requester=N|Callback Number=P|Updated=S|Satisfaction Score=I"},
    Export{"survey", "US", "Response Key=O|Respondent=N|Mobile Phone Number=P|Completed At=S|Consent to Contact=R"},
    Export{"bookings", "GB", "Booking Ref=O|Guest=N|Contact Number=P|Arrival Date=D|Card Last Digits=I"},
    Export{"charity", "GB", "URN=I|Supporter=N|Daytime Telephone=P|Evening Telephone=P|Gift Aid Date=D"},
    Export{"trades", "AU", "Job Number=O|Client Name=N|Mobile=P|ABN=T|Invoice No=O|Post Code=Z"},
    Export{"billing", "ZA", "Invoice Number=O|Debtor=N|Cellphone=P|ID Number=T|VAT No=O"},
    Export{"hospital", "IN", "UHID=O|Patient=N|Phone No=P|Admission Date=D|Bill Amount=A"},
    Export{"recovery", "PH", "Contract No=O|Name=N|Mobile Nos=P|Due Date=D"},
    Export{"Werkstatt", "DE", "Fahrgestellnummer=M|Halter=N|Mobilfunknummer=P|Kilometerstand=I|Rechnungsnr=O"},
    Export{"Stadtwerke", "DE", "Vertragskonto=O|Kunde=N|Telefonnummer=P|Zählernummer=O|Ablesedatum=D"},
    Export{"Arzt", "AT", "SVNR=T|Familienname=L|Vorname=V|Handy=P|Telefon (privat)=P|Postleitzahl=Z"},
    Export{"Versand", "DE", "Sendungsnummer=O|Empfänger=N|Telefon Empfänger=P|Gewicht=A|Lieferdatum=D"},
    Export{"Treuhand", "CH", "MWST-Nr.=T|Firma=M|Tel. Geschäft=P|Mobile=P|Fax G=X"},
    Export{"immobilier", "FR", "Référence=O|Nom=L|Téléphone mobile=P|Téléphone domicile=P|Prix=A|Date de visite=D"},
    Export{"assurance", "FR", "N° contrat=O|Assuré=N|Tél=P|Date d'effet=D|Prime=A"},
    Export{"mairie", "FR", "Identifiant=O|Nom de famille=L|Numéro de portable=P|Date d'inscription=D"},
    Export{"seguros", "ES", "Número de póliza=O|Asegurado=N|Teléfono móvil=P|Teléfono fijo=F|Fecha de alta=D"},
    Export{"academia", "ES", "Expediente=O|Apellidos=L|Nombre=V|Tel. contacto=P|Cuota=A"},
    Export{"reparto", "CO", "Guía=O|Destinatario=N|Número celular=P|Cédula=T|Valor declarado=A"},
    Export{"créditos", "CL", "RUT=T|Nombre completo=N|Fono=P|Monto deuda=A|Fecha vencimiento=D"},
    Export{"assicurazioni", "IT", "Numero polizza=O|Contraente=N|Recapito telefonico=P|Codice fiscale=M|Scadenza=D"},
    Export{"negozio", "IT", "N. ordine=O|Cliente=N|Numero di cellulare=P|Totale=A|Data ordine=D"},
    Export{"academia", "BR", "Matrícula=O|Aluno=N|Celular=P|Telefone residencial=F|Data de nascimento=D|CPF=T"},
    Export{"cobrança", "BR", "Contrato=O|Devedor=N|Telefone celular=P|Valor da dívida=A|CNPJ=T"},
    Export{"oficina", "PT", "Matrícula=M|Cliente=N|Nº telemóvel=P|Contribuinte=T|Data=D"},
    Export{"zorg", "NL", "Cliëntnummer=O|Cliënt=N|Telefoon mobiel=P|Telefoon thuis=P|Polisnummer=O"},
    Export{"verhuur", "BE", "Contractnummer=O|Huurder=N|Gsm-nummer=P|Rijksregisternummer=T|Huurprijs=A"},
    Export{"bilverkstad", "SE", "Ordernummer=O|Kund=N|Mobiltelefon=P|Regnr=M|Datum=D"},
    Export{"förening", "SE", "Medlemsnummer=O|Förnamn=V|Efternamn=L|Tel mobil=P|Tel hem=P"},
    Export{"bolig", "NO", "Saksnummer=O|Fornavn=V|Etternavn=L|Mobiltelefon=P|Tlf. privat=P|Fødselsnummer=T"},
    Export{"klinik", "DK", "CPR-nummer=T|Navn=N|Mobilnummer=P|Telefonnummer=P|Aftaledato=D"},
    Export{"huolto", "FI", "Tilausnumero=O|Sukunimi=L|Etunimi=V|Matkapuhelin=P|Y-tunnus=T|Päivämäärä=D"},
    Export{"przychodnia", "PL", "Nr karty=O|Pacjent=N|Numer telefonu=P|Data wizyty=D"},
    Export{"windykacja", "PL", "Nr umowy=O|Dłużnik=N|Telefon kontaktowy=P|REGON=T|Saldo=A"},
    Export{"pojišťovna", "CZ", "Číslo smlouvy=O|Klient=N|Mobil=P|Rodné číslo=T|Datum narození=D"},
    Export{"obchod", "SK", "Číslo objednávky=O|Meno a priezvisko=N|Telefónne číslo=P|IČO=T|Suma=A"},
    Export{"rendelő", "HU", "TAJ szám=T|Beteg neve=N|Mobiltelefon=P|Születési dátum=D"},
    Export{"magazin", "RO", "Număr comandă=O|Nume și prenume=N|Număr de telefon=P|Cod poștal=Z"},
    Export{"trgovina", "HR", "Broj narudžbe=O|Ime i prezime=N|Broj mobitela=P|OIB=T|Iznos=A"},
    Export{"клиника", "RU", "№ карты=O|Пациент=N|Контактный телефон=P|СНИЛС=T|Дата приёма=S"},
    Export{"магазин", "RU", "ID заказа=O|Покупатель=N|Номер телефона=P|Индекс=Z|Дата=D"},
    Export{"магазин", "BG", "Номер на поръчка=O|Име=N|Мобилен телефон=P|ЕГН=T|Сума=A"},
    Export{"страхування", "UA", "Номер полісу=O|Клієнт=N|Мобільний телефон=P|Паспорт=T"},
    Export{"sigorta", "TR", "Poliçe No=O|Sigortalı=N|GSM No=P|Ev Telefonu=F|Vergi No=T"},
    Export{"ιατρείο", "GR", "ΑΜΚΑ=T|Ασθενής=N|Κινητό τηλέφωνο=P|Σταθερό τηλέφωνο=F|Ημερομηνία=D"},
    Export{"予約", "JP", "予約番号=O|お客様名=N|携帯番号=P|自宅電話=F|予約日=D"},
    Export{"保険", "JP", "証券番号=O|契約者=N|連絡先電話番号=P|保険料=A"},
    Export{"物业", "CN", "房号=I|业主=N|联系手机=P|物业费=A|登记日期=D"},
    Export{"會員", "TW", "會員編號=O|姓名=N|行動電話=P|身分證字號=M|生日=D"},
    Export{"보험", "KR", "증권번호=O|계약자=N|휴대전화번호=P|보험료=A|계약일=D"},
    Export{"عيادة", "EG", "رقم الملف=O|اسم المريض=N|رقم الموبايل=P|تاريخ الميلاد=D"},
    Export{"بیمه", "IR", "شماره بیمه نامه=O|نام=N|تلفن همراه=P|کد ملی=T"},
    Export{"toko", "ID", "Nomor Pesanan=O|Nama=N|No. HP=P|Kode Pos=Z|Total Harga=A"},
    Export{"cửa hàng", "VN", "Mã đơn hàng=O|Họ và tên=N|Số điện thoại=P|Ngày đặt=D"},
    Export{"ร้านค้า", "TH", "เลขที่ใบสั่งซื้อ=O|ชื่อ=N|เบอร์โทรศัพท์=P|วันที่=D"},
    Export{"kliendid", "EE", "Tellimuse nr=O|Nimi=N|Mobiiltelefon=P|Isikukood=T|Kuupäev=D"},
    Export{"klientai", "LT", "Užsakymo nr.=O|Vardas=N|Telefono numeris=P|Asmens kodas=T|Suma=A"},
    Export{"klienti", "LV", "Pasūtījuma nr.=O|Vārds=N|Tālruņa numurs=P|Personas kods=T"},
};

constexpr std::array unclear{
    Export{"unnamed", "US", "Office=O|Reference=O"},
    Export{"unnamed", "US", "Name=N|Alpha=O|Beta=O"},
    Export{"unnamed", "US", "Name=N|Whatever=O"},
    Export{"club", "US", "Name=N|Guardian Phone=X"},
    Export{"club", "US", "Number=O|Contact=O|City=C"},
    Export{"archive", "GB", "Shelfmark=O|Title=N"},
    Export{"Verwaltung", "DE", "Aktenzeichen=O|Betreff=N"},
    Export{"only others", "US", "Order No=O|Customer No=O|Name=N"},
    Export{"only a fax", "DE", "Name=N|Faxnummer=X"},
    Export{"only papers", "FR", "Nom=L|Numéro de dossier=O|SIRET=T"},
};

/// How numbers are written in a region: '#' stands for a digit. The trunk prefix is what an international number lacks.
struct Plan {
    std::string_view region;
    std::string_view callingCode;
    std::string_view trunk;
    std::string_view national;
};
constexpr std::array plans{
    Plan{"US", "1", "", "(415) 555-0###"},   Plan{"GB", "44", "0", "07911 12####"},
    Plan{"DE", "49", "0", "0151 2345####"},  Plan{"AT", "43", "0", "0664 123####"},
    Plan{"CH", "41", "0", "079 123 4# ##"},  Plan{"FR", "33", "0", "06 12 34 ## ##"},
    Plan{"ES", "34", "", "612 34 ## ##"},    Plan{"MX", "52", "", "55 1234 ####"},
    Plan{"AR", "54", "0", "011 4123-####"},  Plan{"CO", "57", "", "321 123 ####"},
    Plan{"CL", "56", "", "9 6123 ####"},     Plan{"IT", "39", "", "333 123 ####"},
    Plan{"BR", "55", "", "(11) 91234-####"}, Plan{"PT", "351", "", "912 345 ###"},
    Plan{"NL", "31", "0", "06-1234####"},    Plan{"BE", "32", "0", "0470 12 ## ##"},
    Plan{"SE", "46", "0", "070-123 ## ##"},  Plan{"NO", "47", "", "412 34 ###"},
    Plan{"DK", "45", "", "20 12 ## ##"},     Plan{"FI", "358", "0", "040 123####"},
    Plan{"PL", "48", "", "512 345 ###"},     Plan{"CZ", "420", "", "601 234 ###"},
    Plan{"SK", "421", "0", "0901 234 ###"},  Plan{"HU", "36", "06", "06 20 123 4###"},
    Plan{"RO", "40", "0", "0712 345 ###"},   Plan{"HR", "385", "0", "091 234 5###"},
    Plan{"BG", "359", "0", "087 812 3###"},  Plan{"RU", "7", "8", "8 (912) 345-##-##"},
    Plan{"UA", "380", "0", "050 123 ## ##"}, Plan{"TR", "90", "0", "0532 123 ## ##"},
    Plan{"GR", "30", "", "691 234 ####"},    Plan{"JP", "81", "0", "090-1234-####"},
    Plan{"CN", "86", "", "138 1234 ####"},   Plan{"TW", "886", "0", "0912-345-###"},
    Plan{"KR", "82", "0", "010-2345-####"},  Plan{"SA", "966", "0", "050 123 ####"},
    Plan{"EG", "20", "0", "0100 123 ####"},  Plan{"IR", "98", "0", "0912 345 ####"},
    Plan{"IL", "972", "0", "050-234-####"},  Plan{"IN", "91", "", "98765 4####"},
    Plan{"PH", "63", "0", "0917 123 ####"},  Plan{"AU", "61", "0", "0412 345 ###"},
    Plan{"ZA", "27", "0", "082 123 ####"},   Plan{"ID", "62", "0", "0812-3456-####"},
    Plan{"VN", "84", "0", "091 234 ####"},   Plan{"TH", "66", "0", "081 234 ####"},
    Plan{"EE", "372", "", "5123 ####"},      Plan{"LT", "370", "", "612 34 ###"},
    Plan{"LV", "371", "", "21 234 ###"},
};

class Writer {
public:
    Writer(const Export &kind, Notation notation, std::uint64_t seed)
        : m_plan(*std::ranges::find(plans, std::string_view(kind.region), &Plan::region))
        , m_notation(notation)
        , m_random(seed)
    {
    }

    std::string cell(char kind)
    {
        switch (kind) {
        case 'P':
        case 'F':
        case 'X':
            return telephone();
        case 'O': // the hardest decoy: digits that could be dialled
            return digitsOf(filled(m_plan.national)).substr(m_plan.trunk.size());
        case 'T':
            return filled("##########");
        case 'D':
            return pick({"2026-0", "2025-1"}) + filled("1-1#");
        case 'S':
            return pick({"2026-03-1", "2025-11-2"}) + filled("# 1#:0#:0#");
        case 'Z':
            return filled("8####");
        case 'A':
            return filled("1##.##");
        case 'I':
            return filled("1##");
        case 'N':
            return pick({"Ada Muster", "Bo Beispiel", "Cy Ejemplo", "Di Esempio"}) + filled(" #");
        case 'V':
            return pick({"Ada", "Bo", "Cy", "Di"});
        case 'L':
            return pick({"Muster", "Beispiel", "Ejemplo", "Esempio"});
        case 'E':
            return "p" + filled("####") + "@example.org";
        case 'C':
            return pick({"Bern", "Oslo", "Lima", "Kyoto"});
        case 'W':
            return pick({"Mobile", "Home", "Work"});
        case 'K':
            return std::string(m_plan.region);
        case 'G':
            return std::string(m_plan.callingCode);
        case 'B':
        case 'R':
            return pick({"Yes", "No"});
        case 'M':
            return pick({"open", "new", "call later", "see notes"});
        default:
            return {};
        }
    }

private:
    std::string filled(std::string_view pattern)
    {
        std::string text(pattern);
        for (char &c : text) {
            c = c == '#' ? static_cast<char>('0' + m_random() % 10) : c;
        }
        return text;
    }

    static std::string digitsOf(std::string_view text)
    {
        std::string digits;
        std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
        return digits;
    }

    std::string telephone()
    {
        const std::string national = filled(m_plan.national);
        switch (m_notation) {
        case Notation::Digits:
            return digitsOf(national);
        case Notation::International:
            return "+" + std::string(m_plan.callingCode) + " " + digitsOf(national).substr(m_plan.trunk.size());
        case Notation::National:
            break;
        }
        return national;
    }

    std::string pick(std::initializer_list<const char *> words)
    {
        return *(words.begin() + static_cast<std::ptrdiff_t>(m_random() % words.size()));
    }

    const Plan &m_plan;
    const Notation m_notation;
    std::mt19937_64 m_random;
};

} // namespace

std::span<const Export> seenExports()
{
    return seen;
}

std::span<const Export> heldOutExports()
{
    return heldOut;
}

std::span<const Export> unclearExports()
{
    return unclear;
}

List generate(const Export &kind, Notation notation, int people, std::uint64_t seed)
{
    List list;
    Writer writer(kind, notation, seed);
    std::vector<std::string> header;
    std::string_view columns = kind.columns;
    while (!columns.empty()) {
        const std::size_t end = std::min(columns.find('|'), columns.size());
        const std::string_view column = columns.substr(0, end);
        const std::size_t equals = column.rfind('=');
        header.emplace_back(column.substr(0, equals));
        list.kinds.push_back(column[equals + 1]);
        columns.remove_prefix(std::min(end + 1, columns.size()));
    }
    list.rows.push_back(std::move(header));
    for (int person = 0; person < people; ++person) {
        std::vector<std::string> row;
        for (const char column : list.kinds) {
            row.push_back(writer.cell(column));
        }
        list.rows.push_back(std::move(row));
    }
    return list;
}

} // namespace campanile::corpus
