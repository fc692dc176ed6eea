#include "calls/cut_off_dialog.h"

#include "common/call_columns.h"
#include "common/caption.h"
#include "common/coalescer.h"
#include "common/console_table.h"
#include "common/keyed_list_model.h"
#include "common/message_bar.h"
#include "core/deliver.h"
#include "theme/action_button.h"
#include "theme/spacing.h"

#include <QLabel>
#include <QVBoxLayout>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize usualSize(720, 420);

} // namespace

class CutOffDialog::Model final : public KeyedListModel<Call> {
public:
    using KeyedListModel::KeyedListModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(columns.size());
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return section >= 0 && section < columnCount()
                   ? CallColumns::head(columns[static_cast<std::size_t>(section)], orientation, role)
                   : QVariant();
    }

protected:
    [[nodiscard]] qint64 keyOf(const Call &call) const override { return call.id.value; }
    [[nodiscard]] QVariant cell(const Call &call, int column, int role) const override
    {
        return CallColumns::cell(call, columns[static_cast<std::size_t>(column)], role);
    }

private:
    static constexpr std::array columns = {CallColumn::Outcome, CallColumn::Number, CallColumn::Name,
                                           CallColumn::DialledAt, CallColumn::CampaignName};
};

CutOffDialog::CutOffDialog(const OwnServices &services, std::vector<AttemptId> calls, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_calls(std::move(calls))
    , m_model(new Model(this))
    , m_coalescer(new Coalescer(this, Coalescer::Pace::OneAtATime))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Calls that were cut off"));
    resize(usualSize);
    build();
    connect(m_coalescer, &Coalescer::due, this, &CutOffDialog::read);
    connect(&m_services.changes, &ChangeFeed::changed, this, [this](const ChangeSet &changes) {
        if (changes.calls) {
            m_coalescer->trigger();
        }
    });
    m_coalescer->trigger();
}

CutOffDialog::~CutOffDialog() = default;

void CutOffDialog::build()
{
    auto *text =
        new QLabel(tr("The program ended during these calls. The carrier is asked what became of each; where it "
                      "does not know, the outcome is unknown, and a person decides."),
                   this);
    alignLeading(text);
    text->setWordWrap(true);
    auto *table = new ConsoleTable(u"cutOffCalls"_s, windowTitle(), this);
    table->setModel(m_model);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setColumnWidths({20, 18, 20, 14, 20});
    table->restoreColumns();
    m_message = new MessageBar(this, MessageBar::Closing::ByOwner);
    auto *close = new ActionButton(tr("Close"), this);
    close->setObjectName(u"close"_s);
    close->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::group);
    column->addWidget(makeSectionTitle(windowTitle(), this));
    column->addWidget(text);
    column->addWidget(table, 1);
    column->addWidget(m_message);
    column->addWidget(close, 0, Qt::AlignTrailing);
    close->setFocus();
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void CutOffDialog::read()
{
    m_services.calls.rows(
        m_services.caller, m_calls,
        deliverTo<std::vector<Call>>(this, [this](const Result<std::vector<Call>> &result) { onRead(result); }));
}

void CutOffDialog::onRead(const Result<std::vector<Call>> &result)
{
    m_coalescer->done();
    if (!result.ok()) {
        m_message->show(failureNotice(tr("The calls could not be read."), result.error(), tr("Try again"),
                                      [this] { m_coalescer->trigger(); }));
        return;
    }
    m_message->dismiss();
    m_model->replace(*result);
}

} // namespace campanile
