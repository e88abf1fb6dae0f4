import type { Hash } from "node:crypto";
import { GitError, type GitPlace, streamGit } from "./command.ts";

/** The SHA-256 of blobs, by the ids git gives them. */
export interface BlobHashes {
  /**
   * Hashes those of these blobs that are not remembered, by one call of git. In a partial clone git gives up at the first
   * one that is not there: `missing` says which they are.
   */
  learn(ids: Iterable<string>, missing: () => Promise<ReadonlySet<string>>): Promise<void>;
  /** Hashes what is still being named: git starts meanwhile. What it does not have is left to `learn`. */
  learnSoon(ids: Promise<readonly string[]>): Promise<void>;
  /** Hexadecimal; undefined for a blob this clone does not have. */
  of(id: string): string | undefined;
}

/** Remembers about `limit` hashes: a blob is new in one commit and old in the next that touches it. */
export function blobHashes(repository: GitPlace, limit = 100_000): BlobHashes {
  const known = new Map<string, string>();
  return {
    learnSoon: (ids) => hashAll(repository, ids, known).catch(() => undefined),
    learn: async (ids, missing) => {
      const unknown = [...new Set(ids)].filter((id) => !known.has(id));
      // The oldest go before new ones come, so that all of one call stay.
      for (const id of [...known.keys()].slice(0, Math.max(0, known.size - limit))) known.delete(id);
      if (unknown.length === 0) return;
      try {
        await hashAll(repository, unknown, known);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        const absent = await missing();
        if (!unknown.some((id) => absent.has(id))) throw error;
        const present = unknown.filter((id) => !absent.has(id) && !known.has(id));
        if (present.length > 0) await hashAll(repository, present, known);
      }
    },
    of: (id) => known.get(id),
  };
}

async function hashAll(
  place: GitPlace,
  ids: readonly string[] | Promise<readonly string[]>,
  known: Map<string, string>,
): Promise<void> {
  const inputOf = (some: readonly string[]): string => some.map((id) => `${id}\n`).join("");
  const call = {
    // Large blobs come through git in pieces, too.
    argv: ["--no-replace-objects", "-c", "core.bigFileThreshold=1m", "cat-file", "--batch", "--buffer"],
    input: ids instanceof Promise ? ids.then(inputOf) : inputOf(ids),
  };
  const reader = batchReader((id, hash) => known.set(id, hash));
  for await (const chunk of streamGit(place, call)) reader(chunk);
}

/** Takes what `cat-file --batch` prints: `ID blob SIZE`, the bytes and a line feed; or `ID missing`. No blob is held. */
function batchReader(done: (id: string, hash: string) => void): (chunk: Buffer) => void {
  // Loaded by who hashes: a hook that only checks what is committed waits for none of it.
  const { createHash, hash: hashOf } = process.getBuiltinModule("node:crypto");
  let head = "";
  let blob: { readonly id: string; readonly hash: Hash; left: number } | undefined;
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (blob === undefined) {
        const end = chunk.indexOf(lineFeed, at);
        head += chunk.toString("latin1", at, end === -1 ? chunk.length : end);
        at = end === -1 ? chunk.length : end + 1;
        if (end === -1) continue;
        const [id = "", type, size] = head.split(" ");
        head = "";
        if (type === "missing") continue;
        const whole = at + Number(size);
        if (whole < chunk.length) {
          // Most blobs are small and come in one piece, and one call for it is several times quicker.
          done(id, hashOf("sha256", chunk.subarray(at, whole)));
          at = whole + 1;
        } else blob = { id, hash: createHash("sha256"), left: Number(size) };
      } else if (blob.left > 0) {
        const bytes = chunk.subarray(at, at + blob.left);
        blob.hash.update(bytes);
        blob.left -= bytes.length;
        at += bytes.length;
      } else {
        // The line feed that closes a blob.
        done(blob.id, blob.hash.digest("hex"));
        blob = undefined;
        at += 1;
      }
    }
  };
}

const lineFeed = 10;
