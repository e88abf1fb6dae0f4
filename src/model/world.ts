import type { Address } from "./address.ts";
import type { Json } from "./json.ts";
import type { Fields } from "./resource.ts";

/** A row as it stands: every declarable field, canonical by its column's type. */
export interface LiveResource {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly fields: Fields;
  /** The primary key as text; audit records name the row by it. For kinds without a table, the address. */
  readonly recordKey?: string;
}

/** What v7 last wrote for a resource (`v7_resources.applied`): declared fields only. */
export interface AppliedResource {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly fields: Fields;
  readonly recordKey?: string;
}

/** What a row held when somebody took it into a document. It counts while v7 has applied nothing else of the field. */
export interface AcceptedValue {
  /** Null: that the row is gone. */
  readonly field: string | null;
  /** What v7 had applied of it then: of the field, or of the whole resource; null: nothing. */
  readonly applied: Json;
  readonly accepted: Json;
}

/** The world at one instant, read in one REPEATABLE READ READ ONLY snapshot. */
export interface World {
  readonly lineage: string;
  readonly serial: number;
  /** The repository the database belongs to (`v7.yaml project`), once an apply has said so. */
  readonly project?: string;
  /** The commit of the last non-empty apply. */
  readonly appliedCommit?: string;
  readonly live: ReadonlyMap<Address, LiveResource>;
  readonly applied: ReadonlyMap<Address, AppliedResource>;
  /** Rows that were taken out of use and come back when they are declared again, by address: their primary keys as text. */
  readonly retired: ReadonlyMap<Address, string>;
  /** What documents took from rows and no apply has written since; absent: nothing. */
  readonly accepted?: ReadonlyMap<Address, readonly AcceptedValue[]>;
}

/** Who changed a row behind v7's back, as the audit saw it. */
export interface Attribution {
  readonly changedBy: string;
  readonly application: string;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
}
