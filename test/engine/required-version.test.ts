import { afterEach, beforeEach, expect, test } from "vitest";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@localhost/enterprise_os");
});

afterEach(() => checkout.remove());

function openAsking(requiredVersion: string): ReturnType<Checkout["open"]> {
  checkout.write("v7.yaml", `requiredVersion: "${requiredVersion}"\n`);
  return checkout.open();
}

test("another version than v7.yaml asks for is refused, both named", async () => {
  const { version } = await openAsking("*");
  await expect(openAsking(">=1.4")).rejects.toMatchObject({
    code: "V7-C011",
    exitCode: 1,
    message: `v7.yaml asks for v7 >=1.4; this is ${version}`,
  });
});

test.each(["^0.1.0", "0.1.0", "~0.1", ">=0.1.0 <1", "*"])("version 0.1.0 is what %s asks for", async (range) => {
  expect((await openAsking(range)).version).toBe("0.1.0");
});

test.each(["^0.2.0", "^0.0.9", "<0.1.0"])("version 0.1.0 is not what %s asks for", async (range) => {
  await expect(openAsking(range)).rejects.toMatchObject({ code: "V7-C011" });
});
