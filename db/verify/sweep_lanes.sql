-- Verify dayaq:sweep_lanes on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, sweep_uid, after_uid, until_uid, done, weighed, found, update_time, finish_time FROM survivor.sweep_lane WHERE false;
SELECT 'survivor.next_of_sweep(text, uuid, uuid, integer)'::regprocedure, 'survivor.lanes_of_sweep(text, integer)'::regprocedure;
ROLLBACK;
