declare function standIn(this: { resourcePath: string }): string;
declare namespace standIn {
  const FILES: string[];
}
export = standIn;
