#include "postgres/statement_reader.h"

#include <QDir>
#include <QFile>

#include <map>
#include <optional>

namespace campanile::test {

namespace {

struct Token {
    enum class Kind { Word, Text, Number, Sign };
    Kind kind = Kind::Sign;
    QString text; ///< of Text: what the literal means
    int line = 0;
};

/// C++ cut into tokens, as far as it takes to find literals and the calls they stand in.
class Tokens {
public:
    explicit Tokens(const QString &source)
        : m_source(source)
    {
        while (m_at < m_source.size()) {
            step();
        }
    }

    std::vector<Token> tokens;
    std::map<QString, std::vector<Token>> macros;

private:
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_source.size() ? m_source.at(m_at + ahead) : QChar();
    }
    QChar take()
    {
        const QChar c = peek();
        m_line += c == u'\n' ? 1 : 0;
        ++m_at;
        return c;
    }
    [[nodiscard]] static bool isWord(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

    void step()
    {
        const QChar c = peek();
        if (c.isSpace()) {
            take();
        } else if (c == u'/' && peek(1) == u'/') {
            skipTo(QStringLiteral("\n"));
        } else if (c == u'/' && peek(1) == u'*') {
            skipTo(QStringLiteral("*/"));
        } else if (c == u'#') {
            directive();
        } else if (c == u'"') {
            literal(tokens);
        } else if (c == u'\'') {
            character();
        } else if (isWord(c)) {
            word(tokens);
        } else {
            tokens.push_back({Token::Kind::Sign, QString(take()), m_line});
        }
    }

    void skipTo(const QString &end)
    {
        const qsizetype found = m_source.indexOf(end, m_at);
        const qsizetype stop = found < 0 ? m_source.size() : found + end.size();
        while (m_at < stop) {
            take();
        }
    }

    /// Remembers `#define NAME tokens`, whose last line has no backslash at its end; passes over the others.
    void directive()
    {
        QString text;
        while (m_at < m_source.size() && peek() != u'\n') {
            const QChar c = take();
            if (c == u'\\' && peek() == u'\n') {
                take();
                text += u' ';
            } else {
                text += c;
            }
        }
        if (!text.startsWith(QStringLiteral("#define "))) {
            return;
        }
        const QString rest = text.mid(8).trimmed();
        qsizetype end = 0;
        while (end < rest.size() && isWord(rest.at(end))) {
            ++end;
        }
        macros[rest.left(end)] = Tokens(rest.mid(end)).tokens;
    }

    void literal(std::vector<Token> &into)
    {
        const int line = m_line;
        take();
        QString text;
        while (m_at < m_source.size() && peek() != u'"') {
            QChar c = take();
            if (c == u'\\') {
                c = take();
                c = c == u'n' ? u'\n' : c;
            }
            text += c;
        }
        take();
        into.push_back({Token::Kind::Text, text, line});
    }

    void character()
    {
        take();
        while (m_at < m_source.size() && peek() != u'\'') {
            if (take() == u'\\') {
                take();
            }
        }
        take();
        tokens.push_back({Token::Kind::Number, QString(), m_line});
    }

    /// A name, or a number with its separators.
    void word(std::vector<Token> &into)
    {
        const bool number = peek().isDigit();
        QString text;
        while (isWord(peek()) || (number && peek() == u'\'')) {
            text += take();
        }
        into.push_back({number ? Token::Kind::Number : Token::Kind::Word, text, m_line});
    }

    const QString m_source;
    qsizetype m_at = 0;
    int m_line = 1;
};

class Reader {
public:
    explicit Reader(StatementsOfFolder &found)
        : m_found(found)
    {
    }

    void add(const QString &name, const QString &source)
    {
        Tokens read(source);
        m_names.merge(read.macros);
        // Constants: `name = "…";`
        for (std::size_t i = 0; i + 2 < read.tokens.size(); ++i) {
            if (read.tokens[i].kind == Token::Kind::Word && read.tokens[i + 1].text == u'=' &&
                read.tokens[i + 2].kind == Token::Kind::Text) {
                std::vector<Token> value;
                for (std::size_t j = i + 2; j < read.tokens.size() && read.tokens[j].text != u';'; ++j) {
                    value.push_back(read.tokens[j]);
                }
                m_names[read.tokens[i].text] = std::move(value);
            }
        }
        m_files.emplace_back(name, std::move(read.tokens));
    }

    void find()
    {
        for (const auto &[name, tokens] : m_files) {
            for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
                if (isCall(tokens, i)) {
                    readCall(name, tokens, i);
                }
            }
        }
    }

private:
    [[nodiscard]] static bool isCall(const std::vector<Token> &tokens, std::size_t i)
    {
        const QString &name = tokens[i].text;
        return tokens[i].kind == Token::Kind::Word &&
               (name == QLatin1StringView("execute") || name == QLatin1StringView("query") ||
                name == QLatin1StringView("integer")) &&
               tokens[i + 1].text == u'(' &&
               (tokens[i - 1].text == u'.' || (tokens[i - 1].text == u'>' && tokens[i - 2].text == u'-'));
    }

    void readCall(const QString &file, const std::vector<Token> &tokens, std::size_t i)
    {
        std::vector<Token> argument;
        for (std::size_t j = i + 2; j < tokens.size(); ++j) {
            const bool sign = tokens[j].kind == Token::Kind::Sign;
            if (sign && (tokens[j].text == u',' || tokens[j].text == u')')) {
                break;
            }
            argument.push_back(tokens[j]);
        }
        const std::optional<QString> text = textOf(argument);
        if (text) {
            m_found.statements.push_back({file, tokens[i].line, *text});
        } else if (!isColumn(tokens[i], argument)) {
            m_found.unreadable << QStringLiteral("%1:%2").arg(file).arg(tokens[i].line);
        }
    }

    /// `rows.integer(column)` reads a row.
    [[nodiscard]] static bool isColumn(const Token &function, const std::vector<Token> &argument)
    {
        return function.text == QLatin1StringView("integer") && argument.size() == 1 &&
               (argument.front().kind == Token::Kind::Number || argument.front().text == QLatin1StringView("column"));
    }

    [[nodiscard]] std::optional<QString> textOf(const std::vector<Token> &tokens) const
    {
        QString text;
        for (const Token &token : tokens) {
            if (token.kind == Token::Kind::Text) {
                text += token.text;
                continue;
            }
            const auto known = m_names.find(token.text);
            const std::optional<QString> meaning = known == m_names.end() ? std::nullopt : textOf(known->second);
            if (!meaning) {
                return std::nullopt;
            }
            text += *meaning;
        }
        return tokens.empty() ? std::nullopt : std::optional(text);
    }

    StatementsOfFolder &m_found;
    std::map<QString, std::vector<Token>> m_names; // macros and constants
    std::vector<std::pair<QString, std::vector<Token>>> m_files;
};

} // namespace

StatementsOfFolder::StatementsOfFolder(const QString &folder)
{
    Reader reader(*this);
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly)) {
            reader.add(name, QString::fromUtf8(file.readAll()));
        } else {
            unreadable << name;
        }
    }
    reader.find();
}

} // namespace campanile::test
