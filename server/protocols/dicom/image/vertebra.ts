import { curve, ellipse, limb, type Point, type Sized } from './outline.ts';
import type { Section } from './section.ts';

/** Thoracic or lumbar vertebra in section; between two bodies lies a disc. */
export function drawVertebra(section: Section, sized: Sized, [x, y]: Point, disc: boolean): void {
  const body = curve([
    [x - 62, y - 40],
    [x, y - 62],
    [x + 62, y - 40],
    [x + 66, y + 30],
    [x + 30, y + 48],
    [x, y + 40],
    [x - 30, y + 48],
    [x - 66, y + 30],
  ]);
  section.bone(
    sized(
      limb([
        [x - 30, y + 60, 12],
        [x - 80, y + 92, 12],
        [x - 120, y + 88, 9],
      ]),
    ),
    5,
  );
  section.bone(
    sized(
      limb([
        [x + 30, y + 60, 12],
        [x + 80, y + 92, 12],
        [x + 120, y + 88, 9],
      ]),
    ),
    5,
  );
  section.bone(sized(ellipse(x, y + 76, 52, 46)), 8);
  section.bone(
    sized(
      limb([
        [x, y + 100, 16],
        [x, y + 150, 9],
        [x, y + 176, 8],
      ]),
    ),
    5,
  );
  if (disc) section.fill(sized(body), 'disc');
  else section.bone(sized(body), 7);
  section.fill(sized(ellipse(x, y + 68, 34, 30)), 'fluid');
  section.fill(sized(ellipse(x, y + 68, 18, 15)), 'cord');
}
