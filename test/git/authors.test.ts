import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authorsSince } from "../../src/git/authors.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { task, yamlOf } from "../scenes/documents.ts";

const nowhere = "postgres://nobody@127.0.0.1:1/none";
let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout(nowhere);
});

afterEach(() => checkout.remove());

async function authors(commit: string | undefined, ...paths: string[]): Promise<string[]> {
  const { repository } = await checkout.open();
  return (await authorsSince(repository, commit, paths)).toSorted();
}

test("those count who touched a file after a commit, or ever where that commit is not here", async () => {
  checkout.declare(task("1.1"), task("1.2"));
  const first = checkout.commit("Assessment begins", "arthur@example.org");
  checkout.declare(task("1.2", { notes: "Inventory" }));
  checkout.commit("Note the inventory", "john@example.org");
  expect(await authors(first, "state/tasks/1.1.yaml")).toEqual([]);
  expect(await authors(first, "state/tasks/1.1.yaml", "state/tasks/1.2.yaml")).toEqual(["john@example.org"]);
  expect(await authors("f".repeat(40), "state/tasks/1.1.yaml")).toEqual(["arthur@example.org"]);
});

test("a name with signs of patterns is a name", async () => {
  checkout.write("state/enums/[status].yaml", "# Values\n");
  checkout.commit("Propose the enum", "arthur@example.org");
  checkout.write("state/enums/s.yaml", "# Values\n");
  checkout.commit("Propose another", "john@example.org");
  expect(await authors(undefined, "state/enums/[status].yaml")).toEqual(["arthur@example.org"]);
});

test("of a submodule's file it is who wrote it there, and who took it here", async () => {
  const shared = createCheckout(nowhere);
  rmSync(join(shared.root, "state"), { recursive: true });
  shared.write("1.3.yaml", yamlOf(task("1.3")));
  shared.commit("Share a task", "john@example.org");
  checkout.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shared.root, "state/shared");
  checkout.commit("Take the shared tasks", "arthur@example.org");
  shared.remove();
  expect(await authors(undefined, "state/shared/1.3.yaml")).toEqual(["arthur@example.org", "john@example.org"]);
});
