declare function compactStyles(source: string): string;
declare namespace compactStyles {
  const FILES: string[];
}
export = compactStyles;
