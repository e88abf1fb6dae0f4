/** So many characters of a path are shown in a list; the row unfolded has all of it. */
const longest = 46;

/** `07_BUILD_FACTORY/…/02_Product/META_PRD.md`, by whole folders where they fit. */
export function shortPath(path: string): string {
  if (path.length <= longest) return path;
  const parts = path.split("/");
  const [first = ""] = parts;
  for (let from = 1; from < parts.length; from++) {
    const short = `${first}/…/${parts.slice(from).join("/")}`;
    if (short.length <= longest) return short;
  }
  return `…${path.slice(-(longest - 1))}`;
}
