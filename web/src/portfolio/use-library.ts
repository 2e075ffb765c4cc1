import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useToast } from '../ui/Toast.tsx';
import type { LibraryItem } from './queries.ts';

/** What can be done with items of the library; each says how it went and has the lists read again. */
export function useLibrary() {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const toast = useToast();
  const of = ({ id }: Pick<LibraryItem, 'id'>) => ({ params: { path: { evidenceId: id } } });
  const reload = async () => {
    await queries.invalidateQueries({ queryKey: ['evidence'] });
    await queries.invalidateQueries({ queryKey: ['journeys'] });
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      toast({ tone: 'critical', text: error instanceof Error ? error.message : String(error) });
    }
    await reload();
  };
  const restore = (item: Pick<LibraryItem, 'id' | 'title'>) =>
    attempt(async () => {
      const { backIn } = await answer(api.POST('/api/v1/evidence/{evidenceId}/restoration', of(item)));
      toast({ text: t('library.restored', { title: item.title, count: backIn }) });
    });
  return {
    reload,
    restore,
    look: async (item: Pick<LibraryItem, 'id'>) => {
      await attempt(async () => {
        await answer(api.POST('/api/v1/evidence/{evidenceId}/look', of(item)));
      });
      // it is looked at in the background; a page that answers does so within a few seconds
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await reload();
    },
    remove: (item: LibraryItem) =>
      attempt(async () => {
        const { keptBySubmission, takenFrom } = await answer(api.DELETE('/api/v1/evidence/{evidenceId}', of(item)));
        toast({
          text: t(keptBySubmission ? 'library.removedHidden' : 'library.removedNow', { title: item.title, count: takenFrom }),
          action: { label: t('undo'), run: () => void restore(item) },
        });
      }),
    delete: (item: LibraryItem) =>
      attempt(async () => {
        await answer(api.POST('/api/v1/evidence/{evidenceId}/deletion', of(item)));
        toast({ text: t('library.deleted', { title: item.title }) });
      }),
  };
}
