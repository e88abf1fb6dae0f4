import { Args } from "@oclif/core";

/** The argument of every verb on a phase. */
export const phaseArgs = { phase: Args.string({ description: "The phase's number, or phase/1.", required: true }) };

/** The argument of every verb on a task. */
export const taskArgs = { task: Args.string({ description: "The task's name, as 1.2 or task/1.2.", required: true }) };

/** The argument of every verb on a machine. */
export const nodeArgs = { node: Args.string({ description: "The machine's name, or node/ALPHA.", required: true }) };
