import { describeKind } from "../../documents/describe-kind.ts";
import { type Address, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Document } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { Kind, Kinds } from "../../model/kind.ts";
import type { ExplainAddressOutput, ExplainedCommand } from "../../model/output/explain-address.ts";
import { readState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { explanationOf } from "./explain.ts";

export interface ExplainAddressRequest {
  readonly address: Address;
}

/** What an address names, where it is declared, and what can be done with it. Needs no database. Throws V7-C005. */
export async function explainAddress(
  workspace: Workspace,
  { address }: ExplainAddressRequest,
): Promise<Answer<ExplainAddressOutput>> {
  const kind = workspace.kinds.ofAddress(address);
  if (!kind)
    throw new Failure("V7-C005", `${address} is no address: no kind has it`, {
      next: ["v7 graph lists the addresses"],
    });
  const state = await readState(workspace);
  const document = state.documentAt(address);
  const { description } = kind.part
    ? explanationOf(workspace.kinds, kind.name)
    : (describeKind(kind.name) ?? { description: "" });
  return answer({
    address,
    kind: kind.name,
    description,
    file: document?.source.file ?? null,
    line: document?.source.line ?? null,
    rules: rulesAbout(workspace.kinds, kind, state.documents),
    next: commandsFor(kind.name, address, document !== undefined),
  });
}

/** What documents set as rules: about resources of a kind, or all of them where the kind is there to set some. */
function rulesAbout(kinds: Kinds, about: Kind, documents: readonly Document[]): ExplainAddressOutput["rules"] {
  const rules = documents.flatMap(({ kind, spec }) => kinds.byName(kind)?.inWords?.(kinds, spec) ?? []);
  return rules
    .filter(({ kind }) => about.inWords !== undefined || kind === null || kind === about.name)
    .map(({ rule, says }) => ({ rule, says }));
}

function commandsFor(kind: string, address: Address, isDeclared: boolean): ExplainedCommand[] {
  const typed = typedAddress(address);
  return [
    { command: `v7 show ${typed}`, does: "as it is declared, applied and live" },
    isDeclared
      ? { command: `v7 set ${typed} FIELD=VALUE`, does: "edits its document" }
      : { command: `v7 adopt ${typed}`, does: "writes a document for its row" },
    { command: `v7 blame ${typed}`, does: "who set each field, and when" },
    { command: `v7 history ${typed}`, does: "its applies and row changes" },
    { command: `v7 explain ${kind}`, does: "its fields" },
  ];
}
