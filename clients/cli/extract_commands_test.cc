// survivor extract and the other commands on disability and requests, as they are typed, against services that note what they are
// asked.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "dayaq/survivor/v1/message_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using namespace survivor::v1;  // NOLINT(google-build-using-namespace)

constexpr char kUid[] = "01900000-0000-7000-9000-000000000042";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000042";

common::v1::PartialDate Day(const char* text) { return *dayaq::PartialDateFromText(text); }

class FakeSurvivors : public SurvivorService::Service {
 public:
  grpc::Status GetSurvivor(grpc::ServerContext*, const GetSurvivorRequest* request, Survivor* response) override {
    got.push_back(*request);
    response->set_name(kSurvivor);
    response->set_uid(kUid);
    response->set_number("3000018");
    response->set_etag("4");
    response->set_state(SURVIVOR_STATE_LIVING);
    response->mutable_identity()->set_given_name("Sevinc");
    response->mutable_contact_preference()->set_channel(CONTACT_CHANNEL_LETTER_ONLY);
    response->mutable_contact_preference()->set_etag("2");
    DisabilityDecision& decision = *response->add_decisions();
    decision.set_percent(70);
    decision.set_band(DISABILITY_BAND_61_80);
    decision.set_term_basis(TERM_BASIS_FIXED);
    *decision.mutable_in_force_from() = Day("2025-05-01");
    *decision.mutable_in_force_until() = Day("2027-04-30");
    WornDevice& device = *response->add_devices();
    device.set_device_class("lower-conventional");
    device.set_side(incident::v1::SIDE_LEFT);
    *device.mutable_delivered_on() = Day("2024-07-03");
    *device.mutable_due_on() = Day("2026-07-03");
    return grpc::Status::OK;
  }
  grpc::Status DecideDisability(grpc::ServerContext*, const DecideDisabilityRequest* request, Survivor* response) override {
    decided.push_back(*request);
    response->set_name(kSurvivor);
    return grpc::Status::OK;
  }
  std::vector<GetSurvivorRequest> got;
  std::vector<DecideDisabilityRequest> decided;
};

class FakeExaminations : public ExaminationService::Service {
 public:
  grpc::Status ListExaminationReferrals(grpc::ServerContext*, const ListExaminationReferralsRequest* request,
                                        ListExaminationReferralsResponse* response) override {
    listed.push_back(*request);
    ExaminationReferral& referral = *response->add_examination_referrals();
    referral.set_case_number("88-0V3J8-Q4T2M");
    referral.set_state(EXAMINATION_STATE_OPEN);
    *referral.mutable_due_on() = Day("2025-06-30");
    referral.set_working_days_overdue(5);
    return grpc::Status::OK;
  }
  grpc::Status FileExaminationReferral(grpc::ServerContext*, const FileExaminationReferralRequest* request,
                                       ExaminationReferral* response) override {
    filed.push_back(*request);
    response->set_case_number("88-0V3J8-Q4T2M");
    return grpc::Status::OK;
  }
  std::vector<ListExaminationReferralsRequest> listed;
  std::vector<FileExaminationReferralRequest> filed;
};

class FakeAppeals : public AppealService::Service {
 public:
  grpc::Status ListAppeals(grpc::ServerContext*, const ListAppealsRequest*, ListAppealsResponse*) override {
    return grpc::Status::OK;
  }
};

class FakeRequests : public RequestService::Service {
 public:
  grpc::Status ListCorrectionRequests(grpc::ServerContext*, const ListCorrectionRequestsRequest*,
                                      ListCorrectionRequestsResponse* response) override {
    CorrectionRequest& one = *response->add_correction_requests();
    one.set_name("correctionRequests/01900000-0000-7000-9000-000000000050");
    one.set_etag("7");
    one.set_state(CORRECTION_STATE_OPEN);
    one.set_words("Doğum ilim 1976-dır");
    return grpc::Status::OK;
  }
  grpc::Status RequestCorrection(grpc::ServerContext*, const RequestCorrectionRequest* request, CorrectionRequest*) override {
    asked.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status ResolveCorrection(grpc::ServerContext*, const ResolveCorrectionRequest* request, CorrectionRequest*) override {
    resolved.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status SetContactPreference(grpc::ServerContext*, const SetContactPreferenceRequest* request,
                                    ContactPreference* response) override {
    said.push_back(*request);
    response->set_channel(request->channel());
    return grpc::Status::OK;
  }
  std::vector<RequestCorrectionRequest> asked;
  std::vector<ResolveCorrectionRequest> resolved;
  std::vector<SetContactPreferenceRequest> said;
};

class FakeMessages : public MessageService::Service {
 public:
  grpc::Status ListMessages(grpc::ServerContext*, const ListMessagesRequest* request, ListMessagesResponse* response) override {
    listed.push_back(*request);
    ShortMessage& one = *response->add_messages();
    one.set_name("shortMessages/01900000-0000-7000-9000-000000000071");
    one.set_etag("3");
    one.set_occasion(MESSAGE_OCCASION_NEWS);
    one.set_addressee(MESSAGE_ADDRESSEE_SURVIVOR);
    one.set_state(request->untold() ? MESSAGE_STATE_GIVEN_UP : MESSAGE_STATE_SENT);
    if (request->untold()) one.set_reason(MESSAGE_REASON_NO_ANSWER);
    return grpc::Status::OK;
  }
  grpc::Status RecordTold(grpc::ServerContext*, const RecordToldRequest* request, ShortMessage* response) override {
    told.push_back(*request);
    response->set_name(request->name());
    response->set_state(MESSAGE_STATE_TOLD);
    return grpc::Status::OK;
  }
  std::vector<ListMessagesRequest> listed;
  std::vector<RecordToldRequest> told;
};

class FakeCases : public CaseService::Service {
 public:
  grpc::Status ListTreatments(grpc::ServerContext*, const ListTreatmentsRequest* request,
                              ListTreatmentsResponse* response) override {
    asked = request->survivor();
    TreatmentFacts& facts = *response->add_treatments()->mutable_facts();
    facts.set_kind(TREATMENT_KIND_OPERATION);
    facts.set_note("Güdülün reviziyası");
    *facts.mutable_begun_on() = Day("2024-06-01");
    return grpc::Status::OK;
  }
  grpc::Status ListFunctioning(grpc::ServerContext*, const ListFunctioningRequest*, ListFunctioningResponse* response) override {
    Functioning& assessment = *response->add_functioning();
    assessment.set_status(FUNCTIONING_STATUS_WITH_DISABILITY);
    DomainAnswer& answer = *assessment.add_answers();
    answer.set_domain(FUNCTIONING_DOMAIN_WALKING);
    answer.set_answer(FUNCTIONING_ANSWER_A_LOT_OF_DIFFICULTY);
    return grpc::Status::OK;
  }
  grpc::Status ListCases(grpc::ServerContext*, const ListCasesRequest*, ListCasesResponse* response) override {
    response->add_cases()->set_name("cases/01900000-0000-7000-9000-000000000070");
    return grpc::Status::OK;
  }
  grpc::Status GetCase(grpc::ServerContext*, const GetCaseRequest* request, Case* response) override {
    response->set_name(request->name());
    response->set_state(CASE_STATE_PLANNED);
    response->add_needs()->set_words("Panduslu ev");
    *response->add_follow_ups()->mutable_due_on() = Day("2026-12-01");
    return grpc::Status::OK;
  }
  std::string asked;
};

class FakeConsents : public ConsentService::Service {
 public:
  grpc::Status ListConsents(grpc::ServerContext*, const ListConsentsRequest*, ListConsentsResponse* response) override {
    Consent& consent = *response->add_consents();
    consent.set_purpose(CONSENT_PURPOSE_REFERRAL);
    consent.set_how_to_withdraw("İstənilən DOST mərkəzində");
    return grpc::Status::OK;
  }
};

class FakeReferrals : public ReferralService::Service {
 public:
  grpc::Status ListReferrals(grpc::ServerContext*, const ListReferralsRequest* request, ListReferralsResponse* response) override {
    asked = request->survivor();
    Referral& referral = *response->add_referrals();
    referral.set_institution("rehabilitation-baku");
    referral.set_answer_words("Ölçü götürüldü");
    return grpc::Status::OK;
  }
  std::string asked;
};

class FakeMatches : public MatchService::Service {
 public:
  grpc::Status SearchSurvivors(grpc::ServerContext*, const SearchSurvivorsRequest* request,
                               SearchSurvivorsResponse* response) override {
    searched.push_back(*request);
    response->add_survivors()->set_number("3000018");
    response->set_for_supervisor(2);
    return grpc::Status::OK;
  }
  grpc::Status StartSweep(grpc::ServerContext*, const StartSweepRequest* request, MatchSweep* response) override {
    started.push_back(*request);
    response->set_kind(request->kind());
    response->set_found(41);
    return grpc::Status::OK;
  }
  std::vector<SearchSurvivorsRequest> searched;
  std::vector<StartSweepRequest> started;
};

class FakeEntitlements : public payment::v1::EntitlementService::Service {
 public:
  grpc::Status ListEntitlements(grpc::ServerContext*, const payment::v1::ListEntitlementsRequest* request,
                                payment::v1::ListEntitlementsResponse* response) override {
    listed.push_back(*request);
    response->add_entitlements()->set_name("entitlements/01900000-0000-7000-9000-000000000060");
    return grpc::Status::OK;
  }
  grpc::Status ExplainEntitlement(grpc::ServerContext*, const payment::v1::ExplainEntitlementRequest*,
                                  payment::v1::ExplainEntitlementResponse* response) override {
    auto& condition = *response->mutable_entitlement()->mutable_explanation()->add_conditions();
    condition.set_holds(true);
    condition.mutable_words()->set_az("əlillik qərarı qüvvədədir");
    condition.mutable_words()->set_en("a disability decision is in force");
    return grpc::Status::OK;
  }
  std::vector<payment::v1::ListEntitlementsRequest> listed;
};

class FakePayments : public payment::v1::PaymentRunService::Service {
 public:
  grpc::Status ListOrders(grpc::ServerContext*, const payment::v1::ListOrdersRequest* request,
                          payment::v1::ListOrdersResponse* response) override {
    asked = request->survivor();
    payment::v1::PaymentOrder& order = *response->add_orders();
    order.set_amount_qepik(25000);
    order.set_benefit("disability-allowance");
    order.set_account_uid(kUid);
    order.set_state(payment::v1::PAYMENT_ORDER_STATE_SETTLED);
    return grpc::Status::OK;
  }
  std::string asked;
};

class FakeAccounts : public payment::v1::PayeeAccountService::Service {
 public:
  grpc::Status ListPayeeAccounts(grpc::ServerContext*, const payment::v1::ListPayeeAccountsRequest*,
                                 payment::v1::ListPayeeAccountsResponse* response) override {
    payment::v1::PayeeAccount& account = *response->add_accounts();
    account.set_uid(kUid);
    account.set_number_end("1944");
    return grpc::Status::OK;
  }
};

class FakeInKind : public payment::v1::InKindService::Service {
 public:
  grpc::Status ListQueue(grpc::ServerContext*, const payment::v1::ListQueueRequest* request,
                         payment::v1::ListQueueResponse* response) override {
    asked = request->survivor();
    response->add_entries()->set_name("inKindEntries/01900000-0000-7000-9000-000000000061");
    return grpc::Status::OK;
  }
  grpc::Status GetPlace(grpc::ServerContext*, const payment::v1::GetPlaceRequest*, payment::v1::InKindPlace* response) override {
    response->mutable_title()->set_az("Əlil arabası");
    response->mutable_words()->set_az("Rayon üzrə yer: 214, gözləyənlər: 1020.");
    payment::v1::InKindItem& item = *response->add_items();
    item.set_state(payment::v1::IN_KIND_ITEM_STATE_HANDED_OVER);
    item.set_thing_number("SN-204");
    return grpc::Status::OK;
  }
  std::string asked;
};

class FakeAccess : public access::v1::AccessService::Service {
 public:
  grpc::Status GetMyAccess(grpc::ServerContext*, const access::v1::GetMyAccessRequest*, access::v1::MyAccess* response) override {
    response->mutable_assignment()->set_person_uid(person);
    return grpc::Status::OK;
  }
  std::string person = kUid;
};

class FakeAudit : public audit::v1::AuditService::Service {
 public:
  grpc::Status WhoLooked(grpc::ServerContext*, const audit::v1::WhoLookedRequest*,
                         audit::v1::WhoLookedResponse* response) override {
    if (refuses) {
      return FakeEdge::Wire(MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED, "not yours"));
    }
    audit::v1::Look& look = *response->add_looks();
    look.set_count(3);
    look.set_role_az("Sosial işçi");
    look.set_role_en("Social-protection caseworker");
    return grpc::Status::OK;
  }
  bool refuses = false;
};

class ExtractCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") const {
    return typed_.Ctl(std::move(words), language);
  }

  FakeSurvivors survivors_;
  FakeExaminations examinations_;
  FakeAppeals appeals_;
  FakeRequests requests_;
  FakeMessages messages_;
  FakeEntitlements entitlements_;
  FakeAccess access_;
  FakeAudit audit_;
  FakeCases cases_;
  FakeConsents consents_;
  FakeReferrals referrals_;
  FakeMatches matches_;
  FakePayments payments_;
  FakeAccounts accounts_;
  FakeInKind in_kind_;
  FakeEdge edge_{{&survivors_, &examinations_, &appeals_, &requests_, &messages_, &entitlements_, &access_, &audit_, &cases_,
                  &consents_, &referrals_, &matches_, &payments_, &accounts_, &in_kind_}};
  TypedCommands typed_{edge_};
};

TEST_F(ExtractCommandsTest, ThePersonGetsEverythingOnOnePageInPlainAzerbaijani) {
  const Ended page = Ctl({"survivor", "extract"}, "az");
  ASSERT_EQ(page.code, ExitCode::kOk) << page.err;
  EXPECT_EQ(survivors_.got.back().name(), kSurvivor) << "nobody was named: the own record";
  EXPECT_EQ(entitlements_.listed.back().filter().survivor(), kSurvivor);
  EXPECT_THAT(page.out, AllOf(HasSubstr("3000018"), HasSubstr("Sevinc"), HasSubstr("YALNIZ MƏKTUBLA"), HasSubstr("70 %"),
                              HasSubstr("əlillik qərarı qüvvədədir"), HasSubstr("Tarixlər"), HasSubstr("2027-04-30"),
                              HasSubstr("2025-06-30"), HasSubstr("1976"), HasSubstr("Sosial işçi")));
  EXPECT_THAT(page.out, AllOf(HasSubstr("Sizə göndərilən qısa mesajlar"), HasSubstr("yenilik var"), HasSubstr("göndərilib")));
  EXPECT_EQ(messages_.listed.back().survivor(), kSurvivor);
  EXPECT_THAT(page.out, AllOf(HasSubstr("Protezlər"), HasSubstr("lower-conventional"), HasSubstr("2026-07-03")));
  EXPECT_THAT(page.out, AllOf(HasSubstr("Müalicələr"), HasSubstr("Güdülün reviziyası"), HasSubstr("Gündəlik həyatda nə çətindir"),
                              HasSubstr("Panduslu ev"), HasSubstr("2026-12-01"), HasSubstr("İstənilən DOST mərkəzində"),
                              HasSubstr("Ölçü götürüldü"), Not(HasSubstr("01900000-0000-7000-9000-000000000070"))));
  EXPECT_THAT(page.out, AllOf(HasSubstr("Nə ödənilib"), HasSubstr("250,00 AZN"), HasSubstr("hesab …1944")));
  EXPECT_THAT(page.out,
              AllOf(HasSubstr("növbədəki yeriniz"), HasSubstr("Əlil arabası"), HasSubstr("yer: 214"), HasSubstr("SN-204")));
  EXPECT_EQ(in_kind_.asked, kSurvivor);
  EXPECT_EQ(payments_.asked, kSurvivor);
  EXPECT_EQ(cases_.asked, kSurvivor);
  EXPECT_EQ(referrals_.asked, kSurvivor);
  EXPECT_THAT(Ctl({"survivor", "extract", kSurvivor}).out,
              AllOf(HasSubstr("BY LETTER ONLY"), HasSubstr("Social-protection caseworker")));
}

TEST_F(ExtractCommandsTest, TheExtractIsOneJsonDocumentAndWhatIsNotForTheRoleIsNull) {
  EXPECT_THAT(
      Ctl({"survivor", "extract", "--json"}).out,
      AllOf(HasSubstr("\"record\":{"), HasSubstr("\"treatments\":{"), HasSubstr("\"functioning\":{"), HasSubstr("\"cases\":{"),
            HasSubstr("\"consents\":{"), HasSubstr("\"referrals\":{"), HasSubstr("\"entitlements\":[{"),
            HasSubstr("\"in_kind\":[{"), HasSubstr("\"payments\":{"), HasSubstr("\"looks\":{")));
  audit_.refuses = true;
  const Ended page = Ctl({"survivor", "extract", kSurvivor, "--json"});
  ASSERT_EQ(page.code, ExitCode::kOk) << page.err;
  EXPECT_THAT(page.out, HasSubstr("\"looks\":null"));
  EXPECT_THAT(Ctl({"survivor", "extract", kSurvivor}).out, HasSubstr("This part is not for your role."));
}

TEST_F(ExtractCommandsTest, StaffTypeTheFirstLettersAndSeeHowManyOthersThereAre) {
  const Ended found = Ctl({"survivor", "search", "Sev", "Cəf"});
  ASSERT_EQ(found.code, ExitCode::kOk) << found.err;
  ASSERT_THAT(matches_.searched, SizeIs(1));
  EXPECT_EQ(matches_.searched[0].words(), "Sev Cəf");
  EXPECT_THAT(found.out, AllOf(HasSubstr("3000018"), HasSubstr("refer to a supervisor: 2")));
}

TEST_F(ExtractCommandsTest, ASweepOverTokensSaysHowManyWereWritten) {
  const Ended swept = Ctl({"match", "sweep", "--tokens", "--start"});
  ASSERT_EQ(swept.code, ExitCode::kOk) << swept.err;
  ASSERT_THAT(matches_.started, SizeIs(1));
  EXPECT_EQ(matches_.started[0].kind(), SWEEP_KIND_TOKENS);
  EXPECT_THAT(swept.out, AllOf(HasSubstr("41"), Not(HasSubstr("pairs weighed"))));
}

TEST_F(ExtractCommandsTest, WhoIsNobodysPersonNamesTheRecord) {
  access_.person = "";
  EXPECT_EQ(Ctl({"survivor", "extract"}).code, ExitCode::kBadInput);
}

TEST_F(ExtractCommandsTest, OverdueCasesAreShownWithTheirWorkingDays) {
  const Ended list = Ctl({"examination", "list", "--overdue", "--state", "open"});
  ASSERT_EQ(list.code, ExitCode::kOk) << list.err;
  EXPECT_TRUE(examinations_.listed.back().overdue());
  EXPECT_EQ(examinations_.listed.back().states(0), EXAMINATION_STATE_OPEN);
  EXPECT_THAT(list.out, AllOf(HasSubstr("88-0V3J8-Q4T2M"), HasSubstr("5 working days overdue"), Not(HasSubstr("Sevinc"))));
}

TEST_F(ExtractCommandsTest, WhatIsTypedIsWhatIsSent) {
  ASSERT_EQ(Ctl({"examination", "file", kSurvivor, "--kind", "first", "--received-on", "2025-06-05", "--function", "movement",
                 "--function", "hearing", "--military", "--military-document"})
                .code,
            ExitCode::kOk);
  ASSERT_THAT(examinations_.filed, SizeIs(1));
  EXPECT_EQ(examinations_.filed[0].function_groups_size(), 2);
  EXPECT_TRUE(examinations_.filed[0].military_document());

  const Ended decided = Ctl({"survivor", "decide-disability", kSurvivor, "--impairment", "movement=60", "--impairment",
                             "hearing=60", "--stated-cause", "terror=50", "--stated-cause", "general_illness", "--decided-on",
                             "2025-05-20", "--valid-from", "2025-05-01", "--act", "TSE-1", "--corrects"});
  ASSERT_EQ(decided.code, ExitCode::kOk) << decided.err;
  const DisabilityDecision& decision = survivors_.decided[0].decision();
  EXPECT_EQ(decision.impairments(1).percent(), 60);
  EXPECT_EQ(decision.impairments(1).function_group(), FUNCTION_GROUP_HEARING);
  EXPECT_EQ(decision.stated_causes(0).percent(), 50);
  EXPECT_EQ(decision.stated_causes(1).cause(), DISABILITY_CAUSE_GENERAL_ILLNESS);
  EXPECT_TRUE(decision.corrects_entry());

  ASSERT_EQ(Ctl({"survivor", "contact", "--channel", "none", "--not-for", "media"}).code, ExitCode::kOk);
  EXPECT_EQ(requests_.said[0].etag(), "2");
  EXPECT_EQ(requests_.said[0].survivor(), kSurvivor);
  ASSERT_EQ(Ctl({"correction", "ask", "--matter", "identity", "--words", "Doğum ilim 1976-dır"}).code, ExitCode::kOk);
  EXPECT_EQ(requests_.asked[0].survivor(), kSurvivor);
  const std::string asked = "correctionRequests/01900000-0000-7000-9000-000000000050";
  EXPECT_EQ(Ctl({"correction", "resolve", asked, "--answer", "yox"}).code, ExitCode::kBadInput) << "done or declined";
  ASSERT_EQ(Ctl({"correction", "resolve", asked, "--decline", "no_proof", "--answer", "Sənədi gətirin"}).code, ExitCode::kOk);
  EXPECT_EQ(requests_.resolved[0].etag(), "7");
  EXPECT_EQ(requests_.resolved[0].decline_reason(), CORRECTION_DECLINE_REASON_NO_PROOF);

  ASSERT_EQ(Ctl({"survivor", "messages"}).code, ExitCode::kOk);
  EXPECT_EQ(messages_.listed.back().survivor(), kSurvivor) << "the own record";
  const Ended untold = Ctl({"survivor", "untold"});
  ASSERT_EQ(untold.code, ExitCode::kOk) << untold.err;
  EXPECT_TRUE(messages_.listed.back().untold());
  EXPECT_EQ(messages_.listed.back().survivor(), "") << "all within reach";
  EXPECT_THAT(untold.out, AllOf(HasSubstr("COULD NOT BE SENT"), HasSubstr("no answer from the operator")));
  EXPECT_EQ(Ctl({"survivor", "told", "messages/1"}).code, ExitCode::kBadInput);
  ASSERT_EQ(Ctl({"survivor", "told", "shortMessages/01900000-0000-7000-9000-000000000071"}).code, ExitCode::kOk);
  EXPECT_EQ(messages_.told[0].etag(), "3");

  ASSERT_EQ(Ctl({"survivor", "show", kSurvivor, "--known-on", "2025-09-01"}).code, ExitCode::kOk);
  EXPECT_EQ(survivors_.got.back().decisions_as_known_on().month(), 9);
}

}  // namespace
}  // namespace dayaq::cli
