import { existsSync } from "node:fs";

/** The browser in which pages are looked at; nothing is downloaded for it. */
export function findChromium(): string | undefined {
  return places.find((place) => existsSync(place));
}

const places: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
