import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './community.module.css';
import { bodyOf, GroupFields, type GroupForm } from './GroupFields.tsx';

const empty: GroupForm = { name: '', purpose: '', kind: 'plc', startsOn: '', endsOn: '', microCredentials: [] };

/** Forms a group; whoever does leads it, or accompanies it as its coach. */
export function NewGroupPage() {
  const { t } = useTranslation('community');
  const { memberships } = useSignedIn();
  const go = useGo();
  const queries = useQueryClient();
  const own = memberships.filter(({ isRecognizer }) => isRecognizer);
  const [form, setForm] = useState(empty);
  const [organizationId, setOrganizationId] = useState(own[0]?.organizationId ?? '');
  const [as, setAs] = useState<'leader' | 'coach'>('leader');
  const [sharesProgress, setShares] = useState(true);
  usePageTitle(t('form'));
  const coaches = organizationId === '' || memberships.some((one) => one.organizationId === organizationId && one.roles.includes('coach'));
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/groups', {
          body: { ...bodyOf(form), organizationId: organizationId || null, as: coaches ? as : 'leader', sharesProgress },
        }),
      ),
    onSuccess: async ({ groupId }) => {
      await queries.invalidateQueries({ queryKey: ['groups'] });
      go(`/groups/${groupId}`);
    },
  });
  return (
    <Page width="reading">
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('here')} items={[{ href: '/groups', label: t('title') }]} />}
        title={t('form')}
      />
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <GroupFields form={form} error={make.error} onChange={setForm} />
        {own.length > 0 && (
          <Select
            label={t('fields.organization')}
            value={organizationId}
            options={[...own.map(({ organizationId: value, name }) => ({ value, label: name })), { value: '', label: t('fields.free') }]}
            onChange={(event) => setOrganizationId(event.target.value)}
          />
        )}
        {coaches && (
          <RadioGroup
            legend={t('fields.as')}
            name="as"
            value={as}
            options={[
              { value: 'leader', label: t('fields.asLeader') },
              { value: 'coach', label: t('fields.asCoach') },
            ]}
            onChange={(value) => setAs(value === 'coach' ? 'coach' : 'leader')}
          />
        )}
        {!(coaches && as === 'coach') && (
          <Checkbox
            label={t('fields.shares')}
            hint={t('fields.sharesHint')}
            checked={sharesProgress}
            onChange={(event) => setShares(event.target.checked)}
          />
        )}
        <ProblemCallout error={make.error} />
        <p>
          <Button type="submit" variant="primary" size="large" busy={make.isPending}>
            {t('fields.submit')}
          </Button>
        </p>
      </form>
    </Page>
  );
}
