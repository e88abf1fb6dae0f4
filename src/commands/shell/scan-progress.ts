import type { ScanProgress } from "../../files/scan.ts";
import { sizeText } from "../../render/export-text.ts";
import { progressReporter } from "./progress.ts";

/** For scans that take long. */
export function scanProgress(): (progress: ScanProgress) => void {
  const report = progressReporter();
  return ({ scanned, hashed, bytes }) =>
    report(() => (bytes === 0 ? `${scanned} files seen` : `${hashed} files read, ${sizeText(bytes)}`));
}
