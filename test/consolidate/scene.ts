import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { executeCopies, makeCopyPlan } from "../../src/routines/copies.ts";
import { dedup } from "../../src/consolidate/compare/dedup.ts";
import { inventory, type InventoryRequest } from "../../src/consolidate/inventory/inventory.ts";
import { leftOver } from "../../src/consolidate/copy/left.ts";
import type { ConsolidateDedupOutput } from "../../src/model/output/consolidate-dedup.ts";
import type { ConsolidateExecuteOutput } from "../../src/model/output/consolidate-execute.ts";
import type { ConsolidateInventoryOutput } from "../../src/model/output/consolidate-inventory.ts";
import type { ConsolidateLeftOutput } from "../../src/model/output/consolidate-left.ts";
import type { ConsolidatePlanOutput } from "../../src/model/output/consolidate-plan.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { DocumentInput } from "../scenes/documents.ts";
import type { OpenOptions } from "../scenes/checkout.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import type { TestDatabase } from "../support/database.ts";

/** A repository on ALPHA, and the folders of source groups outside of it. */
export interface SourceScene extends Scene {
  /** The folder of a group. */
  folder(group: string): string;
  /** Puts a file into a group's folder. */
  put(group: string, path: string, text: string | Uint8Array): void;
  /** Declares ALPHA, the four groups of the published registry, and a Layout; `spec` adds to one of the groups. */
  declareGroups(spec?: { readonly [group: string]: DocumentInput["spec"] }): void;
  /** On ALPHA, unless v7.yaml says otherwise. */
  open(options?: OpenOptions): Promise<Workspace>;
  inventory(groups?: readonly string[], request?: Partial<InventoryRequest>): Promise<ConsolidateInventoryOutput>;
  dedup(groups?: readonly string[]): Promise<ConsolidateDedupOutput>;
  /** Inventory, dedup and the plan of a group. */
  planned(group: string): Promise<ConsolidatePlanOutput>;
  planCopies(group: string, options?: OpenOptions & { readonly path?: string }): Promise<ConsolidatePlanOutput>;
  execute(plan: string, options?: OpenOptions & { readonly approved?: boolean }): Promise<ConsolidateExecuteOutput>;
  left(groups?: readonly string[]): Promise<ConsolidateLeftOutput>;
  /** The sources' rows: status by path from the groups' folders. */
  statuses(): Promise<Record<string, string>>;
}

export const groups = ["notebook", "legacy", "collective", "stage1"] as const;

/** What the groups' files go by: components as the registry's first scan names them, everything else to the archive. */
const layout: DocumentInput = {
  kind: "Layout",
  name: "default",
  spec: { rules: [{ match: "03_CORE_ENGINE/**", component: "03_CORE_ENGINE" }] },
};

export async function openSourceScene(database?: TestDatabase): Promise<SourceScene> {
  const scene = await openScene(database);
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "v7 Quellen für-")));
  const folder = (group: string): string => join(outside, group);
  for (const group of groups) mkdirSync(folder(group));
  const { checkout } = scene;
  const open: SourceScene["open"] = async (options) => {
    const workspace = await scene.open(options);
    const machines = { ALPHA: hostname(), ...workspace.config.machines };
    return { ...workspace, config: { ...workspace.config, machines } };
  };
  const declareGroups: SourceScene["declareGroups"] = (spec = {}) => {
    checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary" } }, layout);
    for (const [place, name] of groups.entries()) {
      const declared = {
        node: "ALPHA",
        paths: [folder(name)],
        overrides: [{ match: "*", target: "archive" }],
        ...spec[name],
      };
      // Files are read in the order of their names.
      checkout.write(`state/sources/${place}.yaml`, JSON.stringify(groupDocument(name, declared)));
    }
  };
  declareGroups();
  const built: SourceScene = {
    ...scene,
    folder,
    declareGroups,
    open,
    put: (group, path, text) => {
      const file = join(folder(group), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    inventory: async (names = [], request = {}) =>
      (await inventory(await open(), { groups: names, ...request })).output,
    dedup: async (names = []) => (await dedup(await open(), { groups: names })).output,
    planned: async (group) => {
      await built.inventory();
      await built.dedup();
      return built.planCopies(group);
    },
    planCopies: async (group, { path, ...options } = {}) => {
      return (await makeCopyPlan(await open(options), { group, outputFile: path })).output;
    },
    execute: async (plan, { approved = true, ...options } = {}) =>
      (await executeCopies(await open(options), { plan, approved })).output,
    left: async (names = []) => (await leftOver(await open(), { groups: names })).output,
    statuses: async () => {
      const { rows } = await scene.psql.query<{ path: string; status: string }>(
        "SELECT source_path AS path, status FROM v7_external_sources ORDER BY source_path",
      );
      return Object.fromEntries(rows.map(({ path, status }) => [path.slice(outside.length + 1), status]));
    },
    end: async () => {
      await scene.end();
      rmSync(outside, { recursive: true, force: true });
    },
  };
  return built;
}

function groupDocument(name: string, spec: DocumentInput["spec"]): object {
  return { apiVersion: "v7/v1", kind: "SourceGroup", metadata: { name }, spec };
}

/** All that can be told of a file without changing it. */
export function witness(path: string): unknown {
  const { ino, dev, mode, nlink, size, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
  const bytes = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { ino, dev, mode, nlink, size, mtimeNs, ctimeNs, bytes };
}
