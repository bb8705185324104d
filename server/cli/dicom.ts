/** `npm run --silent dicom -- <verb> …` */
import { runVerbs } from './run-verbs.ts';

await runVerbs('dicom', {
  dump: async () => (await import('./dicom/dump.ts')).dump,
  copy: async () => (await import('./dicom/copy.ts')).copy,
  set: async () => (await import('./dicom/set.ts')).set,
  make: async () => (await import('./dicom/make.ts')).make,
  echo: async () => (await import('./dicom/echo.ts')).echo,
  find: async () => (await import('./dicom/find.ts')).find,
  store: async () => (await import('./dicom/store.ts')).store,
  move: async () => (await import('./dicom/move.ts')).move,
  pcap: async () => (await import('./dicom/pcap.ts')).pcap,
});
