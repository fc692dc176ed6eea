#include "core/number_labels.h"

#include "core/number_characters.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>

namespace campanile {

namespace {

using namespace std::string_view_literals;

// Lower case. What is not here is not stripped: "fax", "pager", "do not call".
constexpr std::array ownWords{
    u"p"sv,
    u"t"sv,
    u"m"sv,
    u"c"sv,
    u"h"sv,
    u"w"sv,
    u"tel"sv,
    u"telephone"sv,
    u"phone"sv,
    u"ph"sv,
    u"phonenumber"sv,
    u"mob"sv,
    u"mobile"sv,
    u"cell"sv,
    u"cellphone"sv,
    u"cellular"sv,
    u"gsm"sv,
    u"msisdn"sv,
    u"whatsapp"sv,
    u"wa"sv,
    u"callto"sv,
    u"sip"sv,
    u"sips"sv,
    u"handy"sv,
    u"mobil"sv,
    u"telefon"sv,
    u"festnetz"sv,
    u"rufnummer"sv,
    u"telefonnummer"sv,
    u"handynummer"sv,
    u"mobilnummer"sv,
    u"telefonnr"sv,
    u"mobilnr"sv,
    u"telefono"sv,
    u"teléfono"sv,
    u"telefone"sv,
    u"telefoon"sv,
    u"cel"sv,
    u"celular"sv,
    u"movil"sv,
    u"móvil"sv,
    u"telemóvel"sv,
    u"cellulare"sv,
    u"tél"sv,
    u"téléphone"sv,
    u"portable"sv,
    u"fixe"sv,
    u"mobiel"sv,
    u"puhelin"sv,
    u"matkapuhelin"sv,
    u"mobiltelefon"sv,
    u"komórka"sv,
    u"komorka"sv,
    u"тел"sv,
    u"телефон"sv,
    u"моб"sv,
    u"мобильный"sv,
    u"сот"sv,
    u"電話"sv,
    u"電話番号"sv,
    u"携帯"sv,
    u"携帯電話"sv,
    u"电话"sv,
    u"手机"sv,
    u"전화"sv,
    u"휴대폰"sv,
    u"휴대전화"sv,
    u"هاتف"sv,
    u"جوال"sv,
    u"موبايل"sv,
    u"फ़ोन"sv,
    u"फोन"sv,
    u"मोबाइल"sv,
    u"home"sv,
    u"work"sv,
    u"office"sv,
    u"business"sv,
    u"private"sv,
    u"privat"sv,
    u"main"sv,
    u"direct"sv,
    u"daytime"sv,
    u"evening"sv,
    u"primary"sv,
};
// Alone they say nothing: "No: 415 …" may be an answer.
constexpr std::array helpingWords{u"number"sv, u"no"sv, u"nr"sv, u"num"sv, u"nummer"sv, u"númer"sv, u"número"sv};
constexpr std::array extensionWords{
    u"x"sv,         u"ex"sv,      u"ext"sv,   u"extn"sv,   u"xtn"sv,         u"extension"sv, u"int"sv,
    u"anexo"sv,     u"interno"sv, u"ramal"sv, u"poste"sv,  u"доб"sv,         u"apparat"sv,   u"dw"sv,
    u"durchwahl"sv, u"app"sv,     u"kl"sv,    u"klappe"sv, u"nebenstelle"sv, u"toestel"sv,   u"wew"sv,
    u"内線"sv,      u"内线"sv,    u"分机"sv,  u"分機"sv,   u"转"sv,          u"轉"sv,        u"내선"sv};

template<class Words>
bool contains(const Words &words, QStringView word)
{
    return std::ranges::any_of(words, [word](std::u16string_view known) {
        return word == QStringView(known.data(), static_cast<qsizetype>(known.size()));
    });
}

QString lowered(std::string_view text)
{
    QString characters = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    characters.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    return characters.toLower().normalized(QString::NormalizationForm_C);
}

bool isLabel(std::string_view text)
{
    constexpr std::size_t longest = 60;
    if (text.size() > longest) {
        return false;
    }
    QString words = lowered(text);
    for (QChar &c : words) {
        c = c == u'.' || c == u'-' || c == u'(' || c == u')' || c.isSpace() ? u' ' : c;
    }
    bool known = false;
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : list) {
        const bool own = contains(ownWords, word);
        const bool isPlace = word.size() == 1 && word[0] >= u'1' && word[0] <= u'9'; // "Phone 2"
        if (!own && !contains(helpingWords, word) && !isPlace) {
            return false;
        }
        known = known || own;
    }
    return known;
}

std::string_view withoutLabelBefore(std::string_view text)
{
    constexpr std::array colons{":"sv, "\uFF1A"sv};
    for (const std::string_view colon : colons) {
        const std::size_t at = text.find(colon);
        if (at != std::string_view::npos && isLabel(text.substr(0, at))) {
            return text.substr(at + colon.size());
        }
    }
    return text;
}

std::string_view withoutLabelBehind(std::string_view text)
{
    const std::size_t open = text.find_last_of("([");
    const bool closed = text.ends_with(')') || text.ends_with(']');
    return closed && open != std::string_view::npos && isLabel(text.substr(open + 1, text.size() - open - 2))
               ? text.substr(0, open)
               : text;
}

} // namespace

std::string_view withoutNumberLabels(std::string_view utf8Text)
{
    return withoutLabelBehind(withoutLabelBefore(utf8Text));
}

bool beginsWithExtension(std::string_view utf8Text)
{
    const auto kindAt = [utf8Text](std::size_t at) { return firstNumberCharacter(utf8Text.substr(at)); };
    std::size_t end = 0;
    while (end < utf8Text.size() && kindAt(end).kind == NumberCharacter::Letter) {
        end += kindAt(end).length;
    }
    const bool followed = std::ranges::any_of(utf8Text.substr(end), [](char c) { return c >= '0' && c <= '9'; });
    return followed && contains(extensionWords, lowered(utf8Text.substr(0, end)));
}

} // namespace campanile
