import { type ManifestKind, sayNothing } from "./manifest.ts";

export const goModule: ManifestKind = {
  ecosystem: "go",
  language: "Go",
  matches: (name) => name === "go.mod",
  read: (text) => ({ ...sayNothing, identity: /^\s*module\s+"?([^\s"]+)"?/m.exec(withoutComments(text))?.[1] ?? null }),
};

/** go.work: its `use` lines are the members. */
export const goWork: ManifestKind = {
  ecosystem: "go",
  language: "Go",
  matches: (name) => name === "go.work",
  read: (text) => {
    const bare = withoutComments(text);
    const blocks = [...bare.matchAll(/^\s*use\s*\(([^)]*)\)/gm)].flatMap(([, inside = ""]) => inside.split("\n"));
    const lines = [...bare.matchAll(/^\s*use\s+([^\s(]+)\s*$/gm)].map(([, path = ""]) => path);
    const members = [...blocks, ...lines].map((path) => path.trim().replaceAll('"', "")).filter((path) => path !== "");
    return { ...sayNothing, members };
  },
};

function withoutComments(text: string): string {
  return text.replace(/\/\/.*$/gm, "");
}
