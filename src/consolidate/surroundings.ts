import type { Document } from "../model/document.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A workspace with what consolidation reads of it first. */
export interface Surroundings extends Workspace {
  /** The declared state. */
  readonly documents: readonly Document[];
  /** The name this machine answers to. */
  readonly host: string;
}
