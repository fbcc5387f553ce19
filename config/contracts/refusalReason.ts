import type { Messages } from '../messages/english.ts';
import type { MessageParams } from './errorAnswer.ts';

type ReasonsOf<Feature extends keyof Messages> = Messages[Feature] extends { refusals: infer Texts }
  ? `${Feature}.${keyof Texts & string}`
  : never;

/**
 * Names a message of a function: `sessions.isCurrent` is `refusals.isCurrent` in the messages of sessions.
 */
export type RefusalReason = { [Feature in keyof Messages]: ReasonsOf<Feature> }[keyof Messages];

/** The name of the translations of an English message, and the values that it contains. */
export interface RefusalTranslation {
  reason: RefusalReason;
  params?: MessageParams;
}

/** Distributes over the reasons, so that each name stays with its feature. */
type KeyOf<Reason> = Reason extends `${infer Feature}.${infer Name}` ? `${Feature}.refusals.${Name}` : never;

type RefusalKey = KeyOf<RefusalReason>;

/**
 * Returns the key of the translation of a message.
 *
 * @param reason of an answer: one that is not known yields a key without a message
 */
export function refusalKey(reason: string): RefusalKey {
  return reason.replace('.', '.refusals.') as RefusalKey;
}

const validationTexts = new Map<string, RefusalTranslation>();

/**
 * Names the translation of a message of a schema, which can only be a text.
 *
 * @param text in English
 * @param params values that the text contains
 * @returns the text
 */
export function validationText(reason: RefusalReason, text: string, params?: MessageParams): string {
  validationTexts.set(text, { reason, ...(params !== undefined && { params }) });
  return text;
}

/** Returns the translation of a message of a schema, if it has one. */
export const translationOf = (text: string): RefusalTranslation | undefined => validationTexts.get(text);
