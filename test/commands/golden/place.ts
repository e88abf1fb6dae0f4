import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Connection } from "../../../src/postgres/connection.ts";
import { packagePath } from "../../../src/system/package-file.ts";
import type { Typists } from "../typist/typists.ts";
import { runInTerminal } from "../../support/in-terminal.ts";
import { urlAs } from "../../scenes/logins.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

/** Where a case happens: a git repository and a database of its own. */
export interface Place {
  readonly root: string;
  /** The person's home folder, outside the repository. */
  readonly home: string;
  readonly database: TestDatabase;
  /** Another database, where the case has a `target.sql`; its URL is in APP_DATABASE_URL. */
  readonly target: TestDatabase | undefined;
  readonly environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * A fresh repository with the case's `state/` and `v7.yaml`, or with this repository's own personas, phases and tasks,
 * committed as `Start`. The rest of its state would only lengthen most stories: `addExample` brings what one is about.
 */
export async function openPlace(folder: string): Promise<Place> {
  const database = await testDatabase();
  const target = await openTarget(folder);
  const folderOfAll = await realpath(await mkdtemp(join(tmpdir(), "v7-case-")));
  const [root, home] = [join(folderOfAll, "repository"), join(folderOfAll, "home")];
  await Promise.all([mkdir(root), mkdir(home)]);
  const state = join(folder, "state");
  if (existsSync(state)) await cp(state, join(root, "state"), { recursive: true });
  else await addExample({ root }, ["state/personas.yaml", "state/phases", "state/tasks"]);
  if (existsSync(join(folder, "v7.yaml"))) {
    const config = await readFile(join(folder, "v7.yaml"), "utf8");
    await writeFile(join(root, "v7.yaml"), config.replaceAll("{this machine}", hostname()));
  }
  const environment = {
    ...environmentOf(home, database),
    ...(target === undefined ? {} : { APP_DATABASE_URL: target.url }),
  };
  for (const words of gitStart) await git(root, environment, words);
  await (await database.connect()).script(makeReader);
  const before = join(folder, "before.sql");
  if (existsSync(before)) await (await database.connect()).script(await readFile(before, "utf8"));
  const close = async (): Promise<void> => {
    await Promise.all([database.drop(), target?.drop()]);
    await rm(folderOfAll, { recursive: true, force: true });
  };
  return { root, home, database, target, environment, close };
}

async function openTarget(folder: string): Promise<TestDatabase | undefined> {
  const script = join(folder, "target.sql");
  if (!existsSync(script)) return undefined;
  const target = await testDatabase({ migrated: false });
  await (await target.connect()).script(await readFile(script, "utf8"));
  return target;
}

/** Copies files and folders of this repository into the case's, to the same place. */
export async function addExample({ root }: Pick<Place, "root">, files: readonly string[]): Promise<void> {
  for (const file of files) await cp(packagePath(file), join(root, file), { recursive: true });
}

/** Where v7 runs: absent both, in a process of its own with nobody at the terminal. */
export interface Ways {
  /** In a terminal of so many, where stdout holds all that is seen. */
  readonly columns?: number | undefined;
  /** In a process of theirs, which has run others before. */
  readonly typists?: Typists | undefined;
}

/** Runs the real command line. */
export async function runV7(
  { root, environment, database }: Place,
  words: readonly string[],
  { columns, typists }: Ways = {},
): Promise<Ran> {
  // Free SQL is refused to the superuser that the test database belongs to.
  const isFreeSql = words[0] === "db" && words[1] === "sql";
  const reading = isFreeSql ? { ...environment, V7_READ_DATABASE_URL: readerUrl(database.url) } : environment;
  const call = [packagePath("bin/run.js"), ...words];
  if (columns === undefined && typists) return typists.type({ words, folder: root, environment: reading });
  if (columns === undefined) return run(process.execPath, call, root, reading);
  const terminal = { program: process.execPath, words: call, directory: root, environment: reading, columns };
  const { screen, exitCode } = await runInTerminal(terminal);
  return { stdout: screen, stderr: "", exitCode };
}

/** The same place, typed in by a login of the database. */
export function placeAs(place: Place, login: string): Place {
  return { ...place, environment: { ...place.environment, V7_DATABASE_URL: urlAs(place.database.url, login) } };
}

const reader = "golden_reader";

function readerUrl(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}user=${reader}`;
}

/** Roles belong to the whole server: another case may have made it, or be making it now. */
const makeReader = `DO $$ BEGIN
  CREATE ROLE ${reader} LOGIN; GRANT pg_read_all_data TO ${reader};
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`;

export async function commitAll({ root, environment }: Place, message: string): Promise<void> {
  await git(root, environment, ["add", "--all"]);
  await git(root, environment, ["commit", "--quiet", "--allow-empty", "--message", message]);
}

export async function readCommits({ root, environment }: Place): Promise<string[]> {
  const { stdout } = await git(root, environment, ["log", "--reverse", "--format=%H"]);
  return stdout.trimEnd().split("\n");
}

/** What moves with every commit: the last line of git's own log of where HEAD was. */
export async function readHead({ root }: Place): Promise<string> {
  return (await readFile(join(root, ".git", "logs", "HEAD"), "utf8")).trimEnd().split("\n").at(-1) ?? "";
}

export async function readPlans({ root }: Place): Promise<string[]> {
  const names = await readdir(join(root, ".git", "v7", "plans")).catch(() => []);
  return names.map((name) => name.replace(".json", ""));
}

/** A file of the repository, or below `~/`. */
export async function writeFileIn(place: Pick<Place, "root" | "home">, file: string, content: string): Promise<void> {
  const path = fileIn(place, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

export function fileIn({ root, home }: Pick<Place, "root" | "home">, file: string): string {
  return file.startsWith("~/") ? join(home, file.slice(2)) : join(root, file);
}

/** StagedChanges rows as somebody else: another role, another application, no v7. */
export async function changeRows(
  connection: Connection,
  role: string,
  application: string,
  statement: string,
): Promise<void> {
  await connection.script(`
    DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
    GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role};
    SET application_name = '${application}';
    SET SESSION AUTHORIZATION ${role}`);
  try {
    await connection.query(statement);
  } finally {
    await connection.script("RESET SESSION AUTHORIZATION; RESET application_name");
  }
}

const gitStart = [
  ["init", "--quiet", "--initial-branch=main"],
  ["config", "user.name", "Arthur"],
  ["config", "user.email", "arthur@example.org"],
  ["add", "--all"],
  ["commit", "--quiet", "--allow-empty", "--message", "Start"],
];

/** None of the person's own settings. */
function environmentOf(home: string, database: TestDatabase): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: home,
    NO_COLOR: "1",
    V7_DATABASE_URL: database.url,
  };
}

function git(root: string, environment: NodeJS.ProcessEnv, words: readonly string[]): Promise<Ran> {
  return run("git", words, root, environment);
}

async function run(
  program: string,
  words: readonly string[],
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  try {
    const child = promisify(execFile)(program, [...words], {
      cwd: directory,
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    child.child.stdin?.end();
    return { ...(await child), exitCode: 0 };
  } catch (error) {
    const { stdout = "", stderr = "", code } = error as { stdout?: string; stderr?: string; code?: number | string };
    if (typeof code !== "number") throw error;
    return { stdout, stderr, exitCode: code };
  }
}
