import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Role, roles } from "../../../src/meta/signals/roles/role.ts";
import { analyzerVersion, type FileAnalysis } from "../../../src/meta/signals/analysis.ts";
import { analyzeFiles } from "../../../src/meta/signals/analyze.ts";
import { type LabelledFile, labelledTree } from "./labelled-tree/tree.ts";

const tree = labelledTree();

async function analyze(files: readonly LabelledFile[]): Promise<Map<string, FileAnalysis>> {
  const analyses = new Map<string, FileAnalysis>();
  const given = files.map(({ path, content }) => ({
    id: path,
    path,
    read: () => Promise.resolve(Buffer.from(content)),
  }));
  for await (const { id, analysis } of analyzeFiles(given, { signal: new AbortController().signal, workers: 2 }))
    analyses.set(id, analysis);
  return analyses;
}

const analyses = analyze(tree);

/** The roles of each file by its path. */
const found = analyses.then((all) => {
  const named = [...all].map(([path, { roles: said }]) => {
    return [path, said.filter(({ is_role }) => is_role).map(({ role }) => role)] as const;
  });
  return new Map<string, readonly Role[]>(named);
});

/** Of those that were found, how many are right; of those that are there, how many were found. */
async function figuresOf(role: Role): Promise<{ precision: number; recall: number }> {
  const said = await found;
  const [meant, claimed] = [
    tree.filter((file) => file.role === role),
    tree.filter(({ path }) => said.get(path)?.includes(role)),
  ];
  const right = claimed.filter((file) => file.role === role).length;
  return { precision: right / claimed.length, recall: right / meant.length };
}

test.each(roles)("%s: precision and recall are 0.9 at least, over seven languages", async (role) => {
  const { precision, recall } = await figuresOf(role);
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.9);
});

test("no trap has a role, and no module without one", async () => {
  const said = await found;
  expect(
    tree.filter(({ role, path }) => role === null && said.get(path)?.length !== 0).map(({ path }) => path),
  ).toEqual([]);
});

test("what stands in comments and texts changes nothing", async () => {
  const said = await found;
  const ofNode = (node: string): unknown =>
    tree.filter(({ path }) => path.startsWith(`${node}/`)).map(({ path }) => [path.slice(node.length), said.get(path)]);
  expect(ofNode("forge")).toEqual(ofNode("crushbox"));
  expect(ofNode("vault")).toEqual(ofNode("crushbox"));
});

test("the version of the analyzer says what it says of this tree: another digest with the same version is to raise `engine`", async () => {
  const said = JSON.stringify([...(await analyses)].toSorted(([left], [right]) => (left < right ? -1 : 1)));
  const digest = createHash("sha256").update(said).digest("hex").slice(0, 12);
  expect([analyzerVersion, digest]).toMatchInlineSnapshot(`
    [
      "2.6280c35f9d46",
      "803d4281d9a7",
    ]
  `);
});
