-- Revert dayaq:devices from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
REVOKE USAGE ON SCHEMA survivor FROM rehabilitation_keeper;
DROP TABLE rehabilitation.device_component, rehabilitation.device_history, rehabilitation.device;
DROP FUNCTION rehabilitation.step_device();
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.devices_of(uuid), rehabilitation.serials_taken(text, text[]), rehabilitation.keep_device_version();
SET LOCAL ROLE survivor_keeper;
REVOKE EXECUTE ON FUNCTION survivor.referred_here(uuid), survivor.records_of(uuid) FROM rehabilitation_keeper;
DROP FUNCTION survivor.wearer(uuid, text[], text);
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.lost_that_limb(uuid[], text[], text);
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('rehabilitation', 'DeviceState', 'DevicePayer', 'WearerAge', 'EarlyReason', 'ComponentKind');
COMMIT;
