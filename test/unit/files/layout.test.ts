import { expect, test } from "vitest";
import { placeOf, readLayout, ruleFor } from "../../../src/files/places/layout.ts";
import type { JsonObject } from "../../../src/model/json.ts";

function layoutOf(spec: JsonObject): ReturnType<typeof readLayout> {
  return readLayout([{ kind: "Layout", spec }]);
}

const layout = layoutOf({
  pillars: [{ name: "Core engine", path: "03_CORE_ENGINE" }],
  rules: [
    { match: "{component}/{project}/02_Product/**", pillar: "Product" },
    { match: "03_CORE_ENGINE/**/*.sql", project: "Schemas" },
    { match: "{component}/**" },
  ],
});

test.each([
  [
    "07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/plan.md",
    { component: "07_BUILD_FACTORY", pillar: "Product", project: "PRJ_Enterprise_Platform" },
  ],
  ["03_CORE_ENGINE/SCHEMAS/one.sql", { component: "03_CORE_ENGINE", pillar: "Core engine", project: "Schemas" }],
  ["03_CORE_ENGINE/one.sql", { component: "03_CORE_ENGINE", pillar: "Core engine", project: "Schemas" }],
  ["README.md", { component: null, pillar: null, project: null }],
])("%s belongs where the first rules that know it say", (path, place) => {
  expect(placeOf(layout, path)).toEqual(place);
});

test("the rule that a path falls under can be told", () => {
  expect(ruleFor(layout, "03_CORE_ENGINE/SCHEMAS/one.sql")).toBe("03_CORE_ENGINE/**/*.sql");
  expect(ruleFor(layout, "README.md")).toBeUndefined();
});

test("letters that mean something to patterns of another kind mean themselves", () => {
  expect(placeOf(layoutOf({ rules: [{ match: "a+b (1)/*.md", component: "odd" }] }), "a+b (1)/x.md").component).toBe(
    "odd",
  );
});

test("without a Layout nothing belongs anywhere", () => {
  expect(placeOf(readLayout([]), "03_CORE_ENGINE/one.sql")).toEqual({ component: null, pillar: null, project: null });
});
