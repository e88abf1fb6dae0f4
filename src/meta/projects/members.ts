import picomatch from "picomatch";
import type { ManifestReading } from "./manifests/manifest.ts";

/** Folders that a workspace's manifest declares as its members, of those that there are. */
export function membersOf(
  folder: string,
  { members, notMembers }: ManifestReading,
  folders: { readonly withManifest: ReadonlySet<string>; readonly all: ReadonlySet<string> },
): string[] {
  const named = members.map(cleaned).filter((pattern) => pattern !== "");
  const literal = named.filter((pattern) => !/[*?[{(!]/.test(pattern)).map((path) => joined(folder, path));
  const patterns = named.filter((pattern) => /[*?[{(!]/.test(pattern));
  const isMember = patterns.length === 0 ? () => false : picomatch(patterns);
  const isTakenBack = notMembers.length === 0 ? () => false : picomatch(notMembers.map(cleaned));
  const start = folder === "" ? "" : `${folder}/`;
  const found = [...folders.withManifest].filter((path) => {
    if (path === folder || !path.startsWith(start)) return false;
    return isMember(path.slice(start.length));
  });
  return [...new Set([...found, ...literal.filter((path) => folders.all.has(path))])].filter(
    (path) => path !== folder && !(path.startsWith(start) && isTakenBack(path.slice(start.length))),
  );
}

/** `./packages/*` and `packages/*` are one; a member that is named by its manifest is the folder of that. */
function cleaned(pattern: string): string {
  return pattern
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/(?:package\.json|pom\.xml)?$/, "")
    .replace(/^\.$/, "");
}

/** `../` leads out, as Maven's modules and .NET's projects may. */
function joined(folder: string, path: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
