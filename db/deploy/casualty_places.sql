-- Deploy dayaq:casualty_places to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- People are counted where they lie, by whoever is bound to a few districts or an institution: the two columns that row policies ask, as incidents
-- have them. With the uid, for the reason given at incident_scope.
CREATE INDEX casualty_by_district ON incident.casualty (register, district, uid);
CREATE INDEX casualty_by_institution ON incident.casualty (institution, uid);

COMMIT;
