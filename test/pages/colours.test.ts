import { describe, expect, test } from "vitest";
import { readPackageFile } from "../../src/system/package-file.ts";

type Tokens = Readonly<Record<string, string>>;

const css = readPackageFile("web/styles/tokens.css");
const blocks = [...css.matchAll(/\{([^{}]*--bg:[^{}]*)\}/g)].map(([, body = ""]) => tokensOf(body));

function tokensOf(body: string): Tokens {
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** Of WCAG 2: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((left, right) => right - left);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("the colours of the pages", () => {
  test("are those of one light theme and of one dark theme, the chosen one the same as the system's", () => {
    const [, system, chosen] = blocks;
    expect(blocks).toHaveLength(3);
    expect(chosen).toEqual(system);
  });

  test.each([
    ["light", blocks[0] ?? {}],
    ["dark", blocks[1] ?? {}],
  ])("are read easily: text 4.5 at least, borders of what one uses 3 (%s)", (_, tokens) => {
    const of = (name: string): string => tokens[name] ?? "";
    const faint: string[] = [];
    const hold = (name: string, ground: string, least: number): void => {
      const found = contrast(of(name), of(ground));
      if (found < least) faint.push(`${name} on ${ground}: ${found.toFixed(2)}`);
    };
    for (const ground of ["bg", "side", "code"]) {
      for (const text of ["ink", "ink2", "ink3", "accent", "add", "chg", "del", "out"]) hold(text, ground, 4.5);
      hold("edge", ground, 3);
    }
    for (const role of ["add", "chg", "del", "out"])
      for (const text of [role, "ink", "ink2", "ink3"]) hold(text, `${role}-bg`, 4.5);
    expect(faint).toEqual([]);
  });
});
