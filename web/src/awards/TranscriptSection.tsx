import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './TakeAlong.module.css';

/** All badges in one document. */
export function TranscriptSection() {
  const { t } = useTranslation('keeping');
  const forms = [
    { file: 'transcript.pdf', icon: 'document', label: t('transcript.pdf'), why: t('transcript.pdfWhy') },
    { file: 'transcript.json', icon: 'download', label: t('transcript.json'), why: t('transcript.jsonWhy') },
  ] as const;
  return (
    <Section title={t('transcript.title')} lead={t('transcript.lead')}>
      <ul className={styles.forms}>
        {forms.map(({ file, icon, label, why }) => (
          <li key={file}>
            <Button icon={icon} href={`/api/v1/account/${file}`} download>
              {label}
            </Button>
            <span className={styles.why}>{why}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
