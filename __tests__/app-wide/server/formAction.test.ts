/** @jest-environment node */
import type * as FormAction from '@/app/_server/formAction';
import { hasActionStarted } from '@/app/_server/startedActions';
import type { FormState } from '@/components/ui/form/formState';
import { request } from '../../support/pageRequest';

let defineFormAction: typeof FormAction.defineFormAction;
let runFormAction: typeof FormAction.runFormAction;
beforeAll(async () => {
  ({ defineFormAction, runFormAction } = await import('@/app/_server/formAction'));
});
beforeEach(() => {
  request.headers = new Headers({ 'x-page-request-id': 'r' });
  Reflect.deleteProperty(globalThis, Symbol.for('startedActions'));
});

const DONE: FormState = { status: 'done', message: 'Saved.' };

function formOf(name: string): FormData {
  const form = new FormData();
  form.set('name', name);
  return form;
}

/** Calls an action as Next does: with whatever the client sent. */
async function call(...args: unknown[]) {
  const handle = jest.fn<Promise<FormState>, [form: FormData]>().mockResolvedValue(DONE);
  const action = defineFormAction(handle) as (...args: unknown[]) => Promise<FormState>;
  const result = await action(...args).catch((error: unknown) => error);
  return { result, name: handle.mock.calls[0]?.[0].get('name') };
}

test.each([
  ['after its state', [{ status: 'fresh' }, formOf('Ada')]],
  ['alone', [formOf('Ada')]],
  ['after a form for a state', [formOf('Eve'), formOf('Ada')]],
  ['after many arguments', [1, 'x', null, formOf('Ada')]],
  ['before others', [{}, formOf('Ada'), 5]],
])('the handler gets the form that came %s', async (_how, args) => {
  expect(await call(...args)).toEqual({ result: DONE, name: 'Ada' });
  expect(hasActionStarted(request.headers)).toBe(true);
});

test.each([[[]], [[undefined, undefined]], [[{ status: 'fresh' }, 5]], [[{ get: () => 'x' }]], [[null, '']]])(
  'without a form in %j the handler does not run, and no action has started',
  async (args) => {
    expect(await call(...args)).toEqual({ result: expect.any(TypeError) as TypeError, name: undefined });
    expect(hasActionStarted(request.headers)).toBe(false);
  },
);

test('throws what the handler throws, after it has recorded the start', async () => {
  const action = defineFormAction(() => Promise.reject(new RangeError('ours')));
  await expect(action(DONE, formOf('Ada'))).rejects.toThrow(RangeError);
  expect(hasActionStarted(request.headers)).toBe(true);
});

test('an inline action that passes on its arguments does the same', async () => {
  const action = (...sent: unknown[]) =>
    runFormAction(sent, (form) => Promise.resolve({ ...DONE, message: form.get('name') as string }));
  expect(await action(DONE, formOf('Ada'))).toEqual({ status: 'done', message: 'Ada' });
  expect(hasActionStarted(request.headers)).toBe(true);
  await expect(action(DONE, 'Ada')).rejects.toThrow(TypeError);
});
