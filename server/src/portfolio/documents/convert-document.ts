import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgramFailed, runProgram } from '../../platform/programs/run-program.ts';

/** The office documents that are converted, with the ending by which LibreOffice knows them. */
export const convertedTypes: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};
/** Larger PDFs are not kept, in bytes. */
const largestPdf = 200 * 1024 * 1024;

/** What a stranger's document may not do: run anything, fetch anything, carry its author along. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${(
  [
    ['Common/Security/Scripting', 'MacroSecurityLevel', '3'],
    ['Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
    ['Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
    ['Common/Security/Scripting', 'RemovePersonalInfoOnSaving', 'true'],
    ['Writer/Content/Update', 'Link', '0'],
    ['Calc/Content/Update', 'Link', '2'],
    ['Common/Save/Document', 'AutoSave', 'false'],
  ] as const
)
  .map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`;

/**
 * Makes a PDF of an office document with LibreOffice: headless, in a profile made for this one document, without macros, links, network
 * or more than its share of time and memory.
 *
 * @param soffice path of the program
 * @param document.folder an empty folder; whoever made it removes it
 * @returns null where LibreOffice cannot read it, or not within its limits
 */
export async function convertDocument(
  soffice: string,
  { path, mediaType, folder }: { path: string; mediaType: string; folder: string },
): Promise<Buffer | null> {
  const ending = convertedTypes[mediaType];
  if (!ending) return null;
  await mkdir(join(folder, 'profile/user'), { recursive: true });
  await writeFile(join(folder, 'profile/user/registrymodifications.xcu'), settings);
  // a copy: LibreOffice leaves lock files beside what it opens
  const document = join(folder, `document.${ending}`);
  await copyFile(path, document);
  try {
    const quietly = ['--headless', '--nologo', '--nodefault', '--norestore', '--nolockcheck', '--nofirststartwizard'];
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await runProgram(soffice, [...quietly, profile, '--convert-to', 'pdf', '--outdir', join(folder, 'made'), document], {
      folder,
      seconds: 120,
      megabytes: 4096,
      fileMegabytes: 256,
    });
    // it ends well, whatever became of the document
    const made = join(folder, 'made/document.pdf');
    if ((await stat(made)).size > largestPdf) return null;
    const pdf = await readFile(made);
    return pdf.subarray(0, 5).toString('latin1') === '%PDF-' ? pdf : null;
  } catch (error) {
    if (error instanceof ProgramFailed || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
