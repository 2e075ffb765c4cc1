import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import type { Badge } from './answers.ts';
import styles from './TakeAlong.module.css';

/** Plain links to where one tells of a badge, and HTML for a page of one's own. Nothing of other sites is loaded. */
export function TellOthers({ badge: { links } }: { badge: Pick<Badge, 'links'> }) {
  const { t } = useTranslation('awards');
  const { email, bluesky, mastodon, facebook, x } = links.share;
  const places = [
    ['bluesky', bluesky],
    ['mastodon', mastodon],
    ['facebook', facebook],
    ['x', x],
  ] as const;
  return (
    <div className={styles.screenOnly}>
      <Section look="margin" title={t('badge.tell')} lead={t('badge.tellLead')}>
        <ul className={styles.links}>
          <li>
            <Button icon="mail" href={email}>
              {t('badge.email')}
            </Button>
          </li>
          {places.map(([place, address]) => (
            <li key={place}>
              <Button iconAfter="external" href={address} target="_blank" rel="noopener">
                {t(`badge.${place}`)}
              </Button>
            </li>
          ))}
        </ul>
        <TextArea
          label={t('badge.embed')}
          hint={t('badge.embedHint')}
          rows={4}
          readOnly
          spellCheck={false}
          defaultValue={links.embed}
          required={false}
        />
      </Section>
    </div>
  );
}
