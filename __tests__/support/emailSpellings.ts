/** Spellings of one address: how people type it, and how it is stored. */
export function searchSpellings(name: string) {
  const stored = `${name}-jos\u00e9@xn--bcher-kva.example`;
  const typed = [
    `  ${name}-JOS\u00c9@B\u00dcCHER.example `,
    `${name}-jose\u0301@bu\u0308cher.example`,
    `${name}-jos\u00e9@XN--BCHER-KVA.example`,
  ];
  return { stored, typed };
}
