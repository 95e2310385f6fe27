// The audit service as it runs beside the others on one database, for integration tests: people of db/sample/staff.yaml and short
// ways to call. Every name is invented.
#ifndef SERVICES_AUDIT_AUDIT_TEST_FIXTURE_H_
#define SERVICES_AUDIT_AUDIT_TEST_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "services/audit/entry_service.h"
#include "services/audit/log_reader.h"
#include "services/audit/look_service.h"
#include "services/audit/unusual_look_service.h"
#include "services/audit/withholding_service.h"
#include "tests/journeys/house.h"
#include "tests/support/database_observer.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"

namespace dayaq::audit {

using dayaq::testing::FaultsOf;
using dayaq::testing::NewRequestId;
using dayaq::testing::Strongly;
using dayaq::testing::TestCaller;

inline const TestCaller kAuditor{"habib-auditor"};
inline const TestCaller kPrivacyOfficer{"jamila-privacy"};
inline const TestCaller kSecondPrivacyOfficer{"tahir-privacy"};
inline const TestCaller kOperator{"murad-operator"};

class AuditHouse {
 public:
  using Stub = v1::AuditService::Stub;

  // `database`: of the other services; none: one of its own.
  absl::Status Start(std::shared_ptr<dayaq::testing::TestDatabase> database = nullptr) {
    entries_.Bind(methods_);
    looks_.Bind(methods_);
    unusual_looks_.Bind(methods_);
    withholdings_.Bind(methods_);
    auto started = dayaq::testing::TestService::Start("audit", {&methods_}, {}, std::move(database));
    if (!started.ok()) return started.status();
    service_ = *std::move(started);
    stub_ = v1::AuditService::NewStub(service_->Channel());
    return absl::OkStatus();
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return service_->Call(*stub_, method, caller, request);
  }

  // Gives every entry its place and finds it by whom it names, as the service's background does; without a tree.
  void PlaceEntries() const {
    const absl::Status placed = database().Execute(R"sql(
      SELECT audit.open_log('audit.test/log/');
      DO $$
      DECLARE
        round record;
      BEGIN
        LOOP
          SELECT * INTO round FROM audit.place(10000);
          EXIT WHEN coalesce(round.placed, 0) = 0;
          PERFORM audit.keep_edge(round.log, round.size + round.placed, '');
        END LOOP;
        WHILE audit.index_looks(10000) > 0 LOOP END LOOP;
      END
      $$)sql");
    EXPECT_TRUE(placed.ok()) << placed;
  }

  dayaq::testing::TestService& service() const { return *service_; }
  dayaq::testing::TestDatabase& database() const { return service_->database(); }
  // Where a log may be published for it to read.
  std::string published() const { return published_.path(); }

 private:
  dayaq::testing::TemporaryDirectory published_;
  LogReader log_{published_.path()};
  EntryService entries_{log_};
  LookService looks_{LinkedPolicy()};
  UnusualLookService unusual_looks_;
  WithholdingService withholdings_;
  rpc::Methods methods_{"dayaq.audit.v1.AuditService"};
  std::unique_ptr<dayaq::testing::TestService> service_;
  std::unique_ptr<Stub> stub_;
};

// Three services whose calls are looked into, and the audit service beside them.
class AuditFixture : public dayaq::testing::Journey {
 protected:
  using Stub = AuditHouse::Stub;

  void SetUp() override {
    Journey::SetUp();
    if (incident_ == nullptr) return;
    const absl::Status started = audit_.Start(incident_->shared_database());
    ASSERT_TRUE(started.ok()) << started;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return audit_.Ask(method, caller, request);
  }

  // The person whose record it is, or who stands for them (`role`), with an account of their own: the n-th.
  TestCaller ThePerson(const std::string& person_uid, int n = 1, const std::string& role = "survivor") const {
    const std::string digits = absl::StrCat(100000000 + n);
    const std::string subject = absl::StrCat("person-", n);
    Sql(absl::StrCat(
        "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('0a000000-0000-7000-8000-000", digits,
        "', '", dayaq::testing::kTestIssuer, "', '", subject,
        "', 'Nümunə', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, person_uid) "
        "VALUES ('0a000000-0000-7000-9000-000",
        digits, "', '0a000000-0000-7000-8000-000", digits, "', '", role, "', 'ministry', '", person_uid, "')"));
    return {subject};
  }

  // Every line, page after page.
  std::vector<v1::Look> LooksAt(const TestCaller& caller, const std::string& name = "", int page_size = 0) const {
    std::vector<v1::Look> looks;
    v1::WhoLookedRequest request;
    request.set_name(name);
    request.set_page_size(page_size);
    do {
      const auto page = Ask(&Stub::WhoLooked, caller, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      looks.insert(looks.end(), page->looks().begin(), page->looks().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return looks;
  }

  std::vector<v1::AuditEntry> Found(const TestCaller& caller, const v1::EntryFilter& filter, int page_size = 0) const {
    std::vector<v1::AuditEntry> found;
    v1::SearchEntriesRequest request;
    *request.mutable_filter() = filter;
    request.set_page_size(page_size);
    do {
      const auto page = Ask(&Stub::SearchEntries, caller, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      found.insert(found.end(), page->entries().begin(), page->entries().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return found;
  }

  void Sql(const std::string& statement) const {
    const absl::Status done = audit_.database().Execute(statement);
    ASSERT_TRUE(done.ok()) << done;
  }
  std::string Value(const std::string& query) const {
    const auto value = audit_.database().Value(query);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }

  AuditHouse audit_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_AUDIT_TEST_FIXTURE_H_
