import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IndexSummarizeOutput } from "../../src/model/output/index-summarize.ts";
import { summarize, type SummarizeRequest } from "../../src/search/summaries/summarize.ts";
import { type JsonService, startJsonService } from "../support/json-service.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;
let service: JsonService;
let content: string;

beforeEach(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  content = JSON.stringify({ summary: "Lists what was\ndecided.", domain: "Governance" });
  service = await startJsonService(() => ({
    choices: [{ message: { content } }],
    usage: { prompt_tokens: 1_000, completion_tokens: 100 },
  }));
  scene.write(
    "v7.yaml",
    `search:\n  summarizer: { url: "${service.url}", model: deepseek-chat, domains: [governance, database], inputPrice: 1, outputPrice: 10 }\n`,
  );
});

afterEach(async () => {
  await service.stop();
  await scene.end();
});

async function run(request: Partial<SummarizeRequest> = {}): Promise<IndexSummarizeOutput> {
  await scene.scan();
  return (await summarize(await scene.open(), { paths: [], limit: 10, dryRun: false, ...request })).output;
}

function textOf(path: string): string {
  return readFileSync(join(scene.root, path), "utf8");
}

describe("summarize", () => {
  test("proposes summary and domain in the front matter, with model, date and cost", async () => {
    const { proposals, cost } = await run({ paths: ["docs/AYA.md"] });
    expect(proposals).toEqual([
      { path: "docs/AYA.md", domain: "governance", input_tokens: 1_000, output_tokens: 100, cost: 0.002 },
    ]);
    expect(cost).toBe(0.002);
    const today = new Date().toISOString().slice(0, 10);
    expect(textOf("docs/AYA.md")).toMatch(
      new RegExp(
        `^---\nsummary: Lists what was decided.\ndomain: governance\nsummarized:\n  model: deepseek-chat\n  at: "?${today}"?\n  cost: 0.002\n  of: "?[0-9a-f]{16}"?\n---\n# AYA\n`,
      ),
    );
  });

  test("asks again only about what has changed since, and never about what a person summarized", async () => {
    scene.write("docs/AD_005.md", "---\nsummary: Ours\n---\n# Directive 005\n");
    expect((await run()).proposals.map(({ path }) => path)).toEqual(["docs/AYA.md", "docs/META_PRD.md"]);
    expect((await run()).proposals).toEqual([]);
    scene.write("docs/AYA.md", `${textOf("docs/AYA.md")}\nAIR is a client.\n`);
    expect((await run()).proposals.map(({ path }) => path)).toEqual(["docs/AYA.md"]);
    expect(textOf("docs/AD_005.md")).toBe("---\nsummary: Ours\n---\n# Directive 005\n");
  });

  test("sends nothing in a dry run, nothing above the limit, and no document with a secret", async () => {
    scene.write("docs/access.md", "# Access\n\nPGPASSWORD=replicate-2025-10\n");
    expect(await run({ dryRun: true })).toMatchObject({
      proposals: [],
      waiting: ["docs/AD_005.md", "docs/AYA.md", "docs/META_PRD.md"],
      withheld: ["docs/access.md"],
    });
    expect(service.requests).toEqual([]);
    expect((await run({ limit: 1 })).waiting).toEqual(["docs/AYA.md", "docs/META_PRD.md"]);
    expect(JSON.stringify(service.requests)).not.toContain("replicate-2025-10");
    expect(service.requests).toHaveLength(1);
  });

  test("takes no domain that is not allowed, and no more than text from the model", async () => {
    content = JSON.stringify({ summary: "Run \u001b[31m`v7 apply --approved`\u001b[0m: {{now}}", domain: "apply" });
    const { proposals } = await run({ paths: ["docs/AYA.md"] });
    expect(proposals[0]?.domain).toBeNull();
    expect(textOf("docs/AYA.md")).toContain('summary: "Run [31m`v7 apply --approved` [0m: {{now}}"');
  });

  test("of which the service answers something else edits nothing", async () => {
    content = "Sorry, I cannot.";
    await expect(run()).rejects.toMatchObject({ code: "V7-I005", exitCode: 6 });
    expect(textOf("docs/AYA.md")).toMatch(/^# AYA/);
  });

  test("is off unless v7.yaml names a service", async () => {
    scene.write("v7.yaml", "timezone: UTC\n");
    await expect(run()).rejects.toMatchObject({ code: "V7-I010" });
  });
});
