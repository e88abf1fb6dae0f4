import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakingStatements, brokenPromises, readContract } from "../scripts/db-contract.ts";
import { nameFaults, nameRules } from "../scripts/schema-names.ts";
import { contractViews } from "../src/meta/publish/shapes.ts";
import { readCatalog } from "../src/postgres/catalog.ts";
import type { Connection } from "../src/postgres/connection.ts";
import { readExpectedSchema } from "../src/postgres/expected-schema.ts";
import { packagePath, readPackageFile } from "../src/system/package-file.ts";
import { openOwnClone, type OwnClone } from "./commands/own-clone.ts";
import { testDatabase, type TestDatabase } from "./support/database.ts";
import { rowsBelow } from "./support/markdown-table.ts";

const page = readPackageFile("Docs/db-contract.md");
const contract = readContract();
const views = Object.keys(contract.views);

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
});
afterAll(() => database.drop());

describe("Docs/db-contract.md", () => {
  test("is about the five views of the meta collector's plan", () => {
    const named = ["v_project_health", "v_index_coverage", "v_collector_projects", "v_gap_backlog", "v_next_actions"];
    expect(views).toEqual(named);
  });

  test("is about those that are published for scripts that read SQLite", () => {
    expect([...contractViews].toSorted()).toEqual(views.toSorted());
  });

  test.each(views)("says of %s what is tested, and of each column what it means", (view) => {
    const said = rowsBelow(page, `## ${view}`);
    const promised = contract.views[view] ?? [];
    expect(said.map(([column, type, since]) => [column, type, since])).toEqual(
      promised.map(({ name, type, since }) => [`\`${name}\``, type, `${since}`]),
    );
    expect(said.filter(([, , , meaning = ""]) => meaning === "")).toEqual([]);
  });

  test("says with which schema each version came", () => {
    const said = rowsBelow(page, "# What scripts may rely on").map(([version, schema]) => [version, schema]);
    expect(said).toEqual(contract.versions.map(({ version, schema }) => [`${version}`, `${schema}`]));
  });

  test("has the rules of names and their exceptions", () => {
    const names = page.slice(page.indexOf("\n## Names\n"), page.indexOf("\n## Backups\n"));
    const rules = [...names.matchAll(/^- (.+)$/gm)].map(([, rule]) => rule);
    expect(rules).toEqual(nameRules.map(({ rule }) => rule));
    expect(rowsBelow(page, "## Names")).toEqual(
      contract.names.map(({ because, exceptions }) => [because, exceptions.map((name) => `\`${name}\``).join(", ")]),
    );
  });
});

describe("a live database", () => {
  test.each(views)("has %s with the columns that are promised, in their order", async (view) => {
    expect(await columnsOf(view)).toEqual(contract.views[view]?.map(({ name, type }) => ({ name, type })));
  });

  test("keeps every promise", async () => {
    expect(brokenPromises(contract, await readCatalog(connection))).toEqual([]);
  });

  test.each([
    ["drop", "cannot drop columns from view", (columns: string[]) => columns.slice(1)],
    [
      "rename",
      'cannot change name of view column "id" to "number"',
      ([, ...rest]: string[]) => ["NULL::bigint AS number", ...rest],
    ],
    ["retype", 'cannot change data type of view column "id"', ([, ...rest]: string[]) => ["NULL::text AS id", ...rest]],
  ])("lets no replacement of a view %s a column", async (_, refusal, changed) => {
    const columns = contract.views["v_next_actions"]?.map(({ name, type }) => `NULL::${type} AS ${name}`) ?? [];
    const replacement = `CREATE OR REPLACE VIEW v_next_actions AS SELECT ${changed(columns).join(", ")}`;
    await expect(connection.query(replacement)).rejects.toThrow(refusal);
  });
});

describe("a migration that breaks the contract", () => {
  const makesAnew = `DROP VIEW v_collector_projects;
CREATE VIEW v_collector_projects AS
SELECT project_path, files_analyzed::bigint AS files_analyzed, role_counts AS roles FROM codegraphx_project_signals;`;

  test("is refused by its text, where it takes a view away or calls it otherwise", () => {
    expect(breakingStatements(`-- Fewer columns.\n${makesAnew}`, views)).toEqual([
      "2: DROP VIEW takes v_collector_projects from those who read it",
    ]);
  });

  test.each([
    ['drop view if exists "v_gap_backlog" restrict', "DROP VIEW takes v_gap_backlog from those who read it"],
    ["DROP VIEW v_all_files, public.v_next_actions", "DROP VIEW takes v_next_actions from those who read it"],
    ["DO $$ BEGIN EXECUTE 'DROP VIEW v_next_actions'; END $$", "DROP VIEW takes v_next_actions from those who read it"],
    ["ALTER VIEW v_next_actions RENAME COLUMN title TO action", "what v_next_actions and its columns are called stays"],
    ["ALTER TABLE v_next_actions RENAME TO v_actions", "what v_next_actions and its columns are called stays"],
    ["ALTER VIEW v_next_actions SET SCHEMA old", "what v_next_actions and its columns are called stays"],
    [
      "ALTER TABLE action_queue DROP COLUMN owner CASCADE",
      "DROP … CASCADE may take views of the contract along: name what is dropped",
    ],
  ])("is refused: %s", (sql, fault) => {
    expect(breakingStatements(sql, views)).toEqual([`1: ${fault}`]);
  });

  test.each([
    "CREATE OR REPLACE VIEW v_next_actions AS SELECT 1",
    "-- DROP VIEW v_next_actions",
    "DROP VIEW v_all_files; CREATE VIEW v_next_actions_2 AS SELECT * FROM v_next_actions",
    "ALTER TABLE gap_events DROP CONSTRAINT gap_events_gap_id_fkey, ADD FOREIGN KEY (gap_id) REFERENCES gap_findings ON DELETE CASCADE",
    "ALTER TABLE action_queue RENAME COLUMN owner TO persona; SELECT * FROM v_next_actions",
  ])("is not: %s", (sql) => {
    expect(breakingStatements(sql, views)).toEqual([]);
  });

  test("is refused by what it made, whatever its text is", async () => {
    await connection.query("BEGIN");
    await connection.script(`${makesAnew} ALTER VIEW v_project_health RENAME TO v_health`);
    const broken = brokenPromises(contract, await readCatalog(connection));
    await connection.query("ROLLBACK");
    expect(broken).toEqual(
      expect.arrayContaining([
        "v_collector_projects.name is promised, and not there",
        "v_collector_projects.files_analyzed is promised as integer, and is bigint",
        "v_collector_projects.roles is there, and no version of the contract has it",
        "v_project_health.state is promised, and not there",
      ]),
    );
  });

  test("is none of those that are there", () => {
    const files = readdirSync(packagePath("sql/migrations"));
    expect(files.flatMap((file) => breakingStatements(readPackageFile(`sql/migrations/${file}`), views))).toEqual([]);
  });
});

describe("names", () => {
  const said = {
    table: "",
    view: "",
    trigger: "",
    column: "boolean",
    index: "CREATE INDEX x ON gap_events USING btree (id)",
  };

  test.each([
    ["table", "gap_waivers", "A table begins with `v7_`"],
    ["view", "waived_gaps", "A view begins with `v_`"],
    ["column", "gap_events.Closed", "Names are lower-case words"],
    ["column", "gap_events.closed", "A column that is true or false begins with"],
    ["trigger", "gap_events.refuse", "A trigger begins with `v7_`"],
    ["index", "gaps_by_scope", "An index begins with its table's name"],
  ] as const)("a %s %s is told its rule", (kind, name, rule) => {
    expect(nameFaults({ [kind]: { [name]: said[kind] } }, [])[0]).toMatch(`${name}: ${rule}`);
  });

  test("an exception that nothing needs is told, too", () => {
    const names = [{ because: "Older", exceptions: ["gap_waivers"] }];
    expect(nameFaults({ table: { v7_state: "" } }, names)).toEqual([
      "gap_waivers is an exception, and keeps to every rule or is not there",
    ]);
  });

  test("all that the migrations make keeps to the rules, or is an exception with a reason", () => {
    expect(nameFaults(readExpectedSchema(), contract.names)).toEqual([]);
  });
});

describe("the script on the page", () => {
  let clone: OwnClone;

  beforeAll(() => {
    clone = openOwnClone();
    const programs = join(clone.root, ".git", "bin");
    mkdirSync(programs);
    const v7 = `#!/bin/sh\nexec "${process.execPath}" "${packagePath("bin/run.js")}" "$@"\n`;
    writeFileSync(join(programs, "v7"), v7);
    chmodSync(join(programs, "v7"), 0o755);
    symlinkSync(packagePath("node_modules"), join(clone.root, "node_modules"));
    writeFileSync(join(clone.root, "next-actions.mjs"), blockOf("js"));
  });
  afterAll(() => clone.remove());

  /** Types the command of the page; what it printed. */
  function typed(environment: NodeJS.ProcessEnv): { status: number | null; stdout: string; stderr: string } {
    const { NODE_COMPILE_CACHE, PATH = "", TMPDIR } = process.env;
    const path = [join(clone.root, ".git", "bin"), join(process.execPath, ".."), PATH].join(":");
    const env = { NODE_COMPILE_CACHE, TMPDIR, PATH: path, GIT_CONFIG_GLOBAL: "/dev/null", ...environment };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", blockOf("sh")], {
      cwd: clone.root,
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  beforeAll(async () => {
    await connection.query(
      `INSERT INTO action_queue (title, rationale, command) VALUES ('Scan PRJ_Copy', 'nobody ever has', '{"argv": ["v7"]}')`,
    );
  });

  test.each(["META_DB_PATH", "DATABASE_URL", "V7_DATABASE_URL"])("reads the database that %s names", (variable) => {
    expect(typed({ [variable]: database.url })).toEqual({
      status: 0,
      stdout: "Scan PRJ_Copy: nobody ever has\n",
      stderr: "",
    });
  });

  test("reads the one that v7 works on, where META_DB_PATH is the path of a file", () => {
    clone.v7(["db", "up"]);
    expect(typed({ META_DB_PATH: "project_catalog.db" })).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

/** The first block of code of a language on the page. */
function blockOf(language: string): string {
  return new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";
}

async function columnsOf(view: string): Promise<unknown[]> {
  const { rows } = await connection.query(
    `SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type
       FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [view],
  );
  return rows;
}
