import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenIndex, openIndex } from "../../src/search/open-index.ts";
import type { SearchMode } from "../../src/search/results.ts";
import { openSearchScene, type SearchScene } from "./scene.ts";

/** The same 25 pages in twelve languages, under the same titles. */
const pages = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/languages/pages.json"), "utf8")) as {
  readonly titles: readonly string[];
  readonly languages: {
    readonly [language: string]: {
      readonly nouns: readonly string[];
      readonly sentences: readonly string[];
      readonly questions: readonly string[];
    };
  };
};
const languages = Object.entries(pages.languages);

/** The text of a page; it also speaks of the page seven further on. */
function textOf(language: string, at: number): string {
  const { nouns, sentences } = pages.languages[language] ?? { nouns: [], sentences: [] };
  const [own, other] = [nouns[at] ?? "", nouns[(at + 7) % nouns.length] ?? ""];
  return sentences.map((sentence) => sentence.replaceAll("{a}", own).replaceAll("{b}", other)).join(" ");
}

/** Identifiers with digits, and the parts people remember. */
const identifiers: readonly (readonly [identifier: string, parts: readonly string[]])[] = [
  ["base64Encode", ["base64", "encode"]],
  ["IPv6Address", ["ipv6", "address"]],
  ["parseHTTP2Frame", ["http2", "frame"]],
  ["S3Bucket", ["s3", "bucket"]],
  ["getX509Cert", ["x509", "cert"]],
  ["sha256Digest", ["sha256", "digest"]],
  ["utf8Decoder", ["utf8", "decoder"]],
  ["toInt32Array", ["int32", "array"]],
  ["Vector3Length", ["vector3", "length"]],
  ["oauth2Token", ["oauth2", "token"]],
  ["EC2Instance", ["ec2", "instance"]],
  ["log4jAppender", ["log4j", "appender"]],
  ["h264_stream", ["h264", "stream"]],
  ["mp3_player", ["mp3", "player"]],
  ["k8sCluster", ["k8s", "cluster"]],
  ["v7_migration", ["v7", "migration"]],
  ["day2Operations", ["day2", "operations"]],
  ["web3Wallet", ["web3", "wallet"]],
  ["ISO8601Parser", ["iso8601", "parser"]],
  ["crc32Checksum", ["crc32", "checksum"]],
  ["md5Hash", ["md5", "hash"]],
  ["RGB565Color", ["rgb565", "color"]],
  ["x86Assembler", ["x86", "assembler"]],
  ["arm64Builder", ["arm64", "builder"]],
  ["ES2015Module", ["es2015", "module"]],
  ["python3Interpreter", ["python3", "interpreter"]],
  ["lz4Frame", ["lz4", "frame"]],
  ["bzip2Archive", ["bzip2", "archive"]],
  ["i18nCatalog", ["i18n", "catalog"]],
  ["l10n_bundle", ["l10n", "bundle"]],
  ["a11yChecker", ["a11y", "checker"]],
  ["n8nWorkflow", ["n8n", "workflow"]],
  ["p50Latency", ["p50", "latency"]],
  ["Q3Report", ["q3", "report"]],
  ["phase7Gate", ["phase7", "gate"]],
  ["route53Zone", ["route53", "zone"]],
  ["float64Vector", ["float64", "vector"]],
  ["UUIDv4Generator", ["uuidv4", "generator"]],
  ["TLS13Handshake", ["tls13", "handshake"]],
  ["IPv4Subnet", ["ipv4", "subnet"]],
];

let scene: SearchScene;
let index: OpenIndex;

beforeAll(async () => {
  scene = await openSearchScene();
  for (const [language] of languages) {
    for (const [at, title] of pages.titles.entries())
      scene.write(pathOf(language, at), `# ${title}\n\n${textOf(language, at)}\n`);
  }
  for (const [at, [identifier]] of identifiers.entries())
    scene.write(`src/${at}.py`, `def ${identifier}():\n    pass\n`);
  await scene.sync();
  const opened = await openIndex(await scene.open());
  if (opened.kind !== "open") throw new Error(opened.because);
  index = opened;
});

afterAll(async () => {
  index.close();
  await scene.end();
});

function pathOf(language: string, at: number): string {
  return `pages/${language}/${at}.md`;
}

/** Each question is in another language than the one before. */
function languageOf(question: number): (typeof languages)[number] {
  const found = languages[(question + Math.floor(question / 25)) % languages.length];
  if (found === undefined) throw new RangeError("no languages");
  return found;
}

async function paths(query: string, mode: SearchMode = "hybrid", limit = 400): Promise<string[]> {
  return (await index.search({ query, mode, limit, filter: {} })).map(({ path }) => path);
}

describe("300 pages in twelve languages", () => {
  test("a question finds the page of its own language first, in 90 of 100", async () => {
    const missed: string[] = [];
    for (let question = 0; question < 100; question += 1) {
      const [language, { nouns, questions }] = languageOf(question);
      const at = question % nouns.length;
      const asked = (questions[question % 2] ?? "").replaceAll("{a}", nouns[at] ?? "");
      if ((await paths(asked, "hybrid", 1))[0] !== pathOf(language, at)) missed.push(asked);
    }
    // Whatever is missed beyond ten shows.
    expect(missed.slice(10)).toEqual([]);
  });

  test.each(["zh", "ja", "th", "ko"])("words within %s text are found where grep finds them", async (language) => {
    for (const [at, noun] of (pages.languages[language]?.nouns ?? []).entries()) {
      const found = new Set(await paths(noun, "text"));
      const holding = pages.titles.flatMap((_title, page) =>
        textOf(language, page).includes(noun) ? [pathOf(language, page)] : [],
      );
      expect(holding).toContain(pathOf(language, at));
      expect({ noun, missed: holding.filter((path) => !found.has(path)) }).toEqual({ noun, missed: [] });
    }
  });

  test("a title finds a page that is called so, by meaning as by words", async () => {
    for (const mode of ["text", "hybrid"] as const) {
      for (const [at, title] of pages.titles.entries()) {
        const wanted = languages.map(([language]) => pathOf(language, at)).toSorted();
        expect({ title, found: (await paths(title, mode, 12)).toSorted() }).toEqual({ title, found: wanted });
      }
    }
  });
});

test("identifiers with digits are found by each part", async () => {
  for (const [at, [identifier, parts]] of identifiers.entries()) {
    for (const part of parts)
      expect({ identifier, part, paths: await paths(part) }).toMatchObject({
        paths: expect.arrayContaining([`src/${at}.py`]),
      });
  }
});
