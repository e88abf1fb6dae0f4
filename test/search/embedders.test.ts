import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
      next: ["npm install @huggingface/transformers"],
    });
  });

  test("of this machine runs the model in its folder, and loads nothing from elsewhere", async () => {
    scene.write("v7.yaml", "search: { embedder: { type: transformers, path: models/bge-small } }\n");
    scene.write(".gitignore", "node_modules/\n");
    scene.write(
      "node_modules/@huggingface/transformers/package.json",
      '{ "name": "@huggingface/transformers", "type": "module", "exports": "./index.js" }',
    );
    // What the library's interface is, with a model that counts letters.
    scene.write(
      "node_modules/@huggingface/transformers/index.js",
      `export const env = { allowRemoteModels: true, localModelPath: "" };
       export async function pipeline(task, model) {
         if (env.allowRemoteModels || !env.localModelPath.endsWith("/models")) throw new Error("would download " + model);
         return async (texts, { pooling, normalize }) => ({
           tolist: () => texts.map((text) => ["enum", "ALPHA", "database"].map((word) => (text.includes(word) ? 1 : 0.1))),
         });
       }`,
    );
    expect(await scene.sync()).toMatchObject({ embedder: "transformers:bge-small" });
    expect((await scene.ask({ query: "ALPHA" })).results[0]?.path).toBe("docs/AYA.md");
  });
});
