// Made from schemas/v1/output/node-snapshot.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** A snapshot of the machines: what was known of them at one moment. */
export interface NodeSnapshotOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Whether it was taken just now; else it was there. */
  readonly recorded: boolean;
  readonly snapshot: MachineSnapshot;
}

/** What was known of machines at one moment. */
export interface MachineSnapshot {
  /** The form of this document. */
  readonly format: "v7/snapshot/1";
  /** The snapshot's name, unique. */
  readonly name: string;
  /** What it is kept for. Of automated ones v7 maintain keeps the newest ten; all others stay. */
  readonly type: "production" | "verified" | "baseline" | "automated";
  /** failed: a check failed. partial: of something nobody knows whether it holds. verified: every check passed, and there is one. */
  readonly status: "verified" | "partial" | "failed";
  /** What it was taken for, in words; null where nobody said. */
  readonly description: string | null;
  /** When. ISO 8601, UTC. */
  readonly taken_at: string;
  /** The database login that took it; null where nobody wrote it down. */
  readonly taken_by: string | null;
  /** How many checks passed and were still good. */
  readonly passed: number;
  /** How many found something else. */
  readonly failed: number;
  /** How many could not be made, or are no longer good. */
  readonly unknown: number;
  /** How many nobody has made. */
  readonly skipped: number;
  /** The machines, in the order in which people read them. */
  readonly machines: readonly KnownMachine[];
}

/** One machine: its row, what was last seen of it, and its checks. */
export interface KnownMachine {
  /** The node's name. */
  readonly node: string;
  /** The fields of its row as its document would name them, with its interfaces and services; what is unknown is absent. */
  readonly spec: { readonly [key: string]: Json };
  /** The latest that was seen of each thing, by what it is. */
  readonly facts: { readonly [key: string]: SeenFact };
  /** Each check that is declared, with its latest result, by name. */
  readonly checks: readonly KnownCheck[];
}

/** What was seen, and when. */
export interface SeenFact {
  /** What was seen. */
  readonly value: Json;
  /** Who or what saw it. */
  readonly source: string;
  /** When. ISO 8601, UTC. */
  readonly observed_at: string;
}

/** A check and its latest result. */
export interface KnownCheck {
  /** The check's name. */
  readonly name: string;
  /** passed: it holds. failed: it does not. unknown: nobody could find out, or what passed is no longer good. skipped: nobody tried. */
  readonly outcome: "passed" | "failed" | "unknown" | "skipped";
  /** What must be found. */
  readonly expected: Json;
  /** What was found; null for nothing. */
  readonly found: Json;
  /** More, in words. */
  readonly detail: string | null;
  /** When it was checked. ISO 8601, UTC; null where it never was. */
  readonly verified_at: string | null;
  /** Until when it counts. ISO 8601, UTC; null where it does not. */
  readonly valid_until: string | null;
}
