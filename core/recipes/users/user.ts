import type { User } from './types.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** What the login methods of a user come to. */
export const tenantIdsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.tenantIds));

export const emailsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.email ?? []));

export const phoneNumbersOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.phoneNumber ?? []));

export const timeJoinedOf = ({ loginMethods }: User): number =>
  Math.min(...loginMethods.map((method) => method.timeJoined));
