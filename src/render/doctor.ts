import type { DoctorCheck, DoctorOutput } from "../model/output/doctor.ts";
import { escapeControls } from "./type/escape.ts";
import type { Palette } from "./type/palette.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import { counted } from "./type/counts.ts";

/** A line a check, what failed in capitals with its command, and the count line last. */
export function renderDoctor({ checks }: DoctorOutput, screen: Screen = plainScreen): string {
  const rows = checks.map(({ status, detail, fix }) => [
    paintedLabel(status, screen),
    escapeControls(detail),
    escapeControls(fix ?? ""),
  ]);
  return [...listLines(rows, screen), countLine(checks)].join("\n");
}

const labels = { ok: "ok", warn: "warn", fail: "FAIL" } as const;

function paintedLabel(status: DoctorCheck["status"], { add, warning, error }: Palette): string {
  const paint = { ok: add, warn: warning, fail: error }[status];
  return paint(labels[status]);
}

function countLine(checks: readonly DoctorCheck[]): string {
  const failures = checks.filter(({ status }) => status === "fail").length;
  const warnings = checks.filter(({ status }) => status === "warn").length;
  const parts = [failures > 0 ? counted(failures, "failure") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return parts.filter((part) => part !== "").join(", ") || `All ${counted(checks.length, "check")} ok.`;
}
