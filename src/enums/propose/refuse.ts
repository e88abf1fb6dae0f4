import { readEnumName, usualSchema } from "../../model/enum-name.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import { documentAddress, type Kind } from "../../model/kind.ts";
import type { ScannedEnum } from "../../model/output/enum-scan.ts";
import { typedWord } from "../../model/typed-word.ts";
import type { DeclaredState } from "../../workspace/state.ts";
import type { EnumTarget } from "../targets.ts";
import type { MappedGroup } from "./map-values.ts";
import { collidingOverloads, type Overloads } from "./overloads.ts";
import { type ProposedPlan, staysAsItIs } from "./plans.ts";

/** What cannot be said for sure: nothing is guessed. */
export function refuseUnsure(
  target: EnumTarget,
  members: readonly ScannedEnum[],
  mapped: MappedGroup,
  { reorder }: { readonly reorder: boolean },
): void {
  if (mapped.unmapped.length > 0) throw withoutValue(mapped.unmapped);
  const collisions = collidingOverloads(members);
  if (collisions.length > 0) throw oneSignature(collisions);
  if (mapped.reordered.length > 0 && !reorder) throw otherOrder(target, mapped.reordered);
}

function withoutValue(unmapped: MappedGroup["unmapped"]): Failure {
  const findings = unmapped.map(({ name, label, meant }): Finding => {
    const perhaps = meant === undefined ? "" : `; perhaps ${shown(meant)}`;
    const message = `${name} has ${shown(label)}, and nothing says what it becomes${perhaps}`;
    return { severity: "error", code: "V7-E016", message };
  });
  const examples = unmapped.map(({ label, meant }) => `--map ${typedWord(`${label}=${meant ?? label}`)}`);
  const many = unmapped.length === 1 ? "one label has" : `${unmapped.length} labels have`;
  return new Failure("V7-E016", `${many} no new value; no document was written`, {
    findings,
    next: [`say it, such as ${[...new Set(examples)].join(" ")}`, "or leave an enum out: --without NAME"],
  });
}

function oneSignature(collisions: readonly Overloads[]): Failure {
  const message = "functions would have one signature once their enums are one; no document was written";
  return new Failure("V7-E018", message, {
    findings: collisions.map(({ functions }): Finding => ({
      severity: "error",
      code: "V7-E018",
      message: `${functions.join(" and ")} would be one function`,
    })),
    next: ["drop or rename all but one of them in the application, or leave an enum out: --without NAME"],
  });
}

function otherOrder(target: EnumTarget, reordered: readonly string[]): Failure {
  const message = `values of ${reordered.join(", ")} would compare in another order; no document was written`;
  return new Failure("V7-E017", message, {
    next: [
      "where nothing sorts or compares by it: --reorder",
      `v7 enum scan ${typedWord(target.name)} --all shows the orders`,
    ],
  });
}

function shown(label: string): string {
  return `'${label.replaceAll("'", "''")}'`;
}

/** One enum that becomes what it is: the only one, or the one that is left of a group. */
export function refuseNothing(
  [only, ...others]: readonly ProposedPlan[],
  { without }: { readonly without: readonly string[] },
): void {
  if (only === undefined || others.length > 0) return;
  if (!staysAsItIs(only)) return;
  const alone = without.length === 0 ? "is in no group" : "is what is left of its group";
  throw new Failure("V7-E014", `${only.enum.name} ${alone}, and nothing of it would change`, {
    next: ["say what becomes of it: --target-name NAME, --map OLD=NEW"],
  });
}

/** What is declared already stays as it is: by this name, or by one that says the same enum otherwise. */
export function refusePlanned(
  { documents }: DeclaredState,
  kind: Kind,
  plans: readonly ProposedPlan[],
  target: EnumTarget,
): void {
  const wanted = new Map(plans.map((plan) => [JSON.stringify([plan.enum.schema, plan.enum.type]), plan]));
  for (const document of documents) {
    const name = document.kind === "EnumPlan" ? readEnumName(document.name) : undefined;
    if (name === undefined) continue;
    const place = name.target ?? document.spec.database ?? null;
    const key = JSON.stringify([name.schema ?? usualSchema(target), name.type]);
    if (!wanted.has(key) || (place !== null && place !== target.name)) continue;
    const address = documentAddress(kind, document.name);
    const { file, line } = document.source;
    const left = `--without ${typedWord(wanted.get(key)?.enum.name ?? name.type)}`;
    const becomes = String(document.spec.targetName ?? name.type);
    const next = [
      ...(place === null ? [`v7 set ${typedWord(address)} database=${target.name}`] : []),
      `leave it out, and have the others become what it becomes: ${left} --target-name ${typedWord(becomes)}`,
    ];
    throw new Failure("V7-P071", `${address} is declared in ${file}:${line}; no document was written`, { next });
  }
}
