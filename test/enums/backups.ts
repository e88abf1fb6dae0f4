import type { DeedScene } from "./deed-scene.ts";

/** A change of each strategy, of one application. */
export const strategies = ["in place", "new type", "survivor", "compat"] as const;

export const enumName = "contact_status";

/** Contacts, and a type that their enum may become. */
export function application(rows: number): string {
  return `
    CREATE TYPE contact_status AS ENUM ('New', 'Complete', 'Error');
    CREATE TYPE v7_contact_status AS ENUM ('new', 'complete', 'error');
    CREATE TABLE contacts (id integer PRIMARY KEY, status contact_status NOT NULL DEFAULT 'New');
    INSERT INTO contacts SELECT n, (ARRAY['New', 'Complete', 'Error']::contact_status[])[1 + n % 3] FROM generate_series(1, ${rows}) n`;
}

/** Declares what needs the strategy. */
export function declareFor(shared: DeedScene, strategy: (typeof strategies)[number]): void {
  const reworded = {
    currentValues: ["New", "Complete", "Error"],
    targetValues: ["new", "complete", "error"],
    valueMap: { New: "new", Complete: "complete", Error: "error" },
  };
  const reordered = { ...reworded, targetValues: ["complete", "error", "new"], reorder: true };
  const declared = {
    "in place": { ...reworded, targetName: "contact_status" },
    "new type": { ...reordered, targetName: "contact_status" },
    survivor: { ...reworded, targetName: "v7_contact_status" },
    compat: { ...reordered, targetName: "contact_words", compat: true },
  };
  shared.declare(enumName, declared[strategy]);
}

/** Contacts by word; a deed changes nothing but the words. */
export const contacts = "SELECT lower(status::text), count(*)::integer FROM contacts GROUP BY 1 ORDER BY 1";

/** What the application has, to be compared. */
export const stateOfApplication = `
  SELECT (SELECT json_agg(json_build_array(t.typname, e.enumlabel) ORDER BY t.typname, e.oid) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid)::text,
         (SELECT json_agg(c ORDER BY id) FROM contacts c)::text`;
