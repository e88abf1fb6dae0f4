import { defineConfig } from "oxlint";
import { askedBy, askTheSystem, boundaries, machineProperties } from "./scripts/boundaries.ts";

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["dist*", "**/generated/**", "node_modules"],
  rules: {
    "no-restricted-imports": "off",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-namespace": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/parameter-properties": "error",
    // Each of these asks for a form that reads no better here, or is the compiler's business.
    "consistent-return": "off",
    "no-control-regex": "off",
    "no-new": "off",
    "typescript/no-base-to-string": "off",
    "typescript/no-misused-spread": "off",
    "typescript/no-unsafe-enum-assignment": "off",
    "typescript/unbound-method": "off",
    "vitest/no-conditional-expect": "off",
    "vitest/require-to-throw-message": "off",
    "import/no-named-as-default-member": "off",
    "no-await-in-loop": "off",
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "typescript/no-unsafe-type-assertion": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-sort": "off",
    "vitest/expect-expect": "off",
    "vitest/require-mock-type-parameters": "off",
    "vitest/no-conditional-tests": "off",
  },
  overrides: [
    { files: ["src/commands/**/*.ts", "*.config.ts", "**/vitest-*.ts"], rules: { "import/no-default-export": "off" } },
    // Tabs of one browser talk by a channel, which has no origin to name.
    { files: ["web/**/*.{ts,tsx}"], rules: { "unicorn/require-post-message-target-origin": "off" } },
    // What is handed on together has a name: a proposal, a place in a text, what is judged.
    { files: ["src/**/*.ts"], rules: { "max-params": ["error", { max: 4 }] } },
    {
      files: ["src/**/*.ts"],
      excludeFiles: [`src/${askedBy}/**`],
      rules: {
        "no-restricted-properties": [
          "error",
          ...machineProperties.map((property) => ({ object: "process", property, message: askTheSystem })),
        ],
      },
    },
    ...boundaries().map(({ files, patterns }) => ({
      files,
      rules: { "no-restricted-imports": ["error" as const, { patterns }] },
    })),
  ],
});
