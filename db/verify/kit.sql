-- Verify dayaq:kit on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
-- Nobody but the owner may call any of it.
SELECT 1 / (NOT EXISTS (
  SELECT FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  WHERE p.pronamespace = 'kit'::regnamespace AND (a.grantee <> 'dayaq_owner'::regrole OR p.proowner <> 'dayaq_owner'::regrole)))::integer;
SELECT 1 / (NOT EXISTS (SELECT FROM pg_namespace n, aclexplode(n.nspacl) a
                        WHERE n.nspname = 'kit' AND a.grantee <> 'dayaq_owner'::regrole))::integer;
SELECT 'kit.add_schema(text, text)'::regprocedure, 'kit.remove_schema(text)'::regprocedure;
ROLLBACK;
