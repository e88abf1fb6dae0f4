import { firstGroup, matchesNear, type Rule } from "./match.ts";
import { isEverybodys, isPlaceholder } from "./placeholders.ts";

/** Passwords in statements of SQL, which any file may hold: a migration, a script, a note. */
export const statementPasswords: Rule = {
  words: ["password", "identified", "credential"],
  find: (searched) =>
    statements.flatMap((expression) =>
      matchesNear(searched, expression, (match) => {
        const value = firstGroup(match, "single", "double", "dollar") ?? "";
        if (isPlaceholder(value, "single") || isEverybodys(value) || /^:|^%|\|\||^\s*$/.test(value)) return undefined;
        return {
          rule: "sql-password",
          code: "V7-S013",
          severity: "error",
          message: "password in a statement of SQL",
          value,
        };
      }),
    ),
};

const literal = String.raw`(?:E?\\?'(?<single>(?:[^'\n\\]|'')(?:[^'\n]|''){0,199}?)\\?'|\\?"(?<double>[^"\n]{1,200}?)\\?"|\$(?<tag>\w{0,20})\$(?<dollar>[^$\n]{1,200})\$\k<tag>\$)`;

const statements: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:ALTER|CREATE)\s{1,20}(?:ROLE|USER|GROUP|LOGIN|CREDENTIAL|SUBSCRIPTION)\b[^;]{0,400}?\b(?:PASSWORD|SECRET)\s{0,20}=?\s{0,20}${literal}`,
    "gi",
  ),
  new RegExp(
    String.raw`\bIDENTIFIED\s{1,20}(?:WITH\s{1,20}\S{1,60}\s{1,20})?(?:BY|AS)\s{1,20}(?:PASSWORD\s{1,20})?${literal}`,
    "gi",
  ),
  new RegExp(String.raw`\bSET\s{1,20}PASSWORD\b[^;\n]{0,200}?=\s{0,20}(?:PASSWORD\(\s{0,4})?${literal}`, "gi"),
  new RegExp(
    String.raw`\b(?:USER\s{1,20}MAPPING|CREATE\s{1,20}SERVER)\b[^;]{0,600}?\bpassword\s{1,20}${literal}`,
    "gi",
  ),
  new RegExp(
    String.raw`\bWITH\s{1,20}(?:ENCRYPTED\s{1,20}|UNENCRYPTED\s{1,20})?PASSWORD\s{0,20}=?\s{0,20}${literal}`,
    "gi",
  ),
];
