#include "csv/heading_words.h"

namespace campanile {

// The same order of languages as in heading_words.cpp. Words that are not here are still not understood beside a
// telephone, so that it comes last; a telephone with one of these is not called without asking.
std::string_view wordsOfOtherPeople()
{
    return "driver* chauffeur* courier* salesman salesmen salesperson* saleswoman salesrep* sales teacher* instructor* "
           "coach* trainer* nurse* recruiter* advisor* adviser* consultant* counselor* counsellor* technician* "
           "dispatcher* secretar* boss officer* broker* realtor* witness* cosigner* guarantor* beneficiary* executor* "
           "caregiver* carer* caretaker* grandm* grandf* grandparent* aunt uncle cousin fiance* girlfriend boyfriend "
           "relative* colleague* cowork* babysitter* nanny mom mum mommy dad daddy coordinator* "
           // Germanic
           "arbeitgeber* fahrer* lehrer* verkaufer* chef chefin makler* vermieter* vermittler* aussendienst* "
           "disponent* ausbilder* geschwister* bruder schwester* sohn tochter oma opa grosseltern* ehemann ehefrau "
           "ehegatt* lebensgefahrt* pfleger* zeuge* anwalt* hausarzt* arzt arztin "
           "werkgever* leraar* docent* leerkracht* baas secretaresse* moeder* vader* broer zus zoon dochter echtgen* "
           "huisarts* advocaat* makelaar* bezorger* "
           "forare* sjafor* larare* laerer* larer* lerer* saljare* selger* saelger* arbetsgivar* arbeidsgiver* "
           "arbejdsgiver* sekreter* mor far mamma pappa bror syster soster datter dotter ektefelle* aegtefaelle* "
           // Romance
           "conducteur* vendeur* enseignant* professeur* employeur* frere soeur fille epouse epoux mari medecin* "
           "avocat* courtier* livreur* temoin* "
           "conductor* chofer* profesor* maestr* jefe* empleador* espos* marido hermano* hermana* hijo* hija* abuel* "
           "garante* fiador* corredor* repartidor* medico* abogad* testigo* "
           "autista* insegnant* segretari* datore moglie marito fratello sorella figlio figlia nonn* avvocat* "
           "corriere* motorista* professor* patrao empregador* irma filho* filha* corretor* advogad* entregador* "
           "mae pai padrinho responsavel sofer* vanzator* angajator* mama tata sotie frate sora "
           // Slavic and other European ones
           "kierowc* nauczyciel* sprzedawc* pracodawc* szef* ojciec ojca zona zony brat siostr* syn corka lekarz* "
           "handlow* ridic* vodic* ucitel* prodejc* predajc* zamestnavatel* manzel* bratr sestra dcera lekar* "
           "vozac* prodavac* poslodav* tajnic* majka otac suprug* "
           "водител* водій водія учител* вчител* продав* работодат* роботодав* секретар* отца отец мать матери мати "
           "мама мамы папа папы батьк* муж мужа жена жены чолов* дружин* брат сестр* врач* директор* агент* курьер* "
           "преподав* тренер* родствен* помощник* ассистент* рекоменд* поручит* шофьор* баща майка "
           "kuljettaj* opettaj* myyja* tyonantaj* sihteeri* isa isan aiti aidin puoliso* vanhemm* sisar* laakari* "
           "sofor* tanar* munkaltato* titkar* anya anyja apja ferj feleseg* testver* orvos* ertekesit* "
           "οδηγ* δασκαλ* καθηγητ* πωλητ* εργοδοτ* γραμματε* πατερα* μητερα* συζυγ* "
           "ogretmen* satis* satici* isveren* baba anne kardes* doktor* "
           // Asia
           "sopir* supir* guru ayah suami istri sekretaris "
           "*سائق* *معلم* *مدرس* *مندوب* *مدير* *سكرتير* *والد* *زوج* *بائع* *كفيل* الاب الام راننده پدر مادر همسر "
           "*נהג* *מורה* *סוכן* *מזכיר* *אבא* *אמא* *הורים* *מעסיק* אב אם "
           "*ड्राइवर* *शिक्षक* *एजेंट* *अभिभावक* *विक्रेता* *मालिक* पिता माता पति पत्नी "
           "*推荐* *推薦* *介绍人* *介紹* *紹介* *销售* *銷售* *客服* *老师* *老師* *教师* *教師* *先生* *司机* *司機* "
           "*配偶* *法人* *寄件* *发件* *业务员* *業務* *营业员* *助理* *助手* *秘书* *秘書* *经纪* *代理* *班主任* "
           "*监护* *监護* *亲属* *家属* *家屬* *家族* *朋友* *父* *母* *妻* *夫* *儿子* *女儿* *子女* "
           "*アシスタント* *営業* *社長* *店長* *上司* *運転手* *ドライバー* *実家* *医師* "
           "기사 부 모 *비서* *운전* *아버지* *어머니* *부모* *배우자* *선생* *교사* *영업* *추천인* *소개* *남편* "
           "*아내* *사장* "
           "*대리* *설계사* *법인* *บิดา* *มารดา* *คนขับ* *ผู้ปกครอง*";
}

} // namespace campanile
