import { describe, expect, test } from "vitest";
import { keepSealed, sealDeed } from "../../src/engine/approvals/sealed-plan.ts";
import { changesOf } from "../../src/consolidate/copy/manifest.ts";
import { phase } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the review of a plan of copies, in a browser", () => {
  let planId = "";
  const seen = viewScene({
    prepare: async ({ checkout, apply, open }) => {
      checkout.declare(phase("1"));
      checkout.commit("Assessment begins");
      await apply();
      const workspace = await open();
      const from = { group: "downloads", node: "AIR", stamp: "1754550000000000000", size: 12_300 };
      const copies = ["inventory.md", "enums.csv"].map((name, at) => ({
        ...from,
        target: `docs/found/${name}`,
        source: `/Users/arthur/Downloads/${name}`,
        sha256: String(at).repeat(64),
      }));
      const file = await sealDeed(workspace, { changes: changesOf(copies), conflicts: [], detail: {} });
      await keepSealed(workspace, file);
      planId = file.plan_id;
    },
  });

  test("has no finding of axe and no sideways scroll", async () => {
    const path = `/ui/plans/${planId.slice(0, 16)}`;
    expect(await blemishes(seen, path, (page) => page.getByText("docs/found/enums.csv").first().waitFor())).toEqual([]);
  });

  test("says what is copied from where to where, how much and which bytes, and how to carry it out", async () => {
    const page = await seen.viewer.open(`/ui/plans/${planId.slice(0, 16)}`);
    const [row = ""] = await page.locator("[data-row]").allTextContents();
    expect(row).toContain("docs/found/inventory.md");
    expect(row).toContain("/Users/arthur/Downloads/inventory.md");
    expect(row).toContain("12.3 kB");
    expect(row).toContain("000000000000");
    expect(await page.locator("#copies").textContent()).toBe("Copies 2");
    const command = `v7 consolidate execute ${planId.slice(0, 16)} --approved`;
    await page.getByRole("button", { name: `Copy ${command}` }).waitFor();
    await page.close();
  });
});
