import { HOSPITAL_VERSION } from '../../server/lab/hospital-version.ts';
import { courses, trafficHash } from '../support/courses.ts';

/** Prints the traffic hash of free play and of each scenario at seed 1, as traffic-hashes.json keeps them. */
const traffic = Object.fromEntries(courses('1').map(([name, course]) => [name, trafficHash(course, '1')]));
process.stdout.write(`${JSON.stringify({ hospitalVersion: HOSPITAL_VERSION, traffic }, null, 2)}\n`);
