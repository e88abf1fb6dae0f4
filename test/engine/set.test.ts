import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAssignment } from "../../src/engine/edit/assignment.ts";
import { setFields } from "../../src/engine/edit/set.ts";
import { phase } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const impact = {
  kind: "Impact",
  name: "layers",
  spec: {
    changeType: "enum",
    changeDetail: {},
    affectedWorkflows: [],
    affectedLayers: [1, 2],
    description: "Merge",
    riskAssessment: "low",
  },
};

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), impact, { kind: "Node", name: "ALPHA", spec: { role: "primary" } });
});

afterAll(() => scene.end());

async function set(address: string, ...texts: readonly string[]): Promise<void> {
  await setFields(await scene.checkout.open(), { address, assignments: texts.map(parseAssignment) });
}

describe("set", () => {
  test.each([
    ["affectedLayers=3", ["affectedLayers+=3", "affectedLayers='[\"3\"]'"]],
    ["changeDetail=none", ['changeDetail=\'{"KEY": "VALUE"}\'']],
  ])("says how a list and a mapping are typed: %s", async (text, next) => {
    await expect(set("impact/layers", text)).rejects.toMatchObject({ code: "V7-D050", next });
  });

  test("adds to a list of numbers a number, once, and takes it out", async () => {
    await set("impact/layers", "affectedLayers+=5");
    await set("impact/layers", "affectedLayers+=5");
    expect(scene.checkout.read("state/impacts/layers.yaml")).toMatch(/affectedLayers:\n.*- 1\n.*- 2\n.*- 5\n/);
    await set("impact/layers", "affectedLayers-=5");
    expect(scene.checkout.read("state/impacts/layers.yaml")).not.toContain("- 5");
  });

  test("a number that no number of JavaScript's holds is written digit by digit; text stays text", async () => {
    await set("impact/layers", 'changeDetail={"serial":9007199254740993,"count":"9007199254740993"}');
    const text = scene.checkout.read("state/impacts/layers.yaml");
    expect(text).toContain("serial: 9007199254740993\n");
    expect(text).toContain('count: "9007199254740993"');
  });

  test("writes a mapping or a list also where any value may stand, and a word as the word", async () => {
    await set(
      "node/ALPHA",
      'metadata.gpu={"api":"Metal 4","cores":[1,2]}',
      "metadata.disks=[1,2]",
      "metadata.os=15.10",
    );
    const text = scene.checkout.read("state/nodes/ALPHA.yaml");
    expect(text).toMatch(/gpu:\n\s+api: Metal 4\n\s+cores: \[1, 2\]\n/);
    expect(text).toContain("disks: [1, 2]\n");
    expect(text).toContain('os: "15.10"\n');
    await set("node/ALPHA", "metadata.note=[draft]");
    expect(scene.checkout.read("state/nodes/ALPHA.yaml")).toContain('note: "[draft]"\n');
  });

  test("refuses a number that would come back as another text", async () => {
    await expect(set("node/ALPHA", 'metadata={"os":[1.10]}')).rejects.toMatchObject({
      code: "V7-D045",
      message: '1.10 would come back as 1.1; write "1.10" to keep it as text, or 1.1',
    });
    await expect(set("node/ALPHA", "metadata.limit=[1e2]")).rejects.toMatchObject({ code: "V7-D045" });
  });

  test("refuses a key that programs reserve", async () => {
    await expect(set("phase/1", "constructor=x")).rejects.toMatchObject({ code: "V7-D023" });
  });
});
