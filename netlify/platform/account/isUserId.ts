/** Whether a text can be the id of a user: the core refuses any other, or reads it as a different one. */
export const isUserId = (text: string): boolean =>
  /^[^\p{Cc}\p{Cs}\uFFFD]{1,255}$/u.test(text) && text.trim() === text;
