import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderBlame } from "../../../src/render/blame.ts";
import { renderEdits } from "../../../src/render/edit.ts";
import { renderExplainedCode, renderExplainedKind } from "../../../src/render/explain.ts";
import type { GraphOutput } from "../../../src/model/output/graph.ts";
import { renderGraphMermaid, renderGraphTree } from "../../../src/render/graph.ts";
import { renderHistory } from "../../../src/render/history.ts";
import { diffLines } from "../../../src/render/type/line-diff.ts";
import { renderShow } from "../../../src/render/show.ts";
import { now } from "./plans.ts";

test("history shows applies and rows changed outside v7", () => {
  const { data } = renderHistory(
    {
      entries: [
        {
          type: "apply",
          at: "2025-08-07T08:10:00Z",
          apply_id: "7c21e1aa-0000-4000-8000-000000000000",
          plan_id: "3f9a1c",
          status: "applied",
          because: null,
          actor: "arthur",
          commit: "8e2d410000000000000000000000000000000000",
          branch: "main",
          reason: "Finish the inventory",
          overrides: [],
          summary: { add: 1, change: 1, destroy: 0, drift: 0, conflict: 0 },
        },
        {
          type: "change",
          at: "2025-08-07T03:12:00Z",
          address: "task/1.2",
          action: "update",
          fields: [{ field: "status", before: "pending", after: "completed" }],
          changed_by: "agent_rw",
          application: "psql",
          observed: false,
          apply_id: null,
          commit: null,
          reason: null,
        },
      ],
    },
    { timeZone: "UTC" },
  );
  expect(data)
    .toBe(`2025-08-07 08:10  apply 7c21e1  arthur from main 8e2d410  1 added, 1 changed, 0 destroyed: Finish the inventory
2025-08-07 03:12  ~ task/1.2    agent_rw, psql            outside v7
                    status: pending → completed`);
});

test("blame names apply, commit, actor and time of each field", () => {
  const text = renderBlame(
    {
      address: "task/1.1",
      entries: [
        {
          field: "status",
          value: "completed",
          apply_id: "7c21e1aa-0000-4000-8000-000000000000",
          commit: "8e2d410000000000000000000000000000000000",
          actor: "arthur",
          application: "v7",
          at: "2025-08-07T08:10:00Z",
        },
        { field: "notes", value: null, apply_id: null, commit: null, actor: "agent_rw", application: "psql", at: null },
      ],
    },
    { now },
  );
  expect(text).toBe(`task/1.1
FIELD   VALUE      APPLY       COMMIT   BY              WHEN
status  completed  7c21e1      8e2d410  arthur          20 min ago
notes   null       outside v7  –        agent_rw, psql  unknown`);
});

const everySide = ["declared", "applied", "live"] as const;

test("show marks the fields whose sides differ", () => {
  const text = renderShow({
    address: "task/1.2",
    kind: "Task",
    source: "state/tasks/1.2.yaml:1",
    fields: [
      {
        field: "responsiblePersona",
        declared: "Test Sentinel",
        applied: "Test Sentinel",
        live: "Test Sentinel",
        known_to: everySide,
      },
      { field: "status", declared: "pending", applied: "pending", live: "completed", known_to: everySide },
      { field: "notes", declared: null, applied: null, live: "by hand", known_to: ["live"] },
      { field: "dependsOn", declared: null, applied: null, live: null, known_to: everySide },
    ],
  });
  expect(text).toBe(`task/1.2  Task  state/tasks/1.2.yaml:1
   FIELD               DECLARED       APPLIED        LIVE
   responsiblePersona  Test Sentinel  Test Sentinel  Test Sentinel
~  status              pending        pending        completed
   notes               –              –              by hand
   dependsOn           null           null           null`);
});

test("show marks an edited document before it is applied", () => {
  const status = { field: "status", declared: "completed", applied: "pending", live: "pending", known_to: everySide };
  expect(renderShow({ address: "task/1.2", kind: "Task", source: null, fields: [status] })).toContain(
    "\n~  status  completed  pending  pending",
  );
});

describe("the graph", () => {
  const graph: GraphOutput = {
    nodes: [
      { address: "phase/1", name: "Assessment", status: "in_progress" },
      { address: "task/1.1", name: 'Document "all" duplicate ENUMs', status: "completed" },
      { address: "task/1.2", name: null, status: "pending" },
    ],
    edges: [
      { from: "task/1.1", to: "phase/1", relation: "part_of" },
      { from: "task/1.2", to: "phase/1", relation: "part_of" },
      { from: "task/1.2", to: "task/1.1", relation: "depends_on" },
    ],
  };

  test("is a tree with what each resource waits for", () => {
    expect(renderGraphTree(graph)).toBe(`phase/1 Assessment (in_progress)
  task/1.1 Document "all" duplicate ENUMs (completed)
  task/1.2 (pending)  ← task/1.1`);
  });

  test("is a Mermaid flowchart with encoded labels", () => {
    expect(renderGraphMermaid(graph)).toBe(`flowchart TD
  n0["phase/1 Assessment (in_progress)"]
  n1["task/1.1 Document #34;all#34; duplicate ENUMs (completed)"]
  n2["task/1.2 (pending)"]
  n0 --- n1
  n0 --- n2
  n1 --> n2`);
  });

  test("loses nobody in a loop", () => {
    const edges = [
      { from: "task/1.1", to: "task/1.2", relation: "part_of" },
      { from: "task/1.2", to: "task/1.1", relation: "part_of" },
    ] as const;
    expect(renderGraphTree({ ...graph, edges }).split("\n")).toHaveLength(3);
  });
});

describe("explain", () => {
  test("lists a kind's fields with type, values and description", () => {
    const text = renderExplainedKind({
      kind: "Task",
      description: "A unit of work within a phase.",
      fields: [
        {
          field: "spec.name",
          type: "text",
          required: true,
          nullable: false,
          description: "What is done.",
          values: null,
          column: null,
        },
        {
          field: "spec.status",
          type: "text",
          required: false,
          nullable: true,
          description: "Where it stands.",
          values: ["pending", "in_progress"],
          column: null,
        },
      ],
      example: null,
    });
    expect(text).toBe(`Task
A unit of work within a phase.

  spec.name    text  required
      What is done.
  spec.status  text  or null
      Where it stands.
      One of: pending, in_progress`);
  });

  test("tells what a code means, how to fix it and what a command exits with", () => {
    const text = renderExplainedCode({
      code: "V7-D012",
      title: "a name reads as a number",
      explanation: "YAML reads 1.10 as the number 1.1.",
      fix: "write the name in quotes, or run v7 fmt",
      exit: { status: 1, means: "an error" },
    });
    expect(text).toBe(`V7-D012: a name reads as a number
YAML reads 1.10 as the number 1.1.
Fix: write the name in quotes, or run v7 fmt
Exit when a command fails with it: 1, an error`);
  });
});

test("a line diff holds both sides in order", () => {
  const lines = fc.array(fc.constantFrom("kind: Task", "spec:", "  status: pending", "  name: Review"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const diff = diffLines(left, right);
      expect(diff.filter(({ mark }) => mark !== "+").map(({ text }) => text)).toEqual(left);
      expect(diff.filter(({ mark }) => mark !== "-").map(({ text }) => text)).toEqual(right);
    }),
  );
});

describe("edits", () => {
  const lines = [
    "apiVersion: v7/v1",
    "kind: Task",
    "metadata:",
    '  name: "1.2"',
    "spec:",
    "  status: pending",
    "  name: Review",
  ];
  const before = `${lines.join("\n")}\n`;

  test("are a unified diff with the next command", () => {
    const after = before.replace("pending", "completed");
    expect(renderEdits([{ file: "state/tasks/1.2.yaml", before, after, lost_comments: [] }], "v7 plan"))
      .toBe(`--- state/tasks/1.2.yaml
+++ state/tasks/1.2.yaml
@@ -4,4 +4,4 @@
   name: "1.2"
 spec:
-  status: pending
+  status: completed
   name: Review
Next: v7 plan`);
  });

  test("far apart are separate hunks", () => {
    const after = `# sources\n${before.replace("Review", "Review the duplicate ENUM list")}`;
    const text = renderEdits([{ file: "state/tasks/1.2.yaml", before, after, lost_comments: [] }], undefined);
    expect(text.split("\n").filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,2 +1,3 @@", "@@ -5,3 +6,3 @@"]);
  });

  test("show a new file whole", () => {
    expect(
      renderEdits(
        [{ file: "state/tasks/1.3.yaml", before: null, after: "kind: Task\n", lost_comments: [] }],
        undefined,
      ),
    ).toBe("--- /dev/null\n+++ state/tasks/1.3.yaml\n@@ -0,0 +1,1 @@\n+kind: Task");
  });

  test("name the comments that go", () => {
    const after = before.replace("pending", "completed");
    const lost = [{ line: 6, text: "# until Monday" }];
    const text = renderEdits([{ file: "state/tasks/1.2.yaml", before, after, lost_comments: lost }], "v7 plan");
    expect(text.split("\n").slice(-3)).toEqual([
      "Comments that go with their values:",
      "  state/tasks/1.2.yaml:6 # until Monday",
      "Next: v7 plan",
    ]);
  });

  test("say when there is nothing to change", () => {
    expect(renderEdits([{ file: "state/tasks/1.2.yaml", before, after: before, lost_comments: [] }], "v7 plan")).toBe(
      "Nothing to change.",
    );
  });
});
