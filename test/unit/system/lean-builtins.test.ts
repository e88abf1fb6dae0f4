import { expect, test } from "vitest";
import { withLeanBuiltins } from "../../../scripts/lean-builtins.ts";

test.each([
  [
    `import { existsSync, type Stats, readFileSync as read } from "node:fs";`,
    `const { existsSync: existsSync, readFileSync: read } = globalThis.process.getBuiltinModule("node:fs");`,
  ],
  [`import path from "node:path";`, `const path = globalThis.process.getBuiltinModule("node:path");`],
  [`import * as os from "node:os";`, `const os = globalThis.process.getBuiltinModule("node:os");`],
  [`import { type Stats } from "node:fs";`, ""],
])("%s takes what it names from the process", (source, lean) => {
  expect(withLeanBuiltins(source, "walk.ts")).toBe(lean);
});

test.each([
  `import type { Stats } from "node:fs";`,
  `import "node:fs";`,
  `import { lock } from "./lock.ts";`,
  `const text = 'import { existsSync } from "node:fs";';`,
])("%s stays as it is", (source) => {
  expect(withLeanBuiltins(source, "walk.ts")).toBe(source);
});
