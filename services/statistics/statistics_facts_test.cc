// What other services tell the layer: counted as other statements count the same rows, and kept up to date whatever happens to
// them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <set>

#include "absl/strings/str_join.h"
#include "services/statistics/statistics_recount.h"

namespace dayaq::statistics {
namespace {

using ::testing::IsEmpty;

// Invented people registered in 2024 and all that can follow: decisions, families, entitlements, payments that came back and
// payments that did not, legs, sessions. Who has what follows from their number alone.
constexpr char kPeople[] = R"sql(
  SET session_replication_role = replica;
  CREATE SCHEMA IF NOT EXISTS made;
  CREATE OR REPLACE FUNCTION made.uid(kind integer, n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN (lpad(kind::text, 8, '0') || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid;
  CREATE TABLE made.person AS
  SELECT n, made.uid(1, n) AS uid, '2024-01-03 09:00+04'::timestamptz + n * 13 % 300 * interval '1 day' AS opened,
         (ARRAY['SEX_MALE', 'SEX_MALE', 'SEX_FEMALE'])[1 + n % 3] AS sex FROM generate_series(1, 700) AS n;
  INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, sex, create_time, update_time)
  SELECT uid, (80000000 + n)::text, 1, 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', sex, opened, opened FROM made.person;
  INSERT INTO survivor.disability_decision (uid, survivor_uid, percent, stated_percent, band, cause, decided_on, valid_from, act_number,
                                            in_force_from, institution, create_time, register, district, survivor_institution)
  SELECT made.uid(2, n), uid, 65, 65, 'DISABILITY_BAND_61_80', 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', d.day, d.day, '1', d.day, 'expertise-agency',
         opened + interval '50 days', 'az', 'AZ-TAR', 'hospital-tartar'
  FROM made.person, LATERAL (SELECT (opened::date + n % 43)::text AS day) AS d WHERE n % 2 = 0;
  INSERT INTO survivor.family_member (uid, etag, survivor_uid, relation, sex, indirect_victim, create_time, update_time, register, district, institution)
  SELECT made.uid(3, n), 1, uid, (ARRAY['FAMILY_RELATION_SPOUSE', 'FAMILY_RELATION_CHILD', 'FAMILY_RELATION_SIBLING'])[1 + n % 3], 'SEX_FEMALE', n % 5 <> 0,
         opened, opened, 'az', 'AZ-TAR', 'hospital-tartar' FROM made.person WHERE n % 4 = 0;
  INSERT INTO payment.entitlement (uid, etag, survivor_uid, benefit, rule_version, state, currency, explanation, beneficiary, beneficiary_uid, register, district,
                                   institution, create_time, update_time)
  SELECT made.uid(4, n), 1, uid, 'disability-allowance', 1, 'ENTITLEMENT_STATE_ACTIVE', 'AZN', '{}', 'BENEFICIARY_SURVIVOR', uid, 'az', 'AZ-TAR', 'hospital-tartar',
         opened + n % 40 * interval '1 day', opened FROM made.person WHERE n % 5 <> 0;
  INSERT INTO payment.payment_run (uid, etag, number, register, institution, execute_on, due_until, source_account, source, state, orders_per_file, proposed_by,
                                   verified_by, approved_by, released_by, available_qepik, create_time, update_time) OVERRIDING SYSTEM VALUE
  SELECT made.uid(5, m), 1, 900000 + m, 'az', 'payment-fund', d.day, d.day, 'state-budget', '{}', 'PAYMENT_RUN_STATE_FILED', 1000, made.uid(9, 1), made.uid(9, 2),
         made.uid(9, 3), made.uid(9, 4), 0, now(), now()
  FROM generate_series(1, 14) AS m, LATERAL (SELECT ('2024-01-05'::date + m * interval '1 month')::date::text AS day) AS d;
  -- To the person, or to the member of the family; by three months, of one benefit or another.
  INSERT INTO payment.payment_order (uid, etag, run_uid, entitlement_uid, survivor_uid, payee_uid, account_uid, benefit, amount_qepik, currency, purpose, remittance,
                                     uetr, file_number, state, because, register, district, institution, create_time, update_time)
  SELECT made.uid(60 + k, n), 1, made.uid(5, 1 + (n * 13 % 300) / 30 + k), made.uid(4, n), uid, CASE WHEN n % 8 = 0 THEN made.uid(3, n) ELSE uid END, made.uid(9, 0),
         (ARRAY['disability-allowance', 'stipend-war', 'disability-allowance', 'funeral-benefit'])[1 + n % 4], 10000 + n, 'AZN', 'SSBE', 'x', gen_random_uuid(), 1,
         'PAYMENT_ORDER_STATE_SENT', 'x', 'az', 'AZ-TAR', 'hospital-tartar', opened, opened
  FROM made.person, generate_series(1, 3) AS k WHERE n % 5 <> 0 AND (n % 4 <> 3 OR n < 60);
  INSERT INTO payment.payment_order_step (order_uid, from_state, to_state, because, create_time, register, district, institution)
  SELECT o.uid, s.f, s.t, 'x', (r.execute_on::date + s.days)::timestamp AT TIME ZONE 'Asia/Baku', 'az', 'AZ-TAR', 'hospital-tartar'
  FROM payment.payment_order o JOIN payment.payment_run r ON r.uid = o.run_uid,
       (VALUES (1, 'PAYMENT_ORDER_STATE_SENT', 'PAYMENT_ORDER_STATE_SETTLED', 1), (2, 'PAYMENT_ORDER_STATE_SETTLED', 'PAYMENT_ORDER_STATE_RETURNED', 9)) AS s(place, f, t, days)
  WHERE s.place = 1 OR o.amount_qepik % 11 = 0 ORDER BY o.uid, s.place;
  INSERT INTO rehabilitation.device (uid, etag, survivor_uid, device_class, side, payer, wearer_age, state, prescribed_on, decided_on, decision_document, delivered_on,
                                     create_time, update_time, register, district, institution)
  SELECT made.uid(7, n), 1, uid, CASE WHEN n % 9 = 0 THEN 'crutches' ELSE 'lower-conventional' END, 'SIDE_LEFT', 'DEVICE_PAYER_STATE', 'WEARER_AGE_ADULT',
         CASE WHEN n % 4 = 0 THEN 'DEVICE_STATE_APPROVED' ELSE 'DEVICE_STATE_DELIVERED' END, d.day, d.day, '1', CASE WHEN n % 4 <> 0 THEN d.later END, opened, opened,
         'az', 'AZ-TAR', 'rehabilitation-baku'
  FROM made.person, LATERAL (SELECT (opened::date + 10)::text AS day, (opened::date + 40)::text AS later) AS d WHERE n % 3 = 0;
  INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, state, due_on, basis, term_example, next_on, create_time, update_time, register, district,
                                      institution)
  SELECT uid, 1, survivor_uid, device_class, 'RENEWAL_STATE_WAITING', (delivered_on::date + 100)::text, 'RENEWAL_BASIS_TERM', true, '2026-05-01', create_time, create_time,
         register, district, institution FROM rehabilitation.device WHERE delivered_on IS NOT NULL AND substr(uid::text, 36)::integer % 2 = 0;
  INSERT INTO rehabilitation.episode (uid, etag, survivor_uid, survivor_number, centre_uid, kind, state, origin, opened_on, create_time, update_time, register, district,
                                      institution)
  SELECT made.uid(8, n), 1, uid, '1', made.uid(9, 0), 'EPISODE_KIND_PHYSICAL', 'EPISODE_STATE_OPEN', 'EPISODE_ORIGIN_REFERRAL', opened::date::text, opened, opened, 'az',
         'AZ-TAR', 'rehabilitation-baku' FROM made.person WHERE n % 6 = 0;
  INSERT INTO rehabilitation.session (uid, episode_uid, survivor_uid, visit, place, held_on, minutes, specialist_uid, create_time, register, district, institution)
  SELECT made.uid(80 + k, n), made.uid(8, n), uid, (ARRAY['VISIT_KIND_PEER_SUPPORT', 'VISIT_KIND_GAIT_TRAINING', 'VISIT_KIND_PHYSIOTHERAPY'])[k], 'SESSION_PLACE_CENTRE',
         (opened::date + k * 20)::text, 30, made.uid(9, 0), opened + k * interval '20 days', 'az', 'AZ-TAR', 'rehabilitation-baku'
  FROM made.person, generate_series(1, 3) AS k WHERE n % 6 = 0;
  SET session_replication_role = origin;
)sql";

// The state of each order at the end of a day in Baku, and who was paid by it.
constexpr char kPaid[] = R"sql(
  WITH paid AS (
    SELECT o.uid, o.benefit, o.survivor_uid, o.payee_uid, o.amount_qepik, r.execute_on, m.relation, m.indirect_victim, coalesce(m.sex, s.sex) AS sex
    FROM payment.payment_order o JOIN payment.payment_run r ON r.uid = o.run_uid JOIN survivor.survivor s ON s.uid = o.survivor_uid
         LEFT JOIN survivor.family_member m ON m.uid = o.payee_uid
    WHERE 'PAYMENT_ORDER_STATE_SETTLED' = (SELECT p.to_state FROM payment.payment_order_step p WHERE p.order_uid = o.uid
                                             AND p.create_time < '2025-07-01'::timestamp AT TIME ZONE 'Asia/Baku' ORDER BY p.uid DESC LIMIT 1)
      AND left(r.execute_on, 4) = '2024'
  )
)sql";

class OtherFactsTest : public StatisticsServiceTest {
 protected:
  void Make() const {
    Sql(kPeople);
    // How long it took those who were hurt to get to a hospital.
    Sql("SET session_replication_role = replica; UPDATE incident.casualty SET care_steps = "
        "jsonb_build_array(jsonb_build_object('kind', "
        "'CARE_KIND_ADMISSION', 'minutes_after', abs(hashtext(uid::text)) % 240)) WHERE outcome = 'OUTCOME_INJURED'; SET "
        "session_replication_role = origin");
    LayerRebuilt();
  }

  // A draft of these tables, as known at the end of June 2025.
  v1::Release DraftOf(const std::vector<v1::TableSpec>& tables) const { return Drafted(Drafting(tables, "2025-06-30")); }
  // Counts of a table of the draft, hidden ones too, by codes ("2024|F|YES").
  std::map<std::string, int64_t> Counts(const v1::Release& release, int place) const {
    std::map<std::string, int64_t> counts;
    const std::string rows = Value(absl::StrCat(
        "SELECT string_agg(codes || '=' || value, ';') FROM (SELECT t.cells -> 'values' ->> (n - 1)::integer AS value, codes FROM "
        "statistics.release_table t, LATERAL (WITH RECURSIVE d AS (SELECT 1 AS at, ARRAY[c]::text[] AS codes, ARRAY[p] AS places "
        "FROM "
        "jsonb_array_elements_text(t.dimensions -> 0 -> 'codes') WITH ORDINALITY AS e(c, p) UNION ALL SELECT d.at + 1, d.codes || "
        "c, "
        "d.places || p FROM d, jsonb_array_elements_text(t.dimensions -> d.at -> 'codes') WITH ORDINALITY AS e(c, p)) SELECT "
        "array_to_string(codes, '|') AS codes, row_number() OVER (ORDER BY places) AS n FROM d WHERE at = "
        "jsonb_array_length(t.dimensions)) AS "
        "x WHERE t.place = ",
        place, " AND t.release_uid = '", release.uid(), "') AS y"));
    for (const absl::string_view row : absl::StrSplit(rows, ';')) {
      const std::pair<std::string, std::string> cell = absl::StrSplit(row, '=');
      EXPECT_TRUE(absl::SimpleAtoi(cell.second, &counts[cell.first])) << row;
    }
    return counts;
  }
  // Compares cells without sums with what another statement counts; codes it does not answer are nobody.
  void Compare(const std::string& what, const std::map<std::string, int64_t>& counts, const std::string& statement) {
    std::map<std::string, int64_t> right;
    for (const absl::string_view row : absl::StrSplit(
             Value(absl::StrCat("SELECT string_agg(code || '=' || people, ';') FROM (", statement, ") AS r(code, people)")), ';',
             absl::SkipEmpty())) {
      const std::pair<std::string, std::string> cell = absl::StrSplit(row, '=');
      EXPECT_TRUE(absl::SimpleAtoi(cell.second, &right[cell.first])) << row;
    }
    int64_t all = 0;
    for (const auto& [code, people] : right) {
      EXPECT_EQ(counts.count(code), 1U) << what << " " << code << " is no cell";
      all += people;
    }
    for (const auto& [code, people] : counts) {
      if (absl::StrContains(code, "_T")) continue;
      ++cells_;
      differences_ += people == right[code] ? 0 : 1;
      EXPECT_EQ(people, right[code]) << what << " " << code;
    }
    EXPECT_GT(all, 0) << what;
  }
  // Figures of a table as they are shown, by codes.
  std::map<std::string, std::string> Shown(const v1::Release& release, int place) const {
    v1::GetReleaseTableRequest request;
    request.set_name(release.name());
    request.set_place(place);
    const auto table = Ask(&Releases::GetReleaseTable, kStatistician, request);
    EXPECT_TRUE(table.ok()) << table.status();
    std::map<std::string, std::string> shown;
    if (!table.ok()) return shown;
    for (const v1::FigureCell& cell : table->cells()) {
      shown[absl::StrJoin(cell.codes(), "|")] = cell.status() == v1::CELL_STATUS_HIDDEN ? "Q" : cell.value();
    }
    return shown;
  }

  // Lines that only one of the two has.
  static std::vector<std::string> Differing(const std::string& one, const std::string& other) {
    const std::set<std::string> ones = absl::StrSplit(one, '\n'), others = absl::StrSplit(other, '\n');
    std::vector<std::string> differing;
    std::set_symmetric_difference(ones.begin(), ones.end(), others.begin(), others.end(), std::back_inserter(differing));
    return differing;
  }

  int cells_ = 0, differences_ = 0;
};

TEST_F(OtherFactsTest, WhatIsCountedIsWhatAnotherStatementCounts) {
  Hurt(130);
  Make();
  const auto spec = [](const std::string& indicator, const std::vector<std::string>& dimensions) {
    return Spec(indicator, dimensions, "2024-01-01", "2024-12-31");
  };
  const v1::Release draft = DraftOf({spec("P5", {"SEX"}), spec("P6a", {"BENEFIT", "SEX"}), spec("P6b", {"BENEFIT"}), spec("P7", {}),
                                     spec("P8", {"SERVICE"}), spec("P9a", {}), spec("P9b", {}), spec("P9c", {}),
                                     spec("P10a", {"RELATION"}), spec("P10b", {"RELATION"}), spec("P11", {}), spec("P2", {"SEX"})});
  ASSERT_FALSE(draft.uid().empty());
  const std::string sex = " CASE sex WHEN 'SEX_MALE' THEN 'M' WHEN 'SEX_FEMALE' THEN 'F' ELSE 'U' END ";
  // Paid within 30 days, of those who were entitled within 30 days; nobody of them was registered after November 2024 + 30 days.
  Compare(
      "P5", Counts(draft, 0),
      absl::StrCat(
          "SELECT '2024|' ||", sex,
          "|| CASE WHEN first <= opened::date + 30 THEN '|YES' ELSE '|NO' END, count(*) FROM (SELECT p.sex, p.opened, (SELECT "
          "r.execute_on::date FROM "
          "payment.payment_order o JOIN payment.payment_run r ON r.uid = o.run_uid JOIN payment.payment_order_step s ON "
          "s.order_uid = o.uid AND s.to_state = "
          "'PAYMENT_ORDER_STATE_SETTLED' WHERE o.survivor_uid = p.uid ORDER BY s.create_time LIMIT 1) AS first FROM made.person p "
          "JOIN payment.entitlement e ON "
          "e.survivor_uid = p.uid AND e.create_time < (p.opened::date + 31)::timestamp AT TIME ZONE 'Asia/Baku') AS x GROUP BY 1"));
  Compare("P6a", Counts(draft, 1),
          absl::StrCat(kPaid, "SELECT '2024|' || upper(replace(benefit, '-', '_')) || '|' ||", sex,
                       ", count(DISTINCT (payee_uid, benefit)) FROM paid GROUP BY 1"));
  Compare("P7", Counts(draft, 3),
          "SELECT '2024|' || CASE WHEN delivered_on <= '2024-12-31' AND coalesce(due_on, '9999') > '2024-12-31' THEN 'YES' ELSE "
          "'NO' END, count(*) FROM "
          "rehabilitation.device d LEFT JOIN rehabilitation.renewal n USING (uid) WHERE d.device_class LIKE 'lower-%' AND "
          "d.prescribed_on <= '2024-12-31' GROUP BY 1");
  Compare("P8", Counts(draft, 4),
          "SELECT '2024|' || CASE WHEN visit LIKE '%PEER%' THEN 'PSYCHOLOGICAL' ELSE 'REHABILITATION' END, count(*) FROM "
          "rehabilitation.session WHERE held_on BETWEEN "
          "'2024-01-01' AND '2024-12-31' GROUP BY 1");
  const std::string known = "update_time < '2025-07-01'::timestamp AT TIME ZONE 'Asia/Baku'";
  Compare("P9a", Counts(draft, 5),
          absl::StrCat("SELECT '2024', count(*) FROM incident.casualty c JOIN incident.incident i ON i.uid = c.incident_uid WHERE "
                       "c.care_steps IS NOT NULL AND "
                       "left(i.occurred_on, 4) = '2024' AND c.",
                       known));
  Compare("P9b", Counts(draft, 6), "SELECT '2024', count(*) FROM survivor.disability_decision WHERE left(decided_on, 4) = '2024'");
  const std::string first =
      "SELECT DISTINCT ON (o.survivor_uid) o.uid, r.execute_on::date - d.decided_on::date AS days FROM payment.payment_order o "
      "JOIN payment.payment_run r ON r.uid = "
      "o.run_uid JOIN payment.payment_order_step s ON s.order_uid = o.uid AND s.to_state = 'PAYMENT_ORDER_STATE_SETTLED' JOIN "
      "survivor.disability_decision d ON "
      "d.survivor_uid = o.survivor_uid ORDER BY o.survivor_uid, s.create_time";
  Compare("P9c", Counts(draft, 7),
          absl::StrCat(kPaid, ", first AS (", first, ") SELECT '2024', count(*) FROM paid JOIN first USING (uid) WHERE days >= 0"));
  const std::string relation = "CASE relation WHEN 'FAMILY_RELATION_SIBLING' THEN 'OTHER' ELSE substr(relation, 17) END";
  Compare("P10a", Counts(draft, 8),
          absl::StrCat("SELECT '2024|' || ", relation, ", count(*) FROM survivor.family_member WHERE indirect_victim GROUP BY 1"));
  Compare("P10b", Counts(draft, 9),
          absl::StrCat(kPaid, "SELECT '2024|' || ", relation,
                       ", count(DISTINCT payee_uid) FROM paid WHERE indirect_victim GROUP BY 1"));
  Compare("P11", Counts(draft, 10),
          absl::StrCat("SELECT '2024|' || CASE WHEN sex IN ('SEX_MALE', 'SEX_FEMALE') AND (age ->> 'max_years')::integer >= 0 AND "
                       "outcome = 'OUTCOME_KILLED' THEN 'YES' ELSE "
                       "'NO' END, count(*) FROM incident.casualty c JOIN incident.incident i ON i.uid = c.incident_uid WHERE "
                       "left(i.occurred_on, 4) = '2024' AND c.",
                       known, " GROUP BY 1"));
  std::cout << "recount of other services' facts: " << cells_ << " cells, " << differences_ << " differences" << std::endl;

  // Figures are those of the counts, and of what stands behind them.
  const auto counts = Counts(draft, 0);
  const auto shares = Shown(draft, 0);
  char right[32];
  std::snprintf(right, sizeof right, "%.1f",
                100.0 * static_cast<double>(counts.at("2024|M|YES")) / static_cast<double>(counts.at("2024|M|_T")));
  EXPECT_EQ(shares.at("2024|M"), right);
  const auto amounts = Shown(draft, 2);
  EXPECT_EQ(amounts.at("2024|STIPEND_WAR"),
            Value(absl::StrCat(kPaid, "SELECT sum(amount_qepik) FROM paid WHERE benefit = 'stipend-war'")));
  EXPECT_EQ(amounts.at("2024|FUNERAL_BENEFIT") + amounts.at("2024|_T"),
            Value(absl::StrCat(kPaid,
                               "SELECT CASE WHEN count(DISTINCT payee_uid) FILTER (WHERE benefit = 'funeral-benefit') < 5 THEN "
                               "'QQ' ELSE sum(amount_qepik) FILTER "
                               "(WHERE benefit = 'funeral-benefit') || '' || sum(amount_qepik) END FROM paid")));
  EXPECT_EQ(Shown(draft, 6).at("2024"), Value("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY d.decided_on::date - "
                                              "p.opened::date) FROM survivor.disability_decision d JOIN made.person p ON p.uid = "
                                              "d.survivor_uid WHERE left(decided_on, 4) = '2024'"));
  EXPECT_EQ(Shown(draft, 7).at("2024"),
            Value(absl::StrCat(kPaid, ", first AS (", first,
                               ") SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM paid JOIN first USING "
                               "(uid) WHERE days >= 0")));
  EXPECT_TRUE(Verified(draft).same());
}

TEST_F(OtherFactsTest, ARefreshedLayerIsARebuiltOneWhateverHappenedElsewhere) {
  Make();
  ASSERT_EQ(Value("SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM statistics.fact"),
            "AMOUNT DECISION ENTITLED PAYMENT PROSTHESIS RELATIVE SERVICE SURVIVOR");
  std::mt19937 random(29);
  const auto tell = [this](const std::string& kind, const std::string& resource) {
    Sql(absl::StrCat("SELECT outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', '", kind,
                     "', 'resource', ", resource, ")))"));
  };
  for (int step = 0; step < 60; ++step) {
    const int n = 1 + static_cast<int>(random() % 700);
    const std::string person = absl::StrCat("made.uid(1, ", n, ")");
    const std::string quiet = "SET session_replication_role = replica; ", loud = "; SET session_replication_role = origin";
    switch (random() % 7) {
      case 0:
        Sql(absl::StrCat(
            quiet,
            "INSERT INTO payment.payment_order_step (order_uid, from_state, to_state, because, create_time, register, district, "
            "institution) SELECT o.uid, "
            "'x', (ARRAY['PAYMENT_ORDER_STATE_SETTLED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_HELD'])[1 + ",
            step % 3,
            "], 'x', now(), 'az', 'AZ-TAR', 'hospital-tartar' FROM payment.payment_order o WHERE o.survivor_uid = ", person,
            "; INSERT INTO payment.bank_line (uid, message_uid, line, order_uid, kind, match, code, line_hash, said_time, "
            "create_time) SELECT gen_random_uuid(), "
            "made.uid(90, ",
            step, "), 1, o.uid, 'BANK_LINE_KIND_STATUS', 'BANK_LINE_MATCH_ORDER', 'ACSC', md5(o.uid::text || '", step,
            "') || md5(''), now(), now() FROM "
            "payment.payment_order o WHERE o.survivor_uid = ",
            person, loud));
        tell("payment.bank_file_taken", absl::StrCat("'bankMessages/' || made.uid(90, ", step, ")"));
        break;
      case 1:
        Sql(absl::StrCat("UPDATE rehabilitation.renewal SET due_on = (due_on::date + 200)::text WHERE survivor_uid = ", person));
        tell("renewal.changed", absl::StrCat("'renewals/' || made.uid(7, ", n, ")"));
        break;
      case 2:
        Sql(
            absl::StrCat("UPDATE rehabilitation.device SET state = 'DEVICE_STATE_LOST', ended_on = '2024-12-01' WHERE state = "
                         "'DEVICE_STATE_DELIVERED' AND delivered_on < "
                         "'2024-12-01' AND survivor_uid = ",
                         person));
        tell("device.ended", absl::StrCat("'devices/' || made.uid(7, ", n, ")"));
        break;
      case 3:
        Sql(absl::StrCat("UPDATE survivor.family_member SET indirect_victim = NOT indirect_victim WHERE survivor_uid = ", person));
        tell("survivor.family_changed", absl::StrCat("'survivors/' || ", person));
        break;
      case 4: {
        const std::string other = absl::StrCat("made.uid(1, ", 1 + (n + 7) % 700, ")");
        Sql(absl::StrCat(
            "INSERT INTO survivor.record_merge (uid, survivor_uid, merged_uid, merged_district, merged_institution, staff_uid, "
            "reason, register, district, institution) SELECT "
            "gen_random_uuid(), a.uid, b.uid, b.district, b.institution, gen_random_uuid(), 'x', a.register, a.district, "
            "a.institution FROM survivor.survivor a, "
            "survivor.survivor b WHERE a.uid = ",
            person, " AND b.uid = ", other,
            " AND a.merged_into_uid IS NULL AND b.merged_into_uid IS NULL AND NOT EXISTS (SELECT FROM survivor.survivor s WHERE "
            "s.merged_into_uid = b.uid); UPDATE survivor.survivor SET merged_into_uid = ",
            person, " WHERE uid = ", other, " AND EXISTS (SELECT FROM survivor.record_merge m WHERE m.merged_uid = ", other,
            " AND m.survivor_uid = ", person, ")"));
        tell("survivor.merged", absl::StrCat("'survivors/' || ", other));
        break;
      }
      case 5:
        Sql(absl::StrCat(
            "UPDATE survivor.record_merge SET undone_time = now(), undone_by_uid = uid, undone_reason = 'x' WHERE merged_uid = ",
            person, " AND undone_time IS NULL; UPDATE survivor.survivor SET merged_into_uid = NULL WHERE uid = ", person));
        tell("survivor.unmerged", absl::StrCat("'survivors/' || ", person));
        break;
      default:
        Sql(absl::StrCat(quiet,
                         "INSERT INTO rehabilitation.session (uid, episode_uid, survivor_uid, visit, place, held_on, minutes, "
                         "specialist_uid, create_time, register, district, "
                         "institution) SELECT gen_random_uuid(), uid, survivor_uid, 'VISIT_KIND_GAIT_TRAINING', "
                         "'SESSION_PLACE_CENTRE', '2024-11-01', 30, made.uid(9, 0), now(), "
                         "'az', 'AZ-TAR', 'x' FROM rehabilitation.episode WHERE survivor_uid = ",
                         person, loud));
        tell("episode.session_held", absl::StrCat("'episodes/' || made.uid(8, ", n, ")"));
    }
    if (random() % 4 == 0) Follow();
  }
  Follow();
  const std::string refreshed = LayerNow();
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact WHERE kept_until <> 'infinity'"), 20) << "something changed";
  EXPECT_GT(Number("SELECT count(*) FROM survivor.survivor WHERE merged_into_uid IS NOT NULL"), 0);
  EXPECT_THAT(Differing(LayerRebuilt(), refreshed), IsEmpty());
}

}  // namespace
}  // namespace dayaq::statistics
