import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MicroCredentialPicker } from '../../catalog/MicroCredentialPicker.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { issuersQuery } from '../queries.ts';
import { type Choice, isAddress } from './endorsed.ts';
import styles from './endorsements.module.css';

const kinds = ['micro-credential', 'issuer', 'elsewhere'] as const;

export interface EndorsedFieldsProps {
  /** Who endorses; nobody endorses itself. */
  organizationId: string;
  choice: Choice;
  /** Whether one has tried to sign: then what is missing says so. */
  isAsked: boolean;
  onChange: (choice: Choice) => void;
}

/** What is endorsed: something of the catalog, an issuer here, or something elsewhere by its address. */
export function EndorsedFields({ organizationId, choice, isAsked, onChange }: EndorsedFieldsProps) {
  const { t } = useTranslation('keeping');
  const { kind, microCredential, issuerId, address, name } = choice;
  const issuers = useQuery({ ...issuersQuery, enabled: kind === 'issuer' });
  return (
    <>
      <RadioGroup
        legend={t('endorsing.kind')}
        inline
        name="kind"
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`endorsing.kinds.${value}`) }))}
        onChange={(value) => onChange({ ...choice, kind: kinds.find((one) => one === value) ?? kind })}
      />
      {kind === 'micro-credential' && (
        <div className={styles.pick}>
          {microCredential && <p className={styles.picked}>{microCredential.title}</p>}
          <MicroCredentialPicker
            label={t(microCredential ? 'endorsing.another' : 'endorsing.find')}
            empty={t('endorsing.noMatch')}
            showAll={t('endorsing.showAll')}
            without={microCredential ? [microCredential.slug] : []}
            onPick={(picked) => onChange({ ...choice, microCredential: picked })}
            {...(isAsked && !microCredential && { error: t('endorsing.chooseFirst') })}
          />
        </div>
      )}
      {kind === 'issuer' && (
        <Select
          label={t('endorsing.issuer')}
          placeholder={t('endorsing.choose')}
          value={issuerId}
          options={(issuers.data?.items ?? []).filter(({ id }) => id !== organizationId).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => onChange({ ...choice, issuerId: event.target.value })}
          {...(isAsked && !issuerId && { error: t('endorsing.chooseFirst') })}
        />
      )}
      {kind === 'elsewhere' && (
        <>
          <TextField
            type="url"
            label={t('endorsing.address')}
            hint={t('endorsing.addressHint')}
            value={address}
            maxLength={2000}
            onChange={(event) => onChange({ ...choice, address: event.target.value })}
            {...(isAsked && !isAddress(address) && { error: t('endorsing.addressMissing') })}
          />
          <TextField
            label={t('endorsing.name')}
            value={name}
            maxLength={200}
            onChange={(event) => onChange({ ...choice, name: event.target.value })}
            {...(isAsked && !name.trim() && { error: t('endorsing.nameMissing') })}
          />
        </>
      )}
    </>
  );
}
