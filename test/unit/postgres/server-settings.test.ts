import { expect, test } from "vitest";
import { serverSettings } from "../../../src/postgres/embedded/server-settings.ts";

const origin = { socketDirectory: "/tmp/v7-501/0123456789ab", scope: "ALPHA/1/2//", folder: "1-2" };

test("on a Mac what is committed is out of the drive's cache (M11)", () => {
  expect(serverSettings({ platform: "darwin" }, origin, {})["wal_sync_method"]).toBe("fsync_writethrough");
  expect(serverSettings({ platform: "linux" }, origin, {})).not.toHaveProperty("wal_sync_method");
});
