import type { GitPlace } from "../git/command.ts";
import type { ChangedPath } from "../git/staged-changes.ts";
import { streamBlobs } from "../git/staged-files.ts";
import type { Finding } from "../model/finding.ts";
import { secretsInBytes } from "../secrets/find-secrets.ts";
import { ByteScan } from "../secrets/scan-bytes.ts";
import type { FoundSecret } from "../secrets/scan-text.ts";

/** What a change adds: the secrets of the file as it is now that it did not hold before. */
export interface AddedSecrets {
  readonly change: ChangedPath;
  readonly found: readonly FoundSecret[];
}

export interface AddedSearch {
  readonly added: readonly AddedSecrets[];
  /** All secrets of a file that changed, as one of its versions holds them. */
  whole(change: Pick<ChangedPath, "path" | "blob">): readonly FoundSecret[];
  /** Files whose content git does not have, each an error: nothing is said to be clean that was not read. */
  readonly unread: readonly Finding[];
}

/**
 * Searches whole files, whatever git takes them for: a secret may be made of a line that is new and of lines that were
 * there. What the file held before is read only where something was found, and taken off.
 */
export async function addedSecrets(
  place: GitPlace,
  changes: readonly ChangedPath[],
  signal?: AbortSignal,
): Promise<AddedSearch> {
  const now = changes.flatMap(({ path, blob }) => (blob === undefined ? [] : [{ path, blob }]));
  const search = await searchBlobs(place, now, signal);
  const suspects = changes.filter(({ path, blob }) => blob !== undefined && search.found.has(keyOf(path, blob)));
  const before = suspects.flatMap(({ path, before: blobs }) => blobs.map((blob) => ({ path, blob })));
  // What cannot be read here was not compared: the secret counts as new.
  const known = (await searchBlobs(place, before, signal)).found;
  return {
    added: suspects.flatMap((change): AddedSecrets[] => {
      const found = search.found.get(keyOf(change.path, change.blob ?? "")) ?? [];
      const old = change.before.map((blob) => known.get(keyOf(change.path, blob)) ?? []);
      const added = old.reduce((left, seen) => without(left, seen), found);
      return added.length === 0 ? [] : [{ change, found: added }];
    }),
    whole: ({ path, blob = "" }) => search.found.get(keyOf(path, blob)) ?? [],
    unread: now.filter(({ blob }) => search.missing.has(blob)).map(({ path }) => unreadFinding(path)),
  };
}

interface NamedBlob {
  readonly path: string;
  readonly blob: string;
}

interface BlobSearch {
  /** By path and blob; only where there is something. */
  readonly found: ReadonlyMap<string, readonly FoundSecret[]>;
  readonly missing: ReadonlySet<string>;
}

/** A secret may belong to the file's name, so a blob is searched under each of its names, and read once. */
async function searchBlobs(place: GitPlace, blobs: readonly NamedBlob[], signal?: AbortSignal): Promise<BlobSearch> {
  const names = Map.groupBy(blobs, ({ blob }) => blob);
  const missing = new Set<string>();
  const ended: { readonly key: string; readonly result: ReturnType<ByteScan["end"]> }[] = [];
  let scans: { readonly key: string; readonly scan: ByteScan }[] = [];
  const listener = {
    begin: (blob: string) => {
      const paths = new Set((names.get(blob) ?? []).map(({ path }) => path));
      scans = [...paths].map((path) => ({ key: keyOf(path, blob), scan: new ByteScan(path) }));
    },
    take: (bytes: Uint8Array) => {
      for (const { scan } of scans) scan.take(bytes);
    },
    end: () => {
      for (const { key, scan } of scans) {
        const result = scan.end();
        if (result.found.length > 0 || result.doubtful.length > 0) ended.push({ key, result });
      }
    },
    missing: (blob: string) => void missing.add(blob),
  };
  await streamBlobs(place, [...names.keys()], listener, signal);
  const found = new Map<string, readonly FoundSecret[]>();
  for (const { key, result } of ended) {
    const secrets = await secretsInBytes(result);
    if (secrets.length > 0) found.set(key, secrets);
  }
  return { found, missing };
}

function keyOf(path: string, blob: string): string {
  return `${blob} ${path}`;
}

/** Each secret that was there takes one of those that are there now. */
function without(found: readonly FoundSecret[], seen: readonly FoundSecret[]): readonly FoundSecret[] {
  const left = new Map<string, number>();
  for (const { fingerprint } of seen) left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
  return found.filter(({ fingerprint }) => {
    const count = left.get(fingerprint) ?? 0;
    left.set(fingerprint, count - 1);
    return count <= 0;
  });
}

function unreadFinding(file: string): Finding {
  const message = "not searched for secrets: git does not have its content";
  return { severity: "error", code: "V7-S011", message, file };
}
