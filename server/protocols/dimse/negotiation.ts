import type { AcceptedContext } from './message-assembler.ts';
import type { AnsweredContext, ContextResult, ProposedContext } from './pdu.ts';
import type { RoleSelection } from './user-information.ts';
import { uids } from './uids.ts';

/** What each result of a presentation context means (PS3.8 Table 9-18). */
export const contextResultText: Readonly<Record<ContextResult, string>> = {
  0: 'acceptance',
  1: 'user-rejection',
  2: 'no-reason (provider rejection)',
  3: 'abstract-syntax-not-supported (provider rejection)',
  4: 'transfer-syntaxes-not-supported (provider rejection)',
};

/** `transfer syntaxes not supported`: a result as people say it. */
export function contextResultWords(result: number): string {
  const text = Object.entries(contextResultText).find(([key]) => Number(key) === result)?.[1] ?? 'reserved';
  return (text.split(' (')[0] ?? text).replaceAll('-', ' ');
}

export interface NegotiationOptions {
  /** Whose order of transfer syntaxes wins when several are common; the acceptor's (`supported`) unless told otherwise. */
  readonly prefer?: 'supported' | 'proposed';
  /** Contexts the user turns down although both syntaxes are supported: result 1, or 2 without a reason. */
  readonly refuse?: (context: ProposedContext) => 1 | 2 | undefined;
}

/**
 * Answers every proposed context, in the order proposed (PS3.8 9.3.3.2). `supported` maps an abstract syntax to the
 * transfer syntaxes taken for it, the preferred first. A refused context names its first proposed transfer syntax, which
 * means nothing there but must be present.
 */
export function negotiate(
  proposed: readonly ProposedContext[],
  supported: ReadonlyMap<string, readonly string[]>,
  options: NegotiationOptions = {},
): AnsweredContext[] {
  return proposed.map((context) => {
    const known = supported.get(context.abstractSyntax);
    const first = context.transferSyntaxes[0] ?? uids.implicitVrLittleEndian;
    if (known === undefined) return { id: context.id, result: 3, transferSyntax: first };
    const common =
      options.prefer === 'proposed'
        ? context.transferSyntaxes.find((syntax) => known.includes(syntax))
        : known.find((syntax) => context.transferSyntaxes.includes(syntax));
    if (common === undefined) return { id: context.id, result: 4, transferSyntax: first };
    const refusal = options.refuse?.(context);
    if (refusal !== undefined) return { id: context.id, result: refusal, transferSyntax: first };
    return { id: context.id, result: 0, transferSyntax: common };
  });
}

/** The contexts that may carry messages, by their id: accepted ones that had been proposed. */
export function acceptedContexts(
  proposed: readonly ProposedContext[],
  answered: readonly AnsweredContext[],
): Map<number, AcceptedContext> {
  const byId = new Map(proposed.map((context) => [context.id, context]));
  const accepted = new Map<number, AcceptedContext>();
  for (const { id, result, transferSyntax } of answered) {
    const proposal = byId.get(id);
    if (result === 0 && proposal !== undefined) {
      accepted.set(id, { id, abstractSyntax: proposal.abstractSyntax, transferSyntax });
    }
  }
  return accepted;
}

/** Numbers contexts 1, 3, 5 … (PS3.8 9.3.2.2); at most 128 fit, the rest is left out. */
export function proposeContexts(wanted: readonly Omit<ProposedContext, 'id'>[]): ProposedContext[] {
  return wanted.slice(0, 128).map((context, index) => ({ id: index * 2 + 1, ...context }));
}

/**
 * Answers role proposals (PS3.7 D.3.3.4): a role is granted when it was proposed and `supported` has it. Proposals for
 * other SOP classes are left unanswered, which means the default roles (requestor SCU, acceptor SCP).
 */
export function negotiateRoles(
  proposed: readonly RoleSelection[],
  supported: ReadonlyMap<string, { readonly scu: boolean; readonly scp: boolean }>,
): RoleSelection[] {
  const answers: RoleSelection[] = [];
  for (const { sopClassUid, scu, scp } of proposed) {
    const ours = supported.get(sopClassUid);
    if (ours !== undefined) answers.push({ sopClassUid, scu: scu && ours.scu, scp: scp && ours.scp });
  }
  return answers;
}
