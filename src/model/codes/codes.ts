import { configurationCodes } from "./configuration.ts";
import { connectionCodes } from "./connection.ts";
import { consolidateCodes } from "./consolidate.ts";
import { dartCodes } from "./dart.ts";
import { documentsCodes } from "./documents.ts";
import { enumsCodes } from "./enums.ts";
import { exportCodes } from "./export.ts";
import { filesCodes } from "./files.ts";
import { gatesCodes } from "./gates.ts";
import { historyCodes } from "./history.ts";
import { hooksCodes } from "./hooks.ts";
import { metaCodes } from "./meta.ts";
import { nodesCodes } from "./nodes.ts";
import { planCodes } from "./plan.ts";
import { queryCodes } from "./query.ts";
import { schemaCodes } from "./schema.ts";
import { searchCodes } from "./search.ts";
import { secretsCodes } from "./secrets.ts";
import { serveCodes } from "./serve.ts";
import { sessionsCodes } from "./sessions.ts";
import { testResultsCodes } from "./test-results.ts";

/** Every code v7 prints, by its text. Only what explains codes loads it; `Code` is the type for all others. */
export const codes = {
  ...documentsCodes,
  ...gatesCodes,
  ...planCodes,
  ...connectionCodes,
  ...schemaCodes,
  ...enumsCodes,
  ...exportCodes,
  ...queryCodes,
  ...configurationCodes,
  ...metaCodes,
  ...nodesCodes,
  ...historyCodes,
  ...filesCodes,
  ...sessionsCodes,
  ...secretsCodes,
  ...hooksCodes,
  ...searchCodes,
  ...consolidateCodes,
  ...dartCodes,
  ...serveCodes,
  ...testResultsCodes,
};

/** A code that `v7 explain` knows. */
export type Code = keyof typeof codes;

/** Whether a text is one: of a file, or typed by a person. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}
