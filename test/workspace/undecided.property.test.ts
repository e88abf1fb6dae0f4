import { cpSync, existsSync, mkdtempSync, realpathSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readState } from "../../src/workspace/state.ts";
import { type Checkout, createCheckout, openCheckout } from "../scenes/checkout.ts";
import { phase, task, yamlOf } from "../scenes/documents.ts";
import { type Dice, throwDice } from "../support/dice.ts";
import { rounds } from "../support/optional.ts";

// Whatever git is told, what HEAD declares stays declared, or the documents have an error, or somebody removed it.

const nowhere = "postgres://nobody@127.0.0.1:1/none";
const tasks = ["1.1", "1.2", "1.3", "1.4"];
let origin: Checkout;
let shared: Checkout;

beforeAll(() => {
  shared = createCheckout(nowhere);
  rmSync(join(shared.root, "state"), { recursive: true });
  shared.write("2.yaml", yamlOf(phase("2")));
  shared.commit("Share the Design");
  origin = createCheckout(nowhere);
  origin.write("v7.yaml", "timezone: UTC\n");
  origin.declare(phase("1"), ...tasks.map((name) => task(name)));
  origin.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shared.root, "state/shared");
  origin.commit("Assessment begins");
});

afterAll(() => {
  origin.remove();
  shared.remove();
});

interface Turn {
  readonly checkout: Checkout;
  readonly dice: Dice;
  /** What somebody removed. */
  readonly removed: Set<string>;
}

type Step = (turn: Turn) => void;

const oneOf = <T>(dice: Dice, all: readonly T[]): T => all[dice.whole(all.length)] as T;

/** A task that lies where it was written, and its name. */
function someTask({ checkout, dice }: Turn): { readonly name: string; readonly file: string } {
  const name = oneOf(dice, tasks);
  const file = `state/tasks/${name}.yaml`;
  if (!existsSync(join(checkout.root, file))) throw new Error(`${file} is elsewhere`);
  return { name, file };
}

const steps: { readonly [name: string]: Step } = {
  "leave a folder out": ({ checkout, dice }) =>
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", `!/state/${oneOf(dice, ["tasks", "phases", "shared"])}/`),
  "leave nothing out": ({ checkout }) => checkout.git("sparse-checkout", "disable"),
  "mark a task and take it away": (turn) => {
    const { file } = someTask(turn);
    turn.checkout.git("update-index", oneOf(turn.dice, ["--skip-worktree", "--assume-unchanged"]), file);
    rmSync(join(turn.checkout.root, file));
  },
  "ignore all": ({ checkout }) => checkout.write(".gitignore", "state/\nState/\n"),
  "rename a task with git": (turn) => {
    const { name, file } = someTask(turn);
    turn.checkout.git("mv", file, `state/tasks/${name}${oneOf(turn.dice, [...endings, ".yaml~", ".yaml.bak"])}`);
  },
  "rename a task": (turn) => {
    const { name, file } = someTask(turn);
    renameSync(
      join(turn.checkout.root, file),
      join(turn.checkout.root, `state/tasks/${name}${oneOf(turn.dice, endings)}`),
    );
  },
  "rename the folder": ({ checkout }) => {
    checkout.git("mv", "state", "aside");
    checkout.git("mv", "aside", "State");
  },
  "take the submodule away": ({ checkout }) =>
    checkout.git("submodule", "--quiet", "deinit", "--force", "state/shared"),
  "take the submodule back": ({ checkout }) =>
    checkout.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init"),
  "remove a task": (turn) => {
    const { name, file } = someTask(turn);
    rmSync(join(turn.checkout.root, file));
    turn.removed.add(name);
  },
  "remove a task with git": (turn) => {
    const { name, file } = someTask(turn);
    turn.checkout.git("rm", "--quiet", file);
    turn.removed.add(name);
  },
  commit: ({ checkout }) => checkout.commit("Go on"),
};

const endings = [".YAML", ".Yml", ".yaml.txt", ".ymal", ""];

function cloneOfOrigin(): Checkout {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-checkout-")));
  cpSync(origin.root, folder, { recursive: true });
  const checkout = openCheckout(folder, nowhere);
  checkout.git("update-index", "-q", "--refresh");
  return checkout;
}

test("no row is removed whose document nobody removed", async () => {
  const dice = throwDice();
  for (let round = 0; round < rounds({ test: 5, all: 150 }); round += 1) {
    const turn: Turn = { checkout: cloneOfOrigin(), dice, removed: new Set() };
    const done: string[] = [];
    for (let count = 1 + dice.whole(4); count > 0; count -= 1) {
      const [name, step] = oneOf(dice, Object.entries(steps));
      try {
        step(turn);
        done.push(name);
      } catch {
        // Git refuses some steps behind others.
      }
    }
    const { documents, findings } = await readState(await turn.checkout.open());
    const declared = new Set(documents.map((document) => document.name));
    const missing = [...tasks, "1", "2"].filter((name) => !declared.has(name) && !turn.removed.has(name));
    const errors = findings.filter(({ severity }) => severity === "error");
    if (errors.length === 0) expect(missing, `${done.join(", ")}; V7_TEST_SEED=${dice.seed}`).toEqual([]);
    turn.checkout.remove();
  }
});
