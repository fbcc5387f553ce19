'use client';

import { Button } from '../ui/form/elements';

interface RecoveryCodesProps {
  codes: readonly string[];
  /** Name of the site, for the file. */
  appName: string;
}

function toFile(codes: readonly string[], appName: string): string {
  const text = [`Recovery codes for ${appName}`, 'Each works once.', '', ...codes, ''].join('\n');
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Shows recovery codes, to be downloaded or printed. */
export function RecoveryCodes({ codes, appName }: RecoveryCodesProps) {
  return (
    <section aria-labelledby="recovery-codes" className="grid max-w-xl grid-cols-1 gap-4">
      <h2 id="recovery-codes" className="text-h3">
        Your recovery codes
      </h2>
      <p>
        Keep these codes in a safe place, such as a password manager. Each works once in place of a code of
        your app.
        <strong> They are shown only now.</strong>
      </p>
      <ol className="rounded-card border-line bg-surface font-code grid grid-cols-1 gap-x-8 gap-y-2 border p-5 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a className="button" download="recovery-codes.txt" href={toFile(codes, appName)}>
          Download codes
        </a>
        <Button type="button" className="button noscript:hidden" onClick={() => window.print()}>
          Print codes
        </Button>
      </div>
    </section>
  );
}
