import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pull } from "../../src/engine/edit/pull.ts";
import { undo } from "../../src/engine/edit/undo.ts";
import { attachmentHash } from "../../src/workspace/attachments.ts";
import { readState } from "../../src/workspace/state.ts";
import { yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const script = "state/enums/up.sql";
const document = "state/enums/contact_status.yaml";
const first = "ALTER TYPE contact_status\n  RENAME TO v7_contact_status;\n";
const second = `-- Agreed on Monday\n${first}`;

function write(text: string): void {
  scene.checkout.write(script, text);
  const spec = {
    currentValues: ["New"],
    targetName: "v7_contact_status",
    targetValues: ["new"],
    affectedTables: ["contacts"],
    affectedColumns: {},
    migrationScript: { file: "enums/up.sql", sha256: attachmentHash(text) },
  };
  scene.checkout.write(document, yamlOf({ kind: "EnumPlan", name: "contact_status", spec }));
}

beforeEach(async () => {
  scene = await openScene();
  write(first);
  await scene.apply();
});

afterEach(() => scene.end());

async function appliedAgain(text: string): Promise<string> {
  write(text);
  return (await scene.apply()).apply_id ?? "";
}

describe("a script beside its document", () => {
  test("comes back with the document when an apply is undone", async () => {
    const before = scene.checkout.read(document);
    const reference = await appliedAgain(second);
    const { output, problem } = await undo(await scene.checkout.open(), { reference });
    expect([output.files, problem]).toEqual([[document, script], null]);
    expect([scene.checkout.read(script), scene.checkout.read(document)]).toEqual([first, before]);
    await scene.apply();
    expect(await scene.column("SELECT migration_script FROM v7_enum_migrations")).toEqual([first]);
  });

  test("is not written over when its former file holds somebody else's text; nothing is edited", async () => {
    scene.checkout.write("state/enums/up-2.sql", second);
    const text = scene.checkout.read(document);
    scene.checkout.write(
      document,
      text.replace("enums/up.sql", "enums/up-2.sql").replace(attachmentHash(first), attachmentHash(second)),
    );
    const { apply_id: reference } = await scene.apply();
    scene.checkout.write(script, "-- Something else\n");
    const before = scene.checkout.read(document);
    await expect(undo(await scene.checkout.open(), { reference: reference ?? "" })).rejects.toMatchObject({
      code: "V7-P087",
    });
    expect(scene.checkout.read(document)).toBe(before);
  });

  test("is the same in a clone that ends lines otherwise", async () => {
    scene.checkout.write(script, first.replaceAll("\n", "\r\n"));
    expect((await readState(await scene.checkout.open())).findings).toEqual([]);
    const { plan } = await scene.plan();
    expect([plan.changes, plan.drift]).toEqual([[], []]);
  });

  test("is not written from a row: pull names it and takes the rest", async () => {
    await scene.psql.query("UPDATE v7_enum_migrations SET migration_script = 'other', v7_enum_values = '{new,old}'");
    const { output, problem } = await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect([output.changed, scene.checkout.read(script)]).toEqual([["enum/contact_status"], first]);
    expect(output.findings).toMatchObject([{ code: "V7-P085", address: "enum/contact_status" }]);
    expect(problem?.code).toBe("V7-P085");
  });
});
