// The part of dayaq.payment.v1.BankService about what people are asked: payments that were refused, came back, or are in doubt.
#ifndef SERVICES_PAYMENT_RETURN_SERVICE_H_
#define SERVICES_PAYMENT_RETURN_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/bank_service.pb.h"
#include "services/payment/bank_policy.h"
#include "services/payment/bank_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class ReturnService {
 public:
  // `policy` outlives this.
  explicit ReturnService(const BankPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of its part.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::PaymentQuestion> GetPaymentQuestion(const v1::GetPaymentQuestionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListPaymentQuestionsResponse> ListPaymentQuestions(const v1::ListPaymentQuestionsRequest& request,
                                                                        rpc::Call& call);
  absl::StatusOr<v1::PaymentQuestion> TakePaymentQuestion(const v1::TakePaymentQuestionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentQuestion> AnswerPaymentQuestion(const v1::AnswerPaymentQuestionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentQuestion> Reread(const std::string& name, rpc::Call& call);

 private:
  absl::StatusOr<v1::PaymentQuestion> GetToChange(const std::string& name, const std::string& etag, rpc::Call& call) const;
  // What follows from an answer for the order, and for others to the same payee.
  absl::Status Follow(const v1::PaymentQuestion& question, const v1::PaymentOrder& order, rpc::Call& call) const;
  void SayWhatToDo(v1::PaymentQuestion& question) const;

  const BankPolicy& policy_;
  BankStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RETURN_SERVICE_H_
