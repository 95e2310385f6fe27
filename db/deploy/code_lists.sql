-- Deploy dayaq:code_lists to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The code lists of proto/dayaq/incident/v1, each in one place; a value added there is added here by replacing this function.
-- Closed columns say CHECK (incident.is_code('<enum>', column)); an unknown value is NULL and passes. In PL/pgSQL on purpose: a check is
-- planned anew by every statement, and inlining all lists into each of them costs more than the statement itself.
CREATE FUNCTION incident.is_code(list text, value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN value = ANY (CASE list
    WHEN 'IncidentState' THEN ARRAY[
      'INCIDENT_STATE_REPORTED', 'INCIDENT_STATE_VERIFIED', 'INCIDENT_STATE_REJECTED', 'INCIDENT_STATE_MERGED']
    WHEN 'SourceKind' THEN ARRAY[
      'SOURCE_KIND_HOSPITAL', 'SOURCE_KIND_MINE_ACTION_AGENCY', 'SOURCE_KIND_POLICE', 'SOURCE_KIND_RED_CRESCENT',
      'SOURCE_KIND_DISTRICT_AUTHORITY', 'SOURCE_KIND_PRESS', 'SOURCE_KIND_REGISTER', 'SOURCE_KIND_OTHER']
    WHEN 'AccidentClass' THEN ARRAY[
      'ACCIDENT_CLASS_DEMINING', 'ACCIDENT_CLASS_MINE', 'ACCIDENT_CLASS_UXO_AXO', 'ACCIDENT_CLASS_CLUSTER',
      'ACCIDENT_CLASS_IED', 'ACCIDENT_CLASS_STORED_AMMUNITION', 'ACCIDENT_CLASS_OTHER', 'ACCIDENT_CLASS_UNKNOWN']
    WHEN 'DeviceCategory' THEN ARRAY[
      'DEVICE_CATEGORY_AP_MINE', 'DEVICE_CATEGORY_AV_MINE', 'DEVICE_CATEGORY_MINE_UNSPECIFIED',
      'DEVICE_CATEGORY_SUBMUNITION', 'DEVICE_CATEGORY_UXO', 'DEVICE_CATEGORY_AXO', 'DEVICE_CATEGORY_IMPROVISED_MINE',
      'DEVICE_CATEGORY_BOOBY_TRAP', 'DEVICE_CATEGORY_OTHER', 'DEVICE_CATEGORY_UNKNOWN']
    WHEN 'Answer' THEN ARRAY[
      'ANSWER_YES', 'ANSWER_NO', 'ANSWER_UNKNOWN']
    WHEN 'TimeBand' THEN ARRAY[
      'TIME_BAND_NIGHT', 'TIME_BAND_MORNING', 'TIME_BAND_AFTERNOON', 'TIME_BAND_EVENING']
    WHEN 'AreaType' THEN ARRAY[
      'AREA_TYPE_RURAL', 'AREA_TYPE_VILLAGE', 'AREA_TYPE_URBAN', 'AREA_TYPE_UNKNOWN']
    WHEN 'PointMethod' THEN ARRAY[
      'POINT_METHOD_GNSS', 'POINT_METHOD_MAP', 'POINT_METHOD_BEARING', 'POINT_METHOD_CENTROID', 'POINT_METHOD_WITNESS']
    WHEN 'Sex' THEN ARRAY[
      'SEX_FEMALE', 'SEX_MALE', 'SEX_UNKNOWN']
    WHEN 'CivilStatus' THEN ARRAY[
      'CIVIL_STATUS_CIVILIAN', 'CIVIL_STATUS_MILITARY', 'CIVIL_STATUS_SECURITY', 'CIVIL_STATUS_DEMINER',
      'CIVIL_STATUS_UNKNOWN']
    WHEN 'Activity' THEN ARRAY[
      'ACTIVITY_PASSING', 'ACTIVITY_FARMING', 'ACTIVITY_COLLECTING', 'ACTIVITY_HERDING', 'ACTIVITY_HUNTING',
      'ACTIVITY_HOUSEHOLD', 'ACTIVITY_PLAYING', 'ACTIVITY_TAMPERING', 'ACTIVITY_TRAVELLING', 'ACTIVITY_WALKING',
      'ACTIVITY_CONSTRUCTION', 'ACTIVITY_DEMINING', 'ACTIVITY_MILITARY_OR_POLICE', 'ACTIVITY_MANUAL_ERADICATION',
      'ACTIVITY_RESCUE', 'ACTIVITY_UNAUTHORISED_ENTRY', 'ACTIVITY_OTHER', 'ACTIVITY_UNKNOWN']
    WHEN 'Outcome' THEN ARRAY[
      'OUTCOME_INJURED', 'OUTCOME_KILLED', 'OUTCOME_UNKNOWN']
    WHEN 'DuplicateState' THEN ARRAY[
      'DUPLICATE_STATE_OPEN', 'DUPLICATE_STATE_DISMISSED', 'DUPLICATE_STATE_MERGED']
    END);
END
$$;
GRANT EXECUTE ON FUNCTION incident.is_code(text, text) TO PUBLIC;

-- A calendar date of which day or month may be unknown: "2024", "2024-02", "2024-02-04". NULL passes.
CREATE FUNCTION incident.is_partial_date(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN value ~ '^(19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'
     AND substr(value, 6) <> ALL (ARRAY['02-30', '02-31', '04-31', '06-31', '09-31', '11-31'])
     AND (substr(value, 6) <> '02-29'
          OR (left(value, 4)::integer % 4 = 0 AND (left(value, 4)::integer % 100 <> 0 OR left(value, 4)::integer % 400 = 0)));
END
$$;
GRANT EXECUTE ON FUNCTION incident.is_partial_date(text) TO PUBLIC;

-- A point on earth as the contract writes it: proto3 JSON leaves zeros out. NULL passes.
CREATE FUNCTION incident.is_point(value jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN jsonb_typeof(value) = 'object'
     AND coalesce((value ->> 'latitude')::double precision, 0) BETWEEN -90 AND 90
     AND coalesce((value ->> 'longitude')::double precision, 0) BETWEEN -180 AND 180
     AND coalesce((value ->> 'precision_metres')::integer, 0) BETWEEN 0 AND 200000
     AND coalesce(incident.is_code('PointMethod', value ->> 'method'), true);
END
$$;
GRANT EXECUTE ON FUNCTION incident.is_point(jsonb) TO PUBLIC;

COMMIT;
