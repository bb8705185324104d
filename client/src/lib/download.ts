import type { Routes } from '../../../server/contract/routes.ts';
import { ApiFailure, requestPath } from './api.ts';

type FileUrl = Extract<Routes, { answers: 'file' }>['url'];

interface FileInput {
  params: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
}

/** The server's answer with a file. Throws `ApiFailure` when there is none. */
export async function fetchFile(url: FileUrl, input: FileInput): Promise<Response> {
  const response = await fetch(requestPath(url, input));
  if (!response.ok) {
    const { code = 'unknown', message = response.statusText } = (await response.json().catch(() => ({}))) as {
      code?: string;
      message?: string;
    };
    throw new ApiFailure({ code, message }, response.status);
  }
  return response;
}

/**
 * Fetches a file and gives it to the browser to keep under the name that the server says. Throws `ApiFailure` when there
 * is none; a plain link would save the refusal.
 */
export async function download(url: FileUrl, input: FileInput): Promise<void> {
  const response = await fetchFile(url, input);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
