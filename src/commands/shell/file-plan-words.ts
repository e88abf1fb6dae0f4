// What is said of a file, whether its plan is written or it is assessed later.

export const targetNameWord = { description: "Its new name.", helpValue: "NAME" };

export const enumWord = { description: "An enum that it uses; may be given several times.", helpValue: "NAME" };

export const neededFileWord = { description: "A file that it needs; may be given several times.", helpValue: "PATH" };

export const scoreWord = { description: "How risky the change is, from 1 to 10.", helpValue: "NUMBER" };
