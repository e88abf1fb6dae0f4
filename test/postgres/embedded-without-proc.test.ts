import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { optional } from "../support/optional.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "v7-without-proc-"));
  // Without /proc root's server is another user's.
  chmodSync(folder, 0o755);
  for (const name of ["bin", "proc", "My Work"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "My Work", "v7.yaml"), "timezone: UTC\n");
  copyFileSync(join(import.meta.dirname, "../support/mac-ps"), join(folder, "bin", "ps"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script where /proc is empty, and processes are told by `ps` alone, as on a Mac. Answers what it printed. */
function runWithoutProc(script: string): string {
  const hide = `mount -t proc proc "${folder}/proc" && mount -t tmpfs tmpfs /proc`;
  const v7 = `v7() { "${process.execPath}" "${join(import.meta.dirname, "../../bin/run.js")}" "$@"; }`;
  const { stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-ec", `${hide}\n${v7}\n${script}`], {
    cwd: join(folder, "My Work"),
    encoding: "utf8",
    env: { ...process.env, PATH: `${folder}/bin:${process.env["PATH"]}`, V7_TEST_PROC: `${folder}/proc` },
  });
  return stdout + stderr;
}

test.skipIf(!optional.mounts.isThere())(
  "a server in a path with blanks is started, found, told and stopped (M2, M14)",
  () => {
    const said = runWithoutProc(`
      [ -z "$(ls /proc)" ]
      v7 db up
      v7 db status
      pid=$(head -n 1 .v7/pg/postmaster.pid)
      v7 db down
      case $(ps -p $pid) in "" | Z*) ;; *) echo "process $pid is left" ;; esac
      v7 db status`);
    const masked = said.replaceAll(/process \d+/g, "process N").replaceAll(/(?<=schema +)\d+/gi, "N");
    expect(masked.split("\n")).toEqual([
      "Database: enterprise_os (embedded), schema N, started.",
      "Database   enterprise_os (embedded)",
      "Chosen by  nobody: the embedded server",
      "Server     running, process N",
      "Schema     N, up to date",
      `Data       ${folder}/My Work/.v7/pg`,
      "Stopped.",
      "Database   enterprise_os (embedded)",
      "Chosen by  nobody: the embedded server",
      "Server     stopped; v7 db up starts it",
      `Data       ${folder}/My Work/.v7/pg`,
      "",
    ]);
  },
);
