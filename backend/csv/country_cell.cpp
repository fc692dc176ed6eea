#include "core/number_parser.h"
#include "csv/cell_values.h"

#include <QHash>
#include <QLocale>
#include <QString>

#include <array>
#include <string_view>
#include <utility>

namespace campanile {

namespace {

/// Names and codes beyond those that QLocale knows (English, and each country's own): three-letter codes, short forms,
/// and large countries as their neighbours call them.
constexpr std::array furtherNames{
    std::pair{"US", "USA|U.S.|U.S.A.|United States of America|America|EE.UU.|EEUU|Estados Unidos|États-Unis|Etats-Unis|"
                    "Vereinigte Staaten|Stati Uniti|Stany Zjednoczone|США|美国|アメリカ|미국"},
    std::pair{"GB", "UK|U.K.|GBR|Great Britain|Britain|England|Scotland|Wales|Northern "
                    "Ireland|Großbritannien|Vereinigtes Königreich|"
                    "Royaume-Uni|Grande-Bretagne|Reino Unido|Regno Unito|Gran Bretagna|Verenigd Koninkrijk|Wielka "
                    "Brytania|Великобритания|英国|イギリス|영국"},
    std::pair{
        "DE",
        "DEU|GER|Allemagne|Alemania|Germania|Alemanha|Duitsland|Niemcy|Tyskland|Německo|Германия|德国|ドイツ|독일"},
    std::pair{
        "FR",
        "FRA|Frankreich|Francia|França|Frankrijk|Francja|Frankrike|Frankrig|Francie|Франция|法国|フランス|프랑스"},
    std::pair{"ES", "ESP|Spanien|Espagne|Spagna|Espanha|Spanje|Hiszpania|Španělsko|Испания|西班牙|スペイン|스페인"},
    std::pair{"IT", "ITA|Italien|Italie|Italy|Itália|Italië|Włochy|Itálie|Италия|意大利|イタリア|이탈리아"},
    std::pair{"PT", "PRT|POR|Portogallo|Portugalia"},
    std::pair{"CH", "CHE|SUI|Schweiz|Suisse|Svizzera|Suiza|Suíça|Zwitserland|Szwajcaria|Швейцария|瑞士|スイス|스위스"},
    std::pair{"AT", "AUT|Österreich|Oesterreich|Autriche|Austria|Áustria|Oostenrijk|Rakousko|Австрия|奥地利"},
    std::pair{"NL", "NLD|NED|Holland|The Netherlands|Niederlande|Pays-Bas|Países Bajos|Paesi "
                    "Bassi|Holanda|Olanda|Holandia|Nederländerna|荷兰"},
    std::pair{"BE", "BEL|Belgien|Belgique|Bélgica|Belgio|België|Belgia|比利时"},
    std::pair{"PL", "POL|Polen|Pologne|Polonia|Polônia|Polsko|Польша|波兰"},
    std::pair{"CZ",
              "CZE|Czech Republic|Czechia|Tschechien|Tchéquie|República Checa|Repubblica Ceca|Česko|Czechy|Чехия"},
    std::pair{"SE", "SWE|Schweden|Suède|Suecia|Svezia|Suécia|Zweden|Szwecja|Швеция|瑞典"},
    std::pair{"NO", "NOR|Norwegen|Norvège|Noruega|Norvegia|Noorwegen|Norwegia|Норвегия|挪威"},
    std::pair{"DK", "DNK|DEN|Dänemark|Danemark|Dinamarca|Danimarca|Denemarken|Dania|Дания|丹麦"},
    std::pair{"FI", "FIN|Finnland|Finlande|Finlandia|Finlândia|Финляндия|芬兰"},
    std::pair{"IE", "IRL|Republic of Ireland|Irland|Irlande|Irlanda|Ierland|Ирландия|爱尔兰"},
    std::pair{"GR", "GRC|GRE|EL|Griechenland|Grèce|Grecia|Grécia|Griekenland|Grecja|Греция|希腊"},
    std::pair{"RU", "RUS|Russia|Russian Federation|Russland|Russie|Rusia|Rússia|Rosja|Россия|РФ|Российская "
                    "Федерация|俄罗斯|ロシア"},
    std::pair{"UA", "UKR|Україна|Украина|乌克兰"},
    std::pair{"TR", "TUR|Turkey|Türkei|Turquie|Turquía|Turchia|Turquia|Turkije|Turcja|Турция|土耳其|トルコ"},
    std::pair{"CA", "CAN|Kanada|Канада|加拿大|カナダ|캐나다"},
    std::pair{"MX", "MEX|Mexiko|Mexique|Messico|Мексика|墨西哥"},
    std::pair{"BR", "BRA|Brasilien|Brésil|Brasile|Brazilië|Бразилия|巴西|ブラジル"},
    std::pair{"AR", "ARG|Argentinien|Argentine|阿根廷"},
    std::pair{"AU", "AUS|Australien|Australie|Австралия|澳大利亚|オーストラリア|호주"},
    std::pair{"CN", "CHN|China|PRC|Chine|Cina|Chiny|Китай|中国|中國|중국"},
    std::pair{"JP", "JPN|Japan|Japon|Japón|Giappone|Japão|Япония|日本|일본"},
    std::pair{"KR",
              "KOR|Korea|South Korea|Republic of Korea|Südkorea|Corée du Sud|Corea del Sur|대한민국|한국|韩国|韓国"},
    std::pair{"IN", "IND|Indien|Inde|Индия|भारत|印度|インド|인도"},
    std::pair{"IL", "ISR|Israël|Израиль|以色列"},
    std::pair{"AE", "ARE|UAE|U.A.E.|Emirates|Vereinigte Arabische Emirate|Émirats arabes unis|الإمارات"},
    std::pair{"SA", "SAU|KSA|Saudi-Arabien|Arabie saoudite|السعودية"},
    std::pair{"EG", "EGY|Ägypten|Égypte|Egipto|Egitto|مصر"},
    std::pair{"ZA", "ZAF|RSA|Südafrika|Afrique du Sud|Sudáfrica|Sudafrica"},
};

// Small letters, no accents, no spaces and signs: "U.S.A." is "usa".
QString keyOf(const QString &name)
{
    QString key;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD)) {
        if (c.isLetter() || c.isSurrogate()) {
            key += c.toLower();
        }
    }
    return key;
}

using Names = QHash<QString, std::string>;

/// A name that two territories share names neither.
void add(Names &names, const QString &name, const std::string &region)
{
    const QString key = keyOf(name);
    if (key.isEmpty()) {
        return;
    }
    const auto found = names.constFind(key);
    if (found == names.constEnd()) {
        names.insert(key, region);
    } else if (found.value() != region) {
        names.insert(key, {});
    }
}

Names madeNames()
{
    Names names;
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        const std::string region = QLocale::territoryToCode(territory).toStdString();
        if (region.size() != 2 || !NumberParser::isKnownRegion(region)) {
            continue;
        }
        add(names, QLocale::territoryToString(territory), region);
        for (const QLocale &locale : QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, territory)) {
            add(names, locale.nativeTerritoryName(), region);
        }
    }
    for (const auto &[region, further] : furtherNames) {
        for (const QString &name : QString::fromUtf8(further).split(u'|')) {
            names.insert(keyOf(name), region);
        }
    }
    return names;
}

/// The region of "44", "+44", "0044", "(44)"; empty when the cell is no calling code.
std::string regionOfCode(const QString &cell)
{
    QString digits;
    for (const QChar c : cell) {
        if (c.isDigit()) {
            digits += QChar(u'0' + c.digitValue());
        } else if (!c.isSpace() && c != u'+' && c != u'(' && c != u')') {
            return {};
        }
    }
    digits = digits.startsWith(u"00") ? digits.mid(2) : digits;
    return digits.isEmpty() || digits.size() > 3 || digits.startsWith(u'0') ? std::string()
                                                                            : mainRegionOf(digits.toInt());
}

} // namespace

CountryCell readCountry(std::string_view utf8Cell)
{
    const std::string_view trimmed = trimmedCell(utf8Cell);
    if (trimmed.empty()) {
        return {};
    }
    const QString cell = QString::fromUtf8(trimmed.data(), static_cast<qsizetype>(trimmed.size()));
    std::string region = regionOfCode(cell);
    if (region.empty() && cell.size() == 2 && NumberParser::isKnownRegion(cell.toUpper().toStdString())) {
        region = cell.toUpper().toStdString();
    }
    if (region.empty()) {
        static const Names names = madeNames();
        region = names.value(keyOf(cell));
    }
    if (region.empty()) {
        return {CountryCell::Kind::Unknown, {}};
    }
    return {CountryCell::Kind::Known, region};
}

} // namespace campanile
