/** The fields by which the forms of the administrators' pages say whom and what they are about. */
export const ADMIN_FIELDS = {
  user: 'user',
  give: 'give',
  take: 'take',
  confirmation: 'confirmation',
} as const;
