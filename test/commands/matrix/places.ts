import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace } from "../../../src/context.ts";
import { stopDatabase } from "../../../src/engine/database/start.ts";
import { withConnection } from "../../../src/workspace/workspace.ts";
import { createCheckout } from "../../scenes/checkout.ts";
import { makeGuest, separateLogins } from "../../scenes/logins.ts";
import { appliedBy, openScene } from "../../scenes/scene.ts";
import { loginPassword } from "../../support/login-names.ts";
import { beginAssessment, declareAssessment, folderOf, keptWorkTree } from "./repository.ts";
import type { Request } from "./requests.ts";
import { type Known, nothingKnown } from "./vocabulary.ts";

/** Where requests are typed: each has these beside its words. */
export interface Place {
  /** The person's own folder, outside the repository. */
  readonly home: string;
  readonly known: Known;
  /** Where a request stands, and as whom. */
  stand(role: Role): Omit<Request, "words">;
  /** What differs from place to place, by the name it has in all of them. */
  readonly names: { readonly [text: string]: string };
  end(): Promise<void>;
}

/** `owner` is the tests' own login, a superuser; `v7_guest` may connect and no more. */
export const roles = ["ci", "arthur", "v7_ro", "v7_guest", "owner"] as const;
export type Role = (typeof roles)[number];

/** A way to stand in a repository: the folder, and what the top is called from there. */
export type Standing = (root: string, home: string) => { readonly folder: string; readonly top: string };

/** In a repository of its own, with a database of its own on the tests' server. */
export async function openPlace(standing: Standing): Promise<Place> {
  const home = folderOf("home");
  const scene = await openScene();
  const logins = await separateLogins(scene);
  const guestUrl = await makeGuest(scene);
  declareAssessment(scene.checkout, home);
  const ids = await beginAssessment(scene);
  const { root } = scene.checkout;
  const work = { root, from: keptWorkTree(root) };
  const { folder, top } = standing(root, home);
  return {
    home,
    known: { ...ids, top },
    names: { [top]: "TOP", [root]: "TOP", [home]: "HOME", [scene.database.name]: "aya_rag" },
    stand: (role) => {
      const url = role === "owner" ? scene.database.url : role === "v7_guest" ? guestUrl : logins.urlAs(role);
      return { folder, work, environment: { V7_DATABASE_URL: url, V7_READ_DATABASE_URL: url } };
    },
    end: async () => {
      await scene.end();
      remove(home, work.from);
    },
  };
}

/** A repository whose database does not answer. */
export async function openDeserted(): Promise<Place> {
  const home = folderOf("home");
  const checkout = createCheckout("");
  declareAssessment(checkout, home);
  const work = { root: checkout.root, from: keptWorkTree(checkout.root) };
  const url = `postgresql://ci:${loginPassword}@127.0.0.1:1/aya_rag`;
  return {
    home,
    known: nothingKnown,
    names: {},
    stand: () => ({ folder: checkout.root, work, environment: { V7_DATABASE_URL: url } }),
    end: async () => remove(checkout.root, home, work.from),
  };
}

/** Folders that are none of v7's, a new one for each request. */
export async function openOutside(): Promise<Place> {
  const home = folderOf("home");
  const repository = join(home, "repository");
  execFileSync("git", ["init", "--quiet", repository]);
  let count = 0;
  return {
    home,
    known: nothingKnown,
    names: {},
    stand: () => {
      count += 1;
      const folder = join(home, String(count));
      // Every other one is a repository that has nothing to do with v7.
      if (count % 2 === 0) mkdirSync(folder);
      else cpSync(repository, folder, { recursive: true });
      return { folder, environment: {} };
    },
    end: async () => remove(home),
  };
}

/** A copy of a clone, made while the clone's own server runs. */
export interface CopiedPlace extends Place {
  /** What the original's database answers, and who answers. */
  original(): Promise<string>;
}

export async function openCopy(): Promise<CopiedPlace> {
  const home = folderOf("home");
  const checkout = createCheckout("");
  declareAssessment(checkout, home);
  const signal = new AbortController().signal;
  const invocation = {
    directory: checkout.root,
    environment: {},
    actor: "The Architect",
    applicationName: "v7",
    signal,
  };
  const workspace = await openWorkspace(invocation);
  await appliedBy(workspace);
  const copy = folderOf("copy");
  cpSync(checkout.root, copy, { recursive: true });
  const work = { root: copy, from: keptWorkTree(copy) };
  return {
    home,
    known: nothingKnown,
    names: {},
    stand: () => ({ folder: copy, work, environment: {} }),
    original: () =>
      withConnection(workspace, "read", async (connection) => {
        const { rows } = await connection.query<{ answer: string }>(whoAnswers);
        return rows[0]?.answer ?? "";
      }),
    end: async () => {
      await stopDatabase(workspace);
      remove(checkout.root, copy, home, work.from);
    },
  };
}

const whoAnswers = "SELECT pg_postmaster_start_time() || ' ' || serial AS answer FROM v7_state";

export const atTop: Standing = (root) => ({ folder: root, top: root });

export const inSubfolder: Standing = (root) => ({ folder: join(root, "docs"), top: root });

/** By a symbolic link that lies outside. */
export const throughLink: Standing = (root, home) => {
  const link = join(home, "migration");
  symlinkSync(root, link);
  return { folder: link, top: link };
};

function remove(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
