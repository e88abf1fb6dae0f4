import type { ReportDefinition } from "../definition.ts";
import { burndown } from "./burndown.ts";
import { calibration } from "./calibration.ts";
import { completionAd005 } from "./completion-ad005.ts";
import { forecastReport } from "./forecast.ts";
import { integrity } from "./integrity.ts";
import { load } from "./load.ts";
import { morning } from "./morning.ts";
import { risk } from "./risk.ts";
import { timePerTask } from "./time-per-task.ts";
import { velocity } from "./velocity.ts";

/** The reports that are computed, by name; all others are a statement each. */
export const computedReports: ReadonlyMap<string, ReportDefinition> = new Map(
  [burndown, calibration, completionAd005, forecastReport, integrity, load, morning, risk, timePerTask, velocity].map(
    (report) => [report.head.name, report],
  ),
);
