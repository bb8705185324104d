import { sopClass } from '../sop-class.ts';
import type { Code } from './code.ts';
import type { ContentItem, Relationship } from './content-tree.ts';
import type { MadeObject } from './object-context.ts';
import { makeReport, type ReportRequest } from './structured-report.ts';

/** One exposure of a CT: a scout or a spiral. Physical values as a console shows them. */
export interface IrradiationEvent {
  readonly uid: string;
  readonly protocol: string;
  readonly type: 'constant angle' | 'spiral';
  readonly scanLengthMm: number;
  readonly tubeVoltageKv: number;
  readonly tubeCurrentMa: number;
  readonly exposureSeconds: string;
  /** Hundredths of a milligray. */
  readonly ctdiVol: number;
}

export interface DoseReportRequest extends ReportRequest {
  readonly region: Code;
  readonly phantom: 'head' | 'body';
  readonly deviceUid: string;
  readonly deviceName: string;
  readonly events: readonly IrradiationEvent[];
}

const units = {
  dose: ['mGy', 'UCUM', 'mGy'],
  product: ['mGy.cm', 'UCUM', 'mGy.cm'],
  length: ['mm', 'UCUM', 'mm'],
  time: ['s', 'UCUM', 's'],
  voltage: ['kV', 'UCUM', 'kV'],
  current: ['mA', 'UCUM', 'mA'],
  events: ['{events}', 'UCUM', 'events'],
  sources: ['{X-Ray sources}', 'UCUM', 'X-Ray sources'],
  ratio: ['{ratio}', 'UCUM', 'ratio'],
} as const;

const dcm = (value: string, meaning: string): Code => [value, 'DCM', meaning];
const hundredths = (value: number): string => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`;
const number = (value: string, meaning: string, amount: string, unit: Code): ContentItem => ({
  relationship: 'CONTAINS',
  name: dcm(value, meaning),
  value: { kind: 'NUM', number: amount, unit },
});
const coded = (
  relationship: Relationship,
  name: Code,
  code: Code,
  children: readonly ContentItem[] = [],
): ContentItem => ({
  relationship,
  name,
  value: { kind: 'CODE', code },
  children,
});
const container = (value: string, meaning: string, children: readonly ContentItem[]): ContentItem => ({
  relationship: 'CONTAINS',
  name: dcm(value, meaning),
  value: { kind: 'CONTAINER' },
  children,
});

/** Dose length product in hundredths of mGy·cm. */
const doseLengthProduct = ({ ctdiVol, scanLengthMm }: IrradiationEvent): number =>
  Math.round((ctdiVol * scanLengthMm) / 10);

/** X-Ray Radiation Dose SR of a CT (PS3.3 A.35.8; PS3.16 TID 10011, 10012, 10013). */
export function makeDoseReport(request: DoseReportRequest): MadeObject {
  const { events } = request;
  const total = events.reduce((sum, event) => sum + doseLengthProduct(event), 0);
  const moment = `${request.date}${request.time}`;
  return makeReport(request, {
    sopClassUid: sopClass.xRayRadiationDoseSr,
    title: dcm('113701', 'X-Ray Radiation Dose Report'),
    template: '10011',
    content: [
      coded(
        'HAS CONCEPT MOD',
        dcm('121058', 'Procedure reported'),
        ['77477000', 'SCT', 'Computed Tomography X-Ray'],
        [coded('HAS CONCEPT MOD', ['363703001', 'SCT', 'Has Intent'], ['261004008', 'SCT', 'Diagnostic Intent'])],
      ),
      coded('HAS OBS CONTEXT', dcm('121005', 'Observer Type'), dcm('121007', 'Device')),
      {
        relationship: 'HAS OBS CONTEXT',
        name: dcm('121012', 'Device Observer UID'),
        value: { kind: 'UIDREF', uid: request.deviceUid },
      },
      {
        relationship: 'HAS OBS CONTEXT',
        name: dcm('121013', 'Device Observer Name'),
        value: { kind: 'TEXT', text: request.deviceName },
      },
      {
        relationship: 'HAS OBS CONTEXT',
        name: dcm('113809', 'Start of X-Ray Irradiation'),
        value: { kind: 'DATETIME', at: moment },
      },
      {
        relationship: 'HAS OBS CONTEXT',
        name: dcm('113810', 'End of X-Ray Irradiation'),
        value: { kind: 'DATETIME', at: moment },
      },
      coded('HAS OBS CONTEXT', dcm('113705', 'Scope of Accumulation'), dcm('113014', 'Study'), [
        {
          relationship: 'HAS PROPERTIES',
          name: dcm('110180', 'Study Instance UID'),
          value: { kind: 'UIDREF', uid: request.studyInstanceUid },
        },
      ]),
      container('113811', 'CT Accumulated Dose Data', [
        number('113812', 'Total Number of Irradiation Events', String(events.length), units.events),
        number('113813', 'CT Dose Length Product Total', hundredths(total), units.product),
      ]),
      ...events.map((event) => acquisition(request, event)),
      coded('CONTAINS', dcm('113854', 'Source of Dose Information'), dcm('113856', 'Automated Data Collection')),
    ],
  });
}

function acquisition(request: DoseReportRequest, event: IrradiationEvent): ContentItem {
  const isSpiral = event.type === 'spiral';
  const phantom =
    request.phantom === 'head'
      ? dcm('113690', 'IEC Head Dosimetry Phantom')
      : dcm('113691', 'IEC Body Dosimetry Phantom');
  return container('113819', 'CT Acquisition', [
    {
      relationship: 'CONTAINS',
      name: ['125203', 'DCM', 'Acquisition Protocol'],
      value: { kind: 'TEXT', text: event.protocol },
    },
    coded('CONTAINS', dcm('123014', 'Target Region'), request.region),
    coded(
      'CONTAINS',
      dcm('113820', 'CT Acquisition Type'),
      isSpiral ? ['116152004', 'SCT', 'Spiral Acquisition'] : dcm('113805', 'Constant Angle Acquisition'),
    ),
    {
      relationship: 'CONTAINS',
      name: dcm('113769', 'Irradiation Event UID'),
      value: { kind: 'UIDREF', uid: event.uid },
    },
    container('113822', 'CT Acquisition Parameters', [
      number('113824', 'Exposure Time', event.exposureSeconds, units.time),
      number('113825', 'Scanning Length', String(event.scanLengthMm), units.length),
      number('113826', 'Nominal Single Collimation Width', '0.6', units.length),
      number('113827', 'Nominal Total Collimation Width', '38.4', units.length),
      ...(isSpiral ? [number('113828', 'Pitch Factor', '0.9', units.ratio)] : []),
      number('113823', 'Number of X-Ray Sources', '1', units.sources),
      container('113831', 'CT X-Ray Source Parameters', [
        {
          relationship: 'CONTAINS',
          name: dcm('113832', 'Identification of the X-Ray Source'),
          value: { kind: 'TEXT', text: '1' },
        },
        number('113733', 'KVP', String(event.tubeVoltageKv), units.voltage),
        number('113833', 'Maximum X-Ray Tube Current', String(event.tubeCurrentMa + 40), units.current),
        number('113734', 'X-Ray Tube Current', String(event.tubeCurrentMa), units.current),
        ...(isSpiral ? [number('113834', 'Exposure Time per Rotation', '0.5', units.time)] : []),
      ]),
    ]),
    container('113829', 'CT Dose', [
      number('113830', 'Mean CTDIvol', hundredths(event.ctdiVol), units.dose),
      coded('CONTAINS', dcm('113835', 'CTDIw Phantom Type'), phantom),
      number('113838', 'DLP', hundredths(doseLengthProduct(event)), units.product),
    ]),
  ]);
}
