import { wideEncoding } from "../model/wide-text.ts";
import { type DoubtfulLine, type FoundSecret, TextScan } from "./scan-text.ts";

/**
 * Searches the bytes of a file, whatever it is. Text is read as what it is, UTF-16 included. Of all else each byte is
 * looked at as well: NULs part words, and in a second view they are left out, so that two bytes a letter are one.
 */
export class ByteScan {
  readonly #file: string;
  readonly #views: View[] = [];
  #withoutNuls: View | undefined;
  #isBegun = false;

  constructor(file: string) {
    this.#file = file;
  }

  take(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (!this.#isBegun) this.#begin(chunk);
    for (const view of this.#views) view.take(chunk);
    if (this.#withoutNuls === undefined && chunk.includes(0)) this.#withoutNuls = new View(this.#file, "utf-8", "");
    this.#withoutNuls?.take(chunk);
  }

  /** All that was found, once each, and the lines that the library is to be asked about. */
  end(): { readonly found: FoundSecret[]; readonly doubtful: DoubtfulLine[] } {
    const views = [...this.#views, ...(this.#withoutNuls ? [this.#withoutNuls] : [])];
    const scans = views.map((view) => view.end());
    const seen = new Set<string>();
    const found = scans.flatMap((scan, at) =>
      scan.found
        .filter(({ fingerprint }) => at === 0 || !seen.has(fingerprint))
        .map((one) => (seen.add(one.fingerprint), one)),
    );
    return { found, doubtful: scans.flatMap((scan) => scan.doubtful) };
  }

  #begin(chunk: Uint8Array): void {
    this.#isBegun = true;
    const wide = wideEncoding(chunk);
    // Of four bytes a letter the view without NULs makes one.
    if (wide === "utf-16le" || wide === "utf-16be") this.#views.push(new View(this.#file, wide, "\0"));
    this.#views.push(new View(this.#file, "utf-8", " "));
  }
}

class View {
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #scan: TextScan;
  readonly #nul: string;

  /** `nul` is what stands for a NUL. */
  constructor(file: string, encoding: string, nul: string) {
    this.#decoder = new TextDecoder(encoding);
    this.#scan = new TextScan(file);
    this.#nul = nul;
  }

  take(chunk: Uint8Array): void {
    this.#scan.take(this.#plain(this.#decoder.decode(chunk, { stream: true })));
  }

  end(): TextScan {
    this.#scan.take(this.#plain(this.#decoder.decode()));
    this.#scan.end();
    return this.#scan;
  }

  #plain(text: string): string {
    return text.includes("\0") && this.#nul !== "\0" ? text.replaceAll("\0", this.#nul) : text;
  }
}
