import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { progress, type WorkEvent } from "../../src/model/work-event.ts";
import { sharesOf } from "../../src/search/embedders/shares.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { type JsonService, startJsonService } from "../support/json-service.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;
let service: JsonService;
let form: { name: "ollama" | "openai"; dim: number };

beforeEach(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  form = { name: "ollama", dim: 4 };
  service = await startJsonService(embeddingsOf);
});

afterEach(async () => {
  await service.stop();
  await scene.end();
});

/** Texts about machines and all others lie at right angles. */
function embeddingsOf(body: unknown): unknown {
  const { input } = body as { readonly input: readonly string[] };
  const embeddings = input.map((text) => {
    const isMachine = /ALPHA|BETA|replica|machine/.test(text);
    return Array.from({ length: form.dim }, (_, at) => (at === (isMachine ? 0 : 1) ? 2 : 0));
  });
  const data = embeddings.map((embedding, index) => ({ embedding, index })).toReversed();
  return form.name === "ollama" ? { embeddings } : { data };
}

/** The texts the service was sent. */
function texts(): string[] {
  return service.requests.flatMap(({ body }) => (body as { input: string[] }).input);
}

function useService(more = ""): void {
  scene.write(
    "v7.yaml",
    `search: { embedder: { type: http, url: "${service.url}", model: nomic-embed-text${more} } }\n`,
  );
}

describe("an embedding service", () => {
  test.each(["ollama", "openai"] as const)(
    "in the form of %s gives passages and questions their vectors",
    async (name) => {
      form.name = name;
      useService();
      expect(await scene.sync()).toMatchObject({ embedder: "http:nomic-embed-text" });
      const { results } = await scene.ask({ query: "which machine" });
      expect(results[0]?.path).toBe("docs/AYA.md");
      expect(results[0]?.scores).toEqual({ text: null, vector: 1 });
    },
  );

  test("is told apart what is asked and what is a passage, and given its key", async () => {
    useService(', apiKey: "env:EMBEDDING_KEY", queryPrefix: "search_query: ", documentPrefix: "search_document: "');
    process.env["EMBEDDING_KEY"] = "hunter2-of-the-service";
    await scene.sync();
    await scene.ask({ query: "which machine" });
    delete process.env["EMBEDDING_KEY"];
    expect(texts().filter((text) => text.startsWith("search_document: "))).toHaveLength(6);
    expect(texts().at(-1)).toBe("search_query: which machine");
    expect(new Set(service.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set(["Bearer hunter2-of-the-service"]),
    );
  });

  test("that fails for a moment is asked again", async () => {
    service.behaviour.failures = 2;
    useService();
    expect(await scene.sync()).toMatchObject({ documents: 4 });
  });

  test("that refuses leaves the index as it was", async () => {
    useService();
    await scene.sync();
    service.behaviour.status = 401;
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    await expect(scene.sync()).rejects.toMatchObject({ code: "V7-I005", exitCode: 6 });
    await expect(scene.ask({ query: "replica" })).rejects.toMatchObject({ code: "V7-I005" });
    service.behaviour.status = 200;
    expect((await scene.ask({ query: "replica" })).results[0]?.path).toBe("docs/AYA.md");
  });

  test("whose model changes gets an index of its own, never a mixed one (G3)", async () => {
    useService();
    await scene.sync();
    form.dim = 6;
    expect(await scene.sync()).toMatchObject({ rebuilt: "the embedder has changed", documents: 4 });
    expect((await scene.ask({ query: "which machine" })).results[0]?.path).toBe("docs/AYA.md");
  });
});

describe("another embedder in v7.yaml", () => {
  test("makes a new index; until then words alone are asked of the old one, and that is said (G3)", async () => {
    await scene.sync();
    useService();
    expect(await scene.ask({ query: "duplicate enums" })).toMatchObject({
      mode: "text",
      because: "the index was made with the embedder lsa: words alone were asked",
    });
    expect(await scene.sync()).toMatchObject({ rebuilt: "the embedder was lsa" });
    expect((await scene.ask({ query: "duplicate enums" })).because).toBeNull();
  });

  test("none leaves words", async () => {
    scene.write("v7.yaml", "search: { embedder: { type: none } }\n");
    expect(await scene.sync()).toMatchObject({ embedder: "none" });
    expect(await scene.ask({ query: "duplicate enums" })).toMatchObject({ mode: "text", because: null });
    expect(await scene.sync()).toMatchObject({ updated: 0, rebuilt: null });
  });

  test("of this machine says what is missing when it is not installed", async () => {
    scene.write("v7.yaml", "search: { embedder: { type: transformers, path: models/bge-small } }\n");
    await expect(scene.sync()).rejects.toMatchObject({
      code: "V7-I007",
      next: ["npm install --ignore-scripts @huggingface/transformers"],
    });
  });
});

describe("a model of this machine", () => {
  beforeEach(() => writeRuntime());

  /** The runtime's interface, with a model that counts words and writes down what it was asked. */
  function writeRuntime(): void {
    scene.write(".gitignore", "node_modules/\n");
    scene.write(
      "node_modules/@huggingface/transformers/package.json",
      '{ "name": "@huggingface/transformers", "type": "module", "exports": "./index.js" }',
    );
    scene.write(
      "node_modules/@huggingface/transformers/index.js",
      `import { appendFileSync } from "node:fs";
       const said = (line) => appendFileSync(new URL("said", import.meta.url), JSON.stringify(line) + "\\n");
       export const env = { allowRemoteModels: true, localModelPath: "" };
       export async function pipeline(task, model, options) {
         if (env.allowRemoteModels || !env.localModelPath.endsWith("/models")) throw new Error("would download " + model);
         said(options);
         return async (texts, { pooling, normalize }) => {
           said(texts);
           return {
             tolist: () => texts.map((text) => ["enum", "ALPHA", "database"].map((word) => (text.includes(word) ? 1 : 0.1))),
           };
         };
       }`,
    );
  }

  /** What the runtime was loaded with, then the batches it was asked. */
  function said(): readonly unknown[] {
    return readFileSync(join(scene.root, "node_modules/@huggingface/transformers/said"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
  }

  function useModel(more = ""): void {
    scene.write("v7.yaml", `search: { embedder: { type: transformers, path: models/bge-small${more} } }\n`);
  }

  test("runs in its folder, and loads nothing from elsewhere", async () => {
    useModel();
    expect(await scene.sync()).toMatchObject({ embedder: "transformers:bge-small" });
    expect((await scene.ask({ query: "ALPHA" })).results[0]?.path).toBe("docs/AYA.md");
  });

  test("is given so many passages at once, so many threads, and what it wants in front of each", async () => {
    useModel(', batch: 2, threads: 1, documentPrefix: "passage: ", queryPrefix: "query: "');
    await scene.sync();
    await scene.ask({ query: "ALPHA" });
    const [options, , ...batches] = said() as [unknown, unknown, ...(readonly string[] | object)[]];
    expect(options).toMatchObject({ dtype: "fp32", session_options: { intraOpNumThreads: 1 } });
    const passages = batches
      .filter((batch) => Array.isArray(batch))
      .filter(([text = ""]) => text.startsWith("passage: "));
    expect(Math.max(...passages.map(({ length }) => length))).toBe(2);
    expect(batches.at(-1)).toEqual(["query: ALPHA"]);
  });

  test("is not loaded for words alone", async () => {
    useModel();
    await scene.sync();
    const before = said().length;
    expect((await scene.ask({ query: "ALPHA", mode: "text" })).results[0]?.path).toBe("docs/AYA.md");
    expect(said()).toHaveLength(before);
  });

  test("that wants something else in front of passages gets an index of its own", async () => {
    useModel();
    await scene.sync();
    useModel(', documentPrefix: "passage: "');
    expect(await scene.sync()).toMatchObject({ rebuilt: "the embedder has changed" });
    expect(await scene.sync()).toMatchObject({ rebuilt: null });
  });

  test("tells how many passages have their vectors", async () => {
    useModel();
    const told: WorkEvent[] = [];
    await scene.scan();
    await syncIndex({ ...(await scene.open()), tell: (event) => void told.push(event) }, {});
    expect(told.filter(({ type }) => type === "progress")).toContainEqual(progress("embedding", { done: 6, of: 6 }));
  });

  test("that has to be pulled first is named with the command that does it", async () => {
    scene.write("v7.yaml", "search: { embedder: { type: transformers, model: all-MiniLM-L6-v2 } }\n");
    process.env["XDG_CACHE_HOME"] = scene.outside;
    await expect(scene.sync()).rejects.toMatchObject({
      code: "V7-I007",
      message: "the model all-MiniLM-L6-v2 is not on this machine",
      next: ["v7 index model pull all-MiniLM-L6-v2"],
    });
    delete process.env["XDG_CACHE_HOME"];
  });

  test("that v7 does not know is answered with those it knows", async () => {
    scene.write("v7.yaml", "search: { embedder: { type: transformers, model: bge-enormous } }\n");
    await expect(scene.sync()).rejects.toMatchObject({
      code: "V7-I012",
      next: ["v7 index model pull all-MiniLM-L6-v2"],
    });
  });

  test.each(["{ type: transformers }", "{ type: transformers, model: all-MiniLM-L6-v2, path: models/bge-small }"])(
    "is named or lies in a folder, one of both: %s is refused",
    async (embedder) => {
      scene.write("v7.yaml", `search: { embedder: ${embedder} }\n`);
      await expect(scene.open()).rejects.toMatchObject({ code: "V7-C010" });
    },
  );
});

test("what meaning counts is what v7.yaml says, else what was measured, else half", () => {
  const measured = { text: 0.7, vector: 0.3 };
  expect(sharesOf(0.25, measured)).toEqual({ text: 0.75, vector: 0.25 });
  expect(sharesOf(undefined, measured)).toBe(measured);
  expect(sharesOf(undefined, undefined)).toEqual({ text: 0.5, vector: 0.5 });
});
