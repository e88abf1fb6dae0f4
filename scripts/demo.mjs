// The tour of v7 on a copy of this repository's declared state. The checkout is not touched.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asSomebodyElse } from "./somebody-else.mjs";

const root = join(import.meta.dirname, "..");
const v7 = join(root, "bin", "run.js");
const copy = realpathSync(mkdtempSync(join(tmpdir(), "v7-demo-")));
// Only what the tour declares: not the database or the identity of whoever runs it.
const environment = { ...environmentWithoutDatabase(), V7_ACTOR: "demo" };

for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => stop(status));
}
// Whoever reads has seen enough, as with head.
process.stdout.on("error", () => stop(1));
try {
  await tour();
} catch (error) {
  process.exitCode = 1;
  console.error(`\nThe demo stopped: ${error.message}`);
} finally {
  cleanUp();
}

async function tour() {
  prepareCopy();
  say("Every document is checked, without a database.");
  run("validate");
  say("What the documents mean for Postgres. The first call starts an embedded PostgreSQL 18 and creates its tables.");
  run("plan");
  say("All of it in one transaction; who, when, why and from which commit are written down.");
  run("apply", "--approved");
  say("A second plan finds nothing to do: exit code 0.");
  run("plan", "--exit-code");
  say("Where the migration stands.");
  run("status");
  say("Now someone changes a row behind v7's back, as another role, with plain SQL.");
  await editBehindV7();
  say("The database tells: field, both values, role, application, time. Exit code 2.");
  runExpecting(2, "drift");
  say("A plan shows the change apart and keeps it: nothing is reverted silently.");
  run("plan");
  say("Accept it: pull writes the value into the YAML and leaves every comment where it was.");
  run("pull", "task/1.1");
  say("Declared and live agree again.");
  run("plan", "--exit-code");
  say("And it is on record.");
  run("history", "task/1.1");
}

function prepareCopy() {
  for (const name of ["state", "v7.yaml", "schemas"]) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Demo");
  git("config", "user.email", "demo@example.org");
  git("config", "commit.gpgsign", "false");
  git("config", "core.hooksPath", "/dev/null");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Declare the seven phases");
}

async function editBehindV7() {
  const url = execFileSync(process.execPath, [v7, "db", "url"], {
    cwd: copy,
    env: environment,
    encoding: "utf8",
  }).trim();
  const statement = "UPDATE v7_subworkflow_tasks SET notes = 'Hotfix at night' WHERE task_name LIKE 'Document all%'";
  console.log(`$ node scripts/somebody-else.mjs "$(v7 db url)" "${statement}"`);
  console.log(await asSomebodyElse(url, statement));
}

function run(...words) {
  runExpecting(0, ...words);
}

function runExpecting(expected, ...words) {
  console.log(`$ v7 ${words.join(" ")}`);
  const { status } = spawnSync(process.execPath, [v7, ...words], { cwd: copy, env: environment, stdio: "inherit" });
  if (status !== expected) throw new Error(`v7 ${words.join(" ")} exited ${status}, expected ${expected}`);
}

function say(text) {
  console.log(`\n# ${text}`);
}

function git(...words) {
  execFileSync("git", words, { cwd: copy, env: environment, stdio: ["ignore", "ignore", "inherit"] });
}

function stop(status) {
  cleanUp();
  process.exit(status);
}

function cleanUp() {
  spawnSync(process.execPath, [v7, "db", "down"], { cwd: copy, env: environment, stdio: "ignore" });
  rmSync(copy, { recursive: true, force: true });
}

function environmentWithoutDatabase() {
  const outside = /^(V7_|PG|GIT_|DATABASE_URL$|META_DB_PATH$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outside.test(name)));
}
