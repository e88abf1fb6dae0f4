import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOfError } from "../../src/model/error-code.ts";
import { pullModel } from "../../src/search/models/pull-model.ts";
import { system } from "./this-machine.ts";
import { tinyModel } from "./tiny-model.ts";

// Pulls onto the small disk that is mounted at a folder: while it takes nothing, while it has no room, and with room.

const [, , root = "", url = ""] = process.argv;
const { known } = await tinyModel(url);
const place = {
  system,
  variable: () => root,
  tell: () => undefined,
  signal: new AbortController().signal,
  repository: { root },
};

async function pull(): Promise<string> {
  const request = { name: known.name, here: root };
  return pullModel(place, request, [known]).then(
    ({ output }) => output.state,
    (error: unknown) => codeOfError(error) ?? String(error),
  );
}

function mountAgain(options: string): void {
  execFileSync("mount", ["-o", `remount,${options}`, root]);
}

mountAgain("ro");
const readOnly = await pull();
mountAgain("rw");
const full = await pull();
const left = readdirSync(join(root, "v7", "models")).filter((name) => name === known.name);
mountAgain("size=1m");
console.log(JSON.stringify({ readOnly, full, left, roomy: await pull() }));
