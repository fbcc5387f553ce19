'use client';

import type { ReactNode } from 'react';
import { Button } from '../ui/form/elements';

export interface RecoveryCodesTexts {
  title: string;
  lead: ReactNode;
  download: string;
  print: string;
  /** The lines above the codes in the file. */
  fileLines: readonly string[];
}

interface RecoveryCodesProps {
  codes: readonly string[];
  texts: RecoveryCodesTexts;
}

function toFile(codes: readonly string[], lines: readonly string[]): string {
  const text = [...lines, '', ...codes, ''].join('\n');
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Shows recovery codes, to be downloaded or printed. */
export function RecoveryCodes({ codes, texts }: RecoveryCodesProps) {
  return (
    <section aria-labelledby="recovery-codes" className="grid max-w-xl grid-cols-1 gap-4">
      <h2 id="recovery-codes" className="text-h3">
        {texts.title}
      </h2>
      <p>{texts.lead}</p>
      <ol className="rounded-card border-line bg-surface font-code grid grid-cols-1 gap-x-8 gap-y-2 border p-5 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <bdi>{code}</bdi>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a className="button" download="recovery-codes.txt" href={toFile(codes, texts.fileLines)}>
          {texts.download}
        </a>
        <Button type="button" className="button noscript:hidden" onClick={() => window.print()}>
          {texts.print}
        </Button>
      </div>
    </section>
  );
}
