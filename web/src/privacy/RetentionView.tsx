import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import { retentionQuery } from './queries.ts';
import styles from './your-data.module.css';

/** How long an issuer has evidence kept, for its administrators. */
export function RetentionView({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('privacy');
  const toast = useToast();
  const queries = useQueryClient();
  const query = retentionQuery(organizationId);
  const { data } = useQuery(query);
  const save = useMutation({
    mutationFn: (body: { policy: { studentsDays: number | null; allDays: number | null }; revision: number }) =>
      answer(api.PUT('/api/v1/organizations/{organizationId}/evidence-retention', { params: { path: { organizationId } }, body })),
    onSuccess: (kept) => {
      queries.setQueryData(query.queryKey, kept);
      toast({ text: t('retention.saved') });
    },
    onError: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  return (
    <Section title={t('retention.title')} lead={t('retention.lead')}>
      <p className={styles.text}>{t('retention.text')}</p>
      {data && (
        <form
          key={data.revision}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            const given = new FormData(event.currentTarget);
            const days = (name: string) => (given.get(name) ? Number(given.get(name)) : null);
            const policy = { studentsDays: days('students'), allDays: days('all') };
            if (!save.isPending) save.mutate({ policy, revision: data.revision });
          }}
        >
          <ProblemCallout error={save.error} />
          <TextField
            label={t('retention.students')}
            hint={t('retention.studentsHint')}
            name="students"
            type="number"
            min={30}
            max={3650}
            optional={t('retention.optional')}
            width="short"
            after={t('retention.days')}
            defaultValue={data.studentsDays ?? ''}
            error={fieldProblem(save.error, 'policy/studentsDays')}
          />
          <TextField
            label={t('retention.all')}
            hint={t('retention.allHint')}
            name="all"
            type="number"
            min={30}
            max={3650}
            optional={t('retention.optional')}
            width="short"
            after={t('retention.days')}
            defaultValue={data.allDays ?? ''}
            error={fieldProblem(save.error, 'policy/allDays')}
          />
          <p className={styles.small}>{t('retention.shorter')}</p>
          <div>
            <Button type="submit" variant="primary" busy={save.isPending}>
              {save.isPending ? t('retention.saving') : t('retention.save')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
