import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { recordHistory } from "../../src/journal/record.ts";
import type { RecordOutput } from "../../src/model/output/record.ts";
import { join } from "node:path";
import { keepRewritten } from "../../src/git/rewritten.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/** A repository and the database its history is recorded in. */
export interface Journal {
  readonly scene: Scene;
  readonly git: Scene["checkout"]["git"];
  readonly write: Scene["checkout"]["write"];
  /** Commits everything that changed. */
  commit(subject: string): string;
  /** As `v7 record` does, in the checkout or another folder. */
  record(): Promise<RecordOutput>;
  /** Keeps `OLD NEW` a line as the hook `post-rewrite` does, for the next to record. */
  tellRewritten(...pairs: readonly (readonly [from: string, to: string])[]): void;
  /** What is recorded of the commits git shows, one line a change: commit, kind, modes, names, content. */
  recorded(): Promise<string[]>;
  /** The same by `git log`. */
  logged(): string[];
  /** Recorded commits, reachable or not. */
  commits(): Promise<string[]>;
  end(): Promise<void>;
}

/** A journal whose repository has a recorded commit already. */
export async function openJournal(): Promise<Journal> {
  const scene = await openScene();
  const { git, write, commit } = scene.checkout;
  const journal: Journal = {
    scene,
    git,
    write,
    commit,
    record: async () => (await recordHistory(await scene.open())).output,
    tellRewritten: (...pairs) =>
      keepRewritten(
        { home: join(scene.checkout.root, ".git/v7") },
        pairs.map((pair) => `${pair.join(" ")}\n`).join(""),
      ),
    recorded: async () => {
      const shown = new Set(revList(scene.checkout.root));
      const { rows } = await scene.psql.query<{ line: string; sha: string }>(recordedLines);
      return rows.flatMap(({ sha, line }) => (shown.has(sha) ? [line] : [])).toSorted();
    },
    logged: () => loggedLines(scene.checkout.root),
    commits: async () => (await scene.column("SELECT sha FROM v7_commits ORDER BY sha")).map(String),
    end: () => scene.end(),
  };
  write("docs/assessment.md", lines(40));
  write("src/models/contact.py", lines(20, "status"));
  commit("Declare the assessment");
  await journal.record();
  return journal;
}

/** A text in which git finds what was moved or merged. */
export function lines(count: number, word = "ENUM"): string {
  return Array.from({ length: count }, (_, index) => `${word} ${index + 1}\n`).join("");
}

/** The commits of branches and HEAD, as git says. */
export function revList(root: string): string[] {
  return run(root, ["rev-list", "--branches", "--ignore-missing", "HEAD"])
    .toString()
    .split("\n")
    .filter(Boolean)
    .toSorted();
}

const recordedLines = `
  SELECT c.sha, concat_ws(' ', c.sha, h.change_type, coalesce(h.old_mode, '-'), coalesce(h.new_mode, '-'), h.old_path,
                          h.path, coalesce(h.old_hash, '-'), coalesce(h.new_hash, '-')) AS line
  FROM v7_commits c LEFT JOIN v7_changes h ON h.commit_sha = c.sha`;

/** Read from what `git log` prints for people, with each blob hashed by itself. */
function loggedLines(root: string): string[] {
  const argv = [
    "log",
    "--branches",
    "HEAD",
    "--raw",
    "--cc",
    "--combined-all-paths",
    "-M",
    "--no-abbrev",
    // Whatever the repository's settings hide from people.
    "--ignore-submodules=none",
    "--format=commit %H",
  ];
  const output = run(root, ["-c", "core.quotePath=false", ...argv]).toString();
  return output
    .split("commit ")
    .filter(Boolean)
    .flatMap((section) => {
      const [sha = "", ...rest] = section.split("\n").filter(Boolean);
      const changes = rest.map((line) => loggedLine(root, line));
      return changes.length === 0 ? [`${sha} - - - -`] : changes.map((change) => `${sha} ${change}`);
    })
    .toSorted();
}

/** `:100644 100644 ID ID M<tab>path`; a merge has a mode, an id, a letter and a name for each parent. */
function loggedLine(root: string, line: string): string {
  const [meta = "", ...names] = line.split("\t");
  const words = meta.replace(/^:+/, "").split(" ");
  const parents = meta.lastIndexOf(":") + 1;
  const letters = words.at(-1) ?? "";
  const from = parents === 1 || /^A+$/.test(letters) ? 0 : letters.search(/[^A]/);
  const [oldMode = "", newMode = ""] = [words[from], words[parents]];
  const [oldId = "", newId = ""] = [words[parents + 1 + from], words[2 * parents + 1]];
  const letter = letters[from] === "M" && oldId === newId ? "m" : (letters[from] ?? "");
  return [
    kinds[letter],
    oldMode === "000000" ? "-" : oldMode,
    newMode === "000000" ? "-" : newMode,
    ...(letter === "R" ? [names[from]] : []),
    names.at(-1),
    contentHash(root, oldMode, oldId),
    contentHash(root, newMode, newId),
  ].join(" ");
}

const kinds: { readonly [letter: string]: string } = {
  A: "created",
  M: "modified",
  m: "mode_changed",
  D: "deleted",
  T: "type_changed",
  R: "renamed",
};

function contentHash(root: string, mode: string, id: string): string {
  if (mode === "000000" || mode === "160000") return "-";
  return createHash("sha256")
    .update(run(root, ["cat-file", "blob", id]))
    .digest("hex");
}

function run(root: string, argv: readonly string[]): Buffer {
  const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", argv, { cwd: root, env, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}
