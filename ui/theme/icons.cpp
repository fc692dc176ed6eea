#include "theme/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStandardPaths>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Draws a theme icon as a stencil in the colour its role has at the moment of painting.
class RoleIconEngine final : public QIconEngine {
public:
    RoleIconEngine(QString name, ColourRole role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double scale = painter->device()->devicePixelRatio();
        QPixmap drawn = scaledPixmap(rect.size() * scale, mode, state, scale);
        drawn.setDevicePixelRatio(scale);
        painter->drawPixmap(rect, drawn);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const QColor ink = colour(m_role, QGuiApplication::palette());
        const QString key = u"campanile/%1/%2x%3/%4/%5"_s.arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ink.name())
                                .arg(static_cast<int>(mode));
        QPixmap drawn;
        if (!QPixmapCache::find(key, &drawn)) {
            drawn = stencil(size, ink, mode);
            QPixmapCache::insert(key, drawn);
        }
        return drawn;
    }
    QIconEngine *clone() const override { return new RoleIconEngine(m_name, m_role); }
    bool isNull() override { return !QIcon::hasThemeIcon(m_name); }
    QString key() const override { return u"campanile-role"_s; }
    QString iconName() override { return m_name; }

private:
    [[nodiscard]] QPixmap stencil(const QSize &size, const QColor &ink, QIcon::Mode mode) const
    {
        QPixmap canvas(size);
        canvas.fill(Qt::transparent);
        const QPixmap shape = QIcon::fromTheme(m_name).pixmap(size, 1.0);
        QPainter painter(&canvas);
        painter.setOpacity(mode == QIcon::Disabled ? 0.45 : 1.0);
        painter.drawPixmap((size.width() - shape.width()) / 2, (size.height() - shape.height()) / 2, shape);
        painter.setOpacity(1.0);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(canvas.rect(), ink);
        return canvas;
    }

    QString m_name;
    ColourRole m_role;
};

QStringList iconFolders()
{
    QStringList folders = QIcon::themeSearchPaths();
    for (const QString &data : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        if (const QString icons = data + u"/icons"_s; !folders.contains(icons)) {
            folders.append(icons);
        }
    }
    return folders;
}

} // namespace

void useBreezeIcons(Shade shade)
{
    QIcon::setThemeSearchPaths(iconFolders());
    QIcon::setFallbackThemeName(u"breeze"_s);
    QIcon::setThemeName(shade == Shade::Dark ? u"breeze-dark"_s : u"breeze"_s);
}

QIcon roleIcon(QLatin1StringView name, ColourRole role)
{
    return QIcon(new RoleIconEngine(name, role));
}

QIcon productIcon()
{
    return QIcon(u":/campanile/icons/campanile.svg"_s);
}

} // namespace campanile
