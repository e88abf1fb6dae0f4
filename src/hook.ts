import { existsSync } from "node:fs";
import { join } from "node:path";
import { configFile } from "./documents/config.ts";
import { neverFetching } from "./git/environment.ts";
import { askTogether } from "./git/together.ts";
import { headBefore, type UncheckedHook } from "./git/unchecked-commits.ts";
import { openRepository } from "./git/open-repository.ts";
import { isCommitted, readUserName, type Repository } from "./git/repository.ts";
import { askGit } from "./journal/ask-git.ts";
import type { Failure } from "./model/failure.ts";
import type { StateReader } from "./workspace/state.ts";

/** The hooks v7 has something to do in. */
type HookName = "pre-commit" | "pre-merge-commit" | "post-commit" | "post-merge" | "post-rewrite" | "post-checkout";

const hooks: { readonly [Name in HookName]: (words: readonly string[]) => Promise<number> } = {
  "pre-commit": () => checkCommit(),
  "pre-merge-commit": () => checkCommit(),
  "post-commit": () => told("post-commit", () => record()),
  // Git tells 1 for a squash, which a commit follows.
  "post-merge": ([squash]) => (squash === "1" ? record() : told("post-merge", () => record())),
  "post-rewrite": async ([by]) => {
    const input = await readInput();
    return by === "rebase" ? told("post-rewrite", () => recordRewritten(input)) : recordRewritten(input);
  },
  // Git tells the HEAD before and behind, and 1 where not just files were checked out.
  "post-checkout": async ([before = "", after, flag]) => {
    if (flag !== "1" || before === after) return 0;
    if (/^0+$/.test(before)) await welcomeWorkTree();
    return record();
  },
};

/**
 * Answers git, which calls `v7 hook NAME …`. Loads nothing of the command framework: every commit waits for it. Only what is
 * wrong in a commit stops that commit; whatever is wrong with v7 is told in one line and stops nothing.
 */
export async function main([, name = "", ...words]: readonly string[]): Promise<void> {
  const exitCode = await answer(name, words);
  // Connections still open must not keep git waiting. What is printed goes to a terminal, a file or git's own pipe: all at once.
  process.exit(exitCode);
}

async function answer(name: string, words: readonly string[]): Promise<number> {
  if (process.env["V7_SKIP_HOOKS"] || !isHook(name)) return 0;
  // No commit waits for a network: what a partial clone lacks is not known here.
  Object.assign(process.env, neverFetching);
  try {
    return await hooks[name](words);
  } catch (error) {
    await tell(name, error);
    return 0;
  }
}

function isHook(name: string): name is HookName {
  return Object.hasOwn(hooks, name);
}

/** A work tree that was just made: it is to have v7's hooks, too. */
async function welcomeWorkTree(): Promise<void> {
  const { callInLinkedTree } = await import("./git/hooks/install.ts");
  await callInLinkedTree(await openRepository(process.cwd()));
}

/** How long a commit may be kept waiting by its check, in milliseconds. */
const patience = 5_000;

async function checkCommit(): Promise<number> {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(new GaveUp()), patience);
  try {
    return await Promise.race([checkedCommit(given.signal), abortion(given.signal)]);
  } finally {
    clearTimeout(timer);
  }
}

class GaveUp extends Error {
  override readonly message = `not checked within ${patience / 1000} seconds`;
}

function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
}

async function checkedCommit(signal: AbortSignal): Promise<number> {
  const { checkStaged } = await import("./checks/staged.ts");
  const repository = await openRepository(process.cwd());
  const { changes, listing, findings, documents } = await checkStaged({
    repository,
    signal,
    reader: () => readerOf(repository),
  });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const { renderStopped } = await import("./render/findings/staged-text.ts");
    await say(renderStopped(errors));
    return 1;
  }
  const suspects = findings.filter(({ code }) => code.startsWith("V7-S"));
  if (suspects.length > 0) {
    const { renderSuspects } = await import("./render/findings/staged-text.ts");
    await say(renderSuspects(suspects));
  }
  const { placeStaged } = await import("./files/places/staged-places.ts");
  const placed = await placeStaged({ repository, listing, documents }, changes);
  if (placed === undefined || placed.length === 0) return 0;
  const { renderStagedPlaces } = await import("./render/findings/staged-text.ts");
  await say(renderStagedPlaces(placed));
  return 0;
}

/** What documents are read with. Loaded where some are. */
async function readerOf(repository: Repository): Promise<StateReader> {
  const { kinds } = await import("./reconcilers/index.ts");
  const { redactorFor } = await import("./workspace/known-secrets.ts");
  return { repository, kinds, redactor: redactorFor(process.env, []) };
}

/**
 * Says what is wrong now where git made commits that no hook was asked about, then does the rest. It stops nothing, and
 * what goes wrong with it keeps nothing from being recorded.
 */
async function told(name: UncheckedHook, rest: () => Promise<number>): Promise<number> {
  await tellWhatIsWrong(name).catch(() => undefined);
  return rest();
}

async function tellWhatIsWrong(name: UncheckedHook): Promise<void> {
  const before = headBefore(name, process.env, process.cwd());
  if (before === undefined) return;
  const { checkStaged } = await import("./checks/staged.ts");
  const repository = await openRepository(process.cwd());
  const { findings } = await checkStaged({
    repository,
    since: before,
    signal: AbortSignal.timeout(patience),
    reader: () => readerOf(repository),
  });
  if (findings.length === 0) return;
  const { renderWrongNow } = await import("./render/findings/staged-text.ts");
  await say(renderWrongNow(findings));
}

/** How long git may be kept waiting for a database that does not answer, in milliseconds. */
const connectPatience = 200;

/** Brings the record up to git's history. Whatever is missed now, the next record finds. */
async function record(): Promise<number> {
  const repository = await openRepository(process.cwd());
  // Git works while what records is loaded.
  const { asked, isConfigCommitted, userName } = askTogether(repository, (place) => ({
    asked: place.isGit ? askGit(place) : undefined,
    isConfigCommitted: askForConfig(place),
    userName: readUserName(place),
  }));
  const { openWorkspace } = await import("./context.ts");
  const { recordCommits } = await import("./routines/record-commits.ts");
  const passedOver: string[] = [];
  const workspace = await openWorkspace({
    directory: process.cwd(),
    environment: process.env,
    applicationName: "v7 hook",
    signal: new AbortController().signal,
    connectPatience,
    hurried: { repository, isConfigCommitted, userName },
    anywhere: true,
    tell: (event) =>
      void (event.type === "passed-over" && passedOver.push(`not recorded: ${event.message} [${event.code}]`)),
  });
  await recordCommits(workspace, { asked });
  for (const message of passedOver) await say(`v7: ${message}`);
  return 0;
}

/** Asked only where the work tree has none: a failure is thrown to whoever waits for the answer. */
function askForConfig(repository: Repository): Promise<boolean> | undefined {
  if (!repository.isGit || existsSync(join(repository.root, configFile))) return undefined;
  const asked = isCommitted(repository, configFile);
  asked.catch(() => undefined);
  return asked;
}

/** Git tells this once: it is kept before anything else can go wrong. Where it cannot be, its commits still are recorded. */
async function recordRewritten(told: string): Promise<number> {
  const { keepRewritten } = await import("./git/rewritten.ts");
  try {
    keepRewritten(await openRepository(process.cwd()), told);
  } finally {
    await record();
  }
  return 0;
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** One line; it may hold what git or a server said, so control characters are shown. */
async function tell(name: string, error: unknown): Promise<void> {
  const { escapeControls } = await import("./render/type/escape.ts");
  const { message = "unknown", code } = error as Partial<Failure>;
  const reason = escapeControls(message.split("\n")[0] ?? "");
  const shown = typeof code === "string" && code.startsWith("V7-") ? `${reason} [${code}]` : reason;
  if (name.startsWith("pre-")) await say(`v7: commit not checked: ${shown}; v7 validate --staged`);
  else await say(`v7: not recorded yet: ${shown}; v7 record catches up`);
}

/** Loaded only by a hook that has something to say. */
async function say(text: string): Promise<void> {
  const { openPrinter } = await import("./commands/shell/printer.ts");
  openPrinter(process.env, []).message(`${text}\n`);
}
