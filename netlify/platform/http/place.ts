import * as z from 'zod';
import type { FunctionEvent } from './message.ts';

/** The header in which Netlify says where it believes a client to be: JSON in base64. */
export const PLACE_HEADER = 'x-nf-geo';

/** Names of places have letters, and some of them digits and signs. Anything else is no name. */
const placeName = z.lazy(() =>
  z
    .string()
    .regex(/^[\p{L}\p{M}\p{N} .,'\u2019()/-]{1,60}$/u)
    .optional()
    .catch(undefined),
);

const place = z.lazy(() =>
  z.object({
    city: placeName,
    subdivision: z.object({ name: placeName }).optional().catch(undefined),
    country: z.object({ name: placeName }).optional().catch(undefined),
  }),
);

function decoded(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString());
  } catch {
    return undefined;
  }
}

/**
 * Returns where the client of a request is, as far as Netlify knows: `Lyon, Auvergne-Rhône-Alpes, France`.
 * The place of an IP address is a guess.
 *
 * @returns undefined if Netlify knows nothing
 * @see https://docs.netlify.com/build/functions/api/#geo
 */
export function describePlace({ headers }: FunctionEvent): string | undefined {
  const { data } = place.safeParse(decoded(headers[PLACE_HEADER] ?? ''));
  const names = [data?.city, data?.subdivision?.name, data?.country?.name].filter(Boolean);
  return names.length === 0 ? undefined : [...new Set(names)].join(', ');
}
