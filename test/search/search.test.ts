import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordHistory } from "../../src/journal/record.ts";
import { evaluate } from "../../src/search/evaluate.ts";
import { readJudgedQueries } from "../../src/search/judged-queries.ts";
import { openIndex } from "../../src/search/open-index.ts";
import { findSimilar } from "../../src/search/similar.ts";
import { inSecondTier, judgedCollection, optional } from "../support/optional.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeAll(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  scene.write("sessions/2026-02-16.md", "# Session 1\n\n## Log\n\nMoved the system tables to their own database.\n");
  scene.write(
    "src/registry.py",
    "def mark_stale(days):\n    # Files nobody touches for ninety days.\n    return days\n",
  );
  scene.write(
    "state/tasks/1.1.yaml",
    'apiVersion: v7/v1\nkind: Task\nmetadata: { name: "1.1" }\nspec:\n  name: Document all duplicate ENUMs\n',
  );
  execFileSync(
    "git",
    [
      "-c",
      "user.name=Arthur",
      "-c",
      "user.email=arthur@example.org",
      "commit",
      "--quiet",
      "--allow-empty",
      "-m",
      "Defer AIR to phase 3",
    ],
    { cwd: scene.root },
  );
  await recordHistory(await scene.open());
  await scene.sync();
});

afterAll(() => scene.end());

describe("search", () => {
  test("says so where the built-in embedder has learnt none of the question's words", async () => {
    expect(await scene.ask({ query: "streams" })).toMatchObject({
      mode: "text",
      because: "the built-in embedder has learnt none of these words: words alone were asked",
    });
    expect(await scene.ask({ query: "streams", mode: "text" })).toMatchObject({ mode: "text", because: null });
  });

  test("finds a section by words in any form, and says where it begins", async () => {
    const { results } = await scene.ask({ query: "separated databases" });
    expect(results[0]).toMatchObject({
      path: "docs/META_PRD.md",
      kind: "markdown",
      heading: "META-PRD › Key Decisions",
      line: 7,
      snippet: "Separate database enterprise_os: system tables must not pollute ui_library.",
    });
  });

  test("marks the words that were asked for", async () => {
    const { results } = await scene.ask({ query: "separated databases" });
    const [{ snippet, marks } = { snippet: "", marks: [] }] = results;
    expect(marks.map(({ begin, end }) => snippet.slice(begin, end))).toEqual(["Separate", "database"]);
  });

  test.each([
    ["code", "files nobody touches", "src/registry.py"],
    ["session", "moved system tables", "sessions/2026-02-16.md"],
    ["state", "document duplicate enums", "state/tasks/1.1.yaml"],
    ["markdown", "duplicate enums", "docs/AD_005.md"],
  ] as const)("finds %s, and only that where it is asked for", async (kind, query, path) => {
    const { results } = await scene.ask({ query, filter: { kind } });
    expect(results[0]?.path).toBe(path);
    expect(new Set(results.map((result) => result.kind))).toEqual(new Set([kind]));
  });

  test("finds commits by what they say", async () => {
    const { results } = await scene.ask({ query: "defer AIR", filter: { kind: "change" } });
    expect(results.map(({ heading }) => heading)).toEqual(["Defer AIR to phase 3"]);
  });

  test("finds an identifier by one of its parts", async () => {
    expect(await scene.paths("stale", { kind: "code" })).toEqual(["src/registry.py"]);
  });

  test("keeps to a folder, a pattern or a time", async () => {
    expect(await scene.paths("database", { path: "sessions" })).toEqual(["sessions/2026-02-16.md"]);
    expect((await scene.paths("database", { path: "docs/*.md" }))[0]).toBe("docs/META_PRD.md");
    expect(await scene.paths("database", { since: "2999-01-01T00:00:00Z" })).toEqual([]);
  });

  test("says why nobody knows what is like a file that the index does not have", async () => {
    const { output } = await findSimilar(await scene.open(), { path: "docs/gone.md", limit: 5 });
    expect(output).toMatchObject({ results: [], because: "the index has no file docs/gone.md" });
  });

  test("finds what is like a file, and not the file itself", async () => {
    const { results } = await scene.ask({ like: "docs/META_PRD.md" });
    expect(results[0]?.path).toBe("sessions/2026-02-16.md");
    expect(results.map(({ path }) => path)).not.toContain("docs/META_PRD.md");
  });

  test("asks words alone in the mode for that", async () => {
    const { results, mode } = await scene.ask({ query: "duplicate enums", mode: "text" });
    expect(mode).toBe("text");
    expect(results.every(({ scores }) => scores?.vector === null)).toBe(true);
  });

  test("finds nothing for words that nobody wrote, without complaint", async () => {
    expect(await scene.paths("slipstream")).toEqual([]);
    expect(await scene.paths("the of and")).toEqual([]);
    expect(await scene.paths("")).toEqual([]);
  });

  test("takes whatever is typed for text: no question and no filter can be more than that", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "' OR 1=1 --",
        "x'); DROP TABLE v7_documents; --",
        "%",
        "\\",
        'a" AND "b',
        "path:docs *",
        "(((",
        "+ - !",
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (query, component, path) => {
        const { results } = await scene.ask({ query, filter: { component, path } });
        // No file has a component here, so a filter that lets one through was not taken for text.
        expect(component === "" ? [] : results).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect((await scene.paths("duplicate enums", { kind: "markdown" }))[0]).toBe("docs/AD_005.md");
  });
});

// Half a minute of computing about a figure that moves only with how search ranks: the second tier's.
describe.skipIf(!inSecondTier() || !optional.judgedCollection.isThere())("quality on a judged collection", () => {
  test("of words and meaning together is above that of words, and above 0.395", async () => {
    const collection = await openSearchScene();
    for (const line of execFileSync("ls", [join(judgedCollection, "docs")], { encoding: "utf8" })
      .trim()
      .split("\n")) {
      collection.write(`docs/${line}`, readFileSync(join(judgedCollection, "docs", line)));
    }
    await collection.sync();
    const index = await openIndex(await collection.open());
    if (index.kind !== "open") throw new Error(index.because);
    const queries = readJudgedQueries(join(judgedCollection, "queries.jsonl"), join(judgedCollection, "qrels.tsv"));
    const words = await evaluate(index, queries, "text");
    const both = await evaluate(index, queries, "hybrid");
    index.close();
    await collection.end();
    expect(words.quality.ndcg10).toBeGreaterThan(0.36);
    expect(both.quality.ndcg10).toBeGreaterThanOrEqual(0.395);
    // It computes for fifteen seconds.
  }, 300_000);
});
