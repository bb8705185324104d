import type { PacsCore } from './pacs-core.ts';
import {
  correctObstacle,
  linkObstacle,
  mergeObstacle,
  moveObstacle,
  type Obstacle,
  studyObstacle,
} from './reconcile-obstacles.ts';
import { mayAtPacs } from './rights.ts';
import { type OrderRow, patientKey, type StudyRow } from './state.ts';

/** What an action would do, told before it is done. Texts name attributes and values as the archive shows them. */
export type PreviewRequest =
  | { readonly kind: 'link'; readonly order?: string }
  | { readonly kind: 'correct'; readonly order?: string }
  | { readonly kind: 'merge'; readonly into?: string }
  | { readonly kind: 'move'; readonly patientId?: string; readonly issuer?: string }
  | { readonly kind: 'reject' }
  | { readonly kind: 'hold' };

export interface Preview {
  readonly kind: PreviewRequest['kind'];
  readonly obstacle: Obstacle | undefined;
  readonly willChange: readonly string[];
  readonly stays: readonly string[];
  readonly othersSee: readonly string[];
}

const alwaysStays = [
  'Pixel data',
  'SOP and Series Instance UIDs',
  'Previous values, in Original Attributes (0400,0561)',
];

/** `user`: whose rights count; left out, rights are not looked at. Without a target the action is told in general. */
export function previewAction(core: PacsCore, study: StudyRow, request: PreviewRequest, user?: string): Preview {
  const { kind } = request;
  const action = kind === 'move' ? 'move-to-patient' : kind;
  const right = kind === 'reject' ? 'request-rejection' : 'resolve';
  const forbidden: Obstacle | undefined =
    user !== undefined && !mayAtPacs(user, right)
      ? { code: 'not-permitted', message: `User ${user} is not authorised to do this.` }
      : undefined;
  const own = forbidden ?? studyObstacle(action, study);
  const images = core.visibleInstances(study).length;
  switch (kind) {
    case 'link': {
      const order = request.order === undefined ? undefined : core.state.orders.get(request.order);
      const obstacle = own ?? (request.order === undefined ? undefined : linkObstacle(study, order));
      return { kind, obstacle, ...linkEffects(study, order, images) };
    }
    case 'correct': {
      const order = request.order === undefined ? undefined : core.state.orders.get(request.order);
      const obstacle = own ?? (request.order === undefined ? undefined : correctObstacle(study, order));
      return { kind, obstacle, ...correctEffects(order, images) };
    }
    case 'merge': {
      const target = request.into === undefined ? undefined : core.state.studies.get(request.into);
      const obstacle = own ?? (request.into === undefined ? undefined : mergeObstacle(study, target));
      const otherPatient = target && target.patientId !== study.patientId;
      return {
        kind,
        obstacle,
        willChange: [
          `${images} images move into ${target ? `study ${target.studyUid}` : 'the chosen study'}: Study Instance UID, accession number and patient become the target's`,
          ...(otherPatient
            ? [`Patient ${study.patientId} ${study.name} becomes ${target.patientId} ${target.name}`]
            : []),
          'This study disappears from the list',
        ],
        stays: alwaysStays,
        othersSee: ['Whoever holds the old Study Instance UID no longer finds it'],
      };
    }
    case 'move': {
      const known = request.patientId !== undefined;
      const patient = core.state.patients.get(patientKey(request.patientId ?? '', request.issuer ?? ''));
      const obstacle = own ?? (known ? moveObstacle(study, patient) : undefined);
      const to = patient ? `${patient.patientId} ${patient.name}` : 'the chosen patient';
      return {
        kind,
        obstacle,
        willChange: [
          `Patient of ${images} images: ${study.patientId} ${study.name} becomes ${to}`,
          'The study is matched with the orders again',
        ],
        stays: [...alwaysStays, 'Accession number and Study Instance UID'],
        othersSee: [
          `The study is in the record of ${to}`,
          ...(study.orderKey === undefined ? [] : ['The RIS may see its order open again']),
        ],
      };
    }
    case 'reject':
      return {
        kind,
        obstacle: own,
        willChange: [
          `${images === 1 ? '1 image is' : `${images} images are`} hidden from queries and viewers by a rejection note`,
          ...(study.orderKey === undefined ? [] : ['Its order is open again']),
          ...(user !== undefined && !mayAtPacs(user, 'reject')
            ? ['First a request, which the PACS administrator approves']
            : []),
        ],
        stays: ['All images, kept in the archive', 'Headers, unchanged'],
        othersSee: [
          'Readers no longer see the study',
          ...(study.orderKey === undefined ? [] : ['The RIS sees its order open again']),
        ],
      };
    case 'hold':
      return {
        kind,
        obstacle: own,
        willChange: ['The study waits with your note; nobody can reconcile it until it is released'],
        stays: ['Images and headers, unchanged'],
        othersSee: ['Your note, in the unverified queue'],
      };
    default:
      return request satisfies never;
  }
}

function correctEffects(
  order: OrderRow | undefined,
  images: number,
): Pick<Preview, 'willChange' | 'stays' | 'othersSee'> {
  const whose = order ? `order ${order.accession} of ${order.patientId} ${order.name}` : 'the chosen order';
  return {
    willChange: [
      `${images} new images for ${whose}: accession number, patient and request attributes are the order's`,
      'Study, Series and SOP Instance UIDs of the copies are new',
      ...(order ? [`The copies are VERIFIED, order ${order.accession} COMPLETED`] : []),
    ],
    stays: [
      'Pixel data',
      'Previous values and UIDs, in Original Attributes (0400,0561) of the copies',
      'The images as they are: reject them, or they count twice',
    ],
    othersSee: ['The RIS completes the order and tells the HIS', 'Readers see the copies beside the wrong images'],
  };
}

function linkEffects(
  study: StudyRow,
  order: OrderRow | undefined,
  images: number,
): Pick<Preview, 'willChange' | 'stays' | 'othersSee'> {
  const change = (what: string, from: string, to: string): string[] =>
    to === '' || from === to ? [] : [`${what}: ${from === '' ? 'empty' : from} becomes ${to}`];
  return {
    willChange: order
      ? [
          ...change('Accession number (0008,0050)', study.accession, order.accession),
          ...change('Patient ID (0010,0020)', study.patientId, order.patientId),
          ...change("Patient's name (0010,0010)", study.name, order.name),
          ...change('Birth date (0010,0030)', study.birthDate, order.birthDate),
          ...change('Sex (0010,0040)', study.sex, order.sex),
          `Request attributes of ${images} images name ${order.requestedProcedureId} and ${order.spsId}`,
          `The study is VERIFIED, order ${order.accession} COMPLETED`,
        ]
      : [`Accession number, patient and request attributes of ${images} images become the order's`],
    stays: [
      ...alwaysStays,
      order && order.studyUid !== study.studyUid
        ? `Study Instance UID of the images; the order announced another one, ${order.studyUid}`
        : 'Study Instance UID',
    ],
    othersSee: ['The RIS completes the order and tells the HIS', 'Readers see the study under this order'],
  };
}
