import type { DoctorCheck, DoctorOutput } from "../model/output/doctor.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { counted } from "./type/counts.ts";

/** A line a check, what failed in capitals with its command, and the count line last. */
export function renderDoctor({ checks }: DoctorOutput, palette: Palette = plainPalette): string {
  const lines = alignRows(
    checks.map(({ status, detail, fix }) => [labels[status], escapeControls(detail), escapeControls(fix ?? "")]),
  );
  const painted = lines.map((line, index) => paintStatus(line, checks[index]?.status ?? "ok", palette));
  return [...painted, countLine(checks)].join("\n");
}

const labels = { ok: "ok", warn: "warn", fail: "FAIL" } as const;

function paintStatus(line: string, status: DoctorCheck["status"], palette: Palette): string {
  const paint = { ok: palette.add, warn: palette.warning, fail: palette.error }[status];
  return line.replace(labels[status], paint);
}

function countLine(checks: readonly DoctorCheck[]): string {
  const failures = checks.filter(({ status }) => status === "fail").length;
  const warnings = checks.filter(({ status }) => status === "warn").length;
  const parts = [failures > 0 ? counted(failures, "failure") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return parts.filter((part) => part !== "").join(", ") || `All ${counted(checks.length, "check")} ok.`;
}
