import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newFilePlans } from "../../src/engine/edit/new-file-plans.ts";
import { newWorkOrder, type WorkOrderRequest } from "../../src/engine/edit/new-work-order.ts";
import { readState } from "../../src/workspace/state.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { phase, task } from "../scenes/documents.ts";

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@127.0.0.1:1/none");
  checkout.declare(phase("1"), task("1.1"));
});

afterEach(() => checkout.remove());

const order: WorkOrderRequest = {
  phase: "1",
  name: "Map ENUM values",
  persona: "Layer 1 Data Sentinel",
  dependsOn: ["1.1"],
  notes: undefined,
  acceptance: ["Every value has a successor"],
  deliverables: ["docs/enum-map.md"],
  dart: "DART_TASK_123",
};

describe("a work order", () => {
  test("is a page for people and a pending task of the same number", async () => {
    await newWorkOrder(await checkout.open(), order);
    expect(checkout.read("work-orders/1.2.md")).toBe(
      [
        "# Work order 1.2: Map ENUM values",
        "",
        "- Phase: 1, Assessment",
        "- For: Layer 1 Data Sentinel",
        "- After: 1.1",
        "- DART: https://app.dartai.com/t/DART_TASK_123",
        "",
        "## What",
        "",
        "Map ENUM values",
        "",
        "## Acceptance",
        "",
        "- [ ] Every value has a successor",
        "",
        "## Deliverables",
        "",
        "- docs/enum-map.md",
        "",
      ].join("\n"),
    );
    const { documents, findings } = await readState(await checkout.open());
    expect(findings).toEqual([]);
    expect(documents.find(({ name }) => name === "1.2")?.spec).toMatchObject({
      status: "pending",
      dartTaskId: "DART_TASK_123",
      dartTaskUrl: "https://app.dartai.com/t/DART_TASK_123",
      dependsOn: ["1.1"],
      acceptance: [{ criterion: "Every value has a successor", met: false }],
      notes: "Work order work-orders/1.2.md",
    });
  });

  test("is not written where its page is already, and the task is not either", async () => {
    checkout.write("work-orders/1.2.md", "Somebody's own\n");
    await expect(newWorkOrder(await checkout.open(), order)).rejects.toMatchObject({ code: "V7-D035" });
    expect(checkout.read("work-orders/1.2.md")).toBe("Somebody's own\n");
    expect(existsSync(join(checkout.root, "state/tasks/1.2.yaml"))).toBe(false);
  });

  test("that would make the documents wrong leaves no page", async () => {
    const wrong = newWorkOrder(await checkout.open(), { ...order, dependsOn: ["1.9"] });
    await expect(wrong).rejects.toMatchObject({ code: "V7-P018" });
    expect(existsSync(join(checkout.root, "work-orders/1.2.md"))).toBe(false);
  });

  test("is a line where its words have more", async () => {
    await newWorkOrder(await checkout.open(), { ...order, acceptance: ["Every value\n## Approved"] });
    expect(checkout.read("work-orders/1.2.md")).toContain("- [ ] Every value ## Approved\n");
  });
});

describe("file plans by a pattern", () => {
  beforeEach(() => {
    for (const name of ["contact", "domain", "page"]) checkout.write(`src/models/${name}.py`, "class Model: ...\n");
    checkout.write("src/[draft].py", "");
    checkout.commit("Models");
  });

  async function plan(...files: string[]): Promise<readonly string[]> {
    return (await newFilePlans(await checkout.open(), { files, assignments: [] })).output.changed;
  }

  test("are written for each tracked file that has none", async () => {
    await plan("src/models/domain.py");
    expect(await plan("src/models/*.py")).toEqual(["fileplan/src/models/contact.py", "fileplan/src/models/page.py"]);
    expect(await plan("src/models/*.py")).toEqual([]);
  });

  test("refuse a pattern that fits nothing, and write nothing for the others", async () => {
    await expect(plan("src/models/*.py", "src/views/*")).rejects.toMatchObject({ code: "V7-P001" });
    expect(existsSync(join(checkout.root, "state/fileplans"))).toBe(false);
  });

  test("have no new name in common", async () => {
    const assignments = [{ field: ["targetName"], operator: "=" as const, value: "One.py" }];
    const made = newFilePlans(await checkout.open(), { files: ["src/models/*.py"], assignments });
    await expect(made).rejects.toMatchObject({ code: "V7-C004" });
  });
});
