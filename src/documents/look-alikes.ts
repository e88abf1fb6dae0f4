/** Letters of Greek and Cyrillic, each below the Latin one that they are drawn like in most fonts. */
const greek = { drawn: "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρυικ", as: "ABEZHIKMNOPTYXovapuik" };
const cyrillic = { drawn: "АВЕКМНОРСТУХЅІЇЈԌԚԜҮҺӀаеорсухѕіїјԁԛԝһүӏԍ", as: "ABEKMHOPCTYXSIÏJGQWYHIaeopcyxsiïjdqwhylg" };

const latin: ReadonlyMap<string, string> = new Map(
  [greek, cyrillic].flatMap(({ drawn, as }) =>
    [...drawn].map((letter, at): [string, string] => [letter, as[at] ?? letter]),
  ),
);

/** A text with Latin letters for those that look like them. Names of Greek and Cyrillic letters stay apart from each other. */
export function latinOf(text: string): string {
  return /[\u0370-\u052f]/.test(text)
    ? text.replaceAll(/[\u0370-\u052f]/g, (letter) => latin.get(letter) ?? letter)
    : text;
}
