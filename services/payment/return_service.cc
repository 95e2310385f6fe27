#include "services/payment/return_service.h"

#include <map>
#include <utility>
#include <vector>

#include "services/payment/bank_intake.h"
#include "services/payment/bank_rules.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/error.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::payment {

void ReturnService::SayWhatToDo(v1::PaymentQuestion& question) const {
  const QuestionRule& rule = policy_.Rule(question.kind());
  question.set_todo_az(rule.todo_az);
  question.set_todo_en(rule.todo_en);
}

absl::StatusOr<v1::PaymentQuestion> ReturnService::Reread(const std::string& name, rpc::Call& call) {
  ASSIGN_OR_RETURN(v1::PaymentQuestion question, store_.Question(call.transaction(), UidOf(name)));
  SayWhatToDo(question);
  return question;
}

absl::StatusOr<v1::PaymentQuestion> ReturnService::GetPaymentQuestion(const v1::GetPaymentQuestionRequest& request,
                                                                      rpc::Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListPaymentQuestionsResponse> ReturnService::ListPaymentQuestions(const v1::ListPaymentQuestionsRequest& request,
                                                                                     rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const std::vector<std::string>& registers = call.caller().registers;
  ASSIGN_OR_RETURN(std::vector<v1::PaymentQuestion> questions,
                   store_.Questions(call.transaction(), request, registers, after, size + 1));
  v1::ListPaymentQuestionsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountQuestions(call.transaction(), request, registers));
    response.set_total(total);
  }
  if (questions.size() > static_cast<size_t>(size)) {
    questions.pop_back();
    response.set_next_page_token(call.PageToken(questions.back().uid(), request));
  }
  for (v1::PaymentQuestion& question : questions) {
    SayWhatToDo(question);
    *response.add_questions() = std::move(question);
  }
  return response;
}

absl::StatusOr<v1::PaymentQuestion> ReturnService::GetToChange(const std::string& name, const std::string& etag,
                                                               rpc::Call& call) const {
  ASSIGN_OR_RETURN(v1::PaymentQuestion question, store_.QuestionToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, question.etag()));
  call.Before(question);
  call.Touch(SurvivorName(question.survivor_uid()));
  return question;
}

absl::StatusOr<v1::PaymentQuestion> ReturnService::TakePaymentQuestion(const v1::TakePaymentQuestionRequest& request,
                                                                       rpc::Call& call) {
  ASSIGN_OR_RETURN(v1::PaymentQuestion question, GetToChange(request.name(), request.etag(), call));
  if (question.state() != v1::PAYMENT_QUESTION_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PAYMENT_QUESTION_ANSWERED,
                     "The question was answered already.");
  }
  question.set_taken_by(call.caller().staff_uid);
  RETURN_IF_ERROR(store_.ChangeQuestion(call.transaction(), question));
  return Reread(request.name(), call);
}

absl::Status ReturnService::Follow(const v1::PaymentQuestion& question, const v1::PaymentOrder& order, rpc::Call& call) const {
  // Held without a movement and to be paid again: from now on it has failed, and the next run takes what was in it.
  if (question.answer() == v1::PAYMENT_ANSWER_PAY_AGAIN && order.state() == v1::PAYMENT_ORDER_STATE_HELD) {
    RETURN_IF_ERROR(store_.orders().MoveOrders(call.transaction(), {order.uid()}, v1::PAYMENT_ORDER_STATE_REJECTED, "answer"));
  }
  ASSIGN_OR_RETURN(const bool still_held, store_.IsPayeeHeld(call.transaction(), question.payee_uid()));
  if (still_held) return absl::OkStatus();
  // Orders that waited for this answer are given up: the next run orders what is due then.
  ASSIGN_OR_RETURN(const std::vector<std::string> waiting,
                   store_.HeldUnsentTo(call.transaction(), question.payee_uid(), "question"));
  if (waiting.empty()) return absl::OkStatus();
  return store_.orders().MoveOrders(call.transaction(), waiting, v1::PAYMENT_ORDER_STATE_CANCELLED, "answer");
}

absl::StatusOr<v1::PaymentQuestion> ReturnService::AnswerPaymentQuestion(const v1::AnswerPaymentQuestionRequest& request,
                                                                         rpc::Call& call) {
  // Whatever is answered, the order stays as it is until this is written.
  ASSIGN_OR_RETURN(const v1::PaymentQuestion asked, store_.Question(call.transaction(), UidOf(request.name())));
  using Orders = std::map<std::string, v1::PaymentOrder>;
  ASSIGN_OR_RETURN(const Orders orders, store_.LockOrders(call.transaction(), {asked.order_uid()}));
  const auto order = orders.find(asked.order_uid());
  if (order == orders.end()) return NotFound();
  ASSIGN_OR_RETURN(v1::PaymentQuestion question, GetToChange(request.name(), request.etag(), call));
  using Lines = std::map<std::string, std::vector<v1::BankLine>>;
  ASSIGN_OR_RETURN(Lines lines, store_.LinesOf(call.transaction(), {question.order_uid()}));
  const BankVerdict verdict = Judge(order->second.amount_qepik(), lines[question.order_uid()], policy_);
  if (!MayAnswer(question.kind(), request.answer(), verdict)) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PAYMENT_ANSWER_IMPOSSIBLE,
        "That answer does not go with what the bank said of the order: what left and did not come back is not paid again, and "
        "what failed is paid again or not.");
  }
  question.set_answer(request.answer());
  question.set_answer_reason(request.reason());
  question.set_answered_by(call.caller().staff_uid);
  *question.mutable_answered_time() = Timestamp(call.now());
  question.set_state(v1::PAYMENT_QUESTION_STATE_ANSWERED);
  question.set_holds(HoldAfter(request.answer(), policy_.Rule(question.kind())));
  RETURN_IF_ERROR(store_.ChangeQuestion(call.transaction(), question));
  RETURN_IF_ERROR(Follow(question, order->second, call));
  call.Emit("payment.question_answered", request.name());
  return Reread(request.name(), call);
}

void ReturnService::Bind(rpc::Methods& methods) {
  using S = ReturnService;
  methods.Read("GetPaymentQuestion", *this, &S::GetPaymentQuestion);
  methods.Read("ListPaymentQuestions", *this, &S::ListPaymentQuestions);
  methods.Change("TakePaymentQuestion", *this, &S::TakePaymentQuestion, &S::Reread);
  methods.Change("AnswerPaymentQuestion", *this, &S::AnswerPaymentQuestion, &S::Reread);
}

}  // namespace dayaq::payment
