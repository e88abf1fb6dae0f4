import type { DoctorCheck } from "./output/doctor.ts";

/** All is well. */
export function ok(name: string, detail: string): DoctorCheck {
  return { name, status: "ok", detail, fix: null };
}

/** It works, and somebody should look at it. */
export function warn(name: string, detail: string, fix: string): DoctorCheck {
  return { name, status: "warn", detail, fix };
}

/** Something is broken. */
export function fail(name: string, detail: string, fix: string | null): DoctorCheck {
  return { name, status: "fail", detail, fix };
}
