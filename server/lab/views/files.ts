import type { FileSummary, FileView } from '../../contract/hospital.ts';
import type { Files, FileRow } from '../../systems/host/files.ts';

export function fileSummaries(files: Files): FileSummary[] {
  return files
    .list()
    .map((file) => {
      const last = file.versions.at(-1);
      return {
        host: file.host,
        path: file.path,
        revision: file.versions.length,
        deployed: file.deployed,
        author: last?.author ?? '',
        at: last?.at ?? 0,
        note: last?.note ?? '',
      };
    })
    .sort((a, b) => (a.host === b.host ? (a.path < b.path ? -1 : 1) : a.host < b.host ? -1 : 1));
}

/** `problemsOf` tells why a text would be refused at deploy; each system knows its own files. */
export function fileView(file: FileRow, problemsOf: (text: string) => FileView['problems']): FileView {
  const text = file.versions.at(-1)?.text ?? '';
  return {
    host: file.host,
    path: file.path,
    revision: file.versions.length,
    deployed: file.deployed,
    text,
    versions: file.versions.map((version) => ({ ...version })),
    problems: problemsOf(text),
  };
}
