import { consequenceFaces } from "./consequences.ts";
import { declaredFaces } from "./declared.ts";
import type { Face } from "./face.ts";
import { imaginedFaces } from "./imagined.ts";
import { lookFaces } from "./look.ts";
import { recordedFaces } from "./recorded.ts";
import { reportFaces } from "./reports.ts";
import { snapshotFaces } from "./snapshots.ts";

/** The one table: an entry more is a route, an operation of the description, a page and, with a tool's name, a tool more. */
export function allFaces(): readonly Face[] {
  return [
    ...declaredFaces,
    ...consequenceFaces,
    ...recordedFaces,
    ...snapshotFaces,
    ...lookFaces,
    ...reportFaces(),
    ...imaginedFaces,
  ];
}
