import { type Fate, type Line, openLine, type WireMessage } from "./line.ts";

/** Where the line breaks: before the server hears COMMIT, as soon as it has, or before its answer arrives. */
export type Cut = "before" | "heard" | "after";

/** A line that breaks at the COMMIT of an apply, once. With `staysDown` nobody gets through afterwards. */
export function cutCommit(
  databaseUrl: string,
  { cut, staysDown = false }: { cut: Cut; staysDown?: boolean },
): Promise<Line> {
  return openLine(databaseUrl, { fateOf: breakingAtCommit(cut), staysDown });
}

/** An apply is known by the reason it sets; the COMMIT after that is its own. */
function breakingAtCommit(cut: Cut): (message: WireMessage) => Fate {
  let stage: "reading" | "writing" | "committing" | "over" = "reading";
  return ({ from, bytes }) => {
    if (stage === "committing" && from === "server") {
      stage = "over";
      return "cut before";
    }
    if (stage === "reading" && bytes.includes("v7.reason")) stage = "writing";
    if (stage !== "writing" || !bytes.includes("COMMIT\0")) return "pass";
    stage = cut === "after" ? "committing" : "over";
    return cut === "after" ? "pass" : cut === "before" ? "cut before" : "cut after";
  };
}
