#pragma once

#include "common/paged_table_model.h"
#include "common/row_text.h"
#include "core/deliver.h"
#include "services/target_service.h"

#include <QCache>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace campanile {

/// A table over any number of rows: the ids of all of them in memory (8 bytes each), the rows themselves in pages of
/// 200, read when they come into view and kept in a cache of the last 64 pages. A million rows open as fast as their
/// ids can be listed, and scrolling to any of them costs one page.
///
/// A new filter lets go of the query before it, so only the last one is answered. A refresh never interrupts a filter,
/// never overlaps another refresh, and leaves two thirds of the time to others however long the list takes. While rows
/// are read again the old ones stay on screen. When the ids are still the same, nothing is reset; when they differ, the
/// table puts selection and place back (ConsoleTable).
///
/// Derived classes say how ids are listed, how rows are read, and what stands in a cell.
/// Row has a member `id` of type RowId. Thread: main.
template<class Row, class RowId>
class PagedModel : public PagedTableModel {
public:
    enum class Refresh {
        Rows, ///< rows changed, the list did not
        List, ///< rows may have come, gone or moved
    };

    explicit PagedModel(QObject *parent)
        : PagedTableModel(parent)
    {
        m_fetchSoon.setSingleShot(true);
        m_refreshLater.setSingleShot(true);
        connect(&m_fetchSoon, &QTimer::timeout, this, [this] { fetchWanted(); });
        connect(&m_refreshLater, &QTimer::timeout, this, [this] {
            m_again = false;
            m_isRefreshing = true;
            list();
        });
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final
    {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        const Row *row = rowAt(index.row());
        return row ? cell(*row, index.column(), role) : waitingCell(index.column(), role);
    }
    [[nodiscard]] qint64 keyAt(int row) const final { return idAt(row).value; }
    [[nodiscard]] std::vector<int> rowsOf(const std::unordered_set<qint64> &keys) const final
    {
        if (keys.size() == 1) { // the usual case, which needs no hash table of a million ids
            const auto found = std::find(m_ids.begin(), m_ids.end(), RowId{*keys.begin()});
            return found == m_ids.end() ? std::vector<int>()
                                        : std::vector<int>{static_cast<int>(found - m_ids.begin())};
        }
        std::vector<int> rows;
        for (std::size_t i = 0; i < m_ids.size() && rows.size() < keys.size(); ++i) {
            if (keys.contains(m_ids[i].value)) {
                rows.push_back(static_cast<int>(i));
            }
        }
        return rows;
    }
    [[nodiscard]] bool isLoading() const final { return m_loading; }
    [[nodiscard]] bool isRefreshing() const final { return m_isRefreshing || m_isReordering; }
    void readText(const std::vector<RowRange> &rows, std::vector<int> columns, Reply<QString> reply) final
    {
        auto reading = std::make_shared<TextReading>();
        reading->ids = idsOf(rows);
        reading->columns = std::move(columns);
        reading->reply = std::move(reply);
        for (const int column : reading->columns) {
            reading->text.addCell(this->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        }
        reading->text.endRow();
        m_textReading = reading;
        readMoreText(reading);
    }

    [[nodiscard]] RowId idAt(int row) const
    {
        return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : RowId{};
    }
    /// The ids of all rows in these ranges, which must be within the table.
    [[nodiscard]] std::vector<RowId> idsOf(const std::vector<RowRange> &ranges) const
    {
        std::vector<RowId> ids;
        ids.reserve(static_cast<std::size_t>(sizeOf(ranges)));
        for (const RowRange &range : ranges) {
            ids.insert(ids.end(), m_ids.begin() + range.first, m_ids.begin() + range.last + 1);
        }
        return ids;
    }
    /// The ids of all rows, in the order in which they stand.
    [[nodiscard]] const std::vector<RowId> &allIds() const { return m_ids; }
    /// Returns the row if it is in memory. Otherwise it asks for the row, and dataChanged tells when it has come.
    [[nodiscard]] const Row *rowAt(int row) const
    {
        const int page = row / pageRows;
        const CachedPage *cached = m_pages.object(page);
        if (!cached || cached->version != m_version) {
            want(page);
        }
        const auto inPage = static_cast<std::size_t>(row % pageRows);
        return cached && inPage < cached->rows.size() && cached->rows[inPage] ? &*cached->rows[inPage] : nullptr;
    }

    /// Lists anew because the question has changed.
    void restart()
    {
        m_loading = true;
        m_again = false;
        m_refreshLater.stop();
        m_isRefreshing = false;
        m_isReordering = false;
        list();
    }
    /// Lists the same rows anew, because they are to be in another order.
    void reorder()
    {
        const bool areSameRows = !m_loading || m_isReordering; // otherwise the rows themselves are still to come
        restart();
        m_isReordering = areSameRows;
    }
    /// Reads again because the answer may have changed.
    void refresh(Refresh what)
    {
        if (what == Refresh::Rows) {
            return rereadRows();
        }
        if (m_query || m_refreshLater.isActive()) {
            m_again = true;
            return;
        }
        m_isRefreshing = true;
        list();
    }
    /// Empties the table and forgets what is under way.
    void clear()
    {
        m_query.reset();
        ++m_question;
        m_refreshLater.stop();
        m_again = false;
        m_loading = false;
        m_isRefreshing = false;
        m_isReordering = false;
        replaceIds({});
    }

protected:
    using Ids = std::vector<RowId>;

    /// Starts listing; the base class holds the handle and lets go of it when the question changes.
    virtual QueryHandle queryIds(Reply<Ids> reply) = 0;
    virtual void readRows(Ids ids, Reply<std::vector<Row>> reply) = 0;
    /// For `queryIds`: where the first ids of a long list go that are known before the rest. They are shown until the
    /// whole list has come. Null while a list is read again, because the old one is a better answer than its beginning.
    [[nodiscard]] std::function<void(Ids)> firstIds()
    {
        if (m_isRefreshing) {
            return {};
        }
        const Reply<Ids> deliver = deliverTo<Ids>(this, [this, question = m_question](Result<Ids> ids) {
            if (question == m_question && m_loading) {
                replaceIds(std::move(*ids));
            }
        });
        return [deliver](Ids ids) { deliver(std::move(ids)); };
    }
    [[nodiscard]] virtual QVariant cell(const Row &row, int column, int role) const = 0;
    /// What stands in a cell whose row is still being read.
    [[nodiscard]] virtual QVariant waitingCell(int column, int role) const
    {
        return column == 0 && role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    }

private:
    struct CachedPage {
        std::vector<std::optional<Row>> rows;
        quint64 version = 0;
    };
    /// Rows on their way to the clipboard.
    struct TextReading {
        Ids ids;
        std::vector<int> columns;
        std::size_t read = 0; ///< of the ids
        RowText text;
        Reply<QString> reply;
    };
    static constexpr std::size_t textRows = 1'000; ///< read at once; a service answers no more
    static constexpr int cachedPages = 64;
    /// A list that takes t to make is made again after 2 t at the earliest.
    static constexpr qint64 restFactor = 2;

    void list()
    {
        const quint64 question = ++m_question;
        m_query.reset();
        m_listing.start();
        m_query = queryIds(deliverTo<Ids>(this, [this, question](Result<Ids> result) {
            if (question == m_question) {
                onListed(std::move(result));
            }
        }));
    }
    void onListed(Result<Ids> result)
    {
        m_query.reset();
        m_loading = false;
        if (!result.ok()) {
            Q_EMIT failed(result.error());
        } else if (*result == m_ids) {
            rereadRows();
        } else {
            replaceIds(std::move(*result));
        }
        m_isReordering = false;
        Q_EMIT listed(); // NOLINT(readability-misleading-indentation): to the check, the line begins behind Q_EMIT
        if (std::exchange(m_again, false)) {
            m_refreshLater.start(static_cast<int>(std::max<qint64>(100, restFactor * m_listing.elapsed())));
        }
    }
    void replaceIds(Ids ids)
    {
        beginResetModel();
        if (!m_pages.isEmpty()) {
            keepKnownRows(ids);
        }
        m_ids = std::move(ids);
        m_wanted.clear();
        m_reading.clear();
        ++m_version;
        endResetModel();
    }
    /// What is on screen stays there until it has been read again: pages of the new list whose rows are all known are
    /// filled from those of the old one. Only as many pages as a screen can show are looked at.
    void keepKnownRows(const Ids &ids)
    {
        std::unordered_map<RowId, const Row *> known;
        const QList<int> oldPages = m_pages.keys();
        for (const int page : oldPages) {
            for (const std::optional<Row> &row : m_pages.object(page)->rows) {
                if (row) {
                    known.emplace(row->id, &*row);
                }
            }
        }
        std::vector<std::pair<int, CachedPage *>> kept;
        std::set<int> candidates;
        for (const int page : oldPages) {
            candidates.insert({std::max(page - 1, 0), page, page + 1});
        }
        for (const int page : candidates) {
            if (CachedPage *filled = pageOfKnown(ids, page, known)) {
                kept.emplace_back(page, filled);
            }
        }
        m_pages.clear();
        for (const auto &[page, filled] : kept) {
            m_pages.insert(page, filled);
        }
    }
    static CachedPage *pageOfKnown(const Ids &ids, int page, const std::unordered_map<RowId, const Row *> &known)
    {
        const auto first = static_cast<std::size_t>(page) * pageRows;
        const std::size_t last = std::min(ids.size(), first + pageRows);
        auto filled = std::make_unique<CachedPage>();
        bool any = false;
        for (std::size_t i = first; i < last; ++i) {
            const auto found = known.find(ids[i]);
            any = any || found != known.end();
            filled->rows.push_back(found == known.end() ? std::optional<Row>() : std::optional<Row>(*found->second));
        }
        return any ? filled.release() : nullptr;
    }
    void rereadRows()
    {
        ++m_version;
        if (!m_ids.empty()) {
            // The views repaint what they show, which asks for the pages on screen and for no others.
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
    }

    void readMoreText(const std::shared_ptr<TextReading> &reading)
    {
        const std::size_t from = reading->read;
        if (from == reading->ids.size()) {
            reading->reply(reading->text.text());
            return;
        }
        reading->read = std::min(from + textRows, reading->ids.size());
        readRows(Ids(reading->ids.begin() + static_cast<std::ptrdiff_t>(from),
                     reading->ids.begin() + static_cast<std::ptrdiff_t>(reading->read)),
                 deliverTo<std::vector<Row>>(
                     this, [this, reading](Result<std::vector<Row>> rows) { onTextRead(reading, std::move(rows)); }));
    }
    void onTextRead(const std::shared_ptr<TextReading> &reading, Result<std::vector<Row>> rows)
    {
        if (m_textReading.lock() != reading) {
            return; // another one has taken its place
        }
        if (!rows.ok()) {
            reading->reply(rows.error());
            return;
        }
        for (const Row &row : *rows) {
            for (const int column : reading->columns) {
                reading->text.addCell(cell(row, column, Qt::DisplayRole).toString());
            }
            reading->text.endRow();
        }
        readMoreText(reading);
    }

    void want(int page) const
    {
        if (!m_reading.contains(page) && m_wanted.insert(page).second && !m_fetchSoon.isActive()) {
            m_fetchSoon.start(0); // pages of one paint are asked for together, outside of painting
        }
    }
    void fetchWanted()
    {
        for (const int page : std::exchange(m_wanted, {})) {
            fetch(page);
        }
    }
    void fetch(int page)
    {
        const auto first = static_cast<std::size_t>(page) * pageRows;
        if (first >= m_ids.size()) {
            return;
        }
        const auto last = std::min(m_ids.size(), first + pageRows);
        Ids ids(m_ids.begin() + static_cast<std::ptrdiff_t>(first), m_ids.begin() + static_cast<std::ptrdiff_t>(last));
        m_reading.insert(page);
        Ids asked = ids;
        readRows(std::move(ids),
                 deliverTo<std::vector<Row>>(
                     this, [this, page, asked = std::move(asked), version = m_version](Result<std::vector<Row>> rows) {
                         onRead(page, asked, version, std::move(rows));
                     }));
    }
    void onRead(int page, const Ids &asked, quint64 version, Result<std::vector<Row>> rows)
    {
        const auto first = static_cast<std::size_t>(page) * pageRows;
        const bool stillThere =
            first + asked.size() <= m_ids.size() &&
            std::equal(asked.begin(), asked.end(), m_ids.begin() + static_cast<std::ptrdiff_t>(first));
        if (!stillThere) {
            return; // the list has changed meanwhile; what is in view has been asked for again
        }
        m_reading.erase(page);
        if (!rows.ok()) {
            Q_EMIT failed(rows.error());
            return;
        }
        m_pages.insert(page, new CachedPage{aligned(asked, std::move(*rows)), version});
        Q_EMIT dataChanged(index(static_cast<int>(first), 0),
                           index(static_cast<int>(first + asked.size()) - 1, columnCount() - 1));
    }
    /// Rows may be missing from the answer; each is put where its id stands.
    static std::vector<std::optional<Row>> aligned(const Ids &asked, std::vector<Row> rows)
    {
        std::vector<std::optional<Row>> places(asked.size());
        std::size_t next = 0;
        for (std::size_t i = 0; i < asked.size() && next < rows.size(); ++i) {
            if (rows[next].id == asked[i]) {
                places[i] = std::move(rows[next++]);
            }
        }
        return places;
    }

    Ids m_ids;
    QueryHandle m_query;
    quint64 m_question = 0;
    quint64 m_version = 1; ///< of what the database holds; pages of an older one are read again when looked at
    bool m_loading = false;
    bool m_isRefreshing = false;              ///< the last list, or the one that is awaited, was asked for by `refresh`
    bool m_isReordering = false;              ///< the list that is awaited has the same rows in another order
    std::weak_ptr<TextReading> m_textReading; ///< the present one
    bool m_again = false;                     ///< a refresh was asked for while one was under way
    QElapsedTimer m_listing;
    QTimer m_refreshLater;
    mutable QTimer m_fetchSoon;
    mutable std::set<int> m_wanted;
    std::set<int> m_reading;
    QCache<int, CachedPage> m_pages{cachedPages};
};

} // namespace campanile
