import type { LockHolder } from "./output/unlock.ts";
import type { MachineReport } from "./machine.ts";

/** Where the migration stands; the keys of `status --json`. */
export interface Status {
  readonly git: StatusGit | null;
  /** The first phase that is not completed; null when every phase is done or none is known. */
  readonly phase: StatusPhase | null;
  readonly gate: StatusGate | null;
  readonly tasks: StatusTasks;
  readonly waiting: readonly StatusWaiting[];
  readonly drift: StatusDrift;
  /** Every machine, with what was not seen as it is declared. */
  readonly machines: readonly MachineReport[];
  /** Who holds the apply lock; null when nobody does. */
  readonly lock: LockHolder | null;
  /** The next command; null when nothing is to do. */
  readonly next: string | null;
}

export interface StatusGit {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly dirty: boolean;
  readonly lastApply: { readonly applyId: string; readonly at: string; readonly actor: string } | null;
}

export interface StatusPhase {
  readonly number: number;
  readonly total: number;
  readonly name: string;
  readonly status: string;
  /** From 1; null before the start. */
  readonly day: number | null;
  readonly planned_days: number | null;
}

export interface StatusGate {
  readonly open: boolean;
  /** What keeps it closed; empty when open. */
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

export interface StatusTasks {
  readonly done: number;
  readonly in_progress: number;
  readonly blocked: number;
  /** Neither started nor finished. */
  readonly open: number;
}

/** A plan that waits for somebody. */
export interface StatusWaiting {
  readonly plan_id: string;
  readonly needs: readonly string[];
}

export interface StatusDrift {
  readonly rows: number;
  readonly conflicts: number;
  /** ISO 8601; null when unknown or nothing drifted. */
  readonly newest_at: string | null;
}
