import * as z from 'zod';

/** A list with commas between its items. */
export const listOf = <T>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((value) => value.split(',').map((one) => one.trim()))
    .pipe(z.array(item));

/** A secret that is sent in a header, or from which keys are derived. */
export const secret = z.lazy(() =>
  z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
);

export const flag = z.lazy(() =>
  z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true'),
);
