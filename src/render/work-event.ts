import type { PassedOverEvent, ProgressEvent, WorkEvent } from "../model/work-event.ts";
import { escapeControls } from "./type/escape.ts";
import { sizeText } from "./type/counts.ts";

/** One line of what a use case says while it works: `120 of 400 documents read, 900 chunks`. */
export function workEventText(event: WorkEvent): string {
  return escapeControls(textOf(event));
}

function textOf(event: WorkEvent): string {
  switch (event.type) {
    case "progress":
      return progressText(event);
    case "passed-over":
      return passedOverText(event);
    case "waiting":
      return `waiting for the apply lock, held by ${event.holder}`;
  }
}

function progressText({ job, done, of, bytes, made, name }: ProgressEvent): string {
  switch (job) {
    case "record":
      return "recording commits";
    case "scan":
      return bytes === 0 ? `${done} files seen` : `${made} files read, ${sizeText(bytes)}`;
    case "index":
      return `${done} of ${of} documents read, ${made} chunks`;
    case "learning":
      return `learning from ${of} chunks which words go together`;
    case "embedding":
      return `${done} of ${of} chunks given their vectors`;
    case "model":
      return `fetching ${name}, ${sizeText(bytes)} of ${sizeText(of ?? 0)}`;
    case "word-index":
      return `making the index of words in ${of} chunks`;
    case "vector-index":
      return `making the index of meanings of ${of} chunks`;
    case "summaries":
      return `${done} of ${of} documents summarized`;
    case "inventory":
      return made === 0 ? `${done} files seen` : `${made} of ${done} files recorded`;
    case "duplicates":
      return `${done} of ${of} texts looked at`;
    case "copies":
      return `${done} of ${of} files`;
    case "left":
      return `${done} of ${of} originals`;
    case "export":
      return `exporting ${name}, ${sizeText(bytes)} written`;
    case "import":
      return `importing ${name}, ${sizeText(bytes)} sent`;
    case "signals":
      return `${done} of ${of} files analyzed`;
    case "enum-rows":
      return `counting ${name}, ${done} of ${of} tables done`;
  }
}

function passedOverText({ part, code, message }: PassedOverEvent): string {
  return `not ${part === "record" ? "recorded" : "scanned"}: ${message} [${code}]`;
}
