// Rows of the rehabilitation service for the sweep: one of each kind about a person at a centre, written straight into the
// database.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $SURVIVOR, $HOSPITAL, $UID_<row>. The hospital has a centre that is always open.
constexpr char kRows[] = R"sql(
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE at ON COMMIT DROP AS
    SELECT s.uid, s.register, s.district, s.number FROM survivor.survivor s WHERE s.uid = '$SURVIVOR';
  -- Whom a centre looks after was referred to it.
  UPDATE survivor.referral SET state = 'REFERRAL_STATE_SEEN', seen_time = now() WHERE survivor_uid = '$SURVIVOR';
  INSERT INTO rehabilitation.centre (uid, etag, institution, name_az, roles, district, visits, hours, open_on_days_off, create_time, update_time)
    SELECT '$UID_centre', 1, '$HOSPITAL', 'Nümunə mərkəzi', '["CENTRE_ROLE_PROVIDER", "CENTRE_ROLE_PAYER"]', district,
           '[{"visit": "VISIT_KIND_MEDICAL_REVIEW", "minutes": 30, "needs_room": true}]',
           (SELECT jsonb_agg(jsonb_build_object('weekday', 'WEEKDAY_' || d, 'opens_minute', 0, 'closes_minute', 1440))
            FROM unnest('{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}'::text[]) AS d), true, now(), now() FROM at;
  INSERT INTO rehabilitation.specialist (uid, etag, centre_uid, institution, full_name, visits, create_time, update_time)
    VALUES ('$UID_specialist', 1, '$UID_centre', '$HOSPITAL', 'Nümunəli', '["VISIT_KIND_MEDICAL_REVIEW"]', now(), now());
  INSERT INTO rehabilitation.room (uid, etag, centre_uid, institution, title, visits, create_time, update_time)
    VALUES ('$UID_room', 1, '$UID_centre', '$HOSPITAL', 'Otaq', '["VISIT_KIND_MEDICAL_REVIEW"]', now(), now());
  INSERT INTO rehabilitation.closure (uid, etag, centre_uid, institution, first_day, last_day, reason, create_time, update_time)
    VALUES ('$UID_closure', 1, '$UID_centre', '$HOSPITAL', '2026-01-01', '2026-01-02', 'CLOSURE_REASON_REPAIR', now(), now());
  INSERT INTO rehabilitation.episode (uid, etag, survivor_uid, survivor_number, centre_uid, kind, state, origin, opened_on, create_time, update_time,
                                      register, district, institution)
    SELECT '$UID_episode', 1, uid, number, '$UID_centre', 'EPISODE_KIND_PHYSICAL', 'EPISODE_STATE_OPEN', 'EPISODE_ORIGIN_REFERRAL', '2026-03-04', now(),
           now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO rehabilitation.goal (uid, episode_uid, survivor_uid, kind, due_on, target_score, state, create_time, register, district, institution)
    SELECT '$UID_goal', '$UID_episode', uid, 'REHAB_GOAL_KIND_SPORT', '2026-03-04', 0, 'REHAB_GOAL_STATE_OPEN', now(), register, district, '$HOSPITAL'
    FROM at;
  INSERT INTO rehabilitation.adaptation (uid, episode_uid, survivor_uid, kind, assessed_on, state, create_time, register, district, institution)
    SELECT '$UID_adaptation', '$UID_episode', uid, 'ADAPTATION_KIND_RAMP', '2026-03-04', 'ADAPTATION_STATE_NEEDED', now(), register, district,
           '$HOSPITAL' FROM at;
  INSERT INTO rehabilitation.appointment (uid, etag, episode_uid, survivor_uid, centre_uid, specialist_uid, room_uid, visit, starts_time, ends_time, state,
                                          create_time, update_time, register, district, institution)
    SELECT '$UID_appointment', 1, '$UID_episode', uid, '$UID_centre', '$UID_specialist', '$UID_room', 'VISIT_KIND_MEDICAL_REVIEW',
           now() + interval '2 days', now() + interval '2 days 30 minutes', 'APPOINTMENT_STATE_BOOKED', now(), now(), register, district, '$HOSPITAL'
    FROM at;
  INSERT INTO rehabilitation.waiting (uid, etag, episode_uid, survivor_uid, centre_uid, visit, urgency, state, create_time, update_time, register, district,
                                      institution)
    SELECT '$UID_waiting', 1, '$UID_episode', uid, '$UID_centre', 'VISIT_KIND_MEDICAL_REVIEW', 'WAITING_URGENCY_SOON', 'WAITING_STATE_WAITING', now(),
           now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO rehabilitation.device (uid, etag, survivor_uid, device_class, payer, wearer_age, state, prescribed_on, decided_on, decision_document,
                                     delivered_on, create_time, update_time, register, district, institution)
    SELECT '$UID_device', 1, uid, 'transtibial-conventional', 'DEVICE_PAYER_STATE', 'WEARER_AGE_ADULT', 'DEVICE_STATE_DELIVERED', '2026-03-04',
           '2026-03-05', '17-A', '2026-03-06', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO rehabilitation.device_component (uid, device_uid, kind, maker, serial, built_in_on, register, district, institution)
    SELECT '$UID_component', '$UID_device', 'COMPONENT_KIND_FOOT', 'Nümunə', upper(right('$UID_component', 12)), '2026-03-05', register, district,
           '$HOSPITAL' FROM at;
  INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, state, due_on, basis, term_example, next_on, create_time, update_time,
                                      register, district, institution)
    SELECT '$UID_device', 1, uid, 'transtibial-conventional', 'RENEWAL_STATE_TO_CALL', '2026-12-31', 'RENEWAL_BASIS_TERM', true, '2026-12-01', now(),
           now(), register, district, '$HOSPITAL' FROM at;
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddRehabilitationIds(KnownIds& ids, const std::string& hospital) {
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  std::map<std::string, std::string> uids;
  std::string sql = absl::StrReplaceAll(kRows, {{"$SURVIVOR", survivor}, {"$HOSPITAL", hospital}});
  for (const char* row : {"centre", "specialist", "room", "closure", "episode", "goal", "adaptation", "appointment", "waiting",
                          "device", "component"}) {
    uids[row] = NewRequestId();
    sql = absl::StrReplaceAll(sql, {{absl::StrCat("$UID_", row), uids[row]}});
  }
  const absl::Status made = incident_->database().Execute(sql);
  EXPECT_TRUE(made.ok()) << made;
  // Centres and who works there are everybody's: out of reach are those that are not there.
  if (hospital != "hospital-barda") {
    for (const char* row : {"centre", "specialist", "room", "closure"}) uids[row] = NewRequestId();
  }
  const std::string centre = "centres/" + uids["centre"];
  ids.by_kind.insert({{"centres", centre},
                      {"centres/specialists", absl::StrCat(centre, "/specialists/", uids["specialist"])},
                      {"centres/rooms", absl::StrCat(centre, "/rooms/", uids["room"])},
                      {"centres/closures", absl::StrCat(centre, "/closures/", uids["closure"])},
                      {"episodes", "episodes/" + uids["episode"]},
                      {"appointments", "appointments/" + uids["appointment"]},
                      {"waiting", "waiting/" + uids["waiting"]},
                      {"devices", "devices/" + uids["device"]},
                      {"renewals", "renewals/" + uids["device"]}});
  const auto bare = [&](const char* field, const std::string& uid) {
    ids.by_kind.emplace(absl::StrCat("dayaq.rehabilitation.v1.", field), uid);
  };
  for (const char* request : {"OpenEpisodeRequest", "AcceptEpisodeRequest", "Session", "Closure", "SearchSlotsRequest",
                              "HoldSlotRequest", "BookAppointmentRequest", "BookSeriesRequest", "MoveAppointmentRequest",
                              "ListAppointmentsRequest", "ExportCalendarRequest"}) {
    bare(absl::StrCat(request, ".specialist_uid").c_str(), uids["specialist"]);
  }
  for (const char* request : {"Closure", "HoldSlotRequest", "BookAppointmentRequest", "BookSeriesRequest", "MoveAppointmentRequest",
                              "ExportCalendarRequest"}) {
    bare(absl::StrCat(request, ".room_uid").c_str(), uids["room"]);
  }
  bare("ListAppointmentsRequest.centre_uid", uids["centre"]);
  bare("ListWaitingRequest.centre_uid", uids["centre"]);
  bare("SearchSlotsRequest.centre_uids", uids["centre"]);
  bare("Adaptation.payer_centre_uid", uids["centre"]);
  bare("EndGoalRequest.goal_uid", uids["goal"]);
  bare("EndAdaptationRequest.adaptation_uid", uids["adaptation"]);
  bare("Session.appointment_uid", uids["appointment"]);
  bare("RecordDeviceStepRequest.removed_uids", uids["component"]);
  bare("Specialist.staff_uid",
       Value("SELECT staff_uid FROM access.role_assignment WHERE role = 'rehabilitation_specialist' ORDER BY uid LIMIT 1"));
}

}  // namespace dayaq::testing
