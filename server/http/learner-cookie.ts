import { createHash, randomBytes } from 'node:crypto';
import type { LearnerRecord } from '../store/store.ts';

const NAME = 'faultline-learner';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const YEAR_SECONDS = 365 * 24 * 3600;

/** A browser that calls. The token is its only credential, and stays in its cookie; we keep a hash. */
export interface Caller extends LearnerRecord {
  /** To be sent with the answer to a browser that had none. */
  readonly newCookie: string | undefined;
}

/** Who calls, by the Cookie header; a newcomer is given a token. */
export function callerOf(cookieHeader: string | undefined): Caller {
  const token = readToken(cookieHeader);
  if (token !== undefined) return { ...learnerOf(token), newCookie: undefined };
  const fresh = randomBytes(32).toString('base64url');
  const newCookie = `${NAME}=${fresh}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Strict`;
  return { ...learnerOf(fresh), newCookie };
}

/** The id is derived from the token one way, so that a visitor costs no record until there is something to keep. */
function learnerOf(token: string): LearnerRecord {
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const id = createHash('sha256').update(`learner ${tokenHash}`).digest('hex').slice(0, 24);
  return { id, tokenHash };
}

function readToken(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value !== undefined && TOKEN.test(value)) return value;
  }
  return undefined;
}
