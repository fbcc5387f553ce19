/** A user as the developer has entered them. */
export interface Account {
  /** The id of the user at the provider. */
  sub: string;
  email?: string;
  email_verified?: boolean;
}

const accounts = new Map<string, Account>();

/** Keeps an account as it was last entered, and returns its id. */
export function saveAccount(account: Account): string {
  accounts.set(account.sub, account);
  return account.sub;
}

/** Returns an account by its id; undefined for an unknown one. */
export const findAccount = (sub: string): Account | undefined => accounts.get(sub);

/** Reads the form of the sign-in page. */
export function toAccount(form: URLSearchParams): Account {
  const email = (form.get('email') ?? '').trim();
  const sub = (form.get('sub') ?? '').trim() || email || 'user';
  const state = form.get('address');
  if (state === 'none' || email === '') return { sub };
  return { sub, email, email_verified: state !== 'unverified' };
}
