import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeCopies, executeCopies, type SealedView } from "../../src/routines/copies.ts";
import { consolidation } from "../../src/routines/consolidation.ts";
import { dedup } from "../../src/consolidate/compare/dedup.ts";
import { inventory, type InventoryRequest } from "../../src/consolidate/inventory/inventory.ts";
import { leftOver } from "../../src/consolidate/left.ts";
import type { Surroundings } from "../../src/consolidate/surroundings.ts";
import type { Dedup, Execution, Inventory, LeftOver } from "../../src/model/consolidation.ts";
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
  surroundings(open?: OpenOptions): Promise<Surroundings>;
  inventory(groups?: readonly string[], request?: Partial<InventoryRequest>): Promise<Inventory>;
  dedup(groups?: readonly string[]): Promise<Dedup>;
  /** Inventory, dedup and the plan of a group. */
  planned(group: string): Promise<SealedView>;
  planCopies(group: string, open?: OpenOptions): Promise<SealedView>;
  execute(plan: string, options?: OpenOptions & { readonly approved?: boolean }): Promise<Execution>;
  left(groups?: readonly string[]): Promise<LeftOver>;
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
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "v7-sources-")));
  const folder = (group: string): string => join(outside, group);
  for (const group of groups) mkdirSync(folder(group));
  const { checkout } = scene;
  const surroundings = async (open: OpenOptions = {}): Promise<Surroundings> => ({
    ...(await consolidation(await checkout.open(open))),
    host: "alpha.local",
  });
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
    surroundings,
    put: (group, path, text) => {
      const file = join(folder(group), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    inventory: async (names = [], request = {}) => inventory(await surroundings(), { groups: names, ...request }),
    dedup: async (names = []) => dedup(await surroundings(), names),
    planned: async (group) => {
      await built.inventory();
      await built.dedup();
      return built.planCopies(group);
    },
    planCopies: async (group, open = {}) => makeCopies(await checkout.open(open), await surroundings(open), group),
    execute: async (plan, { approved = true, ...open } = {}) =>
      executeCopies(await checkout.open(open), await surroundings(open), { plan, approved }),
    left: async (names = []) => leftOver(await surroundings(), names),
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
