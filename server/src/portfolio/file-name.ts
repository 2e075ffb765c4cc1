/** The extension that belongs to a media type we take. */
const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/csv': 'csv',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/webm': 'weba',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/matroska': 'mkv',
  'video/3gpp': '3gp',
  'video/mpeg': 'mpg',
};

/**
 * The name under which anybody but the owner gets a file: the original may name a student or the earner.
 *
 * @returns for example `image-9f21c04b.jpg`
 */
export function neutralName(file: { id: string; mediaType: string }): string {
  const [family] = file.mediaType.split('/');
  const what = family === 'image' || family === 'audio' || family === 'video' ? family : 'document';
  // the tail of a UUIDv7 is its random part
  return `${what}-${file.id.slice(-8)}.${extensions[file.mediaType] ?? 'bin'}`;
}
