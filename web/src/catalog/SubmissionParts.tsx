import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import type { Part, Requirement } from './answers.ts';
import styles from './catalog.module.css';
import { amountOf, kindsOf } from './words.ts';

const icons: Record<string, IconName> = {
  text: 'edit',
  link: 'link',
  image: 'image',
  document: 'document',
  audio: 'audio',
  video: 'video',
};

/** The submission guidelines: each part with its instructions and everything it asks for. */
export function SubmissionParts({ parts }: { parts: readonly Part[] }) {
  return (
    <ol className={styles.parts}>
      {parts.map((part, index) => (
        <li key={part.id} className={styles.part}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <div className={styles.partBody}>
            <h3>{part.title}</h3>
            <PlainMarkdown>{part.instructions}</PlainMarkdown>
            <ul className={styles.requirements}>
              {part.requirements.map((requirement) => (
                <Asked key={requirement.id} requirement={requirement} />
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Asked({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation('catalog');
  return (
    <li className={styles.requirement}>
      <p className={styles.question}>{requirement.title}</p>
      {requirement.guidance && (
        <div className={styles.guidance}>
          <PlainMarkdown>{requirement.guidance}</PlainMarkdown>
        </div>
      )}
      <p className={styles.accepted}>
        <Icon name={icons[requirement.kinds[0] ?? 'document'] ?? 'document'} size={16} />
        <span>
          {kindsOf(t, requirement)}. {amountOf(t, requirement)}.
        </span>
      </p>
    </li>
  );
}
