// Nothing of this service says how anybody is, by whatever way somebody asks: not its contract, not its tables, not its roles in
// the database, nor any function they may call.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/access/v1/annotations.pb.h"
#include "services/employment/employment_test_fixture.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::employment {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr access::v1::DataClass kNever[] = {access::v1::DATA_CLASS_HEALTH, access::v1::DATA_CLASS_DISABILITY,
                                            access::v1::DATA_CLASS_IDENTITY, access::v1::DATA_CLASS_FINANCE};

bool IsNever(access::v1::DataClass data_class) {
  return std::find(std::begin(kNever), std::end(kNever), data_class) != std::end(kNever);
}

// Fields of a class that must not be there, of a message and all that it leads to, whatever package those are of.
void Walk(const Descriptor& type, std::set<const Descriptor*>& seen, std::vector<std::string>& found) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (IsNever(field.options().GetExtension(access::v1::data_class))) found.push_back(std::string(field.full_name()));
    if (field.message_type() != nullptr) Walk(*field.message_type(), seen, found);
  }
}

class EmploymentAccessTest : public EmploymentFixture {
 protected:
  std::vector<const google::protobuf::ServiceDescriptor*> Services() {
    std::vector<const google::protobuf::ServiceDescriptor*> services;
    const google::protobuf::DescriptorPool& pool = *google::protobuf::DescriptorPool::generated_pool();
    for (const char* name : {"ProfileService", "VacancyService", "PlacementService", "CourseService", "GrantService",
                             "StudyService", "InvitationService"}) {
      const auto* service = pool.FindServiceByName(absl::StrCat("dayaq.employment.v1.", name));
      EXPECT_NE(service, nullptr) << name;
      if (service != nullptr) services.push_back(service);
    }
    return services;
  }
  std::string Value(const std::string& sql) const {
    const auto value = employment_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
};

TEST_F(EmploymentAccessTest, NoMethodLeadsToAFieldOfHealth) {
  int methods = 0;
  for (const auto* service : Services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      ++methods;
      std::set<const Descriptor*> seen;
      std::vector<std::string> found;
      Walk(*service->method(i)->input_type(), seen, found);
      Walk(*service->method(i)->output_type(), seen, found);
      EXPECT_THAT(found, ::testing::IsEmpty()) << service->method(i)->full_name();
    }
  }
  EXPECT_GE(methods, 28);
}

TEST_F(EmploymentAccessTest, NoRoleOfThePolicyThatWorksHereReadsHealthButThePersonThemselves) {
  const AccessPolicy& policy = employment_->host().kit().policy;
  int cells = 0;
  for (const auto* service : Services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string& action = service->method(i)->options().GetExtension(access::v1::action);
      for (const Role& role : policy.roles()) {
        if (role.grants.count(action) == 0) continue;
        ++cells;
        if (role.of_person) continue;
        for (const access::v1::DataClass data_class : kNever) {
          EXPECT_FALSE(role.reads.Has(data_class))
              << role.name << " may " << action << " and reads " << access::v1::DataClass_Name(data_class);
        }
      }
    }
  }
  EXPECT_GT(cells, 28);
}

TEST_F(EmploymentAccessTest, NoColumnOfTheSchemaIsOfHealthAndNoRoleOfTheServiceReadsOneElsewhere) {
  const std::string never = "('HEALTH', 'DISABILITY', 'IDENTITY', 'FINANCE')";
  EXPECT_EQ(Value("SELECT coalesce(string_agg(table_name || '.' || column_name, ', '), '') FROM access.column_class "
                  "WHERE table_name LIKE 'employment.%' AND class IN " +
                  never),
            "");
  // Grants as PostgreSQL has them: every role of the service on every column of every schema.
  EXPECT_EQ(Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || c.table_name || '.' || c.column_name, ', '), '') "
                  "FROM access.column_class c, pg_roles r WHERE r.rolname LIKE 'employment\\_%' AND c.class IN " +
                  never + " AND has_column_privilege(r.rolname, c.table_name, c.column_name, 'SELECT')"),
            "");
  EXPECT_EQ(Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || t.oid::regclass, ', '), '') FROM pg_roles r, pg_class t "
                  "WHERE r.rolname LIKE 'employment\\_%' AND t.relkind = 'r' AND t.relnamespace IN "
                  "('survivor'::regnamespace, 'rehabilitation'::regnamespace, 'payment'::regnamespace) "
                  "AND has_any_column_privilege(r.rolname, t.oid, 'SELECT') AND r.rolname <> 'employment_keeper'"),
            "")
      << "what is known of people elsewhere comes through functions alone";
}

TEST_F(EmploymentAccessTest, FunctionsThatTheServiceMayCallTellNothingOfHealth) {
  // What they answer, by name: a column more is a decision.
  EXPECT_EQ(Value("SELECT string_agg(p.proname || ' ' || pg_get_function_result(p.oid), E'\\n' ORDER BY p.proname) FROM pg_proc p "
                  "WHERE p.proname IN ('family_member_here', 'facts_for_employment')"),
            "facts_for_employment TABLE(survivor_uid uuid, records text[], deceased boolean)\n"
            "family_member_here TABLE(survivor_uid uuid, survivor_number text, register text, district text, deceased boolean, "
            "referral_uid uuid, own_record uuid, may_be_minor boolean)");
}

}  // namespace
}  // namespace dayaq::employment
