import 'server-only';
import type { Messages } from '@/config/messages/english';
import { pageOfStatus } from './pageOfStatus';

type Ui = Messages['ui'];

const unreadable = ({ unsentForm }: Ui): [title: string, text: string] => [
  unsentForm.unreadable,
  unsentForm.unreadableText,
];

/** What the page says of the statuses that Next or proxy.ts answers with a line of plain text or nothing. */
const TEXTS: Partial<Record<number, (ui: Ui, isForm: boolean) => [title: string, text: string]>> = {
  400: unreadable,
  405: (ui, isForm) => (isForm ? unreadable(ui) : [ui.notFound.title, ui.notFound.text]),
  413: ({ unsentForm }) => [unsentForm.tooLarge, unsentForm.tooLargeText],
  421: (ui) => [ui.notFound.title, ui.notFound.misdirected],
};

/**
 * The page for a navigation that is refused without one: a form without JavaScript that no action takes, the
 * address of a route that only takes forms, or a host that is not ours. Undefined for other statuses.
 *
 * @param sent the headers of the request
 */
export function requestRefusalPage(
  status: number,
  method: string,
  sent: Pick<Headers, 'get'>,
): string | undefined {
  const textsOf = TEXTS[status];
  if (textsOf === undefined) return undefined;
  return pageOfStatus(sent, ({ ui }) => {
    const [title, text] = textsOf(ui, method === 'POST');
    return {
      status,
      title,
      paragraphs: [text],
      actions: [
        { label: ui.goOn.home, href: '/' },
        ...(status === 421 ? [] : [{ label: ui.notFound.session, href: '/session' }]),
      ],
    };
  });
}
