/** Where a value leads, by the key it stands under; undefined: nowhere. Only routes of the dashboard are links. */
export function linkOf(column: string, value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value);
  const to = targets[column];
  return text === "" || to === undefined || !to.form.test(text) ? undefined : `/ui${to.path(text)}`;
}

interface Target {
  readonly form: RegExp;
  path(text: string): string;
}

const resource: Target = { form: /^[a-z]+\/./, path: (text) => `/r/${escaped(text)}` };
const plan: Target = { form: /^[0-9a-f]{6,64}$/, path: (text) => `/plans/${text.slice(0, 16)}` };

const targets: Readonly<Record<string, Target>> = {
  address: resource,
  subject: resource,
  node: { form: /./, path: (text) => `/nodes/${escaped(text)}` },
  plan_id: plan,
  code: { form: /^V7-[A-Z]\d{3}$/, path: (text) => `/explain/${text}` },
  session_id: { form: /^\d+$/, path: (text) => `/sessions/${text}` },
  report: { form: /./, path: (text) => `/reports/${escaped(text)}` },
};

/** In an address, with its slashes. */
export function escaped(text: string): string {
  return text.split("/").map(encodeURIComponent).join("/");
}
