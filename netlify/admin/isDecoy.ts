import { decoyEmail } from '../sign-in/decoy.ts';

/** Whether a user is the decoy of sign-ins, which administrators do not see. */
export function isDecoy({ emails }: { emails: readonly string[] }): boolean {
  return emails.includes(decoyEmail());
}
