import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOfError } from "../model/error-code.ts";
import { sha256 } from "../model/digest.ts";
import { Failure } from "../model/failure.ts";
import { ownWorkTree } from "../git/own-work-tree.ts";
import { takeDirectoryLock } from "../system/directory-lock.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A webhook's delivery as it came. */
export interface Delivery {
  readonly body: Buffer;
  /** The header `Dart-Signature`. */
  readonly signature: string | undefined;
}

/** More wait only where nobody pulls, and one of them asks for a pull as well as all. */
const mostQueued = 1_000;

/**
 * Queues a delivery by the digest of its bytes, once, and nothing of what it says: a pull reads that itself. Throws V7-J001 where
 * v7.yaml names no branch, V7-J016 unless it bears the signature of its bytes.
 */
export function queueDelivery(workspace: Workspace, { body, signature }: Delivery): void {
  branchOf(workspace);
  if (signature === undefined || !isSigned(secretOf(workspace), body, signature))
    throw new Failure("V7-J016", "the delivery does not bear the signature of its bytes");
  const folder = queueOf(workspace);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length >= mostQueued) return;
  try {
    writeFileSync(join(folder, sha256(body)), "", { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (codeOfError(error) !== "EEXIST") throw error;
  }
}

/** The deliveries that nobody pulled for yet. */
export function queuedDeliveries(workspace: Pick<Workspace, "repository">): readonly string[] {
  try {
    return readdirSync(queueOf(workspace));
  } catch (error) {
    if (codeOfError(error) === "ENOENT") return [];
    throw error;
  }
}

/** A work tree to pull into, and what is done when that has ended well. */
export interface QueuedPull {
  /** Its folder. */
  readonly root: string;
  /** Takes the deliveries that were there when it began out of the queue. */
  done(): void;
  release(): void;
}

/**
 * Makes a work tree of v7's own ready, on the branch of v7.yaml; no other one is touched. Undefined where nothing is queued. Throws
 * V7-J014 while somebody else pulls there.
 */
export async function beginQueuedPull(workspace: Workspace): Promise<QueuedPull | undefined> {
  const branch = branchOf(workspace);
  const names = queuedDeliveries(workspace);
  if (names.length === 0) return undefined;
  const { repository, system } = workspace;
  const lock = await takeDirectoryLock(system, join(repository.home, "dart", "pulling"));
  if (lock === undefined)
    throw new Failure("V7-J014", "somebody else pulls what webhooks asked for", { next: ["wait for the other one"] });
  const root = join(repository.home, "dart", "tree");
  try {
    await ownWorkTree(repository, { path: root, branch });
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    root,
    done: () => names.forEach((name) => rmSync(join(queueOf(workspace), name), { force: true })),
    release: () => lock.release(),
  };
}

function queueOf({ repository }: Pick<Workspace, "repository">): string {
  return join(repository.home, "dart", "queue");
}

function branchOf({ config }: Workspace): string {
  const branch = config.dart?.branch;
  if (branch !== undefined) return branch;
  throw new Failure("V7-J001", "v7.yaml dart.branch names no branch to pull onto", {
    next: ["name a branch in v7.yaml dart.branch"],
  });
}

function secretOf({ config, variable }: Workspace): string {
  const name = (config.dart?.webhookSecret ?? "env:DART_WEBHOOK_SECRET").slice("env:".length);
  const secret = variable(name) ?? "";
  if (secret !== "") return secret;
  throw new Failure("V7-J016", "there is no secret to prove a signature with", { next: [`set ${name}`] });
}

/** Compares digests, in a time that does not depend on where they differ. */
function isSigned(secret: string, body: Buffer, signature: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest("hex");
  return timingSafeEqual(digestOf(expected), digestOf(signature.trim().toLowerCase()));
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
