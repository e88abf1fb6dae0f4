import { type Address, addressOf } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { sortKey } from "../plan/order.ts";
import { addressOfDocument, readValidState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** The declared resources and what each needs. */
export interface DependencyGraph {
  readonly nodes: readonly { readonly address: Address; readonly name: string | null; readonly status: string | null }[];
  readonly edges: readonly { readonly from: Address; readonly to: Address; readonly relation: "part_of" | "depends_on" }[];
}

/** Reads the documents alone: no database is needed. */
export async function dependencyGraph(workspace: Workspace): Promise<DependencyGraph> {
  const { documents } = await readValidState(workspace);
  const sorted = documents.toSorted((left, right) => (keyOf(workspace, left) < keyOf(workspace, right) ? -1 : 1));
  return {
    nodes: sorted.map((document) => ({
      address: addressOfDocument(workspace.registry, document),
      name: textOrNull(document.spec.name),
      status: textOrNull(document.spec.status),
    })),
    edges: sorted.flatMap((document) => edgesOf(workspace, document)),
  };
}

function edgesOf({ registry }: Workspace, document: Document): DependencyGraph["edges"] {
  const from = addressOfDocument(registry, document);
  const references = registry.byName(document.kind)?.references?.(document) ?? [];
  return references
    .filter(({ kind }) => kind !== "Persona")
    .map(({ kind, name }) => ({
      from,
      to: addressOf(registry.byName(kind)?.segment ?? kind, name),
      relation: kind === document.kind ? "depends_on" : "part_of",
    }));
}

function keyOf({ registry }: Workspace, document: Document): string {
  return `${registry.byName(document.kind)?.rank ?? 0} ${sortKey(addressOfDocument(registry, document))}`;
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
