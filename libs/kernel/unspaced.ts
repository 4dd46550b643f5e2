/** The same text however wide its characters were typed, without blanks. */
export const unspaced = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');
