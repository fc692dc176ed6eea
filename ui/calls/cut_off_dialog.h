#pragma once

#include "services/services.h"

#include <QDialog>

#include <vector>

namespace campanile {

class Coalescer;
class MessageBar;

/// The calls that an earlier run of the program left open when it ended without warning, with what is known of them by
/// now. It reads them again while the carrier's answers come in.
class CutOffDialog final : public QDialog {
    Q_OBJECT

public:
    CutOffDialog(const OwnServices &services, std::vector<AttemptId> calls, QWidget *parent);
    ~CutOffDialog() override;

private:
    class Model;

    void build();
    void read();
    void onRead(const Result<std::vector<Call>> &result);

    const OwnServices m_services;
    const std::vector<AttemptId> m_calls;
    Model *m_model;
    Coalescer *m_coalescer;
    MessageBar *m_message = nullptr;
};

} // namespace campanile
