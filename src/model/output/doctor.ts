// Made from schemas/v1/output/doctor.schema.json by npm run generate: edit that.

/** What a support person would ask. */
export interface DoctorOutput {
  /** One a question. */
  readonly checks: readonly DoctorCheck[];
}

/** One check. */
export interface DoctorCheck {
  /** A short word for it. */
  readonly name: string;
  /** How it is. */
  readonly status: "ok" | "warn" | "fail";
  /** What was seen. */
  readonly detail: string;
  /** The command that repairs it. */
  readonly fix: string | null;
}
