import { useTranslations } from '../ui/translations';

interface ProfileHeaderProps {
  initials: string;
  /** Name or email address; undefined where there is neither. */
  name: string | undefined;
}

/**
 * Heading of the account page: the initials (hidden from screen readers, which read the name instead) and the
 * name.
 */
export function ProfileHeader({ initials, name }: ProfileHeaderProps) {
  const t = useTranslations('profile');
  return (
    <div className="flex items-center gap-4">
      <bdi aria-hidden="true" className="avatar text-h2 size-14">
        {initials}
      </bdi>
      <div className="grid min-w-0 grid-cols-1">
        <h1 className="text-h1 tracking-tight">{t('title')}</h1>
        <p className="text-soft wrap-anywhere">{name === undefined ? t('noName') : <bdi>{name}</bdi>}</p>
      </div>
    </div>
  );
}
