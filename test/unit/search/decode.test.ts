import { describe, expect, test } from "vitest";
import { decode } from "../../../src/search/reading/decode.ts";

/** Texts, and their bytes in an encoding in base64. */
const samples = [
  [
    "windows-1252",
    "Grüße aus München: die Sicherung läuft täglich.",
    "R3L832UgYXVzIE38bmNoZW46IGRpZSBTaWNoZXJ1bmcgbOR1ZnQgdORnbGljaC4=",
  ],
  ["windows-1252", "Où est la clé ? L'été dernier, déjà.", "T/kgZXN0IGxhIGNs6SA/IEwn6XTpIGRlcm5pZXIsIGTpauAu"],
  [
    "windows-1251",
    "Резервное копирование базы данных выполняется каждую ночь.",
    "0OXn5fDi7e7lIOru7+jw7uLg7ejlIOHg5/sg5ODt7fv1IOL77+7r7f/l8vH/IOrg5uTz/iDt7vf8Lg==",
  ],
  [
    "koi8-r",
    "Резервное копирование базы данных выполняется каждую ночь.",
    "8sXaxdLXzs/FIMvP0MnSz9fBzsnFIMLB2tkgxMHOztnIINfZ0M/MztHF1NPRIMvB1sTVwCDOz97YLg==",
  ],
  [
    "shift_jis",
    "毎晩データベースのバックアップを取ります。",
    "loiU04NmgVuDXoN4gVuDWILMg2+DYoNOg0GDYoN2gvCO5oLogtyCt4FC",
  ],
  ["euc-jp", "毎晩データベースのバックアップを取ります。", "y+jI1aXHobylv6XZobyluaTOpdClw6WvpaKlw6XXpPK86KTqpN6kuaGj"],
  [
    "iso-2022-jp",
    "毎晩データベースのバックアップを取ります。",
    "GyRCS2hIVSVHITwlPyVZITwlOSROJVAlQyUvJSIlQyVXJHI8aCRqJF4kOSEjGyhC",
  ],
  ["gb18030", "每天晚上备份数据库，检查恢复。", "w7/M7M3tyc+xuLfdyv2+3b/io6y87LLpu9a4tKGj"],
  ["big5", "每天晚上備份資料庫，檢查還原。", "qEOk0bHfpFezxqX3uOquxq53oUHAy6xkwdmt7KFD"],
  ["euc-kr", "매일 밤 데이터베이스를 백업합니다.", "uMXAzyC54yC1pcDMxc26o8DMvbq4piC56b73x9W0z7TZLg=="],
  [
    "windows-1250",
    "Zálohování databáze probíhá každou noc. Příliš žluťoučký kůň úpěl",
    "WuFsb2hvduFu7SBkYXRhYuF6ZSBwcm9i7WjhIGthnmRvdSBub2MuIFD47WxpmiCebHWdb3Xoa/0ga/nyIPpw7Gw=",
  ],
  ["windows-1253", "Αντίγραφα ασφαλείας της βάσης δεδομένων", "we303+Px4fbhIOHz9uHr5d/h8iD05/Ig4tzz5/Ig5OXk7+zd7fnt"],
] as const;

function wide(text: string, width: 2 | 4, isLittle: boolean): Uint8Array {
  const units =
    width === 2
      ? Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
      : [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(units.length * width));
  for (const [at, unit] of units.entries())
    if (width === 2) view.setUint16(at * 2, unit, isLittle);
    else view.setUint32(at * 4, unit, isLittle);
  return new Uint8Array(view.buffer);
}

describe("decode", () => {
  test.each(samples)("reads %s by what it looks like: %s", async (_encoding, text, bytes) => {
    expect(await decode(Buffer.from(bytes, "base64"))).toEqual({ text });
  });

  test.each([
    ["UTF-8 with its mark", Buffer.from("\uFEFF# Wartung 日本")],
    ["UTF-16 with its mark", wide("\uFEFF# Wartung 日本", 2, true)],
    ["UTF-16, the high half first", wide("\uFEFF# Wartung 日本", 2, false)],
    ["UTF-16 without a mark", wide("# Wartung 日本", 2, true)],
    ["UTF-32", wide("\uFEFF# Wartung 日本", 4, true)],
    ["UTF-32, the high half first", wide("\uFEFF# Wartung 日本", 4, false)],
  ])("reads %s", async (_what, bytes) => {
    expect(await decode(bytes)).toEqual({ text: "# Wartung 日本" });
  });

  test.each([
    ["HTML", '<meta charset="windows-1251">', "windows-1251"],
    ["XML", '<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"],
    ["Python", "#!/usr/bin/python\n# -*- coding: cp1251 -*-\n", "windows-1251"],
  ])("believes what %s declares", async (_what, head) => {
    const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0xcf, 0xf0])]);
    expect(await decode(bytes)).toEqual({ text: `${head}Пр` });
  });

  test("believes no declaration that the bytes contradict, or that names nothing", async () => {
    const text = '<meta charset="windows-1251">Größe';
    expect(await decode(Buffer.from(text))).toEqual({ text });
    expect(
      (await decode(Buffer.from('<meta charset="klingon">Gr\xf6\xdfer als das M\xe4dchen', "latin1"))).text,
    ).toMatch(/Größer als das Mädchen$/);
  });

  test("keeps UTF-8 in which a byte is broken", async () => {
    const bytes = Buffer.concat([Buffer.from("Größe, Länge, Höhe, Maß, Übung: "), Buffer.from([0xff])]);
    expect((await decode(bytes)).text).toBe("Größe, Länge, Höhe, Maß, Übung: \uFFFD");
  });

  test("ends lines that end in carriage returns", async () => {
    expect(await decode(Buffer.from("# Mac\rOne\r\nTwo\r"))).toEqual({ text: "# Mac\nOne\r\nTwo\n" });
  });

  test.each([
    ["a NUL", Buffer.from("text\0text")],
    ["sound", Buffer.from(Int16Array.from({ length: 900 }, (_, at) => Math.round(Math.sin(at / 9) * 90)).buffer)],
  ])("says what is binary: %s", async (_what, bytes) => {
    expect(await decode(bytes)).toEqual({ because: "binary data" });
  });

  test("says what no encoding makes text of", async () => {
    const bytes = Uint8Array.from({ length: 4_000 }, (_, at) => ((at * 97 + (at >> 3)) % 255) + 1);
    expect(await decode(bytes)).toEqual({ because: "in no encoding that is known" });
  });
});
