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

/** The id of the title of the recovery codes. */
export const RECOVERY_CODES_ID = 'recovery-codes';

/** Shows recovery codes without a title, to be downloaded or printed. */
export function RecoveryCodeList({ codes, texts }: RecoveryCodesProps) {
  return (
    <div className="grid max-w-xl grid-cols-1 gap-4">
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
    </div>
  );
}

/** Shows recovery codes in a card of something else. */
export function RecoveryCodes(props: RecoveryCodesProps) {
  return (
    <section aria-labelledby={RECOVERY_CODES_ID} className="grid grid-cols-1 gap-4">
      <h2 id={RECOVERY_CODES_ID} className="text-h3">
        {props.texts.title}
      </h2>
      <RecoveryCodeList {...props} />
    </section>
  );
}
