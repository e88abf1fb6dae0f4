import type { CodeExplanation } from "./explanation.ts";

export const schemaCodes = {
  "V7-B040": {
    title: "Migration changed",
    explanation: "A migration's file is not the one that was applied, so nobody can say what the schema is.",
    fix: "Use the v7 that migrated this database, or restore its file.",
  },
  "V7-B041": {
    title: "Migration missing",
    explanation: "A migration that was applied has no file, or the numbers of the files have a gap.",
    fix: "Use the v7 that migrated this database, or restore its file.",
  },
  "V7-B042": {
    title: "Migration out of order",
    explanation: "A migration was not applied although a later one was.",
    fix: "Use the v7 that migrated this database.",
  },
  "V7-B043": {
    title: "Schema newer than v7",
    explanation: "The database was migrated by a newer v7 than this one.",
    fix: "Install a newer v7.",
  },
  "V7-B044": {
    title: "Migration failed",
    explanation:
      "A statement of a migration failed. All pending migrations are one transaction, so nothing was changed.",
    fix: "Read the statement's error; v7 db schema prints the SQL.",
  },
  "V7-B045": {
    title: "Somebody is migrating",
    explanation: "Another process migrates this database right now.",
    fix: "Wait for it, then v7 db migrate.",
  },
  "V7-B046": {
    title: "No such schema",
    explanation: "The database has no schema of the name in v7.yaml database.schema.",
    fix: "Create it, or name another one.",
  },
  "V7-B047": {
    title: "Schema too old",
    explanation: "The database has no schema of this v7 yet, or an older one.",
    fix: "v7 db migrate shows what is pending; --approved applies it.",
  },
  "V7-B048": {
    title: "Connection broke while migrating",
    explanation: "The answer to COMMIT was lost. All migrations are one transaction: all are applied or none.",
    fix: "Run v7 db migrate again.",
  },
  "V7-B049": {
    title: "Migration met a lock",
    explanation:
      "A session holds a lock that a migration needs, longer than v7 waits. All pending migrations are one transaction: nothing was changed.",
    fix: "Migrate again when that session has finished; pg_stat_activity names it.",
  },
  "V7-B050": {
    title: "Missing from the schema",
    explanation: "Something that v7's migrations made is gone.",
    fix: "Find out who removed it: v7 history --outside; restore it from v7 db schema.",
  },
  "V7-B051": {
    title: "Differs from the schema",
    explanation: "Something that v7's migrations made was altered.",
    fix: "Compare it with v7 db schema, and alter it back.",
  },
  "V7-B052": {
    title: "Extra column",
    explanation: "A table of v7's own has a column that its migrations did not make.",
    fix: "Drop the column, or keep such data in a table of your own.",
  },
  "V7-B060": {
    title: "Not v7's server",
    explanation: "v7 starts and stops only the embedded server of a clone.",
    fix: "Stop the server where it runs; v7 db status says which it is.",
  },
  "V7-B061": {
    title: "Migration not approved",
    explanation: "On a server that is not v7's own, migrations need a yes. Nothing was changed.",
    fix: "Read what is pending, then v7 db migrate --approved.",
  },
  "V7-B062": {
    title: "Statement failed",
    explanation: "The server refused the statement. v7 db sql takes one statement, and only one that reads.",
    fix: "Correct the statement; rows are changed by v7 apply.",
  },
  "V7-B063": {
    title: "Schema changed by hand",
    explanation: "A table or column that v7 needs is missing or renamed, though the migrations were applied.",
    fix: "`v7 db status --verify` lists every difference; bring the named objects back.",
  },
  "V7-B064": {
    title: "Login too mighty for free SQL",
    explanation:
      "Free SQL runs in a read-only transaction that is rolled back. What some logins call from a SELECT is not held by that: a superuser writes files and starts programs, others end sessions, make replication slots or write by dblink. v7 db sql does not run as one of them.",
    fix: "Set V7_READ_DATABASE_URL to a login that can only read.",
  },
  "V7-B065": {
    title: "Right missing",
    explanation:
      "The login may not read or write what the command needs. v7's roles are v7_apply, which writes, v7_approve, which reads and approves, and v7_ro, which reads.",
    fix: "Use a login of the role that may, or let the owner of v7's tables run what v7 db grants prints: after a migration it covers what is new.",
  },
  "V7-B066": {
    title: "State row lost",
    explanation:
      "v7_state holds one row: the database's lineage, its serial and the apply lock. Without it no plan can be tied to this database.",
    fix: "Restore v7_state from a backup.",
  },
  "V7-B069": {
    title: "Session does not end",
    explanation: "The server told the session to end, and it still holds the lock.",
    fix: "Ask the server's administrator to look at the process.",
  },
  "V7-B070": {
    title: "Other people's database",
    explanation:
      "The database holds tables or views that are not v7's, and v7.yaml does not say that v7 may live beside them. Nothing was changed.",
    fix: "Set database.shared to true in v7.yaml, or name another database.",
  },
  "V7-B071": {
    title: "Objects v7 cannot work with",
    explanation:
      "Tables, views or other objects have names v7 needs, and are neither equal to v7's nor wider. Each is named in a finding. Nothing was changed.",
    fix: "Change the objects the findings name, or give v7 a schema of its own by database.schema.",
  },
  "V7-B072": {
    title: "Object v7 cannot work with",
    explanation:
      "An existing table may be wider than v7's: longer text, larger numbers, more columns. It must have v7's keys, and v7 can only add columns that may be empty or have a constant default. Views and functions must be equal.",
    fix: "Change or rename the object, or give v7 a schema of its own by database.schema.",
  },
  "V7-B073": {
    title: "Rights missing for migrating",
    explanation:
      "The login lacks rights that the migrations need. All of them are listed at once. Nothing was changed.",
    fix: "Let the owners run the SQL that is printed, then v7 db migrate.",
  },
  "V7-B074": {
    title: "Missing right",
    explanation:
      "A right that migrating needs: creating in the schema, or adding columns and triggers to somebody's table.",
    fix: "Let the owner run the SQL that is printed with the error.",
  },
  "V7-B075": {
    title: "Two rows of one name",
    explanation:
      "Several rows of an adopted table have the same natural key, so an address would mean more than one row. v7's own tables have a unique index there; an adopted one keeps its owner's.",
    fix: "Let the table's owner correct or remove all but one of the rows that are named.",
  },
  "V7-B181": {
    title: "Reset not approved",
    explanation:
      "`v7 db reset` drops everything in the embedded database: applies, approvals, what was recorded and observed. It needs a yes. Nothing was changed.",
    fix: "Keep what you need by `v7 db export -o FILE`, then `v7 db reset --approved`.",
  },
  "V7-B182": {
    title: "Not v7's server to reset",
    explanation: "v7 drops a database only on the embedded server of a clone.",
    fix: "Let its administrator drop it and make it anew, then `v7 db migrate --approved`.",
  },
  "V7-B183": {
    title: "Database in use",
    explanation:
      "A database can only take another one's place while nobody is in it. v7 ended the sessions, and others began at once.",
    fix: "End the programs that use it, then run `v7 db reset` again.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
