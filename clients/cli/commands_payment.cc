// payment: what leaves and where it goes. Each subject adds its own commands.
#include "clients/cli/program.h"

namespace dayaq::cli {

void AddPaymentCommands(Command& app, Program& program) {
  Command& payment = *app.add_subcommand("payment", program.In({"ödənişlər", "payments"}));
  payment.require_subcommand(1);
  AddPaymentAccountCommands(payment, program);
  AddPaymentRunCommands(payment, program);
  AddPaymentBankCommands(payment, program);
  AddRecountCommands(payment, program);
}

}  // namespace dayaq::cli
