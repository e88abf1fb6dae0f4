import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretsInBytes, secretsInText } from "../../../src/secrets/find-secrets.ts";
import { secretFindings } from "../../../src/secrets/finding.ts";
import { ByteScan } from "../../../src/secrets/scan-bytes.ts";
import { type FoundSecret, TextScan } from "../../../src/secrets/scan-text.ts";

async function codesIn(text: string, file = "docs/access.md"): Promise<string[]> {
  return secretFindings(file, await secretsInText(file, text)).map(({ code }) => code);
}

function scanned(bytes: Uint8Array, ...cuts: readonly number[]): Promise<FoundSecret[]> {
  const scan = new ByteScan("docs/access.md");
  const ends = [0, ...cuts.toSorted((left, right) => left - right), bytes.length];
  for (const [at, end] of ends.entries()) scan.take(bytes.subarray(ends[at - 1] ?? 0, end));
  return secretsInBytes(scan.end());
}

// Put together here, so that this file holds none of them.
const password = ["Sentinel", "1987"].join("");
const url = (user: string, host: string): string => `postgresql://${user}:${password}@${host}/aya_rag`;
const gitHubToken = ["ghp", "0123456789abcdefghijklmnopqrstuvwx12"].join("_");

describe("a password in a URL", () => {
  test("is told by everything but itself", async () => {
    expect(await secretsInText("docs/access.md", `Nightly:\npsql ${url("arthur", "ALPHA")}`)).toMatchObject([
      { code: "V7-S003", message: "password in postgresql://arthur:***@ALPHA", line: 2, column: 6 },
    ]);
  });

  test.each(["hunter2@night", "hunter2@night/2", "hun:ter2@ni@ght", "hunter2@night?x"])(
    "shows no part of itself when it holds an @: %s",
    async (secret) => {
      const [found] = await secretsInText("a.md", `postgres://app:${secret}@ALPHA/aya_rag`);
      expect(found?.message).toBe("password in postgres://app:***@ALPHA");
    },
  );

  test("shows no user that is a token itself", async () => {
    const [found] = await secretsInText("a.md", `https://${gitHubToken}:x-oauth@github.com/aya/v7`);
    expect(found?.message).not.toContain("ghp_");
  });

  test("counts where everybody knows it only on machines that others cannot reach", async () => {
    expect(await codesIn("postgres://postgres:postgres@localhost/aya_rag")).toEqual([]);
    expect(await codesIn("postgres://postgres:postgres@db.example.org/aya_rag")).toEqual(["V7-S003"]);
  });
});

describe("a token", () => {
  test("is found by its form, with its line and column", async () => {
    expect(await secretsInText("ci.yml", `jobs:\n  token: ${gitHubToken}`)).toMatchObject([
      { code: "V7-S004", message: "secret: GitHub Token", line: 2, column: 10 },
    ]);
  });

  test("is not hidden by another program's marker", async () => {
    expect(await codesIn(`secretlint-disable ${gitHubToken}`)).toEqual(["V7-S004"]);
  });
});

describe("a name that only looks otherwise", () => {
  test.each([
    ["a character without width", "night:\n  DB_PASS\u{200b}WORD: "],
    ["full-width letters and signs", "night:\n  ＤＢ＿ＰＡＳＳＷＯＲＤ："],
    ["a terminal's colours", "\u{1b}[1mnight\u{1b}[0m:\n\u{1b}[1D DB_PASSWORD\u{1b}[0m="],
    ["other blanks", "night\u{a0}:\n  DB_PASSWORD\u{a0}=\u{a0}"],
    ["a line that goes on", "night\n  DB_PASSWORD=\\\n"],
  ])("is read as people read it, and told where it stands: %s", async (_, before) => {
    const [found] = await secretsInText("a.txt", `${before}${password}&x`);
    const column = (before.split("\n")[1] ?? "").search(/[DＤ](?:B|Ｂ)/) + 1;
    expect(found).toMatchObject({ code: "V7-S010", line: 2, column });
  });

  test("in another language is a name all the same", async () => {
    expect(await codesIn(`Zugang\n密码：${password}&x`)).toEqual(["V7-S016"]);
  });
});

describe("a table", () => {
  test("tells each value below a password's name, where it stands", async () => {
    const rows = ["login,db_password", `arthur,${password}&x`, `neo,"${password}&y"`, "trinity,********"];
    expect(await secretsInText("logins.csv", rows.join("\n"))).toMatchObject([
      { line: 2, column: 8 },
      { line: 3, column: 6 },
    ]);
  });
});

describe("a private key", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  test("is one secret however it is put into a text", async () => {
    const forms = [key, JSON.stringify({ key }), key.replaceAll(/^/gm, "    "), key.replaceAll(/^/gm, "> ")];
    const found = await Promise.all(forms.map((text) => secretsInText("a.txt", text)));
    expect(new Set(found.map(([one]) => `${one?.code} ${one?.fingerprint}`)).size).toBe(1);
  });

  test("is none without its body", async () => {
    const [begin = "", , end = ""] = key.split("\n");
    expect(await codesIn(`${begin}\n${end}`)).toEqual([]);
  });
});

describe("v7:allow-secret", () => {
  test.each([
    `PGPASSWORD=${password} # v7:allow-secret of a server that is gone`,
    `<!-- ${url("arthur", "ALPHA")} v7:allow-secret an example -->`,
    `const token = "${gitHubToken}"; /* v7:allow-secret an example */`,
    `PGPASSWORD=${password} # v7:allow-secret 已停用的服务器`,
    `PGPASSWORD=${password} # v7:allow-secret сервера больше нет`,
  ])("with a reason lets the line be: %s", async (text) => {
    expect(await codesIn(text)).toEqual([]);
  });

  test("without a reason does not", async () => {
    expect(await codesIn(`PGPASSWORD=${password} # v7:allow-secret`)).toEqual(["V7-S002", "V7-S005"]);
    expect(await codesIn(`<!-- PGPASSWORD=${password} v7:allow-secret -->`)).toEqual(["V7-S002", "V7-S005"]);
  });

  test("says nothing of other lines", async () => {
    expect(await codesIn(`# v7:allow-secret an example\nPGPASSWORD=${password}`)).toEqual(["V7-S002"]);
  });
});

describe("an entry of the list", () => {
  const decision = { reason: "a server that is gone", who: "Arthur" };
  const text = `# Access\nPGPASSWORD=${password} psql\n`;

  test("accepts a secret of a file wherever in it that stands, and no other", async () => {
    const entries = (await secretsInText("a.md", text)).map((found) => ({ ...found, path: "a.md", ...decision }));
    const told = async (file: string, moved: string): Promise<number> =>
      secretFindings(file, await secretsInText(file, moved), entries).length;
    expect(await told("a.md", `\n\n${text}`)).toBe(0);
    expect(await told("b.md", text)).toBe(1);
    expect(await told("a.md", text.replace("1987", "1988"))).toBe(1);
  });
});

describe("bytes", () => {
  const line = `PGPASSWORD=${password} psql\n`;
  const wide = (text: string): Buffer => Buffer.from(text, "utf16le");

  test.each([
    ["UTF-8 with its mark", Buffer.from(`\ufeff${line}`)],
    ["UTF-16 with its mark", wide(`\ufeffAssessment\n${line}`)],
    ["UTF-16 without", wide(`Assessment\n${line}`)],
    ["UTF-16, the other way round", Buffer.from(wide(`\ufeff${line}`)).swap16()],
    ["UTF-16 of Chinese without a mark", wide(`评估开始于八月，资料库的密码在这里：${line}`)],
    ["a NUL before it", Buffer.from(`PNG\0\u0001\0${line}`)],
    ["two bytes a letter, somewhere in a program", Buffer.concat([Buffer.from("MZ\u0090\0\u0003abc"), wide(line)])],
    ["UTF-16 that turns to bytes", Buffer.concat([wide("Assessment ".repeat(500)), Buffer.from(line)])],
    ["a line of a megabyte", Buffer.from(`${"x".repeat(1 << 20)} ${line}`)],
  ])("%s", async (_, bytes) => {
    expect((await scanned(bytes)).map(({ code }) => code)).toEqual(["V7-S002"]);
  });

  test("in UTF-16 are told by their line", async () => {
    expect(await scanned(wide(`\ufeffAssessment\nਊ\n${line}`))).toMatchObject([{ line: 3, column: 1 }]);
  });

  test("are found to be the same wherever they are cut", async () => {
    const bytes = Buffer.from(`Prüfung\n${line.repeat(2)}${url("arthur", "BETA")}\n`.padEnd(700, "é"));
    const whole = await scanned(bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 4 }), async (cuts) => {
        expect(await scanned(bytes, ...cuts)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  test("are searched to their end, in windows that lose nothing at their seams", () => {
    const filler = "Document all duplicate ENUMs of the schema\n".repeat(5_000);
    for (const shift of [0, 11_000, 24_010, 47_124]) {
      const scan = new TextScan("a.md");
      scan.take(`${filler}${"y".repeat(shift)}\n${line}`.repeat(3));
      scan.end();
      expect(scan.found.map((found) => found.line)).toEqual([5_002, 10_004, 15_006]);
    }
  });
});

test("hostile text costs no more than its length", () => {
  const pieces = [
    "password",
    "://a:",
    "PGPASSWORD='",
    '"password": "',
    "-----BEGIN PRIVATE KEY-----",
    "-u a:",
    "eyJ",
    "sk-",
    ":5432:",
    "kind: Secret\ndata:\n",
    "CREATE ROLE a PASSWORD ",
    "host=a ",
    "host=a;",
  ];
  for (const piece of pieces) {
    const scan = new TextScan("a.yaml");
    scan.take(piece.repeat(2_000));
    scan.end();
    expect(scan.found.length).toBeLessThan(20_000);
  }
});

test("no finding repeats what it found", async () => {
  const found = await secretsInText("a.md", [`PGPASSWORD=${password}`, url("arthur", "ALPHA"), gitHubToken].join("\n"));
  expect(found).toHaveLength(3);
  for (const { message } of found) expect(message).not.toMatch(/Sentinel|ghp_/);
});
