import fc from "fast-check";

// Setup of the second tier: a property that names no number of its own is tried ten times as often.
fc.configureGlobal({ numRuns: 1_000 });
