import type { Translator } from '../ui/translations';
import type { RecoveryCodesTexts } from './RecoveryCodes';

/**
 * Returns the texts of {@link RecoveryCodes}.
 *
 * @param appName name of the site, for the file
 */
export const recoveryCodesTexts = (t: Translator<'second-factor'>, appName: string): RecoveryCodesTexts => ({
  title: t('codes.title'),
  lead: t.rich('codes.lead', { strong: (text) => <strong>{text}</strong> }),
  download: t('codes.download'),
  print: t('codes.print'),
  fileLines: [t('codes.fileTitle', { appName }), t('codes.fileHint')],
});
