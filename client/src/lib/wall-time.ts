const two = (value: number): string => String(value).padStart(2, '0');

/** The reader's own day, `2026-11-22`. `wall`: ms since 1970. */
export function wallDay(wall: number): string {
  const date = new Date(wall);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The reader's own day and minute, `2026-11-22 14:05`. */
export function wallMinute(wall: number): string {
  const date = new Date(wall);
  return `${wallDay(wall)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
