import { patchQuery, readRoute, type QueryPatch, type Route } from './route.ts';

/** The page's address as state. What a view shows is in its query, so a link or a reload shows the same. */
export class Router {
  #url = $state.raw(new URL(location.href));

  readonly route: Route = $derived(readRoute(this.#url.pathname));
  readonly query: Readonly<Record<string, string | undefined>> = $derived(Object.fromEntries(this.#url.searchParams));

  /** Listens to the back button and to clicks on links of this page; returns how to stop. */
  start(): () => void {
    const onpop = () => (this.#url = new URL(location.href));
    const onclick = (event: MouseEvent) => this.#follow(event);
    addEventListener('popstate', onpop);
    document.addEventListener('click', onclick);
    return () => {
      removeEventListener('popstate', onpop);
      document.removeEventListener('click', onclick);
    };
  }

  go(path: string, { replace = false } = {}): void {
    const url = new URL(path, location.href);
    if (url.href === this.#url.href) return;
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    this.#url = url;
  }

  /** Changes the query alone. Replace the entry when going back should not pass through it (a selection, a filter). */
  patch(query: QueryPatch, options: { replace?: boolean } = {}): void {
    this.go(this.hrefWith(query), options);
  }

  hrefWith(query: QueryPatch): string {
    return this.#url.pathname + patchQuery(this.#url.search, query);
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link?.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return;
    if (link.pathname.startsWith('/api/')) return;
    // A link to a place on this page (skip link) is the browser's.
    if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    this.go(link.href);
  }
}
