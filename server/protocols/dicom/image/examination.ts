import { stream, type RandomStream } from '../../../core/random.ts';
import type { DataSet, Entry } from '../data-set.ts';
import { uuidUid } from '../uid.ts';
import { anatomicCode } from './anatomy.ts';
import type { Reference } from './content-tree.ts';
import { makeDoseReport } from './dose-report.ts';
import { makeImage } from './image.ts';
import type { ImageRequest } from './image-request.ts';
import { keyObjectTitles, makeKeyObject, type KeyObjectTitle } from './key-object.ts';
import type { MadeObject, ObjectContext } from './object-context.ts';
import { drawnParts, LARGEST_PICTURE, type PictureKind } from './picture.ts';
import { makePresentationState } from './presentation-state.ts';
import { makeTextReport } from './text-report.ts';

/** What can be made from nothing but a seed. */
export const examinationKinds = [
  'CT',
  'MR',
  'CR',
  'DX',
  'MG',
  'US',
  'NM',
  'SC',
  'GSPS',
  'KOS',
  'SR',
  'DOSE',
  'TG18',
  'SMPTE',
] as const;
export type ExaminationKind = (typeof examinationKinds)[number];

export interface ExaminationRequest {
  readonly kind: ExaminationKind;
  readonly seed: number;
  /** Images, where there is a choice. */
  readonly count?: number;
  readonly size?: number;
  readonly bodyPart?: string;
  readonly side?: 'L' | 'R';
  /** Millimetres; 0 = none. */
  readonly lesion?: number;
  /** Days before the examination of the seed: a prior of the same patient, with a smaller finding. */
  readonly daysBefore?: number;
  /** Of a key object selection; by the seed where none is given. */
  readonly title?: KeyObjectTitle;
}

export interface ExaminationObject {
  /** `CT`, `GSPS` …: what it is called in a file's name. */
  readonly name: string;
  readonly dataSet: DataSet;
}

const MOST_IMAGES = 512;
const families = [
  'DELGADO',
  'OKAFOR',
  'LINDQVIST',
  'MARCHETTI',
  'NAKAGAWA',
  'OYELARAN',
  'PETROVA',
  'QUIST',
  'ROWLEY',
  'SANTOS',
];
const given = { F: ['ROSA', 'ADA', 'INGRID', 'MEI', 'NADIA'], M: ['KEN', 'OTTO', 'PAUL', 'LUIS', 'ERIK'] } as const;
const titles = ['113001', '113037', '113038', '113039'] as const satisfies readonly KeyObjectTitle[];

/** A whole little study out of a seed: fictional patient, UIDs, images and what refers to them. The same every time. */
export function makeExamination(request: ExaminationRequest): readonly ExaminationObject[] {
  const { kind, seed } = request;
  const random = stream(seed, `examination/${kind}`);
  const study = new Study(request, random);
  const isDocument = kind === 'GSPS' || kind === 'KOS' || kind === 'SR' || kind === 'DOSE';
  return isDocument ? study.document(kind) : study.images(kind);
}

class Study {
  readonly #request: ExaminationRequest;
  readonly #random: RandomStream;
  readonly #attributes: readonly Entry[];
  readonly #studyUid: string;
  readonly #date: string;

  constructor(request: ExaminationRequest, random: RandomStream) {
    this.#request = request;
    this.#random = random;
    // The patient is the same in every kind of examination and at every date of one seed.
    const person = stream(request.seed, 'examination/patient');
    const sex = request.kind === 'MG' ? 'F' : person.pick(['F', 'M'] as const);
    const before = Math.max(0, Math.trunc(request.daysBefore ?? 0));
    const year = 2026 - Math.ceil(before / 365);
    this.#date = before === 0 ? '20260316' : `${year}${String(1 + (before % 12)).padStart(2, '0')}11`;
    const isPattern = request.kind === 'TG18' || request.kind === 'SMPTE';
    const number = String(10_000 + person.integer(0, 9999)).slice(-4);
    this.#attributes = [
      [0x00080050, 'SH', isPattern ? '' : `A26${String(random.integer(0, 9_999_999)).padStart(7, '0')}`],
      [0x00080080, 'LO', 'Northgate General Hospital'],
      [0x00080090, 'PN', isPattern ? '' : 'OKAFOR^ADA^^DR'],
      [0x00081010, 'SH', `NGH_${request.kind}1`],
      [0x00100010, 'PN', isPattern ? 'QA^PATTERN' : `${person.pick(families)}^${person.pick(given[sex])}`],
      [0x00100020, 'LO', isPattern ? 'QA0001' : `1000${number}`],
      [0x00100021, 'LO', 'NGH'],
      [
        0x00100030,
        'DA',
        isPattern ? '' : `${1940 + person.integer(0, 55)}0${person.integer(1, 9)}${10 + person.integer(0, 18)}`,
      ],
      [0x00100040, 'CS', isPattern ? 'O' : sex],
      [0x00200010, 'SH', `RP${random.integer(100_000, 999_999)}`],
    ];
    this.#studyUid = this.#uid();
    // A prior is another study: its UIDs are drawn on.
    for (let step = 0; step < before % 97; step++) random.next32();
    if (before > 0) this.#studyUid = this.#uid();
  }

  #uid(): string {
    const next = (): number => this.#random.next32();
    return uuidUid([next(), next(), next(), next()]);
  }

  #context(seriesInstanceUid: string, seriesNumber: number, index: number): ObjectContext {
    return {
      studyInstanceUid: this.#studyUid,
      seriesInstanceUid,
      sopInstanceUid: this.#uid(),
      seriesNumber,
      index,
      date: this.#date,
      time: '093000',
      characterSet: ['ISO_IR 100'],
      attributes: this.#attributes,
    };
  }

  images(kind: PictureKind): readonly ExaminationObject[] {
    return this.#pictures(kind, this.#count(kind)).map(({ dataSet }) => ({ name: kind, dataSet }));
  }

  #count(kind: PictureKind): number {
    const usual = kind === 'CT' || kind === 'MR' ? 24 : kind === 'MG' ? 4 : kind === 'DX' || kind === 'US' ? 2 : 1;
    return Math.min(MOST_IMAGES, Math.max(1, Math.trunc(this.#request.count ?? usual)));
  }

  #bodyPart(kind: PictureKind): string {
    if (kind === 'MG') return 'BREAST';
    if (kind === 'SC') return 'CHEST';
    if (kind === 'TG18' || kind === 'SMPTE') return '';
    const drawn = drawnParts[kind];
    const { bodyPart } = this.#request;
    return bodyPart !== undefined && drawn.includes(bodyPart)
      ? bodyPart
      : this.#random.pick(kind === 'CR' ? ['CHEST'] : drawn);
  }

  #pictures(kind: PictureKind, count: number): readonly MadeObject[] {
    const bodyPart = this.#bodyPart(kind);
    const isPaired = ['KNEE', 'HAND', 'ANKLE', 'BREAST'].includes(bodyPart);
    const side = this.#request.side ?? this.#random.pick(['L', 'R'] as const);
    const series = this.#uid();
    const frame = this.#uid();
    const small = kind === 'CT' || kind === 'MR' ? { size: 256 } : {};
    const asked =
      this.#request.size === undefined
        ? small
        : { size: Math.min(LARGEST_PICTURE, Math.max(16, Math.trunc(this.#request.size))) };
    return Array.from({ length: count }, (_, place) => {
      const request: ImageRequest = {
        // View Position belongs to the series of a CR, so each of its views has its own (PS3.3 C.8.1.1).
        ...this.#context(kind === 'CR' && place > 0 ? this.#uid() : series, kind === 'CR' ? place + 1 : 1, place + 1),
        modality: kind,
        frameOfReferenceUid: frame,
        seed: this.#request.seed,
        bodyPart,
        count,
        ...asked,
        ...(kind === 'MG'
          ? ({
              laterality: place % 2 === 0 ? 'R' : 'L',
              view: place % 4 < 2 ? 'CC' : 'MLO',
              ...(place >= 4 ? { viewModifier: 'spot' } : {}),
            } as const)
          : isPaired
            ? { laterality: side }
            : {}),
        // One breast has the finding, not both.
        lesion: kind === 'MG' && place % 2 !== this.#request.seed % 2 ? 0 : (this.#request.lesion ?? 0),
      };
      return makeImage(request);
    });
  }

  document(kind: 'GSPS' | 'KOS' | 'SR' | 'DOSE'): readonly ExaminationObject[] {
    const pictures = this.#pictures('CT', Math.min(MOST_IMAGES, Math.max(1, Math.trunc(this.#request.count ?? 1))));
    const references = pictures.map(({ dataSet, sopClassUid }): Reference => ({
      sopClassUid,
      sopInstanceUid: dataSet.text(0x00080018),
      seriesInstanceUid: dataSet.text(0x0020000e),
      studyInstanceUid: this.#studyUid,
    }));
    const made = this.#made(kind, references, pictures[0]?.dataSet);
    return [...pictures.map(({ dataSet }) => ({ name: 'CT', dataSet })), { name: kind, dataSet: made.dataSet }];
  }

  #made(
    kind: 'GSPS' | 'KOS' | 'SR' | 'DOSE',
    references: readonly Reference[],
    first: DataSet | undefined,
  ): MadeObject {
    const context = { ...this.#context(this.#uid(), 9, 1), references };
    const bodyPart = first?.text(0x00180015) ?? 'CHEST';
    switch (kind) {
      case 'GSPS': {
        const [rows, columns] = [first?.number(0x00280010) ?? 1, first?.number(0x00280011) ?? 1];
        return makePresentationState({
          ...context,
          rows,
          columns,
          window: { centre: first?.number(0x00281050) ?? 40, width: first?.number(0x00281051) ?? 400 },
          rescale: { intercept: -1024, slope: 1, type: 'HU' },
          label: 'RADIOLOGIST',
          creator: 'MORI^KEN',
          note: { text: 'Please compare with the prior', point: [Math.trunc(columns * 0.35), Math.trunc(rows * 0.45)] },
        });
      }
      case 'KOS': {
        const title =
          this.#request.title ??
          titles[((this.#request.seed % titles.length) + titles.length) % titles.length] ??
          '113001';
        return makeKeyObject({ ...context, title, description: `${keyObjectTitles[title]} (pgreen)` });
      }
      case 'SR':
        return makeTextReport({
          ...context,
          history: 'Follow-up.',
          findings: `CT ${bodyPart.toLowerCase()}: no acute finding. No change to the prior examination.`,
          impression: 'No acute abnormality.',
          signedBy: 'MORI^KEN^^DR',
        });
      case 'DOSE': {
        const region = anatomicCode(bodyPart);
        const head = bodyPart === 'HEAD';
        const protocol = `CT ${bodyPart.toLowerCase()} routine`;
        return makeDoseReport({
          ...context,
          region,
          phantom: head ? 'head' : 'body',
          deviceUid: this.#uid(),
          deviceName: 'NGH_CT1',
          events: [
            {
              uid: this.#uid(),
              protocol: `${protocol} scout`,
              type: 'constant angle',
              scanLengthMm: 400,
              tubeVoltageKv: 120,
              tubeCurrentMa: 35,
              exposureSeconds: '4.1',
              ctdiVol: 11,
            },
            {
              uid: this.#uid(),
              protocol,
              type: 'spiral',
              scanLengthMm: head ? 160 : 330,
              tubeVoltageKv: 120,
              tubeCurrentMa: 210,
              exposureSeconds: '7.6',
              ctdiVol: head ? 5200 : this.#random.integer(700, 1400),
            },
          ],
        });
      }
      default:
        return kind satisfies never;
    }
  }
}
