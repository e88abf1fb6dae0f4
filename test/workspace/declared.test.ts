import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { declaredDocuments, type ErrorRule } from "../../src/workspace/declared.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { task } from "../scenes/documents.ts";

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@127.0.0.1:1/none");
});

afterEach(() => checkout.remove());

const layout =
  'apiVersion: v7/v1\nkind: Layout\nmetadata: { name: default }\nspec: { rules: [{ match: "docs/**" }] }\n';
const broken = "apiVersion: v7/v1\nkind: Task\nmetadata: { name: '1.1' }\nspec: { name: 7 }\n";

async function kindsBy(rule: ErrorRule): Promise<string[]> {
  const documents = await declaredDocuments(await checkout.open(), rule);
  return [...new Set(documents.map(({ kind }) => kind))];
}

describe("while a document has an error", () => {
  beforeEach(() => checkout.write("state/tasks/1.1.yaml", broken));

  test("the others count, for who passes it over", async () => {
    expect(await kindsBy("pass-over")).toEqual(["Persona"]);
  });

  test("nobody knows whether it is the one that is missing", async () => {
    await expect(kindsBy({ refuseWithout: "Layout" })).rejects.toMatchObject({ code: "V7-D000", exitCode: 1 });
  });

  test("one that can be read is the one that was asked for", async () => {
    checkout.write("state/layout.yaml", layout);
    expect(await kindsBy({ refuseWithout: "Layout" })).toEqual(["Layout", "Persona"]);
  });
});

test("a reference that leads nowhere says nothing of whether there is a Layout", async () => {
  checkout.declare(task("9.1"));
  expect(await kindsBy({ refuseWithout: "Layout" })).toContain("Task");
});
