import { Medallion } from '../../badge-art/Medallion.tsx';
import { Page } from '../Page.tsx';
import styles from './BadgeSheet.module.css';
import { executiveFunction, friday, mtlc, promise } from './sample.tsx';

const stacks = [
  { key: 'executive-function', color: friday.color, ids: executiveFunction },
  { key: 'learner-motivation', color: friday.color, ids: ['lm-1', 'lm-2', 'lm-3', 'lm-4', 'lm-5'] },
  { key: 'working-memory', color: friday.color, ids: ['wm-1', 'wm-2', 'wm-3', 'wm-4', 'wm-5'] },
  { key: 'global-graduates', color: mtlc.color, ids: ['gg-1', 'gg-2', 'gg-3', 'gg-4', 'gg-5'] },
  { key: 'deeper-learning', color: promise.color, ids: ['mc-grit', 'mc-creative', 'mc-driving', 'dl-4', 'dl-5'] },
];

/** Badge art by family, at its three sizes, in color and in one ink. */
export function BadgeSheet() {
  return (
    <Page width="wide">
      <h1>Badge art</h1>
      {stacks.map(({ key, color, ids }) => (
        <section key={key} className={styles.family}>
          <h2>{key}</h2>
          <div className={styles.row}>
            <Medallion
              kind="stack"
              members={ids.length}
              microCredentialId={key}
              stackKey={key}
              issuerColor={color}
              title={key}
              size={160}
            />
            {ids.map((id) => (
              <Medallion key={id} microCredentialId={id} stackKey={key} issuerColor={color} title={id} size={160} />
            ))}
            {ids.map((id) => (
              <Medallion key={id} microCredentialId={id} stackKey={key} issuerColor={color} title={id} size={64} />
            ))}
            <Medallion microCredentialId={ids[0] ?? key} stackKey={key} title={key} size={160} look="outline" />
            <Medallion microCredentialId={ids[0] ?? key} stackKey={key} title={key} size={64} look="outline" />
            <Medallion microCredentialId={ids[0] ?? key} stackKey={key} issuerColor={color} title={key} size={96} monogram="EF" />
          </div>
        </section>
      ))}
      <Medallion microCredentialId="mc-grit" stackKey="deeper-learning" issuerColor={promise.color} title="Grit" size={600} />
      <Medallion
        kind="stack"
        members={5}
        microCredentialId="ef"
        stackKey="executive-function"
        issuerColor={friday.color}
        title="EF"
        size={600}
      />
    </Page>
  );
}
