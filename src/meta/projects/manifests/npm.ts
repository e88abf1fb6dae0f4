import { nodeValue, parseTrees } from "../../../documents/parse.ts";
import { type ManifestKind, type ManifestReading, sayNothing, textOf, textsOf, within } from "./manifest.ts";

/** package.json. One without a name only marks a folder, for an editor or a test. */
export const npm: ManifestKind = {
  ecosystem: "npm",
  language: null,
  matches: (name) => name === "package.json",
  read: (text) => {
    const value = parsed(text);
    if (value === undefined) return undefined;
    const { workspaces } = value;
    return {
      ...withNegations(textsOf(Array.isArray(workspaces) ? workspaces : within(workspaces, "packages"))),
      identity: textOf(value["name"]),
    };
  },
};

/** pnpm-workspace.yaml names members of the folder that it lies in, and gives it no name. */
export const pnpm: ManifestKind = {
  ecosystem: "npm",
  language: null,
  matches: (name) => name === "pnpm-workspace.yaml",
  read: (text) => {
    const [tree] = parseTrees(text, false);
    if (tree === undefined || tree.errors.length > 0) return undefined;
    return { ...withNegations(textsOf(within(nodeValue(tree.contents), "packages"))), identity: null };
  },
};

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function withNegations(patterns: readonly string[]): Omit<ManifestReading, "identity"> {
  return {
    ...sayNothing,
    members: patterns.filter((pattern) => !pattern.startsWith("!")),
    notMembers: patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)),
  };
}
