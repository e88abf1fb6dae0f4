import { sha256 } from "../model/digest.ts";

/**
 * What a thing that v7 sends bears, so that it is found again when its answer was lost: the same for the same thing of the
 * same repository, always. Letters, digits and hyphens only, for DART makes Markdown anew and links of what looks like one.
 */
export function markerOf(project: string, address: string): string {
  return `v7-marker-${sha256(Buffer.from(`${project}\0${address}`)).slice(0, 24)}`;
}

/** The markers in a text, however DART has set it: signs and blanks between letters and digits do not count. */
export function markersIn(text: string): string[] {
  const plain = text.replaceAll(/[^a-z0-9]/gi, "").toLowerCase();
  return [...plain.matchAll(/v7marker([0-9a-f]{24})/g)].map(([, digits = ""]) => `v7-marker-${digits}`);
}

/** A line as it is where no marker is in it; else what somebody wrote beside the marker, or nothing. */
export function withoutMarkers(line: string): string[] {
  if (markersIn(line).length === 0) return [line];
  const rest = line.replaceAll(markerForm, "").replace(/\btask\\?\/\d+\\?\.\d+/, "");
  const isSaid = /[a-z0-9]/i.test(rest.replaceAll(/https?:/g, ""));
  return isSaid ? [rest.replaceAll(/\[\]\((?:https?:\/\/)?\)/g, "").trim()] : [];
}

const markerForm = /v7[^a-z0-9\n]*marker(?:[^a-z0-9\n]*[0-9a-f]){24}/gi;
