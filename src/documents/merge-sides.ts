/** A file as the two sides of a merge have it. */
export interface MergeSides {
  readonly ours: string;
  readonly theirs: string;
}

type Place = "both" | "ours" | "base" | "theirs";

/** Both texts of a file that git could not merge; undefined where its markers do not belong together. */
export function mergeSides(text: string): MergeSides | undefined {
  const sides = { ours: "", theirs: "" };
  let place: Place = "both";
  let conflicts = 0;
  for (const line of text.match(/[^\n]*(?:\n|$)/g) ?? []) {
    const marker = /^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/.exec(line)?.[1]?.[0];
    const next: Place | undefined = marker === undefined ? undefined : following[marker]?.[place];
    if (next !== undefined) {
      place = next;
      if (next === "both") conflicts += 1;
    } else if (marker === "<" || marker === ">") return undefined;
    else {
      if (place === "both" || place === "ours") sides.ours += line;
      if (place === "both" || place === "theirs") sides.theirs += line;
    }
  }
  return place === "both" && conflicts > 0 ? sides : undefined;
}

/** Where a marker leads, by where it stands; elsewhere a line of the same signs is text. */
const following: { readonly [marker: string]: { readonly [place: string]: Place } } = {
  "<": { both: "ours" },
  "|": { ours: "base" },
  "=": { ours: "theirs", base: "theirs" },
  ">": { theirs: "both" },
};
