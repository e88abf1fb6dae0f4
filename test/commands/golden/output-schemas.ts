import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { packagePath } from "../../../src/system/package-file.ts";

const base = "file:///schemas/v1/";

/** What is wrong with a `--json` document by the schema that is published for its command. */
export type OutputCheck = (command: string, document: unknown) => unknown[];

export function outputCheck(): OutputCheck {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
  });
  const outputs = readdirSync(packagePath("schemas/v1/output")).map((file) => join("output", file));
  for (const file of ["plan.schema.json", ...outputs])
    ajv.addSchema(JSON.parse(readFileSync(packagePath(`schemas/v1/${file}`), "utf8")), base + file);
  return (command, document) => {
    const validate =
      ajv.getSchema(`${base}output/${command}.schema.json`) ?? ajv.getSchema(`${base}output/error.schema.json`);
    void validate?.(document);
    return validate?.errors ?? [];
  };
}
