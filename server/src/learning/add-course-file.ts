import type { Ground } from '../platform/ground.ts';
import { takeUpload } from '../portfolio/index.ts';
import { usedByCourse } from './author-course.ts';

/**
 * Makes a finished upload a file of a course: anybody may then see it by its address, as the course's material is open.
 *
 * @throws {Problem} 404 for an upload of somebody else; 409 `upload-unfinished`; 415 what is refused
 */
export async function addCourseFile(
  ground: Pick<Ground, 'database' | 'jobs' | 'storage' | 'scan'>,
  { courseId, personId, uploadId }: { courseId: string; personId: string; uploadId: string },
): Promise<{ fileId: string; name: string; mediaType: string; size: number }> {
  const { fileId } = await takeUpload(ground, personId, uploadId);
  await ground.database
    .insertInto('file_use')
    .values({ file_id: fileId, used_by: usedByCourse(courseId), public: true })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const {
    name,
    media_type: mediaType,
    size,
  } = await ground.database.selectFrom('file').select(['name', 'media_type', 'size']).where('id', '=', fileId).executeTakeFirstOrThrow();
  return { fileId, name, mediaType, size };
}
