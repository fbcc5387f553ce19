/**
 * Features that store data of users outside the core's account: the export contains what they store, under
 * the name here, and the deletion of an account erases it. Each feature is one line.
 */
export { activity } from '../activity/userData.ts';
export { notes } from '../functions/notes.ts';
export { passkeys } from '../passkeys/userData.ts';
export { secondFactor } from '../second-factor/userData.ts';
export { lastSignIns } from '../sign-in-methods/userData.ts';
