/** Field names of the administration forms. */
export const ADMIN_FIELDS = {
  user: 'user',
  give: 'give',
  take: 'take',
  confirmation: 'confirmation',
} as const;
