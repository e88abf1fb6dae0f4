import { statSync } from "node:fs";
import { join } from "node:path";
import { type BoundFiles, filesInHead, filesNotAsInHead, lastCommitted } from "../git/bound-files.ts";
import type { TestRule } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { meaningOf, pathsMeantBy } from "./places.ts";

/** A result that is to be bound. */
export interface Unbound {
  /** What its report calls the file it is written in, the best name first. */
  readonly files: readonly string[];
  /** ISO 8601, UTC. */
  readonly testedAt: string;
}

/** What a result is about, as git and v7.yaml have it. */
export interface Binding {
  readonly component: string | undefined;
  /** Where the case is written: from the repository's root where HEAD holds it, else as the report says. */
  readonly testFile: string | undefined;
  /** The file that was tested; undefined where nobody says. */
  readonly path: string | undefined;
  /** Git's id of what that file held; undefined where the result is of no content that HEAD has. */
  readonly blob: string | undefined;
}

/** Results, each with what it is about. */
export interface Bound {
  readonly commit: string | undefined;
  /** In the order of the results. */
  readonly bindings: readonly Binding[];
  /** Warnings: files whose results prove nothing, and why. */
  readonly findings: readonly Finding[];
}

/** Binds results to HEAD's commit and to the contents of the files that they test, all by the same few calls of git. */
export async function bindResults({ repository, config }: Workspace, results: readonly Unbound[]): Promise<Bound> {
  const meant = new Map(
    results.flatMap(({ files }) => files).map((name) => [name, placesOf(config.tests.map, name, repository.root)]),
  );
  const asked = [...meant.values()].flatMap((places) => places.flatMap(({ path, tested }) => [path, tested]));
  const head = repository.isGit ? await filesInHead(repository, [...new Set(asked)]) : nothingInHead;
  const found = results.map(({ files }) => bindingOf(files, meant, head));
  if (head.commit === undefined) return { commit: undefined, bindings: found, findings: [] };
  const reasons = await reasonsAgainst(repository, results, found);
  const findings = new Map<string, Finding>();
  const bindings = found.map((binding, at) => {
    const reason = reasons[at];
    if (binding.path === undefined || reason === undefined) return binding;
    findings.set(binding.path, { severity: "warning", file: binding.path, ...reason });
    return { ...binding, blob: undefined };
  });
  return { commit: head.commit, bindings, findings: [...findings.values()] };
}

const nothingInHead: BoundFiles = { commit: undefined, blobs: new Map() };

/** A file that a name may mean, with what v7.yaml says of it. */
interface Place {
  readonly path: string;
  readonly component: string | undefined;
  readonly tested: string;
  readonly isMapped: boolean;
}

function placesOf(rules: readonly TestRule[], name: string, root: string): readonly Place[] {
  const byName = meaningOf(rules, name);
  return [...new Set([...pathsMeantBy(name, root), ...(byName === undefined ? [] : [name])])].map((path) => {
    const meaning = meaningOf(rules, path) ?? byName;
    return { path, component: meaning?.component, tested: meaning?.tested ?? path, isMapped: meaning !== undefined };
  });
}

function bindingOf(
  files: readonly string[],
  meant: ReadonlyMap<string, readonly Place[]>,
  { blobs }: BoundFiles,
): Binding {
  const places = files.flatMap((name) => meant.get(name) ?? []);
  const held = places.filter(({ path }) => blobs.has(path));
  const place = held[0] ?? places.find(({ isMapped }) => isMapped);
  if (place === undefined) return { component: undefined, testFile: files[0], path: undefined, blob: undefined };
  const { path, tested, component } = place;
  const isKnown = (blobs.has(tested) || tested !== path) && tested.length <= longestPath;
  return { component, testFile: path, path: isKnown ? tested : undefined, blob: blobs.get(tested) };
}

/** So long a path the table takes. */
const longestPath = 500;

type Reason = Pick<Finding, "code" | "message">;

/** Why a result is of no content that HEAD has; in the order of the results. */
async function reasonsAgainst(
  repository: Workspace["repository"],
  results: readonly Unbound[],
  bindings: readonly Binding[],
): Promise<readonly (Reason | undefined)[]> {
  const paths = new Set(bindings.flatMap(({ path, blob }) => (blob === undefined ? [] : (path ?? []))));
  const written = new Map([...paths].map((path) => [path, writtenAt(join(repository.root, path))]));
  const older = (path: string, at: number, since: ReadonlyMap<string, number>): boolean => at < (since.get(path) ?? 0);
  const suspects = bindings.flatMap(({ path }, at) => {
    const { testedAt = "" } = results[at] ?? {};
    return path !== undefined && older(path, Date.parse(testedAt), written) ? [path] : [];
  });
  // A checkout writes files anew: then their commits say since when there was such a content.
  const [changed, committed] = await Promise.all([
    filesNotAsInHead(repository),
    lastCommitted(repository, [...new Set(suspects)]),
  ]);
  return bindings.map(({ path, blob }, at) => {
    if (path === undefined) return undefined;
    if (blob === undefined)
      return { code: "V7-T005", message: "HEAD does not hold this file: its results are bound to no content" };
    if (changed.has(path))
      return { code: "V7-T005", message: "this file is not as HEAD has it: its results are bound to no content" };
    const ranAt = Date.parse(results[at]?.testedAt ?? "");
    const isOlder = older(path, ranAt, written) && older(path, ranAt + clockStepMs, committed);
    return isOlder
      ? { code: "V7-T006", message: "its results are older than what the file holds: they are no pass" }
      : undefined;
  });
}

/** Git tells whole seconds. */
const clockStepMs = 1_000;

function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
