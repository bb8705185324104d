import { dimseLimits } from './limits.ts';

/** What can be wrong with bytes of the Upper Layer or of a command set. A finding is a value, never an exception. */
export type DiagnosticCode =
  | 'unrecognized-pdu-type'
  | 'pdu-length-not-fixed'
  | 'pdu-too-long'
  | 'pdu-truncated'
  | 'item-truncated'
  | 'item-exceeds-enclosing'
  | 'item-unknown'
  | 'item-missing'
  | 'item-repeated'
  | 'item-length-unexpected'
  | 'too-many-items'
  | 'text-not-ascii'
  | 'uid-padded'
  | 'uid-malformed'
  | 'ae-title-empty'
  | 'protocol-version-unsupported'
  | 'application-context-unknown'
  | 'context-id-not-odd'
  | 'context-id-repeated'
  | 'context-not-proposed'
  | 'context-result-unknown'
  | 'transfer-syntax-not-proposed'
  | 'max-length-too-small'
  | 'pdv-missing'
  | 'pdv-length'
  | 'pdv-context-not-accepted'
  | 'pdv-data-before-command'
  | 'pdv-command-after-last'
  | 'pdv-unexpected-data-set'
  | 'too-many-open-messages'
  | 'command-too-long'
  | 'data-set-too-long'
  | 'command-truncated'
  | 'command-group'
  | 'command-order'
  | 'command-odd-length'
  | 'command-group-length'
  | 'command-element-missing'
  | 'command-element-length'
  | 'command-unknown'
  | 'pdu-unexpected';

/**
 * One finding. `offset` counts bytes from the start of the PDU (of the command set for `command-*`); `detail` holds the
 * parameters the text catalogue of the page puts into its sentence.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** `error`: the bytes cannot be acted on. `warning`: against the standard, yet the meaning is clear. */
  readonly severity: 'error' | 'warning';
  readonly offset: number;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Findings of one decoding, bounded. Errors are kept even when warnings have filled the list. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  #failed = false;

  /** At least one finding is an error. */
  get failed(): boolean {
    return this.#failed;
  }

  error(code: DiagnosticCode, offset: number, detail: Diagnostic['detail'] = {}): void {
    if (!this.#failed || this.list.length < dimseLimits.diagnostics) {
      this.list.push({ code, severity: 'error', offset, detail });
    }
    this.#failed = true;
  }

  warning(code: DiagnosticCode, offset: number, detail: Diagnostic['detail'] = {}): void {
    if (this.list.length < dimseLimits.diagnostics) this.list.push({ code, severity: 'warning', offset, detail });
  }
}
