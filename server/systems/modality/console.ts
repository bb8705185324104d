import type { LogLevel } from '../host/log.ts';
import type { ModalityConf } from './modality-conf.ts';

/** The console of a scanner, as what runs beside its examinations sees it. */
export interface Console {
  readonly conf: () => ModalityConf;
  readonly newUid: () => string;
  readonly log: (level: LogLevel, template: string, ...args: readonly (string | number)[]) => void;
}
