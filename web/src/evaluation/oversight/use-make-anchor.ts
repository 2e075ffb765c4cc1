import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/generated.ts';
import { useToast } from '../../ui/Toast.tsx';
import { told } from '../queries.ts';
import { anchorsQuery } from './queries.ts';

/** A new anchor as the API takes it. */
export type NewAnchor = paths['/api/v1/organizations/{organizationId}/anchors']['post']['requestBody']['content']['application/json'];
/** What an anchor is for. */
export const anchorUses = ['both', 'calibration', 'drift'] as const satisfies readonly NewAnchor['use'][];
export type AnchorUse = (typeof anchorUses)[number];

/** Makes an anchor and says so. */
export function useMakeAnchor(organizationId: string, onMade: () => void) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAnchor) =>
      answer(api.POST('/api/v1/organizations/{organizationId}/anchors', { params: { path: { organizationId } }, body })),
    onSuccess: () => {
      toast({ text: t('desk.anchorMade') });
      onMade();
      return client.invalidateQueries({ queryKey: anchorsQuery(organizationId).queryKey });
    },
    onError: (error) => toast({ text: told(error), tone: 'critical', stay: 10_000 }),
  });
}
