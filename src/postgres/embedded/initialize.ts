import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { readSql } from "../../system/package-file.ts";
import { notStarted, otherVersion } from "./failures.ts";
import { withInitializeLock } from "./initialize-lock.ts";
import { lastWordsOf } from "./last-words.ts";
import type { EmbeddedPaths } from "./paths.ts";
import { giveToServer, makeHome, runProgram, type ProgramResult, type Programs } from "./programs.ts";

/** The database every embedded server has, and its owner. */
export const embeddedDatabase = "enterprise_os";
export const embeddedUser = "v7";

/** The major version of the binaries; data of another one cannot be opened. */
const majorVersion = "18";

/** Makes the data directory unless it is there. Returns whether this call made it. */
export async function ensureInitialized(programs: Programs): Promise<boolean> {
  const { system, paths } = programs;
  makeHome(programs);
  const done = () => existsSync(join(paths.data, "PG_VERSION"));
  const made = done()
    ? undefined
    : await withInitializeLock(system, paths.initializeLock, done, () => initialize(programs));
  refuseOtherVersion(paths.data);
  return made ?? false;
}

/** Everything happens under a draft name: the data directory is complete or absent, whenever we are killed. */
function initialize(programs: Programs): boolean {
  const { paths } = programs;
  removeDrafts(paths);
  const draft = `${paths.data}${draftMark}${randomBytes(6).toString("hex")}`;
  mkdirSync(draft, { mode: 0o700 });
  giveToServer(programs, draft);
  mustSucceed(programs, runProgram(programs, programs.binaries.initdb, initdbOptions(draft)));
  mustSucceed(programs, nameDatabase(programs, draft));
  return publish(draft, paths.data);
}

const draftMark = ".draft-";

/** Locale and time zone come from options alone; the disk is told to keep the data once the server runs. */
function initdbOptions(directory: string): string[] {
  return [
    `--pgdata=${directory}`,
    `--username=${embeddedUser}`,
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--wal-segsize=1",
    "--no-sync",
    "--no-instructions",
  ];
}

/** Renaming the database that initdb made takes a hundredth of the time of creating one. */
function nameDatabase(programs: Programs, directory: string): ProgramResult {
  const options = ["--single", "-F", "-D", directory, "-c", "exit_on_error=true", "-c", "io_method=sync"];
  const sql = readSql("postgres/embedded/name-database.sql").trim();
  return runProgram(programs, programs.binaries.postgres, [...options, "template1"], `${sql}\n`);
}

function mustSucceed(programs: Programs, result: ProgramResult): void {
  if (result.status === 0) return;
  throw notStarted("could not be initialized", programs.paths.log, lastWordsOf(result.output, { otherwise: 3 }));
}

function publish(draft: string, data: string): boolean {
  try {
    renameSync(draft, data);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(join(data, "PG_VERSION"))) return false;
    throw error;
  }
}

function removeDrafts(paths: EmbeddedPaths): void {
  const prefix = `${basename(paths.data)}${draftMark}`;
  for (const name of readdirSync(paths.home)) {
    if (name.startsWith(prefix)) rmSync(join(paths.home, name), { recursive: true, force: true });
  }
}

function refuseOtherVersion(data: string): void {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (found !== majorVersion) throw otherVersion(data, found, majorVersion);
}
