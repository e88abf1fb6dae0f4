import { Failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import type { EnumScanOutput, ScannedEnum } from "../../model/output/enum-scan.ts";

/**
 * The enums that a person means: a group by its number or by one of its members, or one enum that is in no group; without those
 * that are left out. Throws V7-E014 for what is none, V7-E015 for an enum of an extension.
 */
export function chosenEnums(
  scan: EnumScanOutput,
  { group, without }: { readonly group: string; readonly without: readonly string[] },
): readonly ScannedEnum[] {
  const named = namedEnum(scan, group);
  const found =
    named === undefined
      ? scan.groups.find(({ number }) => String(number) === group)
      : scan.groups.find(({ enums }) => enums.includes(named.name));
  if (found === undefined && named === undefined) throw noSuchGroup(scan, group);
  const names = found?.enums ?? [named?.name ?? ""];
  const left = new Set(without.map((name) => leftOut(scan, names, name)));
  const chosen = scan.enums.filter(({ name }) => names.includes(name) && !left.has(name));
  for (const { name, extension } of chosen) if (extension !== null) throw ofExtension(name, extension);
  return chosen;
}

/** By the name of its plan, with or without the target, or as SQL writes it. */
function namedEnum({ enums, target }: EnumScanOutput, text: string): ScannedEnum | undefined {
  return enums.find(({ name, sql_name: sql }) => [name, `${target}/${name}`, sql].includes(text));
}

function leftOut(scan: EnumScanOutput, names: readonly string[], text: string): string {
  const name = namedEnum(scan, text)?.name;
  if (name !== undefined && names.includes(name)) return name;
  throw new Failure("V7-E014", `${text} is none of ${names.join(", ")}`, { next: [`v7 enum scan ${scan.target}`] });
}

function noSuchGroup({ target, groups, enums }: EnumScanOutput, group: string): Failure {
  const meant = nearest(
    group,
    enums.map(({ name }) => name),
  );
  const there = groups.length === 0 ? "no group of duplicates" : `groups 1 to ${groups.length}`;
  return new Failure("V7-E014", `${target} has no group and no enum ${group}; it has ${there}`, {
    next: meant === undefined ? [`v7 enum scan ${target} --all`] : [`did you mean ${meant}?`, `v7 enum scan ${target}`],
  });
}

function ofExtension(name: string, extension: string): Failure {
  return new Failure("V7-E015", `${name} belongs to the extension ${extension}`, {
    next: ["leave it as it is: the extension's next version expects it so"],
  });
}
