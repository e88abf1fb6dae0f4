import type { Call } from "../../../syntax/calls.ts";
import type { Signal, SignalTable } from "../tables/signal.ts";

/** Which signals a call or an import gives. `asksOthers`: whether the file imports what fetches. */
export interface Matcher {
  ofCall(call: Call, asksOthers: boolean): readonly Signal[];
  ofImport(module: string): readonly Signal[];
}

/** A table, ready to be asked about every call of a file. */
export function matcherOf({ calls, remote, byArguments = [] }: SignalTable): Matcher {
  const names = new Map<string, Signal[]>();
  const methods = new Map<string, Signal[]>();
  const modules = new Map<string, Signal[]>();
  const imports = new Map<string, Signal[]>();
  for (const [signal, patterns] of Object.entries(calls) as [Signal, string][]) {
    for (const pattern of patterns.split(" ")) {
      if (pattern.startsWith("import:")) add(imports, pattern.slice("import:".length), signal);
      else if (pattern.startsWith(".")) add(methods, pattern.slice(1), signal);
      else if (pattern.endsWith(".*")) add(modules, pattern.slice(0, -2), signal);
      else add(names, pattern, signal);
    }
  }
  const ofName = (name: string): readonly Signal[] =>
    names.get(name) ?? ofModule(name.replaceAll("()", ""), modules) ?? methods.get(lastOf(name) ?? "") ?? [];
  return {
    ofCall: (call, asksOthers) => {
      const said = byArguments.find((rule) => rule.name.test(call.name) && rule.arguments.test(call.arguments));
      if (said !== undefined) return said.signals;
      const isGiven = !call.isFunction || /\bclient\b/i.test(call.arguments);
      const isRemote = asksOthers && isGiven && remote?.test(call.arguments) === true;
      return isRemote ? ["fetch"] : ofName(call.name);
    },
    ofImport: (module) => imports.get(module) ?? ofModule(module, imports) ?? [],
  };
}

function add(map: Map<string, Signal[]>, key: string, signal: Signal): void {
  map.set(key, [...(map.get(key) ?? []), signal]);
}

/** The longest module that the name is, or lies in: `a.b` of `a.b.c`. */
function ofModule(name: string, modules: ReadonlyMap<string, Signal[]>): readonly Signal[] | undefined {
  for (let end = name.length; end > 0; end = lastBreak(name, end - 1)) {
    const signals = modules.get(name.slice(0, end));
    if (signals !== undefined) return signals;
  }
  return undefined;
}

function lastBreak(name: string, from: number): number {
  return Math.max(name.lastIndexOf(".", from), name.lastIndexOf("/", from));
}

/** The method of a value: what stands behind the last dot. */
function lastOf(name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : name.slice(dot + 1);
}
