// Made from schemas/v1/plan.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** A plan as v7 saves it and as `v7 plan --json` prints it. Everything apply needs to recognise the same change again is sealed by plan_id; apply plans anew and never executes the file's content. */
export interface PlanFile {
  /** The version of this form. */
  readonly format_version: 1;
  /** Present in what `v7 plan --json` prints. */
  readonly command?: "plan";
  /** SHA-256 of lineage, targets, reverts, forced conflicts, changes, gates and approvals. */
  readonly plan_id: string;
  /** The v7 that planned. */
  readonly tool_version: string;
  /** When it was planned. ISO 8601, UTC. */
  readonly created_at: string;
  /** Where the documents were read. */
  readonly git: {
    /** The full commit; null before the first one. */
    readonly commit: string | null;
    /** Null when detached or outside git. */
    readonly branch: string | null;
    /** True when files differed from the commit. */
    readonly dirty: boolean;
  };
  /** What the plan is for. */
  readonly database: {
    /** How people know it; never a password. */
    readonly name: string;
    /** The id a database keeps for life. */
    readonly lineage: string;
  };
  /** Addresses the plan was limited to. */
  readonly targets: readonly Address[];
  /** Addresses whose drift is undone. */
  readonly reverts: readonly Address[];
  /** Addresses where the document wins. */
  readonly forced_conflicts: readonly Address[];
  /** Gates that are closed for what the plan moves. */
  readonly gates: readonly Gate[];
  /** Rows to write, in the order of apply. */
  readonly resource_changes: readonly ResourceChange[];
  /** Rows changed outside v7. */
  readonly resource_drift: readonly ResourceDrift[];
  /** What a person has to decide. */
  readonly conflicts: readonly Conflict[];
  /** Errors and warnings about the documents. */
  readonly findings: readonly Finding[];
  /** Who has to agree. */
  readonly approvals_required: readonly Approval[];
  readonly summary: Summary;
  /** Of a plan that is no plan of rows: what people want to know beside it. Nothing rests on it. */
  readonly detail?: { readonly [key: string]: Json };
}

/** Where a resource lives. */
export type Address = string;

/** Something a person should know, with its place. */
export interface Finding {
  /** An error stops apply; a warning does not. */
  readonly severity: "error" | "warning";
  /** What v7 explain takes. */
  readonly code: string;
  /** One short sentence. */
  readonly message: string;
  /** Relative to the repository's root. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** From 1, in UTF-16 code units. */
  readonly column: number | null;
  /** The resource it is about. */
  readonly address: string | null;
  /** True when v7 fmt repairs it. */
  readonly repairable: boolean;
}

/** How many rows, by what happens to them. */
export interface Summary {
  /** Rows to create. */
  readonly add: number;
  /** Rows to update. */
  readonly change: number;
  /** Rows to delete. */
  readonly destroy: number;
  /** Rows that drifted. */
  readonly drift: number;
  /** Resources in conflict. */
  readonly conflict: number;
}

/** A row that apply writes. */
export interface ResourceChange {
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** The address the row had before a move; it keeps its id. */
  readonly previous_address: string | null;
  /** What happens to the row; declared fields only. */
  readonly change: {
    /** The action, alone. */
    readonly actions: readonly ("create" | "update" | "delete")[];
    /** Values in the database; null for a new row. */
    readonly before: { readonly [key: string]: Json } | null;
    /** Declared values; null for a deleted row. */
    readonly after: { readonly [key: string]: Json } | null;
    /** What a status change does to fields that are not declared. */
    readonly after_unknown: { readonly [key: string]: "set_on_apply" | "set_on_apply_if_empty" | "cleared" };
  };
  /** The fields that change. */
  readonly fields: readonly {
    /** Dotted path in the spec. */
    readonly field: string;
    /** The value in the database. */
    readonly before: Json;
    /** The declared value. */
    readonly after: Json;
  }[];
  /** Why it is in the plan; explains, never decides. */
  readonly reason: "declared" | "adopted" | "moved" | "reverted" | "forced" | "removed";
  /** The line that declares it. */
  readonly source: null | {
    /** Relative to the repository's root. */
    readonly file: string;
    /** From 1. */
    readonly line: number;
  };
  /** The statement, when it was asked for. */
  readonly sql?: string;
}

/** A row that somebody changed outside v7. */
export interface ResourceDrift {
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** What happened to the row. */
  readonly action: "changed" | "added" | "removed";
  /** The fields that changed. */
  readonly fields: readonly {
    /** Dotted path in the spec. */
    readonly field: string;
    /** What v7 last wrote. */
    readonly applied: Json;
    /** What the row holds. */
    readonly live: Json;
  }[];
  /** Kept: apply leaves it alone. Reverted: apply restores what it last wrote. */
  readonly decision: "kept" | "reverted";
  /** The database role, as the audit saw it. */
  readonly changed_by: string | null;
  /** Its application_name. */
  readonly application: string | null;
  /** When. ISO 8601, UTC; null when nobody recorded it. */
  readonly changed_at: string | null;
}

/** Document, last apply and row all differ. */
export interface Conflict {
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** The fields in question. */
  readonly fields: readonly {
    /** Dotted path in the spec. */
    readonly field: string;
    /** What the document says. */
    readonly declared: Json;
    /** What v7 last wrote. */
    readonly applied: Json;
    /** What the row holds. */
    readonly live: Json;
  }[];
  /** One short sentence. */
  readonly message: string;
}

/** A rule that the planned state would break. */
export interface Gate {
  /** What v7 explain takes. */
  readonly code: string;
  readonly address: Address;
  /** What would have to change first. */
  readonly because: readonly Address[];
  /** One short sentence. */
  readonly message: string;
}

/** A persona that has to agree. */
export interface Approval {
  /** Its name. */
  readonly persona: string;
  /** The rule of the applied Policy that asks. */
  readonly rule: string;
  /** True when authors of the change do not count. */
  readonly distinct: boolean;
  /** What it is needed for. */
  readonly addresses: readonly Address[];
}
