import { describe, expect, test } from "vitest";
import { guard } from "../../support/guard.ts";
import { htmlText } from "../../../src/search/reading/html.ts";

describe("a page", () => {
  test("is read without tags, scripts, styles and comments, on its own lines", () => {
    const html =
      "<!DOCTYPE html>\n<style>\nb { color: red }\n</style>\n<script>if (a < b) go();</script>\n<!-- draft\n-->\n<h1>Gr&ouml;&szlig;e</h1><p>of un<b>believ</b>able blades<br>1 &lt; 2 &#8211; &unknown;\n";
    const text = htmlText(html);
    expect(text.split("\n").length).toBe(html.split("\n").length);
    expect(text.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "))).toEqual([
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "Größe of unbelievable blades 1 < 2 – &unknown;",
      "",
    ]);
  });

  test.each(["<".repeat(200_000), "<a ".repeat(100_000), "<script>".repeat(50_000), "<!--".repeat(50_000)])(
    "that is broken takes no longer than its length",
    (html) => {
      const didNotHang = guard(20_000);
      htmlText(html);
      didNotHang();
    },
  );
});
