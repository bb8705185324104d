import type { Diagnostic } from '../../../server/contract/message.ts';
import { t } from '../text/t.ts';

/** A finding in a sentence; one that the catalogue does not know is shown as the server said it. */
export function diagnosticText({ code, message }: Pick<Diagnostic, 'code' | 'message'>): string {
  const found = message.startsWith(`${code}: `) ? message.slice(code.length + 2) : '';
  return t.inspector.check.text[code]?.(found) ?? message;
}
