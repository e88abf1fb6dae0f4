import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openWorkspace } from "../../src/context.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type DocumentInput, personas, yamlOf } from "./documents.ts";

export interface OpenOptions {
  readonly actor?: string;
  readonly databaseUrl?: string;
  /** The login that only reads, where it is another one. */
  readonly readUrl?: string;
  readonly signal?: AbortSignal;
  /** Variables that v7.yaml names, such as the URLs of targets. */
  readonly environment?: { readonly [name: string]: string };
  /** How many connections wait for the next request, as in a process that stays; the test closes its database. */
  readonly keptConnections?: number;
  /** Only the login that cannot write, as what serves has. */
  readonly readsOnly?: boolean;
}

/**
 * A repository of a test's own, with the personas declared. It becomes one of git's with the first call that needs git:
 * each question that v7 asks git is a process, and most tests have nothing to do with it.
 */
export interface Checkout {
  readonly root: string;
  /** Where v7 keeps what is local to it. */
  home(): string;
  open(options?: OpenOptions): Promise<Workspace>;
  /** Writes each document to the file its kind gives it. */
  declare(...documents: readonly DocumentInput[]): void;
  /** Removes the document of `task/1.2`. */
  forget(...addresses: readonly string[]): void;
  /** Removes the file that `declare` wrote for it. */
  forgetDocument(document: Pick<DocumentInput, "kind" | "name">): void;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Commits everything and returns the commit; the author is The Architect unless another address is given. */
  commit(subject: string, author?: string): string;
  /** Makes it a repository of git's, without a commit. */
  initGit(...options: readonly string[]): void;
  /** Runs git in the repository. */
  git(...argv: readonly string[]): string;
  /** Removes the plans that are kept beside git. */
  forgetPlans(): void;
  remove(): void;
}

/** Creates a repository whose workspaces work on the given database. */
export function createCheckout(databaseUrl: string): Checkout {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "v7 Büro-")));
  const checkout = openCheckout(root, databaseUrl);
  checkout.write("state/personas.yaml", yamlOf(...personas));
  return checkout;
}

/** A repository that is there already: a clone. */
export function openCheckout(root: string, databaseUrl: string): Checkout {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  return {
    root,
    home: () => homeOf(root),
    open: (options = {}) => open(root, databaseUrl, options),
    declare: (...documents) =>
      documents.forEach((document) => write(fileOf(document.kind.toLowerCase(), document.name), yamlOf(document))),
    forget: (...addresses) => addresses.forEach((address) => rmSync(join(root, fileOf(...splitAddress(address))))),
    forgetDocument: ({ kind, name }) => rmSync(join(root, fileOf(kind.toLowerCase(), name))),
    write,
    read: (file) => readFileSync(join(root, file), "utf8"),
    commit: (subject, author = "architect@example.org") => {
      ensureGit(root);
      git(root, "add", "--all");
      git(root, "commit", "--quiet", "--allow-empty", "--author", `Author <${author}>`, "--message", subject);
      return git(root, "rev-parse", "HEAD").trim();
    },
    initGit: (...options) => ensureGit(root, options),
    git: (...argv) => {
      ensureGit(root);
      return git(root, ...argv);
    },
    forgetPlans: () => rmSync(join(homeOf(root), "plans"), { recursive: true, force: true }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function open(
  root: string,
  url: string,
  {
    actor = "The Architect",
    databaseUrl = url,
    readUrl,
    signal,
    environment = {},
    keptConnections,
    readsOnly,
  }: OpenOptions,
): Promise<Workspace> {
  return openWorkspace({
    directory: root,
    environment: readUrl === undefined ? environment : { ...environment, V7_READ_DATABASE_URL: readUrl },
    databaseUrl,
    actor,
    applicationName: "v7 apply",
    signal: signal ?? new AbortController().signal,
    ...(keptConnections === undefined ? {} : { keptConnections }),
    ...(readsOnly === undefined ? {} : { readsOnly }),
  });
}

function fileOf(segment: string, name: string): string {
  return segment === "policy" ? "state/policy.yaml" : `state/${segment}s/${name}.yaml`;
}

function splitAddress(address: string): [string, string] {
  const [segment = "", name = ""] = address.split("/");
  return [segment, name];
}

function homeOf(root: string): string {
  return existsSync(join(root, ".git")) ? join(root, ".git", "v7") : join(root, ".v7");
}

function ensureGit(root: string, options: readonly string[] = []): void {
  if (existsSync(join(root, ".git"))) return;
  git(root, "init", "--quiet", "--initial-branch", "main", ...options);
  // What v7 kept here before is no part of what anybody commits.
  writeFileSync(join(root, ".git", "info", "exclude"), "/.v7/\n");
}

/** Git with nobody's configuration but its own. */
function git(directory: string, ...argv: readonly string[]): string {
  const identity = ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org"];
  return execFileSync("git", [...identity, ...argv], {
    cwd: directory,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  });
}

/** The same workspace where one login is everybody: approvals are advice there, as on the embedded server. */
export function withoutLogins(workspace: Workspace): Workspace {
  const separatesLogins = { value: false };
  return { ...workspace, database: Object.create(workspace.database, { separatesLogins }) as Workspace["database"] };
}
