// Made from schemas/v1/output/dart-push.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address, Finding, PlanFile } from "./plan-file.ts";

/** What DART lacks, and what of it was sent. */
export interface DartPushOutput {
  /** SHA-256 of what the plan says. */
  readonly plan_id: string;
  /** Whether sending was begun, or there was nothing to send. */
  readonly is_sent: boolean;
  /** What is to be sent, in order. */
  readonly changes: readonly DartChange[];
  /** What both sides moved. */
  readonly conflicts: readonly DartConflict[];
  /** What is not sent, and why. */
  readonly findings: readonly Finding[];
  readonly approvals_required: PlanFile["approvals_required"];
  /** True where one login is everybody: approvals are advice. */
  readonly advisory: boolean;
  /** Files that ids were written into. */
  readonly files: readonly string[];
}

/** A task or report that is sent. */
export interface DartChange {
  readonly address: Address;
  /** What is done in DART. */
  readonly action: "create" | "update";
  /** What is sent. */
  readonly fields: readonly DartField[];
  /** Sent now, or found there because an earlier answer was lost; null where it was not sent. */
  readonly outcome: "sent" | "found" | null;
  /** Its page in DART; null where it was not sent. */
  readonly url: string | null;
}

/** A field from DART's value to the new one. */
export interface DartField {
  /** Its name in DART. */
  readonly field: string;
  /** DART's value. */
  readonly before: Json;
  /** The new value. */
  readonly after: Json;
}

/** A task that both sides moved. */
export interface DartConflict {
  readonly address: Address;
  /** How it came. */
  readonly message: string;
  /** The values. */
  readonly fields: readonly DartSides[];
}

/** A field on its three sides. */
export interface DartSides {
  /** Its name in the document. */
  readonly field: string;
  /** In the document. */
  readonly declared: Json;
  /** When both last agreed. */
  readonly agreed: Json;
  /** In DART. */
  readonly live: Json;
}
