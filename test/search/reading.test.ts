import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { indexStatus } from "../../src/search/status.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeAll(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  const picture = { "image/png": "iVBORw0KGgoAAAANSUhEUg+/".repeat(17_000) };
  const cells = [
    { cell_type: "markdown", metadata: {}, source: ["# Wear of turbine blades\n", "Measured in 2025."] },
    { cell_type: "code", source: ["plot(wear_by_blade)"], outputs: [{ data: picture, output_type: "display_data" }] },
  ];
  scene.write("notebooks/wear.ipynb", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }, null, 1));
  const bundled = 'var replica=function(database){return database["primary"](duplicate.enums);};';
  scene.write("web/app.js", `/* dashboard bundle */${bundled.repeat(Math.ceil((5 << 20) / bundled.length))}\n`);
  scene.write("servers.yaml", "- name: alpha\n  role: holds the ledger\n- name: beta\n  role: serves the orchard\n");
  const utf16 = Buffer.from("\uFEFF# Propeller\n\nThe propeller turns at dawn.\n", "utf16le");
  scene.write("docs/propeller.md", utf16);
  scene.write(
    "docs/umlaut.md",
    Buffer.from("# Gr\xf6\xdfe\n\nDie Gr\xf6\xdfe der Rotorbl\xe4tter bleibt gleich.\n", "latin1"),
  );
  scene.write("docs/mac.txt", "Gondola\rThe gondola is oiled in spring.\r");
  scene.write("docs/broken.md", Buffer.from("# Broken\0\0\x01\x02"));
  scene.write("web/page.html", "<html>\n<body class='parapet'>\n<p>The dep<b>osi</b>tory stands by the river.</p>\n");
  scene.write("docs/terms.csv", "term,meaning\nnacelle,housing of the generator\n");
  await scene.sync();
});

afterAll(() => scene.end());

describe("what programs wrote", () => {
  test.each([
    ["duplicate enums", "docs/AD_005.md"],
    ["primary database replica", "docs/AYA.md"],
    ["separate database", "docs/META_PRD.md"],
  ])("is never first for other questions: %s", async (question, path) => {
    expect((await scene.paths(question))[0]).toBe(path);
  });

  test("is found by what people wrote in it", async () => {
    expect((await scene.ask({ query: "plot wear" })).results[0]).toMatchObject({
      path: "notebooks/wear.ipynb",
      heading: "Wear of turbine blades",
      line: 14,
      snippet: "plot(wear_by_blade)",
    });
    expect((await scene.paths("dashboard bundle"))[0]).toBe("web/app.js");
  });

  test("is in the index by its first passages, and named", async () => {
    const { cut, chunks } = (await indexStatus(await scene.open())).output;
    expect(cut).toEqual(["web/app.js"]);
    expect(chunks).toBeLessThan(40);
  });

  test("keeps its name while other files change, until it is gone", async () => {
    scene.write("docs/AYA.md", "# AYA\n\nALPHA is the primary database, and BETA its replica.\n");
    await scene.sync();
    expect((await indexStatus(await scene.open())).output.cut).toEqual(["web/app.js"]);
  });
});

describe("text in other encodings", () => {
  test.each([
    ["propeller dawn", "docs/propeller.md", "Propeller", 3],
    ["Rotorblätter", "docs/umlaut.md", "Größe", 3],
    ["oiled gondola", "docs/mac.txt", "", 1],
    ["depository", "web/page.html", "", 3],
    ["nacelle", "docs/terms.csv", "", 1],
  ])("is found: %s", async (query, path, heading, line) => {
    const [first] = (await scene.ask({ query })).results;
    expect(first).toMatchObject({ path, heading });
    expect(first?.line).toBeGreaterThanOrEqual(line);
    expect(first?.snippet).not.toContain("\uFFFD");
  });

  test("has its title and its lines in the registry", async () => {
    const { rows } = await scene.psql.query(
      "SELECT title, metadata -> 'lines' AS lines FROM v7_files WHERE path = 'docs/propeller.md'",
    );
    expect(rows).toEqual([{ title: "Propeller", lines: 3 }]);
  });

  test("is named where nobody can read it", async () => {
    expect((await indexStatus(await scene.open())).output.unread).toEqual([
      { path: "docs/broken.md", because: "binary data" },
    ]);
    expect((await scene.sync()).unread).toEqual([{ path: "docs/broken.md", because: "binary data" }]);
  });

  test("has no tags", async () => {
    expect(await scene.paths("parapet")).toEqual([]);
  });
});

describe("lists of other people's", () => {
  test("are found by their entries", async () => {
    const [first] = (await scene.ask({ query: "orchard" })).results;
    expect(first).toMatchObject({ path: "servers.yaml", heading: "beta", line: 4 });
  });
});
