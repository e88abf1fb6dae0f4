export interface RoleSignal {
  readonly role: Role;
  /** Weights of the kinds of calls and imports that speak for it, added up. */
  readonly score: number;
  /** How far the evidence can be trusted, from 0 to 1. */
  readonly confidence: number;
  /** Score above the role's threshold and confidence enough; false abstains: somebody should look. */
  readonly is_role: boolean;
  /** Calls and imports that it rests on, at most five. */
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  /** From 1. */
  readonly line: number;
  /** What kind of call it is: `walk`. */
  readonly signal: string;
  /** What is called or imported, without arguments: `os.walk(…)`. */
  readonly text: string;
}

export const roles = ["collector", "analyzer", "transformer", "reporter", "fixer", "orchestrator"] as const;

/** The seed's auditor is an analyzer. */
export type Role = (typeof roles)[number];
