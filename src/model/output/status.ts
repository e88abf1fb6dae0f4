// Made from schemas/v1/output/status.schema.json by npm run generate: edit that.
import type { Approval } from "./apply.ts";
import type { LockHolder } from "./unlock.ts";

/** Where the migration stands. */
export interface StatusOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** What the login may do that looks; null where one login is everybody. */
  readonly login: null | StatusLogin;
  /** Where the documents are; null outside git. */
  readonly git: null | StatusGit;
  /** The phase that is under way, or the next one. */
  readonly phase: null | StatusPhase;
  /** Whether the phase may be finished. */
  readonly gate: null | StatusGate;
  readonly tasks: StatusTasks;
  /** Plans that wait for somebody. */
  readonly waiting: readonly WaitingPlan[];
  readonly drift: StatusDrift;
  /** The nodes' state; empty while none is declared. */
  readonly machines: readonly MachineStatus[];
  /** The command to run now. */
  readonly next: string | null;
  /** How the daily run stands; null where none was installed or ever ran. */
  readonly daily: null | DailyStanding;
  /** Who holds the apply lock; null when nobody does. */
  readonly lock: null | LockHolder;
  /** How the tests stand; null where nobody recorded any. */
  readonly tests: null | StatusTests;
  readonly impacts: StatusImpacts;
}

/** Where the documents are. */
export interface StatusGit {
  /** Null when no branch is checked out. */
  readonly branch: string | null;
  /** Null before the first commit. */
  readonly commit: string | null;
  /** True when state/ has uncommitted changes. */
  readonly dirty: boolean;
  /** Null before the first apply. */
  readonly last_apply: null | {
    /** True when it applied documents that were in no commit. */
    readonly dirty: boolean;
    /** What v7 undo takes. */
    readonly apply_id: string;
    /** When. ISO 8601, UTC. */
    readonly at: string;
    /** Who ran it. */
    readonly actor: string;
  };
}

/** The phase that is under way, or the next one. */
export interface StatusPhase {
  /** From 1. */
  readonly number: number;
  /** How many phases there are. */
  readonly total: number;
  /** Its name. */
  readonly name: string;
  /** Its status. */
  readonly status: string;
  /** From 1; null before the start. */
  readonly day: number | null;
  /** Null when nobody planned it. */
  readonly planned_days: number | null;
}

/** Whether the phase may be finished. */
export interface StatusGate {
  /** True when nothing stands in the way. */
  readonly open: boolean;
  /** What keeps it closed. */
  readonly reasons: readonly {
    /** What v7 explain takes. */
    readonly code: string;
    /** One short sentence. */
    readonly message: string;
  }[];
}

/** The phase's tasks. */
export interface StatusTasks {
  /** Completed or cancelled. */
  readonly done: number;
  /** Under way or in review. */
  readonly in_progress: number;
  /** Blocked. */
  readonly blocked: number;
  /** Neither started nor finished. */
  readonly open: number;
}

/** A login of the database. */
export interface StatusLogin {
  /** As the database knows it. */
  readonly name: string;
  /** Whether it may apply. */
  readonly applies: boolean;
  /** Whether it may approve, as a persona that names it. */
  readonly approves: boolean;
  /** The personas it speaks for. */
  readonly personas: readonly string[];
}

/** One plan. */
export interface WaitingPlan {
  /** The approvals that count now. */
  readonly approvals: readonly Approval[];
  /** By each persona that is missing, the logins that can agree for it. */
  readonly approvers: { readonly [key: string]: readonly string[] };
  /** What one of them types. */
  readonly next: string;
  /** What v7 approve takes. */
  readonly plan_id: string;
  /** Personas. */
  readonly needs: readonly string[];
}

/** What somebody changed outside v7. */
export interface StatusDrift {
  /** How many rows. */
  readonly rows: number;
  /** How many conflicts. */
  readonly conflicts: number;
  /** The newest change. ISO 8601, UTC; null when nobody recorded it. */
  readonly newest_at: string | null;
}

/** One node. */
export interface MachineStatus {
  /** The node's name. */
  readonly node: string;
  /** ok: as declared, as far as anybody has looked, but for what waits for a restart. unknown: nobody has looked or got through. */
  readonly state: "ok" | "differs" | "unknown";
  /** The newest observation. ISO 8601, UTC; null when nobody has looked. */
  readonly observed_at: string | null;
  /** Settings that wait for a restart. */
  readonly pending_restart: number;
  /** Expectations that were seen otherwise. */
  readonly differing: number;
  /** Expectations that nobody has looked at. */
  readonly unverified: number;
  /** Ways on which the node was last seen not to answer. */
  readonly unreachable: readonly string[];
}

/** How the daily run stands. */
export interface DailyStanding {
  /** failed: the newest run did not do all of its work; late: none did for longer than two days; missing: none ever did since one was installed; null: all is well. */
  readonly problem: "failed" | "late" | "missing" | null;
  /** Who was told to start it; null where v7 told nobody, or it was taken out. */
  readonly scheduler: string | null;
  /** When the newest run that ended began, ISO 8601, UTC. */
  readonly last_at: string | null;
  /** How it ended. */
  readonly last_status: "succeeded" | "partial" | "failed" | null;
  /** Why it did not do all of its work: the first step's error. */
  readonly reason: string | null;
  /** When the newest run that did all of its work began, ISO 8601, UTC. */
  readonly good_at: string | null;
  /** What to type; null when all is well. */
  readonly next: string | null;
}

/** How tests stand: cases by the newest result of what HEAD holds of their file. */
export interface StatusTests {
  /** Cases that pass. */
  readonly passing: number;
  /** Cases that do not, or passed only when they were run again. */
  readonly failing: number;
  /** Cases that failed, and that newer runs of their file do not have. */
  readonly missing: number;
  /** Cases whose file holds something else by now, or that somebody wants again. */
  readonly retest: number;
  /** Names of the first cases that fail or are missing. */
  readonly first: readonly string[];
}

/** Impacts that keep gates closed. */
export interface StatusImpacts {
  /** How many are high or critical and have no answer. */
  readonly unanswered: number;
}
