import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { validate } from "../../src/checks/validate.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { policy, yamlOf } from "../scenes/documents.ts";

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@localhost/enterprise_os");
});

afterEach(() => checkout.remove());

async function errorsOf(name: string): Promise<readonly unknown[]> {
  checkout.write("state/policy.yaml", yamlOf({ ...policy({ planTtl: "24h" }), name }));
  const { output } = await validate(await checkout.open(), { paths: [], scope: "documents", since: undefined });
  return output.findings.filter(({ severity }) => severity === "error");
}

describe("a policy", () => {
  test("named default is the one in force", async () => {
    expect(await errorsOf("default")).toEqual([]);
  });

  test("named otherwise would never be in force, so it is an error at its name", async () => {
    expect(await errorsOf("strict")).toMatchObject([{ file: "state/policy.yaml", line: 4 }]);
  });
});
