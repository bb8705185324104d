import { fillBox, textWidth, writeText } from './glyphs.ts';
import { Raster } from './raster.ts';

/** Grey of a share of full drive, 0 … 1000. */
const level = (share: number): number => Math.trunc((share * 4095) / 1000);

function frame(raster: Raster, left: number, top: number, width: number, height: number, value: number): void {
  fillBox(raster, left, top, width, 1, value);
  fillBox(raster, left, top + height - 1, width, 1, value);
  fillBox(raster, left, top, 1, height, value);
  fillBox(raster, left + width - 1, top, 1, height, value);
}

/** Lines one or more pixels wide, upright on the left half and lying on the right. */
function linePairs(
  raster: Raster,
  left: number,
  top: number,
  size: number,
  period: number,
  low: number,
  high: number,
): void {
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size * 2; x++) {
      const along = x < size ? x : y;
      fillBox(raster, left + x, top + y, 1, 1, Math.trunc(along / period) % 2 === 0 ? high : low);
    }
}

/**
 * After TG18-QC (AAPM TG18, 1024 × 1024): crosshatch, sixteen luminance steps with half-percent corners, 0/5 and 95/100
 * squares, ramps, line pairs in the middle and the corners, fading letters. Like it, not a substitute: it says so.
 */
export function drawTg18Like(size: number): Raster {
  const raster = new Raster(size, size, level(100));
  const at = (unit: number): number => Math.trunc((unit * size) / 1024);
  for (let line = 0; line <= 10; line++) {
    const where = Math.min(size - 1, at(12 + line * 100));
    fillBox(raster, where, at(12), 1, at(1000), level(400));
    fillBox(raster, at(12), where, at(1000), 1, level(400));
  }
  frame(raster, at(12), at(12), at(1000), at(1000), level(600));
  // Sixteen patches in a ring round the middle.
  // They are the rim of five by five cells.
  const places = Array.from({ length: 16 }, (_, step): readonly [number, number] => {
    const [side, along] = [step >> 2, (step & 3) * 127];
    const [low, high] = [206, 714];
    return side === 0
      ? [low, high - along]
      : side === 1
        ? [low + along, low]
        : side === 2
          ? [high, low + along]
          : [high - along, high];
  });
  places.forEach(([x, y], step) => {
    const share = Math.trunc((step * 1000) / 15);
    fillBox(raster, at(x), at(y), at(102), at(102), level(share));
    for (const [dx, dy, change] of [
      [4, 4, 14],
      [88, 4, -14],
      [4, 88, -14],
      [88, 88, 14],
    ] as const)
      fillBox(raster, at(x + dx), at(y + dy), at(10), at(10), Math.min(4095, Math.max(0, level(share + change))));
  });
  for (const [x, low, high] of [
    [360, 0, 50],
    [562, 1000, 950],
  ] as const) {
    fillBox(raster, at(x), at(330), at(102), at(102), level(low));
    fillBox(raster, at(x + 30), at(360), at(42), at(42), level(high));
  }
  linePairs(raster, at(462), at(470), at(50), 1, 0, 4095);
  linePairs(raster, at(462), at(530), at(50), 2, 0, 4095);
  for (const [x, y] of [
    [30, 30],
    [894, 30],
    [30, 944],
    [894, 944],
  ] as const) {
    linePairs(raster, at(x), at(y), at(50), 1, 0, 4095);
  }
  for (let row = 0; row < at(512); row++) {
    const share = Math.trunc((row * 1000) / Math.max(1, at(512) - 1));
    fillBox(raster, at(60), at(256) + row, at(50), 1, level(share));
    fillBox(raster, at(914), at(256) + row, at(50), 1, level(1000 - share));
  }
  const dot = Math.max(1, at(4));
  [0, 500, 1000].forEach((ground, box) => {
    const left = at(212 + box * 204);
    fillBox(raster, left, at(862), at(192), at(60), level(ground));
    Array.from('QUALITY').forEach((letter, place) => {
      const change = (ground === 1000 ? -1 : 1) * (28 - place * 3);
      writeText(
        raster,
        letter,
        left + at(8) + place * dot * 6,
        at(878),
        dot,
        level(ground) + Math.trunc((change * 4095) / 1000),
      );
    });
  });
  label(raster, 'FAULTLINE: TG18-QC LIKE - NOT FOR ACCEPTANCE TESTS', at(120));
  return raster;
}

/** After SMPTE RP 133: crosshatch, steps of 10 %, 0/5 and 95/100 inserts, bars, line pairs at contrast 100, 5, 3, 1 %. */
export function drawSmpteLike(size: number): Raster {
  const raster = new Raster(size, size, level(500));
  const at = (unit: number): number => Math.trunc((unit * size) / 1000);
  for (let line = 0; line <= 10; line++) {
    const where = Math.min(size - 1, at(line * 100));
    fillBox(raster, where, 0, 1, size, level(750));
    fillBox(raster, 0, where, size, 1, level(750));
  }
  frame(raster, 0, 0, size, size, 4095);
  for (let step = 0; step <= 10; step++) {
    const [x, y] =
      step < 4 ? [200, 600 - step * 100] : step < 7 ? [200 + (step - 3) * 125, 300] : [700, 300 + (step - 7) * 100];
    fillBox(raster, at(x), at(y), at(100), at(100), level(step * 100));
    writeText(raster, `${step * 10}%`, at(x + 8), at(y + 84), Math.max(1, at(1.6)), step < 5 ? 4095 : 0);
  }
  for (const [x, low, high] of [
    [350, 0, 50],
    [550, 1000, 950],
  ] as const) {
    fillBox(raster, at(x), at(430), at(100), at(100), level(low));
    fillBox(raster, at(x + 25), at(455), at(50), at(50), level(high));
  }
  [
    [20, 20],
    [860, 20],
    [440, 560],
    [20, 920],
    [860, 920],
  ].forEach(([x = 0, y = 0]) => {
    linePairs(raster, at(x), at(y), at(30), 1, 0, 4095);
    linePairs(raster, at(x + 62), at(y), at(30), 2, 0, 4095);
  });
  [1000, 50, 30, 10].forEach((contrast, row) =>
    linePairs(raster, at(300 + row * 100), at(640), at(40), 3, level(500 - contrast / 2), level(500 + contrast / 2)),
  );
  // Bars: white on black and black on white, for streaking.
  fillBox(raster, at(200), at(720), at(600), at(30), 0);
  fillBox(raster, at(300), at(720), at(400), at(30), 4095);
  fillBox(raster, at(200), at(770), at(600), at(30), 4095);
  fillBox(raster, at(300), at(770), at(400), at(30), 0);
  label(raster, 'FAULTLINE: SMPTE LIKE - NOT FOR ACCEPTANCE TESTS', at(120));
  return raster;
}

function label(raster: Raster, text: string, top: number): void {
  const dot = Math.max(1, Math.trunc(raster.width / 420));
  const left = Math.trunc((raster.width - textWidth(text, dot)) / 2);
  fillBox(raster, left - dot * 2, top - dot * 2, textWidth(text, dot) + dot * 4, dot * 11, level(50));
  writeText(raster, text, left, top, dot, level(900));
}

/** A console's screen as a secondary capture: the protocol's table, to be told from a real picture at a glance. */
export function drawCapture(width: number, height: number, lines: readonly string[]): Raster {
  const raster = new Raster(width, height, 24);
  fillBox(raster, 0, 0, width, Math.trunc(height / 12), 90);
  const dot = Math.max(1, Math.trunc(width / 320));
  lines.forEach((line, row) =>
    writeText(
      raster,
      line,
      dot * 8,
      Math.trunc((height * (row * 2 + 1)) / 24) - dot * 4 + (row === 0 ? 0 : dot * 8),
      dot,
      row === 0 ? 250 : 210,
    ),
  );
  return raster;
}
