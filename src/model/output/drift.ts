// Made from schemas/v1/output/drift.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address, Conflict } from "./plan-file.ts";

/** What somebody changed outside v7, one entry a field, and where machines are not seen as declared. */
export interface DriftOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Fields, and whole rows. */
  readonly drift: readonly DriftEntry[];
  /** Where document, last apply and row all differ. */
  readonly conflicts: readonly Conflict[];
  /** Expectations of machines that no observation bears out. */
  readonly machines: readonly MachineExpectation[];
  /** Changes outside v7 since the last apply in fields that no document declares: no drift, and left alone. */
  readonly undeclared: readonly UndeclaredChange[];
}

/** A drifted field, or a whole row. */
export interface DriftEntry {
  readonly address: Address;
  /** Dotted path in the spec; null for a whole row. */
  readonly field: string | null;
  /** What happened to the row. */
  readonly action: "changed" | "added" | "removed";
  /** What v7 last wrote. */
  readonly applied: Json;
  /** What the row holds. */
  readonly live: Json;
  /** When. ISO 8601, UTC; null when nobody recorded it. */
  readonly changed_at: string | null;
  /** The database role, as the audit saw it. */
  readonly changed_by: string | null;
  /** Its application_name. */
  readonly application: string | null;
  /** The apply that last wrote the row; null for one that no apply wrote. */
  readonly last_apply_id: string | null;
}

/** An expectation of a machine that no observation bears out. */
export interface MachineExpectation {
  readonly address: Address;
  /** The fact that would bear it out, as v7 node facts lists it. */
  readonly fact: string;
  /** What people call it. */
  readonly name: string;
  /** differs: seen otherwise. pending_restart: configured, and waits for a restart. unverified: nobody has looked; no reason to exit with 2. */
  readonly state: "differs" | "pending_restart" | "unverified";
  /** What the document says. */
  readonly declared: Json;
  /** What the machine's configuration says; null where that is not known or means nothing. */
  readonly configured: Json;
  /** What was seen at work; null where nothing was. */
  readonly running: Json;
  /** When that was seen. ISO 8601, UTC; null when unverified. */
  readonly observed_at: string | null;
  /** The node's name. */
  readonly node: string;
  /** When anything was last seen of the node. ISO 8601, UTC; null when nobody has looked. */
  readonly node_observed_at: string | null;
}

/** What one change did to fields of a declared row that its document does not name. */
export interface UndeclaredChange {
  /** The resource. */
  readonly address: string;
  /** Dotted paths. */
  readonly fields: readonly string[];
  /** When. ISO 8601, UTC. */
  readonly changed_at: string;
  /** The database role. */
  readonly changed_by: string | null;
  /** Its application_name. */
  readonly application: string | null;
}
