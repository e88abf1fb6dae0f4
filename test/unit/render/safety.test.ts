import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { renderPlan } from "../../../src/render/plan/plan-text.ts";
import { differenceLines } from "../../../src/render/type/difference.ts";
import { escapeControls } from "../../../src/render/type/escape.ts";
import { listingText } from "../../../src/render/type/listing.ts";
import { renderingsOfCopies } from "./hostile-copies.ts";
import { renderingsOfDart } from "./hostile-dart.ts";
import { renderingsOfDatabase } from "./hostile-database.ts";
import { renderingsOfEnums } from "./hostile-enums.ts";
import { renderingsOfFiles } from "./hostile-files.ts";
import { renderingsOfLook } from "./hostile-look.ts";
import { hostilePlan } from "./hostile-plan.ts";
import { type Rendering, renderingsOfWorld } from "./hostile-world.ts";
import { rounds } from "../../support/optional.ts";
import { now } from "./plans.ts";

const renderings = {
  ...renderingsOfWorld,
  ...renderingsOfDatabase,
  ...renderingsOfFiles,
  ...renderingsOfCopies,
  ...renderingsOfDart,
  ...renderingsOfEnums,
  ...renderingsOfLook,
};

/** What the renderers are made of: each is part of a text that is looked at here, or makes no text. */
const parts = [
  "annotationOf",
  "approvalText",
  "approverLines",
  "attribution",
  "changeLines",
  "chartPoints",
  "conflictText",
  "countLine",
  "driftLines",
  "factText",
  "findingLine",
  "findingsSummary",
  "foldersOf",
  "forgottenLines",
  "gitLine",
  "loginText",
  "machineCount",
  "paintedFinding",
  "placeOf",
  "planLines",
  "planSections",
  "planViewOf",
  "renderAnnotation",
  "rowDrift",
  "shownPlanView",
  "secretAdvice",
];

test("every renderer is looked at", async () => {
  const folder = join(import.meta.dirname, "../../../src/render");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("type"),
  );
  expect(files.length).toBeGreaterThan(30);
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<object>));
  const exported = modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (typeof value === "function" ? [name] : [])),
  );
  expect(exported.toSorted()).toEqual([...Object.keys(renderings), ...parts].toSorted());
});

const unprintable = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

/** Text that tries to move the cursor, forge lines or reverse what is read. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\u001b[2K", "\r", "\n", "\u0085", "\u202e", "\ud800", "`", "|", "<b>", "@arthur"),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(""));

const mapping = fc.dictionary(hostileText, hostileText);
const simpleValue: fc.Arbitrary<Json> = fc.oneof(hostileText, fc.integer(), fc.constant(null), fc.array(hostileText));
const value: fc.Arbitrary<Json> = fc.oneof(simpleValue, mapping);

function linesOf(rendered: ReturnType<Rendering>): readonly string[] {
  return typeof rendered === "object" && "data" in rendered ? [listingText(rendered)] : [rendered].flat();
}

test("no control character of the data reaches any text", () => {
  fc.assert(
    fc.property(hostileText, value, value, (text, before, after) => {
      for (const [renderer, render] of Object.entries(renderings))
        for (const rendered of linesOf(render(text, before, after)))
          expect([renderer, unprintable.exec(rendered)?.[0]]).toEqual([renderer, undefined]);
    }),
    { numRuns: rounds({ test: 100, all: 300 }) },
  );
});

test("no text of the data adds a line to a plan", () => {
  fc.assert(
    fc.property(hostileText, value, simpleValue, (text, before, after) => {
      expect(planLines(text, before, after)).toHaveLength(planLines("task/1.1", "pending", "completed").length);
    }),
    { numRuns: rounds({ test: 100, all: 300 }) },
  );
});

test("of two mappings, each member takes one line at most", () => {
  fc.assert(
    fc.property(mapping, mapping, (before, after) => {
      const lines = differenceLines("metadata", before, after);
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, Object.keys({ ...before, ...after }).length));
      expect(lines.filter((line) => line.includes("\n"))).toEqual([]);
    }),
  );
});

test("escaping leaves printable text alone", () => {
  expect(escapeControls("Layer 1 Data Sentinel: «ENUM» → 守護者")).toBe("Layer 1 Data Sentinel: «ENUM» → 守護者");
});

function planLines(text: string, before: Json, after: Json): string[] {
  return renderPlan({ plan: hostilePlan(text, before, after), databaseLine: text, now }).split("\n");
}
