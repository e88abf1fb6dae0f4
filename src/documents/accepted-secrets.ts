import type { Finding } from "../model/finding.ts";
import { acceptedFile, type AcceptedReading, type AcceptedSecret, nothingAccepted } from "../secrets/finding.ts";
import { decodeText } from "./read-file.ts";

/** Reads the list from its bytes. Never throws for what they may contain. */
export async function readAccepted(bytes: Uint8Array): Promise<AcceptedReading> {
  const text = decodeText(bytes, acceptedFile);
  if (typeof text !== "string") return { ...nothingAccepted, findings: [unusable(text)] };
  const { readAcceptedText } = await import("./read-documents.ts");
  const { value, findings } = readAcceptedText(text, acceptedFile);
  if (value === undefined) return { ...nothingAccepted, findings: findings.map(unusable) };
  // The schema has checked the value.
  const entries = value["accepted"] as unknown as readonly AcceptedSecret[];
  const { openLocator } = await import("./locate.ts");
  const locator = openLocator(text);
  return { entries, lines: entries.map((_, at) => locator.locate(0, ["accepted", at]).line), findings: [] };
}

function unusable({ message, line, column, file = acceptedFile }: Finding): Finding {
  const place = { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  return { severity: "error", code: "V7-S018", message, ...place };
}
