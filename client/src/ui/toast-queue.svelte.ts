export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  kind: 'info' | 'ok' | 'warn' | 'bad';
  text: string;
  action: ToastAction | undefined;
}

const SHOWN_MS = 8000;
const AT_MOST = 4;

/** Short reports of what happened. A failure stays until it is dismissed; the rest goes by itself. */
export class ToastQueue {
  toasts = $state.raw<readonly Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(kind: Toast['kind'], text: string, action?: ToastAction): number {
    const id = this.#next++;
    this.toasts = [...this.toasts.slice(-(AT_MOST - 1)), { id, kind, text, action }];
    if (kind !== 'bad') this.resume(id);
    return id;
  }

  dismiss(id: number): void {
    this.hold(id);
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** While it is pointed at or has the focus, a toast does not go. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    const toast = this.toasts.find((one) => one.id === id);
    if (!toast || toast.kind === 'bad') return;
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }
}
