// One word for one meaning, wherever it is typed; what a word was called once still works and is not shown.

/** `--approved`: the yes to what a command would do. */
export const approvedWord = { aliases: ["yes"] };

/** `--note`: what a person wants remembered with an act. */
export const noteWord = { aliases: ["notes"], helpValue: "TEXT" };

/** `--as`: the persona somebody speaks as. */
export const asWord = { aliases: ["by"], helpValue: "PERSONA" };

/** `--exit-code`: let scripts hear that something was found. Terraform calls it otherwise. */
export const exitCodeWord = { aliases: ["detailed-exitcode"] };
