import { expect, test } from "vitest";
import { chooseRunAs, mayOwnData } from "../../../src/postgres/embedded/run-as.ts";
import { thisSystem } from "../../../src/system/system.ts";

const sudo = { ...thisSystem(), platform: "darwin" as const, account: { uid: 0, name: "root", home: "/var/root" } };

test("a Mac's root is told to go without sudo, and takes no data of others (M12)", () => {
  expect(() => chooseRunAs(sudo, undefined)).toThrow(expect.objectContaining({ code: "V7-B161", exitCode: 6 }));
  expect(mayOwnData(sudo, 501)).toBe(false);
});
