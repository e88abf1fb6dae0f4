// Made from schemas/v1/output/impact-list.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";

/** Impacts; those that are high or critical and unanswered come first. */
export interface ImpactListOutput {
  /** The impacts that fit, the gravest unanswered first. */
  readonly impacts: readonly ListedImpact[];
  /** How many of them are high or critical and have no answer. */
  readonly unanswered: number;
}

/** What one change means elsewhere, and what was decided about it. */
export interface ListedImpact {
  readonly address: Address;
  /** How much can go wrong. */
  readonly risk: "low" | "medium" | "high" | "critical" | null;
  /** The answer: pending, approved or rejected. */
  readonly status: string;
  /** What is changed: enum, file, api or schema. */
  readonly type: string | null;
  /** What the change does. */
  readonly description: string | null;
  /** The change itself, in keys that suit it. */
  readonly detail: Json;
  /** The workflows that feel it. */
  readonly workflows: readonly string[];
  /** The layers that feel it. */
  readonly layers: readonly number[];
  /** What keeps the harm small. */
  readonly mitigation: string | null;
  /** The phase it belongs to. */
  readonly phase: number | null;
  /** The task it belongs to. */
  readonly task: string | null;
  /** The personas that reviewed it. */
  readonly reviewed_by: readonly string[];
  /** Whether its row was changed past v7 in a field that counts: such an answer opens no gate. */
  readonly drifted: boolean;
}
