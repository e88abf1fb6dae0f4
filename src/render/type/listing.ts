/** A list of things that people hand on to other programs. */
export interface Listing {
  /** The things, for stdout; empty where there are none. */
  readonly data: string;
  /** What is said about them, for stderr: how many there are, what else there is, the next command. Empty for nothing. */
  readonly hint: string;
}

/** Both as they stand on a terminal. */
export function listingText(text: string | Listing): string {
  if (typeof text === "string") return text;
  return [text.data, text.hint].filter((part) => part !== "").join("\n");
}
