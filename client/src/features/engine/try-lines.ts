import type { TryResult } from '../../../../server/contract/engine.ts';
import type { MessageSummary } from '../../../../server/contract/message.ts';
import type { FollowedKey } from '../../lib/bench.svelte.ts';
import { t } from '../../text/t.ts';
import type { TreeNode } from '../../ui/tree-rows.ts';

type ProvenanceRow = TryResult['rows'][number];

/** A line of the trial: an attribute, or under it one step of where its value comes from. */
export interface TryLine {
  kind: 'attribute' | 'step' | 'running';
  name: string;
  tag: string;
  value: string;
  from: string;
  differs: boolean;
  running: string | null;
}

export function isOrder({ title, inReplyTo }: Pick<MessageSummary, 'title' | 'inReplyTo'>): boolean {
  return inReplyTo === null && /^(ORM\^O01|OMI\^O23)/.test(title);
}

/** The message that a trial starts with: the selected order, else the followed exam's, else the newest new order. */
export function defaultMessage(
  messages: readonly MessageSummary[],
  selected: number | undefined,
  followed: FollowedKey | undefined,
  until: number | undefined,
): number | undefined {
  const orders = messages.filter(
    (message) => isOrder(message) && message.from === 'ris01' && (until === undefined || message.at <= until),
  );
  const chosen = messages.find(({ id }) => id === selected);
  if (chosen && isOrder(chosen)) return chosen.id;
  const ofExam = followed && orders.filter(({ keys }) => keys[followed.name] === followed.value);
  const isNew = ({ title }: MessageSummary): boolean => title.endsWith(' NW');
  return (ofExam?.findLast(isNew) ?? ofExam?.at(-1) ?? orders.findLast(isNew) ?? orders.at(-1))?.id;
}

/** Attributes with what differs first, each with its steps; empty ones only where running gives a value. */
export function tryTree(rows: readonly ProvenanceRow[], withEmpty: boolean): TreeNode<TryLine>[] {
  const shown = rows.filter((row) => withEmpty || row.value !== '' || row.differs);
  const ordered = [...shown.filter((row) => row.differs), ...shown.filter((row) => !row.differs)];
  return ordered.map((row, index) => {
    const id = `${index}|${row.tag}|${row.name}`;
    const line: TryLine = {
      kind: 'attribute',
      name: row.name,
      tag: row.tag,
      value: row.value,
      from: row.steps.at(-1)?.path ?? '',
      differs: row.differs,
      running: row.running,
    };
    const { tag } = row;
    const rest = { tag, differs: false, running: null };
    return {
      id,
      row: line,
      children: [
        ...(row.differs
          ? [
              {
                id: `${id}|running`,
                row: { ...rest, kind: 'running' as const, name: t.engine.running, value: row.running ?? '', from: '' },
              },
            ]
          : []),
        ...row.steps.map((step, at) => ({
          id: `${id}|${at}`,
          row: {
            ...rest,
            kind: 'step' as const,
            name: `${step.where}, ${step.what}`,
            value: step.value,
            from: step.path,
          },
        })),
      ],
    };
  });
}
