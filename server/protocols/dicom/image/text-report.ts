import { sopClass } from '../sop-class.ts';
import type { Code } from './code.ts';
import type { ContentItem } from './content-tree.ts';
import type { MadeObject } from './object-context.ts';
import { makeReport, type ReportRequest } from './structured-report.ts';

export interface TextReportRequest extends ReportRequest {
  readonly history: string;
  readonly findings: string;
  readonly impression: string;
  /** PN of the radiologist. */
  readonly signedBy: string;
}

const section = (heading: Code, concept: Code, text: string): ContentItem => ({
  relationship: 'CONTAINS',
  name: heading,
  value: { kind: 'CONTAINER' },
  children: [{ relationship: 'CONTAINS', name: concept, value: { kind: 'TEXT', text } }],
});

/** Basic Text SR (PS3.3 A.35.1) after the basic diagnostic imaging report (PS3.16 TID 2000). */
export function makeTextReport(request: TextReportRequest): MadeObject {
  return makeReport(request, {
    sopClassUid: sopClass.basicTextSr,
    title: ['18748-4', 'LN', 'Diagnostic imaging study'],
    template: '2000',
    signedBy: request.signedBy,
    content: [
      {
        relationship: 'HAS CONCEPT MOD',
        name: ['121049', 'DCM', 'Language of Content Item and Descendants'],
        value: { kind: 'CODE', code: ['en', 'RFC5646', 'English'] },
      },
      {
        relationship: 'HAS OBS CONTEXT',
        name: ['121005', 'DCM', 'Observer Type'],
        value: { kind: 'CODE', code: ['121006', 'DCM', 'Person'] },
      },
      {
        relationship: 'HAS OBS CONTEXT',
        name: ['121008', 'DCM', 'Person Observer Name'],
        value: { kind: 'PNAME', name: request.signedBy },
      },
      section(['11329-0', 'LN', 'History'], ['121060', 'DCM', 'History'], request.history),
      section(['59776-5', 'LN', 'Findings'], ['121071', 'DCM', 'Finding'], request.findings),
      section(['19005-8', 'LN', 'Impressions'], ['121073', 'DCM', 'Impression'], request.impression),
      ...request.references.slice(0, 1).map((reference): ContentItem => ({
        relationship: 'CONTAINS',
        name: ['121180', 'DCM', 'Key Images'],
        value: { kind: 'CONTAINER' },
        children: [{ relationship: 'CONTAINS', name: undefined, value: { kind: 'IMAGE', reference } }],
      })),
    ],
  });
}
