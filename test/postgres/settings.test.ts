import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "../../src/postgres/database-url.ts";
import { describeDatabase, resolveDatabase, type DatabaseChoice } from "../../src/postgres/settings.ts";
import { tlsChoice } from "../../src/postgres/tls.ts";

const alpha = "postgres://agent_rw:Sekret-7@ALPHA:5433/aya_rag";
const beta = "postgres://agent_rw@BETA/aya_rag";

function failureOf(choice: DatabaseChoice): unknown {
  try {
    return resolveDatabase(choice);
  } catch (error) {
    return error;
  }
}

describe("which database", () => {
  test("nothing said: the embedded one", () => {
    expect(resolveDatabase({ env: {} })).toEqual({ kind: "embedded", schema: "public" });
  });

  test.each([
    [
      "flag",
      { flag: beta, config: { database: { url: "env:V7_DATABASE_URL" } }, env: { V7_DATABASE_URL: alpha } },
      beta,
    ],
    ["v7.yaml", { config: { database: { url: "env:AYA_URL" } }, env: { AYA_URL: beta, V7_DATABASE_URL: alpha } }, beta],
    ["V7_DATABASE_URL", { env: { V7_DATABASE_URL: beta, DATABASE_URL: alpha } }, beta],
    ["DATABASE_URL", { env: { DATABASE_URL: beta, META_DB_PATH: alpha } }, beta],
    ["META_DB_PATH", { env: { META_DB_PATH: beta, PGHOST: "ALPHA" } }, beta],
  ])("%s comes before what follows it", (origin, choice, url) => {
    expect(resolveDatabase(choice)).toEqual({ kind: "url", url, schema: "public", origin });
  });

  test("META_DB_PATH counts only when it is a Postgres URL", () => {
    expect(resolveDatabase({ env: { META_DB_PATH: "/var/lib/meta.sqlite" } }).kind).toBe("embedded");
  });

  test("libpq's variables name a server together", () => {
    const target = resolveDatabase({
      env: { PGHOST: "ALPHA", PGPORT: "5433", PGUSER: "agent_rw", PGDATABASE: "aya_rag" },
    });
    expect(target).toMatchObject({ kind: "url", origin: "PG*" });
    expect(describeDatabase(target)).toBe("aya_rag on ALPHA as agent_rw");
  });

  test("a user or password alone names no server", () => {
    expect(resolveDatabase({ env: { PGUSER: "agent_rw", PGPASSWORD: "Sekret-7" } }).kind).toBe("embedded");
  });

  test("reading prefers the login that may only read", () => {
    const choice = { env: { V7_READ_DATABASE_URL: beta, V7_DATABASE_URL: alpha } };
    expect(resolveDatabase({ ...choice, purpose: "read" })).toMatchObject({
      url: beta,
      origin: "V7_READ_DATABASE_URL",
    });
    expect(resolveDatabase({ ...choice, purpose: "write" })).toMatchObject({ url: alpha });
    expect(resolveDatabase({ ...choice, flag: alpha, purpose: "read" })).toMatchObject({ origin: "flag" });
  });

  test("the schema comes from v7.yaml", () => {
    expect(resolveDatabase({ config: { database: { schema: "v7" } }, env: {} }).schema).toBe("v7");
  });
});

describe("what is refused", () => {
  test.each([{}, { V7_DATABASE_URL: "" }])("a declared variable that is not set never falls back", (env) => {
    const failure = failureOf({
      config: { database: { url: "env:V7_DATABASE_URL" } },
      env: { ...env, DATABASE_URL: alpha },
    });
    expect(failure).toMatchObject({
      code: "V7-B013",
      exitCode: 6,
      message: expect.stringContaining("V7_DATABASE_URL"),
    });
  });

  test("a password in v7.yaml, without repeating it", () => {
    const failure = failureOf({ config: { database: { url: alpha } }, env: {} });
    expect(failure).toMatchObject({ code: "V7-B012", exitCode: 6 });
    expect(String(failure)).not.toContain("Sekret-7");
  });

  test.each([
    "mysql://ALPHA/aya_rag",
    "aya_rag",
    "postgres://agent_rw:Sekret-7@ALPHA:port/aya_rag",
    "postgres://%E0%A4%A@ALPHA/x",
  ])("a URL that is none (%#), without repeating it", (url) => {
    const failure = failureOf({ env: { V7_DATABASE_URL: url } });
    expect(failure).toMatchObject({
      code: "V7-B014",
      exitCode: 6,
      message: expect.stringContaining("V7_DATABASE_URL"),
    });
    expect(JSON.stringify(failure)).not.toContain("Sekret-7");
  });

  test("writing to the embedded server what was read elsewhere", () => {
    const env = { V7_READ_DATABASE_URL: beta };
    expect(failureOf({ env, purpose: "write" })).toMatchObject({ code: "V7-B100", exitCode: 6 });
    expect(failureOf({ env, purpose: "read" })).toMatchObject({ kind: "url", origin: "V7_READ_DATABASE_URL" });
  });

  test("ui_library, unless v7.yaml forbids others", () => {
    const url = "postgres://agent_rw@ALPHA/ui_library";
    expect(failureOf({ env: { V7_DATABASE_URL: url } })).toMatchObject({ code: "V7-B011", exitCode: 4 });
    expect(
      failureOf({ config: { database: { forbidden: ["aya_rag"] } }, env: { V7_DATABASE_URL: url } }),
    ).toMatchObject({ kind: "url" });
  });
});

describe("how a database is named", () => {
  test.each([
    [alpha, "aya_rag on ALPHA as agent_rw"],
    ["postgres://agent_rw@/aya_rag?host=/run/postgresql&password=Sekret-7", "aya_rag on /run/postgresql as agent_rw"],
    ["postgres://agent_rw@%2Frun%2Fpostgresql/aya_rag", "aya_rag on /run/postgresql as agent_rw"],
    ["postgres://agent_rw@[::1]:5433/aya_rag", "aya_rag on ::1 as agent_rw"],
    ["postgres://agent%40rw@ALPHA", "agent@rw on ALPHA as agent@rw"],
  ])("%#: database, host and user, never a password", (url, text) => {
    expect(describeDatabase(resolveDatabase({ flag: url, env: {} }))).toBe(text);
  });

  test("the embedded one", () => {
    expect(describeDatabase({ kind: "embedded", schema: "public" })).toBe("enterprise_os (embedded)");
  });
});

describe("sslmode means what it means to libpq", () => {
  test.each([
    ["postgres://ALPHA/aya_rag", { ssl: { rejectUnauthorized: false }, optional: true }],
    ["postgres://localhost/aya_rag", { ssl: false, optional: false }],
    ["postgres://ALPHA/aya_rag?sslmode=disable", { ssl: false, optional: false }],
    ["postgres://ALPHA/aya_rag?sslmode=require", { ssl: { rejectUnauthorized: false }, optional: false }],
    ["postgres://ALPHA/aya_rag?sslmode=verify-full", { ssl: { rejectUnauthorized: true }, optional: false }],
    [
      "postgres://ALPHA/aya_rag?sslmode=verify-ca",
      { ssl: { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }, optional: false },
    ],
  ])("%s", (url, choice) => {
    expect(tlsChoice(parseDatabaseUrl(url) ?? { parameters: new URLSearchParams() })).toEqual(choice);
  });

  test.each(["sslrootcert", "sslcert", "sslkey"])("a file in %s that is not there is named", (name) => {
    const url = parseDatabaseUrl(`postgres://ALPHA/aya_rag?sslmode=verify-full&${name}=/no/ca.pem`);
    expect(() => url && tlsChoice(url)).toThrow(
      expect.objectContaining({ code: "V7-B104", exitCode: 6, message: expect.stringContaining("/no/ca.pem") }),
    );
  });
});
