import type { MessageDetail } from '../../../server/contract/message.ts';
import { t } from '../text/t.ts';

/** Before the path of an element of the command set, whose tags would else be mixed up with the data set's. */
export const COMMAND = 'command ';

/** What the inspector says about the selected field or element. */
export interface SelectedField {
  path: string;
  name: string;
  /** Data type, VR, length: whatever the standard adds to the name. */
  kind: string;
  meaning: string;
  /** What would be followed or noted. */
  value: string;
}

export function selectedField(message: MessageDetail, path: string | undefined): SelectedField | undefined {
  if (path === undefined) return undefined;
  const node = message.hl7?.nodes.find((one) => one.path === path);
  if (node) {
    return {
      path,
      name: node.name,
      kind: node.dataType ?? '',
      meaning: node.meaning ?? '',
      value: node.depth === 0 ? '' : node.value === '' ? node.raw : node.value,
    };
  }
  const isCommand = path.startsWith(COMMAND);
  const set = isCommand ? message.dicom?.command : message.dicom?.data;
  const element = set?.find((one) => one.path === (isCommand ? path.slice(COMMAND.length) : path));
  if (!element) return undefined;
  return {
    path: element.path,
    name: element.name,
    kind: [element.vr, element.keyword, element.kind === 'element' ? t.inspector.length(element.length) : '']
      .filter(Boolean)
      .join(' · '),
    meaning: '',
    value: element.kind === 'element' ? element.value : '',
  };
}
