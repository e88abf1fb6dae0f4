import { proposeEnums } from "../../src/enums/propose/propose.ts";
import { scanEnums } from "../../src/enums/scan/scan.ts";
import type { EnumProposeOutput } from "../../src/model/output/enum-propose.ts";
import type { EnumScanOutput, EnumUse, ScannedEnum } from "../../src/model/output/enum-scan.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import type { TestDatabase } from "../support/database.ts";

/** A repository whose target `app` is a database. v7's own is nowhere: a scan does not ask it. */
export interface ScanScene {
  readonly checkout: Checkout;
  scan(request?: ScanOptions): Promise<EnumScanOutput>;
  /** For a group of `app`, or an enum; without a target's name, as with one target alone. */
  propose(group: string, options?: ProposeOptions): Promise<EnumProposeOutput>;
  end(): Promise<void>;
}

export interface ScanOptions {
  readonly largest?: number;
  /** Another login's URL. */
  readonly url?: string;
  /** The one schema to look at. */
  readonly schema?: string;
}

export interface ProposeOptions {
  readonly map?: { readonly [label: string]: string };
  readonly becomes?: string;
  readonly without?: readonly string[];
  readonly reorder?: boolean;
}

/** On a database that the scene drops with itself. */
export function openScanScene(app: TestDatabase): ScanScene {
  const checkout = createCheckout("postgres://nobody@no-host.invalid/none");
  return {
    checkout,
    scan: async ({ url = app.url, schema, largest } = {}) => {
      const within = schema === undefined ? "" : `, schema: ${schema}`;
      checkout.write("v7.yaml", `targets: { app: { url: env:APP_DATABASE_URL${within} } }\n`);
      const workspace = await checkout.open({ environment: { APP_DATABASE_URL: url } });
      return (await scanEnums(workspace, { target: "app", largest })).output;
    },
    propose: async (group, { map = {}, becomes, without = [], reorder = false } = {}) => {
      checkout.write("v7.yaml", "targets: { app: { url: env:APP_DATABASE_URL } }\n");
      const workspace = await checkout.open({ environment: { APP_DATABASE_URL: app.url } });
      const wishes = { map: new Map(Object.entries(map)), becomes, without, reorder };
      return (await proposeEnums(workspace, { target: undefined, group, ...wishes })).output;
    },
    end: async () => {
      await app.drop();
      checkout.remove();
    },
  };
}

/** The enum of a name, as an EnumPlan has it. */
export function enumIn({ enums }: EnumScanOutput, name: string): ScannedEnum {
  const found = enums.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no enum ${name}; there is ${enums.map((one) => one.name).join(", ")}`);
  return found;
}

/** What uses it, as `sort object`. */
export function usesOf(scan: EnumScanOutput, name: string, ...sorts: readonly string[]): string[] {
  return enumIn(scan, name)
    .uses.filter(({ sort }) => sorts.length === 0 || sorts.includes(sort))
    .map(({ sort, object }: EnumUse) => `${sort} ${object}`);
}
