/** One thing a support person would ask; the entries of `doctor --json`. */
export interface DoctorCheck {
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** The command that repairs it; null when nothing is to do. */
  readonly fix: string | null;
}
