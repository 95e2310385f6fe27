#include "tests/sweep/sweep_house.h"

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::testing {
namespace {

// Registers that only this test knows: one in which people of national roles look, and one for imports that are nobody's.
constexpr char kElsewhere[] = "xx-elsewhere";
constexpr char kNobodys[] = "xx-nobodys";

bool HasWay(const Role& role, Fact fact) {
  for (const Reach& reach : role.rows) {
    if (reach.when.Has(fact)) return true;
  }
  return false;
}

incident::v1::RegisterIncidentRequest Injury(const std::string& district, const common::v1::PersonIdentity& person) {
  incident::v1::RegisterIncidentRequest request;
  request.set_request_id(NewRequestId());
  incident::v1::Incident& incident = *request.mutable_incident();
  incident.set_register_("az");
  incident::v1::IncidentFacts& facts = *incident.mutable_facts();
  *facts.mutable_occurred_on() = Day(2026, 3, 4);
  facts.set_district(district);
  facts.set_settlement("Nümunə kəndi");
  facts.set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
  incident::v1::CasualtyFacts& casualty = *incident.add_casualties()->mutable_facts();
  *casualty.mutable_identity() = person;
  casualty.set_sex(common::v1::SEX_MALE);
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  casualty.set_activity(incident::v1::ACTIVITY_HERDING);
  casualty.set_civil_status(incident::v1::CIVIL_STATUS_CIVILIAN);
  casualty.set_clinical_note("Turniket qoyulub");
  incident::v1::Amputation& amputation = *casualty.add_amputations();
  amputation.set_level(incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(incident::v1::SIDE_LEFT);
  amputation.set_third(incident::v1::BONE_THIRD_DISTAL);
  request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  return request;
}

common::v1::PersonIdentity Person(const std::string& family, const std::string& given, const std::string& national_id, int born) {
  common::v1::PersonIdentity person;
  person.set_family_name(family);
  person.set_given_name(given);
  person.set_father_name("Rauf");
  person.set_national_id(national_id);
  *person.mutable_birth_date() = Day(born, 5, 6);
  return person;
}

}  // namespace

void SweepHouse::SetUp() {
  Journey::SetUp();
  if (IsSkipped() || HasFatalFailure()) return;
  StartAccess();
  StartAudit();
  StartRehabilitation();
  StartEmployment();
  StartStatistics();
  FindMethods();
  RegisterPeople();
  EmployPeople();
}

void SweepHouse::StartAccess() {
  staff_.Bind(access_methods_);
  assignments_.Bind(access_methods_);
  emergencies_.Bind(access_methods_);
  explanations_.Bind(access_methods_);
  auto access = TestService::Start("access", {&access_methods_}, {}, incident_->shared_database());
  ASSERT_TRUE(access.ok()) << access.status();
  access_ = *std::move(access);
}

void SweepHouse::StopServices() {
  std::set<const TestService*> services;
  for (const SweptMethod& swept : methods_) services.insert(swept.service);
  for (const TestService* service : services) service->host().Stop();
}

void SweepHouse::StartAudit() {
  entries_.Bind(audit_methods_);
  looks_.Bind(audit_methods_);
  unusual_looks_.Bind(audit_methods_);
  withholdings_.Bind(audit_methods_);
  auto audit = TestService::Start("audit", {&audit_methods_}, {}, incident_->shared_database());
  ASSERT_TRUE(audit.ok()) << audit.status();
  audit_ = *std::move(audit);
}

void SweepHouse::StartRehabilitation() {
  auto policies = rehabilitation::RehabilitationPolicies::Load("policy");
  ASSERT_TRUE(policies.ok()) << policies.status();
  rehabilitation_parts_.emplace(*std::move(policies));
  auto started = TestService::Start("rehabilitation", rehabilitation_parts_->methods(), {}, incident_->shared_database());
  ASSERT_TRUE(started.ok()) << started.status();
  rehabilitation_ = *std::move(started);
}

void SweepHouse::StartEmployment() {
  auto policies = employment::EmploymentPolicies::Load("policy");
  ASSERT_TRUE(policies.ok()) << policies.status();
  employment_parts_.emplace(*std::move(policies));
  auto started = TestService::Start("employment", employment_parts_->methods(), {}, incident_->shared_database());
  ASSERT_TRUE(started.ok()) << started.status();
  employment_ = *std::move(started);
}

void SweepHouse::StartStatistics() {
  auto policies = statistics::StatisticsPolicies::Load("policy");
  ASSERT_TRUE(policies.ok()) << policies.status();
  statistics_parts_.emplace(*std::move(policies));
  auto started = TestService::Start("statistics", statistics_parts_->methods(), {}, incident_->shared_database());
  ASSERT_TRUE(started.ok()) << started.status();
  statistics_ = *std::move(started);
}

bool SweepHouse::HasRowsOutOfReach(const Role& role, const Action& action) {
  static const auto* kOwnAlone =
      new std::set<std::string>{"delegation.create", "delegation.end", "break_glass.close", "outbox.requeue",
                                "audit.read",        "audit.prove",    "audit.search",      "audit.who_looked"};
  return action.of_rows || (role.name != "access_administrator" && kOwnAlone->count(action.name) > 0);
}

void SweepHouse::FindMethods() {
  const std::vector<std::pair<const char*, const TestService*>> services = {
      {"dayaq.incident.v1.IncidentService", incident_.get()},
      {"dayaq.incident.v1.ImportService", incident_.get()},
      {"dayaq.survivor.v1.SurvivorService", survivor_.get()},
      {"dayaq.survivor.v1.MatchService", survivor_.get()},
      {"dayaq.survivor.v1.CaseService", survivor_.get()},
      {"dayaq.survivor.v1.ConsentService", survivor_.get()},
      {"dayaq.survivor.v1.ReferralService", survivor_.get()},
      {"dayaq.survivor.v1.FamilyService", survivor_.get()},
      {"dayaq.survivor.v1.BenefitFactService", survivor_.get()},
      {"dayaq.survivor.v1.ExaminationService", survivor_.get()},
      {"dayaq.survivor.v1.RequestService", survivor_.get()},
      {"dayaq.survivor.v1.AppealService", survivor_.get()},
      {"dayaq.survivor.v1.MessageService", survivor_.get()},
      {"dayaq.payment.v1.EntitlementService", payment_.get()},
      {"dayaq.payment.v1.ReplayService", payment_.get()},
      {"dayaq.payment.v1.SuspensionService", payment_.get()},
      {"dayaq.payment.v1.RecountService", payment_.get()},
      {"dayaq.payment.v1.PayeeAccountService", payment_.get()},
      {"dayaq.payment.v1.PaymentRunService", payment_.get()},
      {"dayaq.payment.v1.BankService", payment_.get()},
      {"dayaq.payment.v1.BenefitRuleService", payment_.get()},
      {"dayaq.payment.v1.InKindService", payment_.get()},
      {"dayaq.payment.v1.IncomeReviewService", payment_.get()},
      {"dayaq.rehabilitation.v1.CentreService", rehabilitation_.get()},
      {"dayaq.rehabilitation.v1.EpisodeService", rehabilitation_.get()},
      {"dayaq.rehabilitation.v1.AppointmentService", rehabilitation_.get()},
      {"dayaq.rehabilitation.v1.DeviceService", rehabilitation_.get()},
      {"dayaq.rehabilitation.v1.RenewalService", rehabilitation_.get()},
      {"dayaq.employment.v1.ProfileService", employment_.get()},
      {"dayaq.employment.v1.VacancyService", employment_.get()},
      {"dayaq.employment.v1.PlacementService", employment_.get()},
      {"dayaq.employment.v1.CourseService", employment_.get()},
      {"dayaq.employment.v1.GrantService", employment_.get()},
      {"dayaq.employment.v1.StudyService", employment_.get()},
      {"dayaq.employment.v1.InvitationService", employment_.get()},
      {"dayaq.statistics.v1.IndicatorService", statistics_.get()},
      {"dayaq.statistics.v1.TableService", statistics_.get()},
      {"dayaq.statistics.v1.ReleaseService", statistics_.get()},
      {"dayaq.access.v1.AccessService", access_.get()},
      {"dayaq.audit.v1.AuditService", audit_.get()},
      {"dayaq.outbox.v1.OutboxService", incident_.get()},
      {"dayaq.keys.v1.KeyService", incident_.get()}};
  std::set<std::string> done;
  for (const auto& [name, service] : services) {
    const auto descriptor = rpc::FindService(name);
    ASSERT_TRUE(descriptor.ok()) << descriptor.status();
    grpc::GenericStub* stub = stubs_.emplace_back(std::make_unique<grpc::GenericStub>(service->Channel())).get();
    for (int i = 0; i < (*descriptor)->method_count(); ++i) {
      const auto method = rpc::DescribeMethod(*(*descriptor)->method(i));
      ASSERT_TRUE(method.ok()) << method.status();
      methods_.push_back({*method, service, stub});
      done.insert(method->action);
    }
  }
  std::set<std::string> missed;
  for (const Role& role : policy().roles()) {
    for (const auto& [action, grant] : role.grants) {
      if (!role.background && done.count(action) == 0) missed.insert(action);
    }
  }
  EXPECT_EQ(absl::StrJoin(missed, ", "), "")
      << "is done by no method that is swept: name the service in tests/sweep/sweep_house.cc";
}

void SweepHouse::RegisterPeople() {
  hidden_person_ = Person("Gizlinzadə", "Teymur", "4QWERT7", 1987);
  const auto person = Person("Görünənli", "Vüsal", "3ASDFG8", 1991);
  const auto twice = [&](const TestCaller& hospital, const std::string& district, const common::v1::PersonIdentity& who) {
    const incident::v1::Incident first = Register(Injury(district, who), hospital);
    const incident::v1::Incident second = Register(Injury(district, who), hospital);
    return std::make_pair(first, second);
  };
  const auto in_barda = twice(kBardaHospital, "AZ-BAR", person);
  const auto in_tartar = twice(kTartarHospital, "AZ-TAR", hidden_person_);
  Settle();
  visible_ = IdsOf(in_barda.first, in_barda.second, kElsewhere, "PARKED");
  AddAccessIds(visible_, "hospital-barda", "AZ-BAR");
  AddAuditIds(visible_, "hospital-barda", "AZ-BAR");
  AddErasureIds(visible_);
  AddSurvivorIds(visible_, "hospital-barda");
  AddRehabilitationIds(visible_, "hospital-barda");
  AddPaymentIds(visible_, kElsewhere);
  AddInKindIds(visible_, true);
  AddEmploymentIds(visible_, "hospital-barda");
  AddStatisticsIds(visible_, true);
  hidden_ = IdsOf(in_tartar.first, in_tartar.second, kNobodys, "DONE");
  AddAccessIds(hidden_, "hospital-tartar", "AZ-TAR");
  AddAuditIds(hidden_, "hospital-tartar", "AZ-TAR");
  AddErasureIds(hidden_);
  AddSurvivorIds(hidden_, "hospital-tartar");
  AddRehabilitationIds(hidden_, "hospital-tartar");
  AddPaymentIds(hidden_, kNobodys);
  AddInKindIds(hidden_, false);
  AddEmploymentIds(hidden_, "hospital-tartar");
  AddStatisticsIds(hidden_, false);
  absent_ = AbsentIds(hidden_);
  absent_.etags = hidden_.etags;
  ASSERT_EQ(visible_.by_kind.size(), hidden_.by_kind.size());
}

KnownIds SweepHouse::IdsOf(const incident::v1::Incident& incident, const incident::v1::Incident& twin,
                           const std::string& import_register, const std::string& delivery_state) {
  const std::string& casualty = incident.casualties(0).uid();
  const std::string survivor =
      Value(absl::StrCat("SELECT survivor_uid FROM survivor.casualty WHERE casualty_uid = '", casualty, "'"));
  const std::string entitlement =
      Value(absl::StrCat("SELECT uid FROM payment.entitlement WHERE survivor_uid = '", survivor, "' ORDER BY uid LIMIT 1"));
  const std::string duplicate = Value(absl::StrCat("SELECT uid FROM incident.duplicate WHERE incident_uid IN ('", incident.uid(),
                                                   "', '", twin.uid(), "') LIMIT 1"));
  const std::string import = NewRequestId();
  Decide(SurvivorOf(casualty), Decision(65, Day(2026, 4, 1), casualty.substr(0, 8)));
  const std::string decision =
      Value(absl::StrCat("SELECT uid FROM survivor.disability_decision WHERE survivor_uid = '", survivor, "'"));
  // Deliveries are nobody's rows: out of reach is one that is not parked.
  const std::string delivery = Value("SELECT uid FROM outbox.delivery WHERE state = 'DONE' ORDER BY uid LIMIT 1");
  const absl::Status made = incident_->database().Execute(absl::StrCat(
      "INSERT INTO incident.register (code, title, country, trial) VALUES ('", kNobodys, "', 'Sınaq', 'XX', true), ('", kElsewhere,
      "', 'Sınaq', 'XX', true) ON CONFLICT DO NOTHING; UPDATE outbox.delivery SET state = '", delivery_state,
      "', done_time = CASE WHEN '", delivery_state, "' = 'DONE' THEN now() END WHERE uid = '", delivery,
      "'; INSERT INTO incident.import (uid, mapping, register, file_name, "
      "file_sha256, "
      "create_time, update_time) VALUES ('",
      import, "', 'co-aicma', '", import_register, "', 'a.csv', repeat(md5('", import, "'), 2), now(), now())"));
  EXPECT_TRUE(made.ok()) << made;
  KnownIds ids;
  ids.by_kind = {{"incidents", incident.name()},
                 {"dayaq.incident.v1.MergeIncidentsRequest.duplicate", twin.name()},
                 {"incidents/casualties", incident.casualties(0).name()},
                 {"survivors", "survivors/" + survivor},
                 {"entitlements", "entitlements/" + entitlement},
                 {"imports", "imports/" + import},
                 {"parked", "parked/" + delivery},
                 {"dayaq.incident.v1.DismissDuplicateRequest.uid", duplicate},
                 {"dayaq.incident.v1.CasualtyPair.kept_uid", casualty},
                 {"dayaq.incident.v1.CasualtyPair.duplicate_uid", twin.casualties(0).uid()},
                 {"dayaq.incident.v1.CasualtyStatement.casualty_uid", casualty},
                 {"dayaq.survivor.v1.SurvivorFilter.casualty_uid", casualty},
                 {"dayaq.survivor.v1.DisabilityDecision.replaces_uid", decision}};
  for (const auto& [kind, table] : {std::pair{"incidents", "incident.incident"}, {"survivors", "survivor.survivor"}}) {
    const std::string uid = ids.by_kind.at(kind).substr(ids.by_kind.at(kind).find('/') + 1);
    ids.etags.emplace(kind, Value(absl::StrCat("SELECT etag FROM ", table, " WHERE uid = '", uid, "'")));
  }
  return ids;
}

void SweepHouse::AddAccessIds(KnownIds& ids, const std::string& hospital, const std::string& district) {
  const std::string clinician = Value(absl::StrCat(
      "SELECT uid FROM access.role_assignment WHERE role = 'clinician' AND institution = '", hospital, "' ORDER BY uid LIMIT 1"));
  const std::string staff = Value(absl::StrCat("SELECT staff_uid FROM access.role_assignment WHERE uid = '", clinician, "'"));
  const std::string other =
      Value(absl::StrCat("SELECT staff_uid FROM access.role_assignment WHERE role = 'hospital_registrar' AND "
                         "institution = '",
                         hospital, "' ORDER BY uid LIMIT 1"));
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  const std::string lent = NewRequestId(), opening = NewRequestId(), session = NewRequestId();
  const absl::Status made = incident_->database().Execute(absl::StrCat(
      "INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, valid_until, delegated_from, "
      "delegated_actions, "
      "proposed_by) VALUES ('",
      lent, "', '", other, "', 'clinician', '", hospital, "', '{", district, "}', now() + interval '9 days', '", clinician,
      "', '{incident.read}', '", staff,
      "'); INSERT INTO access.break_glass (uid, etag, person_uid, number, register, district, opened_by, "
      "assignment_uid, role, institution, reason, reason_words, create_time, expire_time, review_due_time, update_time) VALUES ('",
      opening, "', 1, '", survivor, "', '10000', 'az', '", district, "', '", staff, "', '", clinician, "', 'clinician', '",
      hospital,
      "', 'BREAK_GLASS_REASON_UNCONSCIOUS', 'Huşsuz gətirilib, təcili əməliyyat', now(), now() + interval '1 hour', now() + "
      "interval '72 "
      "hours', now()); INSERT INTO access.session (issuer, sid, staff_uid, uid) VALUES ('",
      kTestIssuer, "', '", session, "', '", staff, "', '", session, "')"));
  EXPECT_TRUE(made.ok()) << made;
  ids.by_kind.insert({{"staff", "staff/" + staff},
                      {"roleAssignments", "roleAssignments/" + lent},
                      {"breakGlasses", "breakGlasses/" + opening},
                      {"(survivors|incidents)", "survivors/" + survivor},
                      {"dayaq.access.v1.ListRoleAssignmentsRequest.staff_uid", staff},
                      {"dayaq.access.v1.ListSessionsRequest.staff_uid", staff},
                      {"dayaq.access.v1.RevokeSessionsRequest.staff_uid", staff},
                      {"dayaq.access.v1.RevokeSessionsRequest.session_uid", session},
                      {"dayaq.access.v1.CreateDelegationRequest.staff_uid", other},
                      {"dayaq.access.v1.ExplainAccessRequest.role_assignment_uid", clinician},
                      {"dayaq.access.v1.RoleAssignment.staff_uid", staff},
                      {"dayaq.access.v1.RoleAssignment.person_uid", survivor}});
}

void SweepHouse::AddAuditIds(KnownIds& ids, const std::string& hospital, const std::string& district) {
  const std::string entry =
      Value(absl::StrCat("SELECT uid FROM audit.entry WHERE institution = '", hospital, "' ORDER BY recorded_at, uid LIMIT 1"));
  const std::string staff = Value(absl::StrCat("SELECT staff_uid FROM audit.entry WHERE uid = '", entry, "'"));
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  const std::string withholding = NewRequestId();
  const absl::Status made = incident_->database().Execute(absl::StrCat(
      "INSERT INTO audit.withholding (uid, etag, person_uid, looks_from, looks_until, legal_act, article, reason, end_time, "
      "proposed_by, "
      "create_time, update_time, register, district, institution) VALUES ('",
      withholding, "', 1, '", survivor, "', now() - interval '9 days', now() - interval '8 days', 'LEGAL_ACT_CRIMINAL_PROCEDURE', ",
      "'177.1', 'İstintaq gedir, açıqlamaq olmaz', now() + interval '9 days', '", staff, "', now(), now(), 'az', '", district,
      "', '", hospital, "')"));
  EXPECT_TRUE(made.ok()) << made;
  const std::string look = NewRequestId();
  const absl::Status found = incident_->database().Execute(
      absl::StrCat("INSERT INTO audit.unusual_look (uid, entry_uid, look_time, staff_uid, role, institution, district, register, "
                   "action, person, "
                   "reasons, score) VALUES ('",
                   look, "', '", entry, "', now(), '", staff, "', 'clinician', '", hospital, "', '", district,
                   "', 'az', 'survivor.read', 'survivors/", survivor, "', '[\"UNUSUAL_LOOK_REASON_WITHOUT_CASE\"]', 50)"));
  EXPECT_TRUE(found.ok()) << found;
  ids.by_kind.insert({{"auditEntries", "auditEntries/" + entry},
                      {"unusualLooks", "unusualLooks/" + look},
                      {"dayaq.audit.v1.ListUnusualLooksRequest.staff_uid", staff},
                      {"withholdings", "withholdings/" + withholding},
                      {"dayaq.audit.v1.EntryFilter.staff_uid", staff},
                      {"dayaq.audit.v1.Withholding.person_uid", survivor}});
}

void SweepHouse::AddErasureIds(KnownIds& ids) {
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  const std::string erasure = NewRequestId();
  const absl::Status made = incident_->database().Execute(absl::StrCat(
      "INSERT INTO survivor.erasure (uid, etag, survivor_uid, register, district, institution, cause, legal_act, article, reason, "
      "effects, "
      "state, proposed_by, create_time) SELECT '",
      erasure,
      "', 1, uid, register, district, institution, 'ERASURE_CAUSE_COURT_ORDER', 'Bir qanun', '8.1', 'Məhkəmə qərarı', '[]', ",
      "'ERASURE_STATE_PROPOSED', gen_random_uuid(), now() FROM survivor.survivor WHERE uid = '", survivor, "'"));
  EXPECT_TRUE(made.ok()) << made;
  ids.by_kind.insert({"erasures", "erasures/" + erasure});
}

std::string SweepHouse::Value(const std::string& sql) const {
  const auto value = incident_->database().Value(sql);
  EXPECT_TRUE(value.ok()) << sql << ": " << value.status();
  return value.value_or("");
}

void SweepHouse::EmployPeople() {
  for (const Role& role : policy().roles()) {
    if (role.background) continue;
    const std::string subject = "sweep-" + role.name;
    const std::string uid = NewRequestId();
    const bool national = !HasWay(role, Fact::kInDistrict) && HasWay(role, Fact::kNational);
    const std::string survivor = std::vector<std::string>(absl::StrSplit(visible_.by_kind.at("survivors"), '/'))[1];
    const absl::Status employed = incident_->database().Execute(absl::StrCat(
        "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('", uid, "', '", kTestIssuer, "', '",
        subject,
        "', 'Sınaq', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, "
        "registers, "
        "person_uid) VALUES ('",
        NewRequestId(), "', '", uid, "', '", role.name, "', 'hospital-barda', ", national ? "'{}', true" : "'{AZ-BAR}', false",
        ", '{", national ? kElsewhere : "az", "}', ", role.of_person ? absl::StrCat("'", survivor, "'") : "NULL", ")"));
    ASSERT_TRUE(employed.ok()) << employed;
    people_.push_back({&role, Strongly({subject})});
  }
}

std::vector<std::string> SweepHouse::PurposesOf(const SweepPerson& person, const std::string& action) const {
  const auto grant = person.role->grants.find(action);
  if (grant == person.role->grants.end()) return {};
  return {grant->second.purposes.begin(), grant->second.purposes.end()};
}

}  // namespace dayaq::testing
