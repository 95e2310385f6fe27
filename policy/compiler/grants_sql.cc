// Grants: schemas, columns and functions. Everything that was granted before is taken back first, so that a grant which does not
// follow from the policy does not outlive the next migration.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "policy/compiler/grants.h"
#include "policy/compiler/outputs.h"

namespace dayaq::policy {
namespace {

std::set<std::string> AllSchemas(const Tables& tables) {
  std::set<std::string> schemas = tables.platform_schemas;
  for (const ServiceTables& service : tables.services) schemas.insert(service.name);
  return schemas;
}

// "{a,b}".
std::string TextArray(const std::set<std::string>& names) { return absl::StrCat("'{", absl::StrJoin(names, ","), "}'"); }

std::string SchemaOf(const std::string& qualified) { return qualified.substr(0, qualified.find('.')); }

// who -> what becomes what -> all of who, so that what several may is said once.
using Grantees = std::map<std::string, std::set<std::string>>;

std::string Statements(const Grantees& grantees) {
  std::string sql;
  for (const auto& [what, roles] : grantees) absl::StrAppend(&sql, "GRANT ", what, " TO ", absl::StrJoin(roles, ", "), ";\n");
  return sql;
}

Grantees SchemaGrants(const std::vector<RoleRights>& rights, const Tables& tables) {
  Grantees grants;
  for (const RoleRights& of_role : rights) {
    std::set<std::string> schemas = tables.platform_schemas;
    for (const auto& [table, granted] : of_role.tables) schemas.insert(SchemaOf(table));
    for (const std::string& function : of_role.calls) schemas.insert(SchemaOf(function));
    for (const std::string& schema : schemas) grants[absl::StrCat("USAGE ON SCHEMA ", schema)].insert(of_role.database_role);
  }
  for (const ServiceTables& service : tables.services) {
    for (const std::string& schema : tables.platform_schemas) {
      grants[absl::StrCat("USAGE ON SCHEMA ", schema)].insert(Login(service.name));
    }
  }
  return grants;
}

Grantees TableGrantsOf(const std::vector<RoleRights>& rights) {
  Grantees grants;
  for (const RoleRights& of_role : rights) {
    for (const auto& [table, granted] : of_role.tables) {
      for (const auto& [verb, columns] : {std::pair<const char*, const std::set<std::string>*>{"SELECT", &granted.select},
                                          {"INSERT", &granted.insert},
                                          {"UPDATE", &granted.update}}) {
        if (columns->empty()) continue;
        grants[absl::StrCat(verb, " (", absl::StrJoin(*columns, ", "), ") ON ", table)].insert(of_role.database_role);
      }
      if (granted.remove) grants[absl::StrCat("DELETE ON ", table)].insert(of_role.database_role);
    }
  }
  return grants;
}

// Function -> who calls it.
Grantees FunctionGrants(const std::vector<RoleRights>& rights, const Tables& tables) {
  Grantees grants;
  for (const PlatformCalls& group : tables.platform_calls) {
    for (const std::string& function : group.functions) {
      if (group.login) {
        for (const ServiceTables& service : tables.services) grants[function].insert(Login(service.name));
      }
      for (const RoleRights& of_role : rights) {
        if (group.roles || (group.background && of_role.role->background)) grants[function].insert(of_role.database_role);
      }
    }
  }
  for (const RoleRights& of_role : rights) {
    for (const std::string& function : of_role.calls) grants[function].insert(of_role.database_role);
  }
  return grants;
}

}  // namespace

std::string RevokeSql(const Tables& tables) {
  std::set<std::string> services;
  for (const ServiceTables& service : tables.services) services.insert(service.name);
  return absl::StrCat("DO $$\nDECLARE\n  services constant text[] := ", TextArray(services),
                      ";\n  schemas constant text[] := ", TextArray(AllSchemas(tables)), R"sql(;
  everyone oid[];
  subject record;
BEGIN
  -- Whoever is not the owner and no keeper: also roles that the policy no longer has, and the public.
  everyone := ARRAY(SELECT r.oid FROM pg_roles r
                    WHERE r.rolname <> 'dayaq_owner' AND r.rolname NOT IN (SELECT s.service || '_keeper' FROM unnest(services) AS s(service)));
  FOR subject IN
    SELECT g.kind, g.name, string_agg(DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END, ', ') AS roles
    FROM (SELECT 'SCHEMA' AS kind, n.nspname::text AS name, a.grantee, n.nspname FROM pg_namespace n, aclexplode(n.nspacl) AS a
          UNION ALL
          SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass::text, a.grantee, n.nspname
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
          UNION ALL
          SELECT 'TABLE', c.oid::regclass::text, a.grantee, n.nspname
          FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) AS a) AS g
    WHERE g.nspname = ANY (schemas) AND (g.grantee = 0 OR g.grantee = ANY (everyone))
    GROUP BY g.kind, g.name ORDER BY g.kind, g.name
  LOOP
    EXECUTE format('REVOKE ALL ON %s %s FROM %s', subject.kind, subject.name, subject.roles);
  END LOOP;
  -- A function is its owner's to give and to take: dayaq_owner's or a keeper's.
  FOR subject IN
    SELECT f.oid::regprocedure AS name, f.proowner::regrole::text AS owner, string_agg(DISTINCT a.grantee::regrole::text, ', ') AS roles
    FROM pg_proc f, aclexplode(f.proacl) AS a
    WHERE f.pronamespace::regnamespace::text = ANY (schemas) AND a.grantee = ANY (everyone)
    GROUP BY f.oid, f.proowner ORDER BY 1
  LOOP
    PERFORM set_config('role', subject.owner, true);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s', subject.name, subject.roles);
  END LOOP;
  PERFORM set_config('role', 'dayaq_owner', true);
  -- Keepers own functions that look across rows, and the owner owns the tables: their policies come with migrations.
  FOR subject IN
    SELECT p.policyname AS name, format('%I.%I', p.schemaname, p.tablename) AS table_name FROM pg_policies p
    WHERE p.schemaname = ANY (services)
      AND NOT p.roles <@ ARRAY(SELECT s.service || '_keeper' FROM unnest(services) AS s(service) UNION ALL SELECT 'dayaq_owner')::name[]
    ORDER BY 2, 1
  LOOP
    EXECUTE format('DROP POLICY %I ON %s', subject.name, subject.table_name);
  END LOOP;
END
$$;
)sql");
}

std::string ColumnClassSql(const Tables& tables) {
  std::vector<std::string> rows;
  for (const auto& [name, table] : tables.tables) {
    for (const auto& [column, what] : table.columns) {
      rows.push_back(
          absl::StrCat("  ('", name, "', '", column, "', '", access::v1::DataClass_Name(what.data_class).substr(11), "')"));
    }
  }
  std::set<std::string> services;
  for (const ServiceTables& service : tables.services) services.insert(service.name);
  return absl::StrCat(
      "DELETE FROM access.column_class;\nINSERT INTO access.column_class (table_name, column_name, class) VALUES\n",
      absl::StrJoin(rows, ",\n"),
      ";\nDO $$\nDECLARE\n  unlike text;\nBEGIN\n  WITH there AS (\n"
      "    SELECT format('%s.%s', n.nspname, t.relname) COLLATE \"C\" AS table_name, a.attname COLLATE \"C\" AS column_name\n"
      "    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace\n"
      "    WHERE n.nspname = ANY (",
      TextArray(services),
      R"sql(::text[]) AND t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
  )
  SELECT string_agg(coalesce(k.table_name || '.' || k.column_name || ' does not exist', t.table_name || '.' || t.column_name || ' has no class'), ', ')
  INTO unlike
  FROM access.column_class k FULL JOIN there t ON t.table_name = k.table_name AND t.column_name = k.column_name
  WHERE k.table_name IS NULL OR t.table_name IS NULL;
  IF unlike IS NOT NULL THEN
    RAISE EXCEPTION 'policy/tables is not about this database: %', unlike;
  END IF;
END
$$;
)sql");
}

// What the database itself holds of assignments (db/deploy/role_rules.sql).
std::string RoleRulesSql(const AccessPolicy& policy) {
  std::vector<std::string> rows;
  for (const Role& role : policy.roles()) {
    if (role.background) continue;
    std::set<std::string> not_with;
    for (const IncompatibleRoles& rule : policy.content().incompatible) {
      if (rule.roles.count(role.name) > 0) not_with.insert(rule.roles.begin(), rule.roles.end());
    }
    not_with.erase(role.name);
    rows.push_back(absl::StrCat("  ('", role.name, "', ", role.powerful ? "true" : "false", ", ", TextArray(not_with), ")"));
  }
  return absl::StrCat("DELETE FROM access.role_rule;\nINSERT INTO access.role_rule (role, powerful, not_with) VALUES\n",
                      absl::StrJoin(rows, ",\n"), ";\n");
}

std::string GrantsSql(const std::vector<RoleRights>& rights, const Tables& tables) {
  std::string calls;
  for (const auto& [function, roles] : FunctionGrants(rights, tables)) {
    absl::StrAppend(&calls, calls.empty() ? "" : ",\n", "  ('", function, "', '", absl::StrJoin(roles, ", "), "')");
  }
  return absl::StrCat(Statements(SchemaGrants(rights, tables)), Statements(TableGrantsOf(rights)),
                      "CREATE TEMPORARY TABLE call (function text PRIMARY KEY, roles text NOT NULL);\n"
                      "INSERT INTO pg_temp.call VALUES\n",
                      calls, R"sql(;
DO $$
DECLARE
  granted record;
BEGIN
  FOR granted IN
    SELECT c.function, c.roles, f.oid::regprocedure AS name, f.proowner::regrole::text AS owner
    FROM pg_temp.call c LEFT JOIN pg_proc f ON f.pronamespace::regnamespace || '.' || f.proname = c.function ORDER BY c.function, name
  LOOP
    IF granted.name IS NULL THEN
      RAISE EXCEPTION 'policy/tables names a function that does not exist: %', granted.function;
    END IF;
    PERFORM set_config('role', granted.owner, true);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', granted.name, granted.roles);
  END LOOP;
  PERFORM set_config('role', 'dayaq_owner', true);
END
$$;
DROP TABLE pg_temp.call;
)sql");
}

std::string AccessSql(const AccessPolicy& policy, const Tables& tables) {
  const std::vector<RoleRights> rights = AllRights(policy, tables);
  return absl::StrCat(R"sql(-- Generated from policy/access.yaml and policy/tables/*.yaml, never edited: ./dayaq policy
-- Who may do what with which columns and rows. db/migrate.sh runs it after every deploy, in one transaction; it may be run again at any
-- time, and leaves nothing of what was granted otherwise.
\set ON_ERROR_STOP on
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '20s';
-- Two at once would change the same rows of the catalogue.
SELECT pg_advisory_xact_lock(hashtextextended('dayaq.access_policy', 0));

)sql",
                      RevokeSql(tables), "\n", ColumnClassSql(tables), "\n", RoleRulesSql(policy), "\n", GrantsSql(rights, tables),
                      "\n", RowPoliciesSql(rights, tables),
                      "\nDELETE FROM access.policy_version;\nINSERT INTO access.policy_version (hash) VALUES ('", policy.hash(),
                      "');\nRESET ROLE;\n");
}

}  // namespace dayaq::policy
