import { describe, expect, test } from "vitest";
import { changeOfDeed } from "../../src/enums/deed/sealed-deed.ts";
import { keepSealed, sealDeed } from "../../src/engine/approvals/sealed-plan.ts";
import { phase } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the review of an enum's deed, in a browser", () => {
  let planId = "";
  const seen = viewScene({
    prepare: async ({ checkout, apply, open }) => {
      checkout.declare(phase("1"));
      checkout.commit("Assessment begins");
      await apply();
      const workspace = await open();
      const change = changeOfDeed({
        direction: "implement",
        address: "enum/contact_curation_status",
        strategy: "new type",
        change: {
          address: "enum/contact_curation_status",
          target: "app",
          from: { schema: "public", name: "contact_curation_status" },
          labels: ["New", "Complete"],
          to: { schema: "public", name: "v7_contact_status" },
          words: ["complete", "new"],
          map: new Map([
            ["New", "new"],
            ["Complete", "complete"],
          ]),
          mayReorder: true,
          isCompat: false,
        },
        script: "LOCK TABLE public.contacts IN ACCESS EXCLUSIVE MODE;\n",
        wayBack: "LOCK TABLE public.contacts IN ACCESS EXCLUSIVE MODE;\n",
        ending: "DROP TYPE public.contact_curation_status;\n",
        columns: [{ schema: "public", table: "contacts", column: "curation_status" }],
        follows: null,
        before: "0".repeat(64),
        after: "1".repeat(64),
        accepted: ["V7-E070"],
      });
      const hazards = [{ code: "V7-E070", objects: ["public.next_status() names 'New'"] }];
      const detail = { why: "the order of its values changes", hazards };
      const file = await sealDeed(workspace, { changes: [change], conflicts: [], detail });
      await keepSealed(workspace, file);
      planId = file.plan_id;
    },
  });

  test("has no finding of axe and no sideways scroll", async () => {
    const path = `/ui/plans/${planId.slice(0, 16)}`;
    expect(await blemishes(seen, path, (page) => page.getByText("What runs").first().waitFor())).toEqual([]);
  });

  test("says the hazards first, then what becomes of the values, then the SQL, and how to carry it out", async () => {
    const page = await seen.viewer.open(`/ui/plans/${planId.slice(0, 16)}`);
    await page.locator("#enum-deed", { hasText: "A change of an enum" }).waitFor();
    const text = (await page.locator("section", { has: page.locator("#enum-deed") }).textContent()) ?? "";
    const places = ["V7-E070", "public.next_status() names 'New'", "New → new, Complete → complete", "LOCK TABLE"].map(
      (part) => text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    const command = `v7 enum implement ${planId.slice(0, 16)} --approved`;
    await page.getByRole("button", { name: `Copy ${command}` }).waitFor();
    await page.close();
  });
});
