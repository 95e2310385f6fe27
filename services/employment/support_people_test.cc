// Who is invited and when, and what the person themselves and whoever looks after them see of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/employment/support_test_fixture.h"

namespace dayaq::employment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class SupportPeopleTest : public SupportFixture {
 protected:
  // Hurt that many days ago, and certainly so old then.
  void Hurt(const survivor::v1::Survivor& person, int days_ago, int least_years) const {
    const std::string uid(UidOf(person.name()));
    Sql(absl::StrCat("UPDATE incident.casualty SET age = '{\"min_years\": ", least_years,
                     "}' WHERE uid IN (SELECT casualty_uid FROM survivor.casualty WHERE survivor_uid = '", uid,
                     "'); UPDATE survivor.casualty SET occurred_on = '", ToText(Ago(days_ago)), "' WHERE survivor_uid = '", uid,
                     "'"));
  }
  void Consent(const survivor::v1::Survivor& person) const {
    survivor::v1::GiveConsentRequest consent = ConsentToAll(person);
    consent.mutable_consent()->set_recipient_institution(kBarda);
    Given(consent);
  }
  template <typename Stub, typename Request, typename Response>
  Response Seen(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    const auto answer = Ask(method, caller, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(Response());
  }
};

TEST_F(SupportPeopleTest, WhoeverMayBeUnderAgeIsInvitedOnTheDayTheyCertainlyAreNot) {
  const survivor::v1::Survivor person = Known();
  Hurt(person, 30, 17);
  Consent(person);
  Follow();
  EXPECT_EQ(InvitationsOf(person), 0);
  EXPECT_EQ(Told("invitation.comes_of_age"), 1) << "the service tells itself when to look again";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event e JOIN outbox.delivery d ON d.event_uid = e.uid WHERE e.kind = "
                  "'invitation.comes_of_age' AND d.due_time > now() + interval '300 days'"),
            1);
  Hurt(person, 400, 17);
  Tell("invitation.comes_of_age", person.name());
  Follow();
  EXPECT_EQ(InvitationsOf(person), 1);
}

TEST_F(SupportPeopleTest, OfWhomNobodyKnowsAnAgeTheHouseInvitesNobody) {
  const survivor::v1::Survivor person = Known();
  Sql("UPDATE incident.casualty SET age = NULL");
  Consent(person);
  Follow();
  EXPECT_EQ(InvitationsOf(person), 0);
  EXPECT_EQ(Told("invitation.comes_of_age"), 0);
}

TEST_F(SupportPeopleTest, ARehabilitationThatReachedItsGoalsInvitesAndAnyOtherEndDoesNot) {
  const survivor::v1::Survivor person = Known();
  Hurt(person, 400, 30);
  const auto end = [&](const char* reason) {
    const std::string episode = NewRequestId();
    Sql(absl::StrCat(
        "INSERT INTO rehabilitation.episode (uid, etag, survivor_uid, survivor_number, centre_uid, kind, state, origin, "
        "opened_on, closed_on, close_reason, create_time, update_time, register, district, institution) SELECT '",
        episode, "', 1, uid, number, gen_random_uuid(), 'EPISODE_KIND_PHYSICAL', 'EPISODE_STATE_CLOSED', ",
        "'EPISODE_ORIGIN_REFERRAL', '2026-03-04', '2026-05-06', 'EPISODE_CLOSE_REASON_", reason,
        "', now(), now(), register, district, 'rehabilitation-baku' FROM survivor.survivor WHERE uid = '", UidOf(person.name()),
        "'"));
    Tell("episode.closed", "episodes/" + episode);
    Follow();
  };
  end("LOST_CONTACT");
  EXPECT_EQ(InvitationsOf(person), 0);
  end("GOALS_REACHED");
  EXPECT_EQ(InvitationsOf(person), 1);
  // Advisers see that they may ask, and not why.
  const v1::ListInvitationsResponse list = Done(&Invitations::ListInvitations, v1::ListInvitationsRequest());
  ASSERT_THAT(list.invitations(), SizeIs(1));
  EXPECT_EQ(list.invitations(0).origin(), v1::INVITATION_ORIGIN_ELIGIBLE);
  EXPECT_EQ(list.invitations(0).DebugString().find("episode"), std::string::npos);
}

TEST_F(SupportPeopleTest, ThePersonAndTheirGuardianSeeTheirOwnAndNothingOfTheFamilyOrOfOthers) {
  const survivor::v1::Survivor person = Referred(), other = ReferredToo("6BCDEF8");
  const auto wife = Add(MemberOf(person, survivor::v1::FAMILY_RELATION_SPOUSE, "1990"));
  ASSERT_TRUE(wife.ok()) << wife.status();
  const v1::Profile own = Agreed(Done(&Profiles::OpenProfile, OpeningFor(person)));
  const v1::Profile of_wife = Done(&Profiles::OpenProfile, OpeningFor(person, wife->uid()));
  const v1::Profile of_other = Agreed(Done(&Profiles::OpenProfile, OpeningFor(other)));
  const v1::Vacancy vacancy = Vacancy(Employer());
  const v1::Placement placement = Started(own, vacancy);
  const v1::Placement elsewhere = Introduced(of_other, vacancy);
  Willing(person);
  const v1::Grant grant = Done(&Grants::ProposeGrant, PlanOf(own));
  int n = 0;
  for (const char* role : {"survivor", "guardian"}) {
    const TestCaller self = ThePerson(std::string(UidOf(person.name())), ++n, role);
    const v1::ListProfilesResponse profiles = Seen(&Profiles::ListProfiles, self, v1::ListProfilesRequest());
    ASSERT_THAT(profiles.profiles(), SizeIs(1)) << role;
    EXPECT_EQ(profiles.profiles(0).name(), own.name());
    EXPECT_EQ(profiles.profiles(0).content().skills_size(), own.content().skills_size());
    EXPECT_EQ(profiles.total(), 1);
    const v1::ListPlacementsResponse placements = Seen(&Placements::ListPlacements, self, v1::ListPlacementsRequest());
    ASSERT_THAT(placements.placements(), SizeIs(1)) << role;
    EXPECT_EQ(placements.placements(0).contract_number(), "ƏM-1");
    v1::GetGrantRequest get;
    get.set_name(grant.name());
    EXPECT_EQ(Seen(&Grants::GetGrant, self, get).grant().activity(), grant.activity());
    EXPECT_THAT(Seen(&Invitations::ListInvitations, self, v1::ListInvitationsRequest()).invitations(), SizeIs(1));
    for (const std::string& hidden : {of_wife.name(), of_other.name()}) {
      v1::GetProfileRequest request;
      request.set_name(hidden);
      EXPECT_EQ(Ask(&Profiles::GetProfile, self, request).status().code(), absl::StatusCode::kNotFound) << role;
    }
    v1::GetPlacementRequest request;
    request.set_name(elsewhere.name());
    EXPECT_EQ(Ask(&Placements::GetPlacement, self, request).status().code(), absl::StatusCode::kNotFound) << role;
    auto close = On<v1::CloseProfileRequest>(own);
    close.set_reason(v1::PROFILE_CLOSE_REASON_WORKS);
    EXPECT_EQ(Ask(&Profiles::CloseProfile, self, close).status().code(), absl::StatusCode::kPermissionDenied) << "looks only";
  }
}

// Whoever may read the fact of a grant and not its content is told which fields are closed; the commission reads them all.
TEST_F(SupportPeopleTest, ViewsSayWhichOfTheirFieldsAreClosed) {
  const v1::Profile own = Profiled();
  Willing(Record("survivors/" + own.survivor_uid()));
  const v1::Grant grant = Done(&Grants::ProposeGrant, PlanOf(own));
  EXPECT_THAT(grant.redacted_fields(), IsEmpty());
  v1::GetGrantRequest get;
  get.set_name(grant.name());
  EXPECT_THAT(Seen(&Grants::GetGrant, kCommission, get).grant().redacted_fields(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::employment
