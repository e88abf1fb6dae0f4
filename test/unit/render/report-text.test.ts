import { describe, expect, test } from "vitest";
import type { ReportOutput } from "../../../src/model/output/report.ts";
import { renderReport, renderReportMarkdown } from "../../../src/render/report.ts";
import { listingText } from "../../../src/render/type/listing.ts";

const services: ReportOutput = {
  report: "services",
  parameters: { status: null },
  columns: ["service_name", "port", "started_at", "auto_start"],
  rows: [
    { service_name: "Embedding Service", port: 8765, started_at: "2025-10-07T12:21:11.000Z", auto_start: true },
    { service_name: "PostgreSQL\u001b[31m", port: null, started_at: null, auto_start: false },
  ],
  title: "Services",
  types: ["text", "number", "time", "boolean"],
  in_address: [],
  empty: "No such service is recorded.",
  next: "v7 status",
  notes: [],
  chart: null,
};

const clock = { timeZone: "Asia/Dubai" };

describe("a report as text", () => {
  test("has numbers to the right, times of the person's zone, – for what is unknown, and the next command", () => {
    expect(listingText(renderReport(services, clock))).toBe(
      [
        "service_name        port  started_at        auto_start",
        "Embedding Service   8765  2025-10-07 16:21  yes",
        String.raw`PostgreSQL\x1b[31m     –  –                 no`,
        "Next: v7 status",
      ].join("\n"),
    );
  });

  test("has times of the zone that was asked for", () => {
    expect(listingText(renderReport({ ...services, parameters: { timezone: "UTC" } }, clock))).toContain(
      "2025-10-07 12:21",
    );
  });

  test("says in words that there is nothing", () => {
    expect(listingText(renderReport({ ...services, rows: [] }, clock))).toBe("No such service is recorded.");
  });

  test("names what was asked for when there is nothing, so that a typing error shows", () => {
    const result = { ...services, rows: [], parameters: { status: "runing", phase: null } };
    expect(listingText(renderReport(result, clock))).toBe("No such service is recorded (status=runing).");
  });
});

describe("a report as Markdown", () => {
  test("is a heading and a table whose cells cannot become markup", () => {
    const result = { ...services, rows: [{ ...services.rows[0], service_name: "a|b <i>" }] };
    expect(renderReportMarkdown(result, clock)).toBe(
      [
        "## Services",
        "",
        "| service_name | port | started_at | auto_start |",
        "| --- | ---: | --- | --- |",
        String.raw`| a\|b &lt;i&gt; | 8765 | 2025\-10\-07 16&#58;<!-- -->21 | yes |`,
      ].join("\n"),
    );
  });
});
