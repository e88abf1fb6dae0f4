import { describe, expect, test } from "vitest";
import { escapeMarkdown } from "../../../src/render/type/markdown.ts";
import { renderPlanGithub } from "../../../src/render/plan/plan-github.ts";
import { renderPlanMarkdown } from "../../../src/render/plan/plan-markdown.ts";
import { disputedStatus, documentEnums, emptyPlan, screenPlan, viewOf } from "./plans.ts";

describe("the plan as Markdown", () => {
  test("holds the facts of the text form, folded by section", () => {
    expect(renderPlanMarkdown(viewOf(screenPlan))).toBe(`### v7 plan 3f9a1c

**Database** aya\\_rag on ALPHA · **Git** wo\\-1.3 4c1e9aa, contains last apply

<details open><summary>Drift (kept): 2</summary>

\`\`\`diff
~ task/1.2#status  pending → completed  03:12 agent_rw, psql
+ task/1.9         in no document       03:14 agent_rw, psql
\`\`\`

</details>

<details open><summary>Changes: 2</summary>

\`\`\`diff
+ task/1.3  Map enum values            state/tasks/1.3.yaml:1
    status: pending
~ task/1.1                             state/tasks/1.1.yaml:9
    status: in_progress → completed
\`\`\`

</details>

| Needs | Rule | For |
| --- | --- | --- |
| The Architect | policy/default&#35;<!-- -->approvals\\[0\\] | task/1.1 |

Plan 3f9a1c needs&#58;<!-- --> The Architect. Drift kept&#58;<!-- --> 2 rows.

**Plan: 1 to add, 1 to change, 0 to destroy.**`);
  });

  test("lets no value close its block", () => {
    const change = { ...documentEnums, fields: [{ field: "notes", before: null, after: "`````  @the-architect" }] };
    const text = renderPlanMarkdown(viewOf({ ...emptyPlan, changes: [change] }));
    expect(text).toContain("\n``````diff\n");
    expect(text.match(/^``````$/gm)).toHaveLength(1);
  });

  test("stays below the length a comment may have", () => {
    const changes = Array.from({ length: 10_000 }, (_, index) => ({ ...documentEnums, address: `task/1.${index}` }));
    const text = renderPlanMarkdown(viewOf({ ...emptyPlan, changes }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/^… \d+ more lines: v7 plan$/m);
  });
});

test("Markdown text activates nothing", () => {
  expect(escapeMarkdown("`a` | <b> @arthur #12 [x](y)\n# z")).toBe(
    "\\`a\\` \\| &lt;b&gt; &#64;<!-- -->arthur &#35;<!-- -->12 \\[x\\]\\(y\\)\\\\n&#35;<!-- --> z",
  );
});

describe("the plan for GitHub", () => {
  test("annotates drift and ends in the count line", () => {
    expect(renderPlanGithub(viewOf(screenPlan))).toBe(
      `::warning title=Drift (kept)::task/1.2: status pending → completed (03:12 agent_rw, psql)
::warning title=Drift (kept)::task/1.9: in no document (03:14 agent_rw, psql)
Plan 3f9a1c needs: The Architect. Drift kept: 2 rows.
Plan: 1 to add, 1 to change, 0 to destroy.`,
    );
  });

  test("puts a closed gate beside the line that runs into it", () => {
    const gate = { code: "V7-G002" as const, address: "task/1.1", because: [], message: "task/1.2 is open" };
    expect(renderPlanGithub(viewOf({ ...screenPlan, gates: [gate] }))).toContain(
      "::error file=state/tasks/1.1.yaml,line=9,title=Gate closed V7-G002::task/1.1: task/1.2 is open\n",
    );
  });

  test("reports conflicts as errors", () => {
    expect(renderPlanGithub(viewOf({ ...emptyPlan, conflicts: [disputedStatus] }))).toContain(
      "::error title=Conflict::task/1.1: the document and the row changed since apply 7c21e0\n",
    );
  });
});
