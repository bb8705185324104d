/** Module of the fake labs, as a worker thread loads it. */
export const fakeLibrary = new URL('fake-lab.ts', import.meta.url).href;
