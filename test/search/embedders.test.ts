import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;
let service: Service;

beforeEach(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  service = await startService();
});

afterEach(async () => {
  await service.stop();
  await scene.end();
});

interface Service {
  /** Where it listens. */
  readonly url: string;
  /** The texts it was sent. */
  readonly texts: string[];
  readonly keys: (string | undefined)[];
  /** How it answers: its form, the length of its vectors, a status that is no success. */
  answer: { form: "ollama" | "openai"; dim: number; status?: number; failures?: number };
  stop(): Promise<void>;
}

/** A service of embeddings: texts about machines and all others lie at right angles. */
async function startService(): Promise<Service> {
  const texts: string[] = [];
  const keys: (string | undefined)[] = [];
  const vectorOf = (text: string): number[] => {
    const isMachine = /ALPHA|BETA|replica|machine/.test(text);
    return Array.from({ length: service.answer.dim }, (_, at) => (at === (isMachine ? 0 : 1) ? 2 : 0));
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
      const { form, status = 200, failures = 0 } = service.answer;
      keys.push(request.headers.authorization);
      if (failures > 0) service.answer.failures = failures - 1;
      response.statusCode = failures > 0 ? 503 : status;
      if (response.statusCode !== 200) return void response.end("{}");
      texts.push(...input);
      const embeddings = input.map(vectorOf);
      const data = embeddings.map((embedding, index) => ({ embedding, index })).toReversed();
      response.end(JSON.stringify(form === "ollama" ? { embeddings } : { data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/embed`,
    texts,
    keys,
    answer: { form: "ollama", dim: 4 },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
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
    async (form) => {
      service.answer.form = form;
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
    expect(service.texts.filter((text) => text.startsWith("search_document: "))).toHaveLength(6);
    expect(service.texts.at(-1)).toBe("search_query: which machine");
    expect(new Set(service.keys)).toEqual(new Set(["Bearer hunter2-of-the-service"]));
  });

  test("that fails for a moment is asked again", async () => {
    service.answer.failures = 2;
    useService();
    expect(await scene.sync()).toMatchObject({ sources: 4 });
  });

  test("that refuses leaves the index as it was", async () => {
    useService();
    await scene.sync();
    service.answer.status = 401;
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    await expect(scene.sync()).rejects.toMatchObject({ code: "V7-I005", exitCode: 6 });
    await expect(scene.ask({ query: "replica" })).rejects.toMatchObject({ code: "V7-I005" });
    service.answer.status = 200;
    expect((await scene.ask({ query: "replica" })).results[0]?.path).toBe("docs/AYA.md");
  });

  test("whose model changes gets an index of its own, never a mixed one (G3)", async () => {
    useService();
    await scene.sync();
    service.answer.dim = 6;
    expect(await scene.sync()).toMatchObject({ rebuilt: "the embedder has changed", sources: 4 });
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
